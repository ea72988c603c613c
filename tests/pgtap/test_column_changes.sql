-- Conversions, merged options, bulk changes: who may, who may not, and what is there afterwards.
begin;
select plan(26);

create function tests.column_id(key text) returns uuid language sql security definer set search_path = ''
  as $$ select c.id from public.list_columns as c where c.list_id = tests.list() and c.key = column_id.key $$;
create function tests.raised(statement text) returns text language plpgsql as $$
declare
  v_name text;
begin
  execute statement;
  return 'done';
exception when others then
  get stacked diagnostics v_name = constraint_name;
  return coalesce(nullif(v_name, ''), sqlstate);
end
$$;

-- Conversions.
select tests.authenticate_as('editor');
select is(tests.raised(format('select public.preview_conversion(%L, ''integer'')', tests.column_id('price'))), 'capability_required', 'an editor can NOT preview a conversion');
select is(tests.raised(format('select public.convert_column(%L, ''integer'')', tests.column_id('price'))), 'capability_required', 'nor convert');
select is(tests.raised(format('select private.begin_conversion(%L, ''integer'', ''{}'', null, ''refuse'')', tests.column_id('price'))), 'capability_required', 'nor below the public functions');
select tests.authenticate_as('outsider');
select is(tests.raised(format('select public.convert_column(%L, ''integer'')', tests.column_id('price'))), 'column_not_found', 'to an outsider there is no such column');
select tests.authenticate_as('manager');
select is(public.preview_conversion(tests.column_id('price'), 'integer') - '{token,config}'::text[],
  '{"type": "integer", "items": 3, "empty": 0, "converts": 3, "fails": 0, "examples": []}', 'a manager CAN preview');
select is((select count(*) from public.list_columns where list_id = tests.list()), 3::bigint, 'which changes nothing');
select is(public.convert_column(tests.column_id('price'), 'text') ->> 'state', 'done', 'and CAN convert');
select is((select array_agg(values ->> 'price_2' order by id) from public.items where list_id = tests.list()), '{100000,200000,300000}', 'every value is there in its new form');
select is((select array_agg((values ->> 'price')::integer order by id) from public.items where list_id = tests.list()), '{100000,200000,300000}', 'and in its old one');
select is((select string_agg(key || ' ' || type, ', ' order by position) from public.list_columns where list_id = tests.list() and deleted_at is null),
  'address text, price_2 text, listed_on date', 'the new column stands where the old one stood');
select is((select max(version) from public.items where list_id = tests.list()), 1::bigint, 'nobody''s version moved');
select is(tests.raised(format('update public.list_columns set is_pending = false where id = %L', tests.column_id('price'))), '42501', 'what is pending is NOT a client''s to say');
select is(tests.raised(format('insert into public.column_changes (list_id, column_id, workspace_id, kind) values (%L, %L, %L, ''purge'')',
  tests.list(), tests.column_id('price'), tests.workspace())), '42501', 'nor are changes');

-- Options.
insert into public.list_columns (list_id, name, type, config)
select tests.list(), 'Stage', 'select', '{"options": [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}]}';
update public.items set values = values || '{"stage": "a"}' where list_id = tests.list();
select is(tests.raised(format('select public.delete_option(%L, ''a'')', tests.column_id('stage'))), 'option_in_use', 'an option that items hold can NOT go without a word');
select tests.authenticate_as('editor');
select is(tests.raised(format('select public.merge_option(%L, ''a'', ''b'')', tests.column_id('stage'))), 'capability_required', 'an editor can NOT merge options');
select tests.authenticate_as('manager');
select is(public.merge_option(tests.column_id('stage'), 'a', 'b') ->> 'state', 'done', 'a manager CAN');
select is((select count(*) from public.items where list_id = tests.list() and values ->> 'stage' = 'b'), 3::bigint, 'and every item has moved');
select is(tests.raised(format('insert into public.items (list_id, values) values (%L, ''{"stage": "a"}'')', tests.list())), 'item_values_invalid', 'the old option is gone');
select is(public.query_items(tests.list(), '{"filter": {"column": "stage", "operator": "equals", "value": "a"}, "count": true}') #>> '{count,rows}', '3', 'but a filter that names it finds them');

-- Bulk changes.
select tests.authenticate_as('member');
select is(tests.raised(format('select public.start_bulk_change(%L, ''{"and": []}'', ''trash'')', tests.list())), 'capability_required', 'a member can NOT change many items');
select is(public.preview_bulk_change(tests.list(), '{"and": []}') ->> 'count', '3', 'but CAN count them');
select tests.authenticate_as('editor');
select is(tests.raised(format('select public.start_bulk_change(%L, ''{"and": []}'', ''delete'')', tests.list())), 'capability_required', 'an editor can NOT delete for good');
select is(tests.raised(format('select public.start_bulk_change(%L, ''{"and": []}'', ''trash'', expected_count => 4)', tests.list())), 'bulk_count_changed', 'nor change what was not counted');
select is(public.start_bulk_change(tests.list(), '{"and": []}', 'trash', expected_count => 3) ->> 'state', 'queued', 'but CAN put three into the trash');
select is((select count(*) from public.items where list_id = tests.list() and deleted_at is null), 3::bigint, 'which waits for the worker');
select is(public.get_list(tests.list()) ->> 'item_count', '3', 'the list knows how many it has');

select * from finish();
rollback;
