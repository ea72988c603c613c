-- Links through plain SQL, as a Supabase client writes them; and what the trash does to them.
begin;
select plan(55);

create table tests.ids (name text primary key, id uuid not null);
grant select, insert on tests.ids to public;
create function tests.id(name text) returns uuid language sql stable as $$ select i.id from tests.ids as i where i.name = id.name $$;
create function tests.refusal(statement text) returns text language plpgsql as $$
declare
  v_name text;
  v_state text;
begin
  execute statement;
  return 'done';
exception when others then
  get stacked diagnostics v_name = constraint_name, v_state = returned_sqlstate;
  return coalesce(nullif(v_name, ''), v_state);
end
$$;
create function tests.relation(name text, cardinality text, on_delete text default 'unlink') returns void language sql as $$
  insert into tests.ids select relation.name, (public.create_column(tests.id('sales'), name, 'relation', jsonb_build_object(
    'target_list_id', tests.id('agents'), 'cardinality', cardinality, 'on_delete', on_delete)) ->> 'id')::uuid
$$;
create function tests.linking(relation text, item text, target text) returns text language sql as $$
  select format('insert into public.links (column_id, item_id, target_item_id) values (%L, %L, %L)', tests.id(relation), tests.id(item), tests.id(target))
$$;
create function tests.linked(item text, relation text) returns text language sql as $$
  select coalesce(string_agg(l ->> 'title', ',' order by n), '') from json_array_elements(public.find_links(tests.id(item), relation) -> 'items') with ordinality as x (l, n)
$$;
create function tests.trashing(variadic names text[]) returns text language sql as $$
  select format('update public.items set deleted_at = now() where id = any (%L)', array(select tests.id(n) from unnest(names) as n))
$$;

select tests.authenticate_as('manager');
insert into tests.ids select 'agents', (public.create_list(tests.workspace(), 'Agents', columns => '[{"name": "Name", "type": "text"}]') ->> 'id')::uuid;
insert into tests.ids select 'sales', (public.create_list(tests.workspace(), 'Sales', columns => '[{"name": "Address", "type": "text"}]') ->> 'id')::uuid;
select tests.relation('any', 'many_to_many');
select tests.relation('one', 'many_to_one');
select tests.relation('own', 'one_to_many');
select tests.relation('pair', 'one_to_one');
select tests.relation('strict', 'many_to_many', 'restrict');
select tests.relation('part', 'many_to_many', 'cascade');
insert into tests.ids select 'inverse', (public.create_column(tests.id('agents'), 'Sales', 'relation', jsonb_build_object('inverse_of', tests.id('any'))) ->> 'id')::uuid;
select tests.authenticate_as('editor');
insert into tests.ids select i ->> 'name', (public.create_items(tests.id('agents'), jsonb_build_array(jsonb_build_object('values', i))) #>> '{items,0,id}')::uuid
from unnest(array['{"name": "Ann"}', '{"name": "Bob"}', '{"name": "Cem"}']::jsonb[]) as i;
insert into tests.ids select i ->> 'address', (public.create_items(tests.id('sales'), jsonb_build_array(jsonb_build_object('values', i))) #>> '{items,0,id}')::uuid
from unnest(array['{"address": "s1"}', '{"address": "s2"}', '{"address": "s3"}']::jsonb[]) as i;

-- Who may.
select is(tests.refusal(tests.linking('any', 's1', 'Ann')), 'done', 'an editor CAN link, naming column and items alone');
select is(
  (select (k.workspace_id = tests.workspace(), k.list_id = tests.id('sales'), k.target_list_id = tests.id('agents'), k.cardinality, k.position, k.created_by = tests.person('editor'))::text
   from public.links as k where k.column_id = tests.id('any')),
  '(t,t,t,many_to_many,1,t)', 'the rest is filled in');
select is(tests.refusal(tests.linking('any', 's1', 'Ann')), 'links_pkey', 'nothing is linked twice');
select is(
  tests.refusal(tests.linking('any', 's1', 'Ann') || ' on conflict (item_id, column_id, target_item_id, workspace_id) do update set position = excluded.position'),
  'done', 'but CAN be upserted');
select tests.authenticate_as('member');
select is((select count(*) from public.links where column_id = tests.id('any')), 1::bigint, 'a member CAN read links');
select is(tests.refusal(tests.linking('any', 's2', 'Ann')), '42501', 'but NOT make them');
delete from public.links where column_id = tests.id('any');
update public.links set position = 9 where column_id = tests.id('any');
select is((select array_agg(k.position) from public.links as k where k.column_id = tests.id('any')), '{2}', 'nor take them away or move them');
select is(tests.refusal(format('select public.add_links(%L, ''any'', ''["%s"]'')', tests.id('s2'), tests.id('Ann'))), 'capability_required', 'nor through functions');
select tests.authenticate_as('other_owner');
select is((select count(*) from public.links), 0::bigint, 'somebody of another workspace sees none');
select is(tests.refusal(tests.linking('any', 's2', 'Ann')), '42501', 'and makes none');
select is(tests.refusal(format('select public.find_links(%L, ''any'')', tests.id('s1'))), 'item_not_found', 'nor finds any');

-- Foreign keys alone.
select tests.clear_authentication();
insert into tests.ids select 'other list', (select id from public.lists where id = tests.list('Properties', 'Other'));
insert into tests.ids select 'foreign', i.id from public.items as i where i.list_id = tests.id('other list') limit 1;
insert into tests.ids select 'home', i.id from public.items as i where i.list_id = tests.list() limit 1;
alter table public.links disable trigger user;
create function tests.raw(p_workspace uuid, p_column uuid, p_list uuid, p_target_list uuid, p_item uuid, p_target uuid) returns text language sql as $$
  select tests.refusal(format('insert into public.links (workspace_id, column_id, list_id, target_list_id, cardinality, item_id, target_item_id) values (%L, %L, %L, %L, ''many_to_many'', %L, %L)',
    p_workspace, p_column, p_list, p_target_list, p_item, p_target))
$$;
select is(tests.raw(tests.workspace(), tests.id('any'), tests.id('sales'), tests.id('agents'), tests.id('s2'), tests.id('foreign')), 'links_target_fkey', 'without any trigger: NOT to an item of another tenant');
select is(tests.raw(tests.workspace(), tests.id('any'), tests.id('sales'), tests.id('other list'), tests.id('s2'), tests.id('foreign')), 'links_column_fkey', 'NOT to another list than the column''s');
select is(tests.raw(tests.workspace('Other'), tests.id('any'), tests.id('sales'), tests.id('agents'), tests.id('s2'), tests.id('Ann')), 'links_column_fkey', 'NOT in another workspace');
select is(tests.raw(tests.workspace(), tests.id('any'), tests.id('sales'), tests.id('agents'), tests.id('home'), tests.id('Ann')), 'links_item_fkey', 'NOT from an item of another list');
select is(tests.raw(tests.workspace(), tests.id('any'), tests.id('sales'), tests.id('agents'), tests.id('s2'), tests.id('s3')), 'links_target_fkey', 'NOT to an item of the wrong list');
select is(tests.raw(tests.workspace(), tests.id('inverse'), tests.id('agents'), tests.id('sales'), tests.id('Ann'), tests.id('s2')), 'links_column_fkey', 'NOT under an inverse');
select is(tests.raw(tests.workspace(), tests.id('any'), tests.id('sales'), tests.id('agents'), tests.id('s2'), tests.id('Ann')), 'done', 'as it should be, it CAN');
alter table public.links enable trigger user;
select is(tests.refusal(format('insert into public.list_columns (list_id, name, type, config) values (%L, ''X'', ''relation'', %L)', tests.id('sales'),
  jsonb_build_object('target_list_id', tests.id('other list')))), 'list_columns_target_fkey', 'a relation does NOT point into another workspace');
select is(tests.refusal(format('insert into public.list_columns (list_id, name, type, config) values (%L, ''X'', ''relation'', %L)', tests.id('sales'),
  jsonb_build_object('inverse_of', tests.id('one')))), 'list_columns_inverse_fkey', 'an inverse does NOT stand in another list than the one that is linked');
select is(tests.refusal(format('insert into public.list_columns (list_id, name, type, config) values (%L, ''X'', ''relation'', %L)', tests.id('agents'),
  jsonb_build_object('inverse_of', tests.id('any')))), 'list_columns_inverse_key', 'a relation has one inverse');

-- One or many.
select tests.authenticate_as('editor');
select is(tests.refusal(tests.linking('one', 's1', 'Ann')), 'done', 'many_to_one: the first');
select is(tests.refusal(tests.linking('one', 's1', 'Bob')), 'links_one_target_key', 'an item has NOT two');
select is(tests.refusal(tests.linking('one', 's2', 'Ann')), 'done', 'but two CAN have the same');
select is(tests.refusal(tests.linking('own', 's1', 'Ann')), 'done', 'one_to_many: the first');
select is(tests.refusal(tests.linking('own', 's1', 'Bob')), 'done', 'an item CAN have two');
select is(tests.refusal(tests.linking('own', 's2', 'Ann')), 'links_one_source_key', 'but two NOT the same');
select is(tests.refusal(tests.linking('pair', 's1', 'Ann')), 'done', 'one_to_one: the first');
select is(tests.refusal(tests.linking('pair', 's1', 'Bob')), 'links_one_target_key', 'NOT two targets');
select is(tests.refusal(tests.linking('pair', 's2', 'Ann')), 'links_one_source_key', 'NOT two sources');
select is(tests.refusal(tests.trashing('Ann')), 'done', 'a linked item CAN go to the trash where links say so');
select is(tests.linked('s1', 'one'), '', 'its links are hidden');
select is(tests.refusal(tests.linking('one', 's2', 'Ann')), 'link_invalid', 'nothing is linked to the trash');
select is(tests.refusal(tests.linking('one', 's1', 'Bob')), 'done', 'an empty cell CAN be filled');
update public.items set deleted_at = null where id = tests.id('Ann');
select is(tests.linked('s1', 'one') || ' ' || tests.linked('s2', 'one') || ' ' || tests.linked('s1', 'own'), 'Bob Ann Ann,Bob', 'links come back with the item, but not over another');
select tests.authenticate_as('manager');
select is(tests.refusal(format('select public.update_column(%L, %L, %L)', tests.id('sales'), tests.id('own'),
  jsonb_build_object('config', jsonb_build_object('cardinality', 'many_to_one')))), 'links_one_target_key', 'a cardinality does NOT change against its links');
select is(tests.refusal(format('select public.update_column(%L, %L, %L)', tests.id('sales'), tests.id('one'),
  jsonb_build_object('config', jsonb_build_object('target_list_id', tests.id('agents'), 'cardinality', 'many_to_many')))), 'done', 'but CAN with them');
select is(tests.refusal(tests.linking('one', 's1', 'Cem')), 'done', 'and is a rule of what follows');
select is(tests.refusal(format('select public.update_column(%L, %L, %L)', tests.id('sales'), tests.id('one'),
  jsonb_build_object('config', jsonb_build_object('target_list_id', tests.id('sales'))))), 'relation_is_fixed', 'a relation points to what it points to');

-- The identity of a link, and the audit log.
select is(tests.refusal(format('update public.links set target_item_id = %L where column_id = %L', tests.id('Cem'), tests.id('own'))), 'identity_is_immutable', 'a link does NOT become another');
select is(tests.refusal('truncate public.links'), '42501', 'nobody truncates links');
select tests.authenticate_as('admin');
select ok(exists (select from public.audit_log as a where a.table_name = 'links' and a.action = 'insert'), 'links are audited');

-- restrict.
select tests.authenticate_as('editor');
select is(tests.refusal(tests.linking('strict', 's1', 'Cem')), 'done', 'under restrict');
select is(tests.refusal(tests.trashing('Cem')), 'item_is_linked', 'what is linked does NOT go to the trash');
select throws_like(tests.trashing('Cem', 'Bob'), '1 of these items is linked from an item of "Sales" (column "strict")', 'and the refusal counts');
select is(tests.refusal(format('select public.trash_items(%L, ''["%s"]'')', tests.id('agents'), tests.id('Cem'))), 'item_is_linked', 'nor by a function');
select is(tests.refusal(tests.trashing('s1')), 'done', 'what links it CAN go');
select is(tests.refusal(tests.trashing('Cem')), 'done', 'and then it, too');
update public.items set deleted_at = null where id in (tests.id('s1'), tests.id('Cem'));

-- cascade.
delete from public.links where column_id = tests.id('strict');
select is(tests.refusal(tests.linking('part', 's2', 'Cem')), 'done', 'under cascade');
update public.items set deleted_at = now() - interval '1 day' where id = tests.id('s3');
insert into tests.ids select 'x', tests.id('s3');
select tests.refusal(tests.trashing('Cem'));
select is((select array_agg(i.values ->> 'address' order by i.id) from public.items as i where i.list_id = tests.id('sales') and i.deleted_at is not null), '{s2,s3}', 'what is linked goes along');
select tests.authenticate_as('admin');
select is((select count(distinct a.change_id) from public.audit_log as a where a.row_ids && array[tests.id('Cem'), tests.id('s2')] and a.diff ? 'deleted_at'), 1::bigint, 'in the same change');
select tests.authenticate_as('editor');
update public.items set deleted_at = null where id = tests.id('Cem');
select is((select array_agg(i.values ->> 'address' order by i.id) from public.items as i where i.list_id = tests.id('sales') and i.deleted_at is not null), '{s3}', 'and comes back along; what was there before stays');

-- For good.
select tests.refusal(tests.trashing('Cem'));
select tests.authenticate_as('admin');
delete from public.items where id = tests.id('Cem');
select is((select count(*) from public.links where target_item_id = tests.id('Cem')), 0::bigint, 'with an item its links are gone');
select is(tests.refusal(format('select public.delete_list(%L)', tests.id('agents'))), 'done', 'a list that is linked CAN go to the trash');
delete from public.lists where id = tests.id('agents');
select is((select array_agg(c.name order by c.position) from public.list_columns as c where c.list_id = tests.id('sales')), '{Address}', 'and for good it takes along the relations to it');
select * from finish();
rollback;
