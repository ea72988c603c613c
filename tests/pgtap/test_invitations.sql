-- Invitations: bound to an address, single use, expiring, revocable; one answer to every token that does not open.
begin;
select plan(21);
create temporary table said (what text primary key, answer jsonb) on commit drop;
grant all on said to public;

select tests.authenticate_as('manager');
select throws_ok(
  format('select public.create_invitation(%L, ''outsider@demo.example'')', tests.workspace()), '42501', null, 'a manager can NOT invite');
select is((select count(*) from public.workspace_invitations), 0::bigint, 'nor see invitations');

select tests.authenticate_as('admin');
select throws_ok(
  format('select public.create_invitation(%L, ''outsider@demo.example'', ''owner'')', tests.workspace()),
  '42501', null, 'an admin can NOT invite an owner');
select throws_ok(
  format('select public.create_invitation(%L, ''Editor@demo.example'')', tests.workspace()), '23505', null, 'a member can NOT be invited again');
insert into said values ('first', public.create_invitation(tests.workspace(), ' Outsider@Demo.example ', 'editor'));
select is((select answer ->> 'email' from said), 'outsider@demo.example', 'an admin CAN invite an address');
select is((select length(answer ->> 'token') from said), 43, 'and is shown a token of 256 bits');
select throws_ok(
  format('select public.create_invitation(%L, ''outsider@demo.example'')', tests.workspace()), '23505', null, 'one open invitation an address');
insert into said select 'second', public.resend_invitation(tests.workspace(), (answer ->> 'id')::uuid) from said where what = 'first';

select tests.clear_authentication();
select is(
  (select count(*) from private.invitation_tokens as t, said as s where t.token_hash = sha256(convert_to(s.answer ->> 'token', 'UTF8'))),
  1::bigint, 'resending replaces the token; only the hash is stored');
select is(
  (select count(*) from procrastinate.procrastinate_jobs where task_name = 'send_invitation' and args::text ~ (select answer ->> 'token' from said where what = 'second')),
  0::bigint, 'no token stands in a job');
select is((select count(*) from procrastinate.procrastinate_jobs where task_name = 'send_invitation'), 2::bigint, 'both mails are queued');

select tests.authenticate_as_anon();
select is(
  (select public.preview_invitation(answer ->> 'token') ->> 'workspace' from said where what = 'second'), 'Demo', 'the holder of a token sees what it offers');
select throws_ok(
  (select format('select public.preview_invitation(%L)', answer ->> 'token') from said where what = 'first'), 'P0002', null, 'a replaced token shows nothing');
select throws_ok('select public.preview_invitation(''guess'')', 'P0002', null, 'nor does a wrong one');
select throws_ok(
  (select format('select public.accept_invitation(%L)', answer ->> 'token') from said where what = 'second'), '42501', null, 'who has not signed in can NOT accept');

select tests.authenticate_as('other_owner');
select throws_ok(
  (select format('select public.accept_invitation(%L)', answer ->> 'token') from said where what = 'second'), 'P0002', null, 'another person can NOT accept');
select tests.authenticate_as('outsider');
select lives_ok(
  (select format('select public.accept_invitation(%L)', answer ->> 'token') from said where what = 'second'), 'the person invited CAN');
select is((select role::text from public.workspace_members where user_id = tests.person('outsider')), 'editor', 'and is an editor');
select throws_ok(
  (select format('select public.accept_invitation(%L)', answer ->> 'token') from said where what = 'second'), 'P0002', null, 'a token opens once');
select throws_ok('select count(*) from private.invitation_tokens', '42501', null, 'nobody reads the hashes');

select tests.clear_authentication();
insert into said values ('late', public.create_invitation(tests.workspace(), 'late@demo.example'));
update public.workspace_invitations set expires_at = now() - interval '1 second' where email = 'late@demo.example';
select throws_ok(
  (select format('select public.preview_invitation(%L)', answer ->> 'token') from said where what = 'late'), 'P0002', null, 'an expired token shows nothing');
insert into said values ('void', public.create_invitation(tests.workspace(), 'void@demo.example'));
select public.revoke_invitation(tests.workspace(), (answer ->> 'id')::uuid) from said where what = 'void';
select throws_ok(
  (select format('select public.preview_invitation(%L)', answer ->> 'token') from said where what = 'void'), 'P0002', null, 'nor a revoked one');

select * from finish();
rollback;
