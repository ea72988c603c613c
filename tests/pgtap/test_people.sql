-- The helpers that every other file stands on.
begin;
select plan(9);

select is((select count(*) from tests.people), 10::bigint, 'ten people');
select is(
  (select count(*) from public.workspace_members where workspace_id = tests.workspace()), 5::bigint, 'five members of Demo');

select tests.authenticate_as('editor');
select is(current_user::text, 'authenticated', 'acts with the role of a signed-in person');
select is(auth.uid(), tests.person('editor'), 'is the editor');
select is((select count(*) from public.workspaces), 1::bigint, 'the editor sees one workspace');
select is((select count(*) from public.items), 3::bigint, 'and its items');

select tests.authenticate_as('outsider@demo.example');
select is((select count(*) from public.workspaces), 0::bigint, 'an outsider sees no workspace');

select tests.clear_authentication();
select is(current_user::text, session_user::text, 'is itself again');
select is(auth.uid(), null, 'and nobody in the claims');

select * from finish();
rollback;
