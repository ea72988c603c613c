-- Items through plain SQL, as a Supabase client writes them.
begin;
select plan(33);

select tests.authenticate_as('editor');
select lives_ok(
  format('insert into public.items (list_id, values) values (%L, ''{"address": "1 New Road", "price": 5}'')', tests.list()),
  'an editor CAN create an item, naming the list alone');
select is((select count(*) from public.items where list_id = tests.list()), 4::bigint, 'it is there');
select is(
  (select created_by from public.items where values ->> 'address' = '1 New Road'), tests.person('editor'), 'and says who made it');
select throws_ok(
  format('insert into public.items (list_id, values, created_by) values (%L, ''{}'', %L)', tests.list(), tests.person('owner')),
  '42501', null, 'nobody can say that somebody else did');
select throws_ok(
  format('insert into public.items (list_id, values) values (%L, ''{}'')', tests.list('Properties', 'Other')), '42501', null,
  'not in the list of another workspace');
select throws_ok(
  format('insert into public.items (list_id, workspace_id, values) values (%L, %L, ''{}'')', tests.list('Properties', 'Other'), tests.workspace()),
  null, null, 'nor by naming one''s own workspace for it');

-- What is written fits the columns.
select throws_ok(
  format('insert into public.items (list_id, values) values (%L, %L)', tests.list(), v.bad), '23514', null, v.bad || ' is refused')
from (values
  ('{"price": "5"}'), ('{"price": 1e131071}'), ('{"price": true}'), ('{"listed_on": "2025-02-29"}'), ('{"listed_on": "0000-01-01"}'),
  ('{"listed_on": "2025-1-1"}'), ('{"listed_on": 20250101}'), ('{"address": 7}'), ('{"address": "two\nlines"}'), ('{"nonsense": 1}'),
  ('{"address": {"a": 1}}'), ('[]'), ('"x"')
) as v (bad);
select lives_ok(
  format('insert into public.items (list_id, values) values (%L, ''{"price": null, "address": "", "listed_on": "2024-02-29"}'')', tests.list()),
  'null and "" are empty cells');
select is(
  (select values from public.items where values ->> 'listed_on' = '2024-02-29'), '{"listed_on": "2024-02-29"}'::jsonb, 'and have no key');

-- Changes.
update public.items set values = values || '{"price": 6}' where values ->> 'address' = '1 New Road' and version = 1;
select is((select version from public.items where values ->> 'address' = '1 New Road'), 2::bigint, 'a change counts the version up');
update public.items set values = values || '{"price": 7}' where values ->> 'address' = '1 New Road' and version = 1;
select is((select values ->> 'price' from public.items where values ->> 'address' = '1 New Road'), '6', 'who saw an older version changes nothing');
select throws_ok('update public.items set version = 9', '42501', null, 'the version can NOT be set');
select throws_ok('update public.items set workspace_id = tests.workspace(''Other'')', '23001', null, 'nor the workspace');
select throws_ok('update public.items set values = values || ''{"price": "x"}''', '23514', null, 'nor a value that does not fit');
update public.items set deleted_at = now() where values ->> 'address' = '1 New Road';
select isnt((select deleted_at from public.items where values ->> 'address' = '1 New Road'), null, 'an editor CAN put it into the trash');
delete from public.items where values ->> 'address' = '1 New Road';
select is((select count(*) from public.items where values ->> 'address' = '1 New Road'), 1::bigint, 'but NOT delete it for good');
select tests.authenticate_as('member');
update public.items set values = values || '{"price": 1}';
select is((select count(*) from public.items where values ->> 'price' = '1'), 0::bigint, 'a member can NOT change items');
select throws_ok(format('insert into public.items (list_id, values) values (%L, ''{}'')', tests.list()), '42501', null, 'nor create them');
select tests.authenticate_as('admin');
delete from public.items where deleted_at is null;
select is((select count(*) from public.items where list_id = tests.list()), 5::bigint, 'an admin can NOT delete what is not in the trash');
delete from public.items where deleted_at is not null;
select is((select count(*) from public.items where list_id = tests.list()), 4::bigint, 'but CAN empty the trash');
select tests.authenticate_as('outsider');
select is((select count(*) from public.items), 0::bigint, 'an outsider sees no item');

select * from finish();
rollback;
