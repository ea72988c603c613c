-- auto_number: given by the list, in order, never twice, never by hand.
begin;
select plan(19);

select tests.authenticate_as('editor');
update public.items set deleted_at = now() where values ->> 'address' = '2 Demo Street';
select is((select count(*) from public.items where number is not null), 0::bigint, 'a list without such a column has no numbers');
select tests.authenticate_as('manager');
insert into public.list_columns (list_id, name, type) values (tests.list(), 'No', 'auto_number');
select is((select string_agg(number || ' ' || (values ->> 'address'), ', ' order by id) from public.items where list_id = tests.list()),
  '1 1 Demo Street, 2 2 Demo Street, 3 3 Demo Street', 'the items it has are numbered in the order in which they were made, the trash included');
select is((select max(version) from public.items where values ->> 'address' <> '2 Demo Street'), 1::bigint, 'which is no change of them');
select tests.clear_authentication();
select is((select count(*) from audit.events where table_name = 'items' and diff ? 'number'), 0::bigint, 'nor one for the audit');

select tests.authenticate_as('editor');
insert into public.items (list_id, values) values (tests.list(), '{"address": "n4"}'), (tests.list(), '{"address": "n5"}');
select is((select string_agg(number || (values ->> 'address'), ' ' order by number) from public.items where values ->> 'address' like 'n_'), '4n4 5n5', 'new ones go on from there');
select is((select (public.create_items(tests.list(), '[{"values": {}}]') #>> '{items,0,number}')), '6', 'the answer of create_items has it');
select throws_ok(format('insert into public.items (list_id, values) values (%L, ''{"no": 7}'')', tests.list()), '23514', null, 'nobody writes it into values');
select throws_ok(format('insert into public.items (list_id, number) values (%L, 99)', tests.list()), '42501', null, 'nor beside them');
select throws_ok('update public.items set number = 99', '42501', null, 'nor later');

-- Whoever skips the defaults, as an import does, gets numbers all the same.
select set_config('deedbook.defaults_applied', 'on', true);
insert into public.items (workspace_id, list_id, values) select tests.workspace(), tests.list(), '{"address": "bulk"}' from generate_series(1, 500);
select set_config('deedbook.defaults_applied', '', true);
select is((select count(distinct number) from public.items where values ->> 'address' = 'bulk' and number > 6), 500::bigint, 'a bulk writer that skips the defaults gets numbers');
select is((select max(version) from public.items where values ->> 'address' = 'bulk'), 1::bigint, 'at version 1');
select is((select count(*) from public.items where list_id = tests.list() and number is null), 0::bigint, 'no item is without');

-- The number stays.
update public.items set values = values || '{"address": "moved"}' where number = 4;
select is((select values ->> 'address' from public.items where number = 4), 'moved', 'a change keeps the number');
select tests.clear_authentication();
select throws_ok('update public.items set number = 1000 where number = 4', '23001', null, 'not even the owner of the tables changes it');
select tests.authenticate_as('manager');
update public.list_columns set deleted_at = now() where key = 'no';
insert into public.items (list_id, values) values (tests.list(), '{"address": "hidden"}');
update public.list_columns set deleted_at = null where key = 'no';
select isnt((select number from public.items where values ->> 'address' = 'hidden'), null, 'the list goes on counting while the column is in the trash');
insert into public.list_columns (list_id, name, type) values (tests.list(), 'Number', 'auto_number');
select is((select number from public.items where values ->> 'address' = 'moved'), 4::bigint, 'a second such column shows the same numbers');
select is((select count(*) from public.items where list_id = tests.list('Properties', 'Demo') and number is null), 0::bigint, 'of every item');
select tests.clear_authentication();
select is((select count(*) from public.items where list_id = tests.list('Properties', 'Other') and number is not null), 0::bigint, 'other lists have none');
delete from public.lists where id = tests.list();
select is((select count(*) from pg_catalog.pg_class where relname like 'item\_numbers\_%'), 0::bigint, 'the sequence goes with its list');

select * from finish();
rollback;
