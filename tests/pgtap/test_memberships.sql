-- Roles: who may change whom, what nobody may grant, and how one leaves.
begin;
select plan(27);

-- Who may change whom.
select tests.authenticate_as('admin');
select lives_ok(
  format('select public.update_member(%L, %L, ''manager'')', tests.workspace(), tests.person('editor')), 'an admin CAN promote an editor');
select throws_ok(
  format('select public.update_member(%L, %L, ''member'')', tests.workspace(), tests.person('owner')),
  '42501', null, 'an admin can NOT demote an owner');
select throws_ok(
  format('select public.update_member(%L, %L, ''owner'')', tests.workspace(), tests.person('editor')),
  '42501', null, 'an admin can NOT grant owner');
select throws_ok(
  format('select public.update_member(%L, %L, ''owner'')', tests.workspace(), tests.person('admin')),
  '42501', null, 'an admin can NOT promote themselves');
select throws_ok(
  format('select public.remove_member(%L, %L)', tests.workspace(), tests.person('owner')), '42501', null, 'an admin can NOT remove an owner');
select throws_ok(
  format('select public.update_member(%L, %L, ''member'')', tests.workspace(), tests.person('outsider')),
  'P0002', null, 'nobody who is not a member can be changed');

select tests.authenticate_as('manager');
select throws_ok(
  format('select public.update_member(%L, %L, ''editor'')', tests.workspace(), tests.person('member')),
  '42501', null, 'a manager can NOT change roles');
select throws_ok(
  format('select public.remove_member(%L, %L)', tests.workspace(), tests.person('member')), '42501', null, 'a manager can NOT remove members');
select throws_ok(
  'update public.workspace_members set role = ''owner''', '42501', null, 'memberships can NOT be written directly');
select throws_ok(
  format('select public.transfer_workspace(%L, %L)', tests.workspace(), tests.person('manager')),
  '42501', null, 'a manager can NOT take the workspace over');

select tests.authenticate_as('outsider');
select throws_ok(
  format('select public.update_member(%L, %L, ''owner'')', tests.workspace(), tests.person('outsider')),
  'P0002', null, 'an outsider is told that there is no such workspace');

select tests.authenticate_as('owner');
select is(
  (select string_agg(m.role::text, ' ' order by m.role) from public.workspace_members as m where m.workspace_id = tests.workspace()),
  'member manager manager admin owner', 'after all that, only the editor''s role has changed');

-- The last owner.
select throws_ok(format('select public.leave_workspace(%L)', tests.workspace()), '23514', null, 'the last owner can NOT leave');
select throws_ok(
  format('select public.update_member(%L, %L, ''admin'')', tests.workspace(), tests.person('owner')), '23514', null, 'nor step down');
select tests.clear_authentication();
select throws_ok(
  format('delete from auth.users where id = %L', tests.person('owner')), '23514', null, 'nor can the account be deleted');
select throws_ok(
  format('delete from public.workspace_members where workspace_id = %L', tests.workspace()), '23514', null, 'nor all members at once');
select throws_ok('truncate public.workspace_members cascade', '23001', null, 'nor the table emptied');
select throws_ok('update public.workspaces set owner_count = 7', '23001', null, 'nor the counter set');
set local session_replication_role = replica;
select throws_ok(
  format('delete from public.workspace_members where workspace_id = %L', tests.workspace()), '23514', null,
  'nor as a replica, where ordinary triggers sleep');
set local session_replication_role = origin;
select is((select owner_count from public.workspaces where id = tests.workspace()), 1, 'there is one owner still');

-- Handing over.
select tests.authenticate_as('owner');
select lives_ok(
  format('select public.transfer_workspace(%L, %L)', tests.workspace(), tests.person('member')), 'an owner CAN hand the workspace over');
select is(
  (select m.role::text from public.workspace_members as m where m.workspace_id = tests.workspace() and m.user_id = tests.person('owner')),
  'admin', 'and is an admin then');
select lives_ok(format('select public.leave_workspace(%L)', tests.workspace()), 'and CAN leave now');
select is((select count(*) from public.workspaces), 0::bigint, 'and sees nothing any more');
select tests.authenticate_as('member');
select lives_ok(format('select public.delete_workspace(%L)', tests.workspace()), 'the new owner CAN delete the workspace');
select tests.clear_authentication();
select is((select count(*) from public.workspaces where id = tests.workspace('Demo')), 0::bigint, 'it is gone');
select is((select count(*) from public.items as i where i.workspace_id <> tests.workspace('Other')), 0::bigint, 'with everything in it');

select * from finish();
rollback;
