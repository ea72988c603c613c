-- Unique columns: one value, one item; those in the trash do not count.
begin;
select plan(27);

create function tests.refusal(statement text) returns text language plpgsql as $$
declare
  v_name text;
  v_detail text;
begin
  execute statement;
  return 'done';
exception when others then
  get stacked diagnostics v_name = constraint_name, v_detail = pg_exception_detail;
  return v_name || coalesce(' ' || (select string_agg(concat_ws(' ', e.p ->> 'row', e.p ->> 'field', e.p ->> 'code', e.p ->> 'value'), ', ')
    from jsonb_array_elements(v_detail::jsonb) as e (p)), '');
end
$$;
create function tests.insertion(variadic cells text[]) returns text language sql as $$
  select format('insert into public.items (list_id, values) select %L, v::jsonb from unnest(%L::text[]) as v', tests.list(), cells)
$$;

select tests.authenticate_as('manager');
insert into public.list_columns (list_id, name, type, is_unique) values
  (tests.list(), 'MLS', 'text', true), (tests.list(), 'Lot', 'number', true), (tests.list(), 'Seen', 'datetime', true);
select tests.authenticate_as('editor');
insert into public.items (list_id, values) values
  (tests.list(), '{"mls": "A", "lot": 1, "seen": "2024-01-01T00:00:00Z"}'), (tests.list(), '{"mls": "B"}'), (tests.list(), '{"address": "none"}');
select pass('many items CAN be without a value');

select is(tests.refusal(tests.insertion('{"mls": "A"}')), 'unique_value 0 mls unique_value A', 'a value can NOT come twice, and the refusal says row, column and value');
select is(tests.refusal(tests.insertion('{"mls": "C"}', '{"mls": "C"}')), 'unique_value 1 mls unique_value C', 'nor in one statement');
select is(tests.refusal(tests.insertion('{"mls": "A", "lot": 1.0}')), 'unique_value 0 mls unique_value A, 0 lot unique_value 1.0', '1.0 is the number 1');
select is(tests.refusal(tests.insertion('{"seen": "2024-01-01T00:00:00.000Z"}')), 'unique_value 0 seen unique_value 2024-01-01T00:00:00.000Z', 'and a moment is one, however written');
select is(tests.refusal(tests.insertion('{"mls": "a"}', '{"mls": " A"}', '{"seen": "2024-01-01T00:00:00.1Z"}', '{"lot": 10}')), 'done', 'text differs by case and spaces');
select is(tests.refusal(tests.insertion('{"mls": "C"}', '{"lot": 7}')), 'done', 'a refused statement has taken nothing');

-- Changes.
select is(
  tests.refusal('update public.items set values = values || ''{"mls": "A"}'' where values ->> ''mls'' = ''B'''),
  'unique_value mls unique_value A', 'a change can NOT take a value that is there');
select is(
  tests.refusal($$update public.items set values = values || jsonb_build_object('mls', case values ->> 'mls' when 'A' then 'B' else 'A' end)
    where values ->> 'mls' in ('A', 'B')$$),
  'done', 'two values CAN change places in one statement');
select is(tests.refusal(tests.insertion('{"mls": "B"}')), 'unique_value 0 mls unique_value B', 'and are both still taken');
select is(tests.refusal('update public.items set values = values || ''{"address": "x"}'' where values ->> ''mls'' = ''A'''), 'done', 'other cells change freely');
select is(tests.refusal('update public.items set values = values - ''mls'' where values ->> ''mls'' = ''C'''), 'done', 'an emptied cell');
select is(tests.refusal(tests.insertion('{"mls": "C"}')), 'done', 'gives its value up');

-- Trash.
select is(tests.refusal('update public.items set deleted_at = now() where values ->> ''mls'' = ''C'''), 'done', 'an item in the trash');
select is(tests.refusal(tests.insertion('{"mls": "C", "address": "second"}')), 'done', 'gives its value up, too');
select is(
  tests.refusal('update public.items set deleted_at = null where deleted_at is not null and values ->> ''mls'' = ''C'''),
  'unique_value mls unique_value C', 'it can NOT be restored over somebody else''s');
update public.items set values = values || '{"mls": "C2"}' where values ->> 'address' = 'second';
select is(
  tests.refusal('update public.items set deleted_at = null where deleted_at is not null and values ->> ''mls'' = ''C'''), 'done', 'but CAN when it is free');
update public.items set deleted_at = now() where values ->> 'mls' = 'C2';
update public.items set values = values || '{"mls": "A"}' where values ->> 'mls' = 'C2';
select is((select count(*) from public.items where values ->> 'mls' = 'A'), 2::bigint, 'in the trash a value is nobody''s');
select tests.clear_authentication();
select is((select count(*) from private.unique_values as u join public.list_columns as c on c.id = u.column_id and c.key = 'mls'),
  (select count(*) from public.items where list_id = tests.list() and deleted_at is null and values ? 'mls'), 'exactly the values of live items are kept');
delete from public.items where list_id = tests.list() and values ->> 'mls' in ('A', 'B');
select is((select count(*) from private.unique_values as u join public.list_columns as c on c.id = u.column_id and c.key = 'mls'),
  (select count(*) from public.items where list_id = tests.list() and deleted_at is null and values ? 'mls'), 'also after a deletion for good');

-- Turning it on and off.
select tests.authenticate_as('manager');
update public.list_columns set is_unique = false where key = 'mls' and list_id = tests.list();
select is(tests.refusal(tests.insertion('{"mls": "S"}', '{"mls": "S"}', '{"mls": "T"}', '{"mls": "T"}', '{"mls": "S"}')), 'done', 'turned off, values may come twice');
select is(
  tests.refusal(format('update public.list_columns set is_unique = true where key = ''mls'' and list_id = %L', tests.list())),
  'column_not_unique mls column_not_unique S, mls column_not_unique T', 'turned on over shared values it is refused, with examples');
select throws_like(
  format('update public.list_columns set is_unique = true where key = ''mls'' and list_id = %L', tests.list()),
  '%5 items share 2 values, such as "S" is in 3 items%', 'and with how many');
update public.items set deleted_at = now() where list_id = tests.list() and values ->> 'mls' in ('S', 'T');
select is(tests.refusal(format('update public.list_columns set is_unique = true where key = ''mls'' and list_id = %L', tests.list())), 'done', 'the trash does not count');
select is(
  tests.refusal('update public.items set deleted_at = null where deleted_at is not null and values ->> ''mls'' = ''S'''),
  'unique_value mls unique_value S, mls unique_value S', 'three of one value can NOT all come back');

-- A column in the trash asks nothing; restored it does.
insert into public.items (list_id, values) values (tests.list(), '{"lot": 1}');
update public.items set deleted_at = now() where list_id = tests.list() and (values -> 'lot')::numeric = 1;
insert into public.items (list_id, values) values (tests.list(), '{"lot": 1}');
update public.list_columns set deleted_at = now() where key = 'lot' and list_id = tests.list();
update public.items set deleted_at = null where list_id = tests.list() and (values -> 'lot')::numeric = 1;
select is(
  tests.refusal(format('update public.list_columns set deleted_at = null where key = ''lot'' and list_id = %L', tests.list())),
  'column_not_unique lot column_not_unique 1', 'a column does NOT come back from the trash over shared values');
select tests.clear_authentication();
delete from public.lists where id = tests.list();
select is((select count(*) from private.unique_values), 0::bigint, 'a deleted list leaves nothing behind');

select * from finish();
rollback;
