-- Views through plain SQL, as a Supabase client writes them.
begin;
select plan(31);

select tests.authenticate_as('member');
select lives_ok(format('insert into public.views (list_id, name) values (%L, ''Mine'')', tests.list()), 'a member CAN keep a view, naming the list alone');
select is(
  (select row(workspace_id, owner_id, created_by, kind, query, settings)::text from public.views where name = 'Mine'),
  row(tests.workspace(), tests.person('member'), tests.person('member'), 'grid'::text, '{}'::jsonb, '{}'::jsonb)::text, 'it is a grid of one''s own');
select throws_ok(
  format('insert into public.views (list_id, name, owner_id) values (%L, ''Ours'', null)', tests.list()), '42501', null, 'but NOT make a shared one');
select throws_ok(
  format('insert into public.views (list_id, name, owner_id) values (%L, ''Theirs'', %L)', tests.list(), tests.person('owner')), '42501', null,
  'nor one for somebody else');
select throws_ok(
  format('insert into public.views (list_id, name) values (%L, ''Mine'')', tests.list('Properties', 'Other')), '42501', null,
  'nor one over a list of another workspace');
select throws_ok('update public.views set owner_id = null', '42501', null, 'nor share it');
select throws_ok('update public.views set version = 9', '42501', null, 'nor set its version');
select lives_ok('update public.views set name = ''Still mine''', 'a member CAN change their own view');
select is((select version from public.views), 2::bigint, 'which counts its version up');
delete from public.views;
select is((select count(*) from public.views), 1::bigint, 'only from the trash');

select tests.authenticate_as('owner');
select is((select count(*) from public.views), 0::bigint, 'nobody sees the view of another, not even an owner');
update public.views set name = 'Taken';
select tests.authenticate_as('member');
select is((select name from public.views), 'Still mine', 'nor changes it');
update public.views set deleted_at = now();
delete from public.views;
select is((select count(*) from public.views), 0::bigint, 'its owner CAN delete it for good from the trash');

select tests.authenticate_as('manager');
select lives_ok(
  format('insert into public.views (list_id, name, owner_id, query) values (%L, ''Ours'', null, ''{"sort": [{"column": "price"}]}'')', tests.list()),
  'a manager CAN make a shared view');
select throws_ok(
  format('insert into public.views (list_id, name, owner_id, is_locked) values (%L, ''Ours'', null, true)', tests.list()),
  '42501', null, 'but NOT a locked one');
select throws_ok('update public.views set is_locked = true', '42501', null, 'nor lock it');
select tests.authenticate_as('member');
select is((select name from public.views), 'Ours', 'members see it');
update public.views set name = 'Taken';
select is((select name from public.views), 'Ours', 'and do NOT change it');
select tests.authenticate_as('outsider');
select is((select count(*) from public.views), 0::bigint, 'strangers see none');
select tests.authenticate_as('admin');
select lives_ok('update public.views set is_locked = true', 'an admin CAN lock it');
select tests.authenticate_as('manager');
select throws_ok('update public.views set name = ''Broken''', '42501', null, 'a manager can NOT change a locked view');
select throws_ok('update public.views set deleted_at = now()', '42501', null, 'nor trash it');
select throws_ok('update public.views set is_locked = false', '42501', null, 'nor unlock it');
select lives_ok('update public.views set position = 7', 'but CAN put it elsewhere');
select tests.authenticate_as('admin');
select lives_ok('update public.views set name = ''Locked''', 'an admin CAN change it');
select throws_ok('update public.views set owner_id = auth.uid()', '23514', null, 'only shared views are locked');

-- What is saved fits the list.
select throws_ok('update public.views set query = ''{"sort": [{"column": "nope"}]}''', '23514', null, 'a query asks columns that are there');
select throws_ok('update public.views set query = ''{"limit": 1}''', '23514', null, 'and nothing but what a view asks');
select throws_ok('update public.views set settings = ''{"nope": 1}''', '23514', null, 'settings are those of the kind');
select throws_ok('update public.views set kind = ''kanban''', '23514', null, 'a kanban needs its column');

select tests.clear_authentication();
select is(
  (select array_agg(distinct action order by action) from audit.events where table_name = 'views'), '{delete,insert,update}'::text[],
  'all of it is in the audit log');

select * from finish();
rollback;
