-- Settings of columns: what a type does not know, and what makes no sense, is refused.
begin;
select plan(60);

create function tests.adding(type text, config text, more text default 'default_value => null') returns text language sql security definer as $$
  select format('select public.create_column(%L, %L, %L, %L, %s)', tests.list(), type || ' ' || md5(config || more), type, config, more)
$$;

select tests.authenticate_as('manager');
select lives_ok(tests.adding(c.type, c.config), c.type || ' ' || c.config)
from (values
  ('text', '{"max_length": 1, "pattern": "^[A-Z]{2}-\\d+$"}'), ('email', '{"pattern": ".*@(?:a|b)\\.com"}'), ('phone', '{"pattern": "\\+.*"}'), ('url', '{"pattern": "https:.*"}'),
  ('percent', '{"min": 0, "max": 1}'), ('rating', '{}'), ('rating', '{"max": 10}'), ('duration', '{"min": 0, "max": 60, "format": "h:mm"}'),
  ('date', '{"min": "2024-02-29", "max": "2024-02-29"}'), ('datetime', '{"max": "2024-02-29T00:00:00Z"}'), ('number_range', '{"min": -1, "max": 1}'),
  ('user', '{}'), ('address', '{}'), ('geo_point', '{}'), ('json', '{}'), ('auto_number', '{}'), ('created_at', '{}'), ('created_by', '{}'), ('updated_at', '{}'), ('updated_by', '{}')
) as c (type, config);
select throws_ok(tests.adding(c.type, c.config), '23514', null, 'NOT ' || c.type || ' ' || c.config)
from (values
  ('text', '{"max_length": 1001}'), ('text', '{"min": 1}'), ('long_text', '{"pattern": "a"}'), ('text', '{"pattern": 1}'), ('text', '{"pattern": null}'), ('number', '{"pattern": "1"}'),
  ('percent', '{"min": "0"}'), ('percent', '{"min": 1, "max": 0}'), ('rating', '{"max": 11}'), ('rating', '{"max": 0}'), ('rating', '{"max": 2.5}'), ('rating', '{"max": "5"}'),
  ('rating', '{"min": 1}'), ('duration', '{"format": "hours"}'), ('duration', '{"format": null}'),
  ('date', '{"min": 20240101}'), ('date', '{"min": "2023-02-29"}'), ('date', '{"max": "2024-01-01T00:00:00Z"}'), ('date', '{"min": "2024-01-02", "max": "2024-01-01"}'),
  ('datetime', '{"min": "2024-01-01"}'), ('datetime', '{"min": "2024-01-01T00:00:00.5Z"}'), ('datetime', '{"min": ["2024-01-01T00:00:00Z"]}'),
  ('number_range', '{"min": 2, "max": 1}'), ('user', '{"multiple": true}'), ('json', '{"schema": {}}'), ('auto_number', '{"start": 5}')
) as c (type, config);
select throws_ok(tests.adding(c.type, '{}', c.more), '23514', null, 'NOT ' || c.type || ' with ' || c.more)
from (values
  ('auto_number', 'is_required => true'), ('created_at', 'default_value => ''"2024-01-01T00:00:00Z"'''), ('updated_by', 'is_unique => true'), ('boolean', 'is_unique => true'),
  ('json', 'is_unique => true'), ('text', 'is_unique => true, default_value => ''"a"'''), ('rating', 'default_value => ''6'''), ('geo_point', 'default_value => ''{"lat": 1}''')
) as c (type, more);
select lives_ok(tests.adding('rating', '{"max": 7}', 'default_value => ''6'''), 'a default within the settings is fine');
select lives_ok(tests.adding('address', '{}', 'default_value => ''{"country": "DE"}'''), 'also a structured one');
select is(
  (select public.create_items(tests.list(), '[{"values": {"address": "a"}}]') #>> array['items', '0', 'values', c.key, 'country']
    from public.list_columns as c where c.list_id = tests.list() and c.type = 'address' and c.default_value is not null),
  'DE', 'and fills what was not sent');
select is(
  (select string_agg(t.type, ' ' order by t.position) from public.column_types as t where t.is_read_only <> (t.editor = 'none') and t.type not in ('relation', 'attachment')), null, 'who cannot write has no editor, but links and files have one');

insert into public.lists (workspace_id, name) values (tests.workspace(), 'Bare');
select lives_ok(format('insert into public.items (list_id) values (%L)', tests.list('Bare')), 'a list without columns takes items');
select throws_ok(format('insert into public.items (list_id, values) values (%L, ''{"a": 1}'')', tests.list('Bare')), '23514', null, 'that hold nothing');

select * from finish();
rollback;
