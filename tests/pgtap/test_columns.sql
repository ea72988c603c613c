-- Columns: their settings fit the type, and what is stored always fits them.
begin;
select plan(21);

select tests.authenticate_as('editor');
select throws_ok(
  format('insert into public.list_columns (list_id, name, type) values (%L, ''Rooms'', ''integer'')', tests.list()),
  '42501', null, 'an editor can NOT add a column');
select tests.authenticate_as('manager');
select lives_ok(
  format('insert into public.list_columns (list_id, name, type) values (%L, ''Größe (m²)'', ''number'')', tests.list()), 'a manager CAN');
select is((select key from public.list_columns where name = 'Größe (m²)'), 'gro_e_m2', 'and its key is a slug of the name');
select throws_ok(
  format('insert into public.list_columns (list_id, name, type, config) values (%L, ''S'', ''select'', %L)', tests.list(), v.bad), '23514', null, v.why)
from (values
  ('{}', 'a select needs options'), ('{"options": {}}', 'which are an array'), ('{"options": [{"id": "a"}]}', 'of options with labels'),
  ('{"options": [{"id": "a", "label": "A"}, {"id": "a", "label": "B"}]}', 'whose ids differ'),
  ('{"options": [{"id": "a", "label": "A"}, {"id": "b", "label": "a"}]}', 'and whose labels differ'),
  ('{"options": [], "colour": 1}', 'and nothing else')
) as v (bad, why);
select throws_ok(
  format('insert into public.list_columns (list_id, name, type, default_value) values (%L, ''D'', ''integer'', ''"7"'')', tests.list()),
  '23514', null, 'a default is a value that the column accepts');
select throws_ok(
  format('insert into public.list_columns (list_id, name, type, is_required) values (%L, ''R'', ''text'', true)', tests.list()),
  '23514', null, 'a required column can NOT come to items without the value');
select throws_ok(
  'update public.list_columns set config = ''{"min": 150000}'' where key = ''price''', '23514', null, 'nor a minimum that items are below');
select lives_ok('update public.list_columns set config = ''{"min": 100000}'' where key = ''price''', 'a minimum that all satisfy is fine');
select throws_ok(
  format('insert into public.items (list_id, values) values (%L, ''{"price": 99999}'')', tests.list()), '23514', null, 'and holds for the next');
select throws_ok('update public.list_columns set type = ''text'' where key = ''price''', '23001', null, 'the type can NOT be changed');
select throws_ok('update public.list_columns set key = ''cost'' where key = ''price''', '23001', null, 'nor the key');

-- To the trash and back.
update public.list_columns set deleted_at = now() where key = 'price';
select lives_ok(
  'update public.items set values = values || ''{"address": "x"}''', 'items keep the values of a column in the trash and can be changed');
select is((select count(*) from public.items where values ? 'price'), 3::bigint, 'the values stay');
select throws_ok(
  format('insert into public.list_columns (list_id, key, name, type) values (%L, ''price'', ''Price'', ''number'')', tests.list()),
  '23505', null, 'the key stays taken');
update public.list_columns set deleted_at = null where key = 'price';
select throws_ok(
  format('insert into public.items (list_id, values) values (%L, ''{"price": 99999}'')', tests.list()), '23514', null, 'restored, it asks again');

-- Defaults.
insert into public.list_columns (list_id, name, type, default_value) select tests.list(), 'Rooms', 'integer', '3';
insert into public.items (list_id, values) select tests.list(), v::jsonb from unnest(array['{"address": "a"}', '{"address": "b", "rooms": 1}', '{"address": "c", "rooms": null}']) as v;
select is(
  (select string_agg(coalesce(values ->> 'rooms', 'none'), ' ' order by values ->> 'address') from public.items where values ->> 'address' in ('a', 'b', 'c')),
  '3 1 none', 'a default fills what was not sent; a null that was sent stays empty');

select * from finish();
rollback;
