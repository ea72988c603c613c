-- user: somebody who is a member when it is written.
begin;
select plan(10);

create function tests.naming(person text) returns text language sql security definer as $$
  select format('insert into public.items (list_id, values) values (%L, jsonb_build_object(''agent'', %L))', tests.list(), tests.person(person))
$$;

select tests.authenticate_as('manager');
insert into public.list_columns (list_id, name, type) values (tests.list(), 'Agent', 'user');
select tests.authenticate_as('editor');
select lives_ok(tests.naming('admin'), 'a member CAN be named');
select lives_ok(tests.naming('editor'), 'oneself too');
select throws_ok(tests.naming(p), '23514', null, p || ' can NOT be named') from unnest('{outsider,removed,invited,other_owner}'::text[]) as p;

select tests.clear_authentication();
delete from public.workspace_members where user_id = tests.person('admin') and workspace_id = tests.workspace();
select tests.authenticate_as('editor');
select lives_ok(
  format('update public.items set values = values || ''{"address": "x"}'' where values ->> ''agent'' = %L', tests.person('admin')),
  'who has left stays named, and other cells CAN be changed');
select throws_ok(
  format('update public.items set values = values || jsonb_build_object(''agent'', %L) where values ->> ''agent'' = %L', tests.person('admin'), tests.person('editor')),
  '23514', null, 'but is NOT named anew');
select tests.authenticate_as('manager');
select lives_ok(
  format('update public.list_columns set name = ''Listing agent'' where list_id = %L and key = ''agent''', tests.list()), 'the column CAN still be changed');
select throws_ok(
  format('insert into public.list_columns (list_id, name, type, default_value) values (%L, ''D'', ''user'', to_jsonb(%L::text))', tests.list(), tests.person('editor')),
  '23514', null, 'a default, which would name somebody for ever, it does NOT take');

select * from finish();
rollback;
