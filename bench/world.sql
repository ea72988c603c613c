-- Rows go in below the triggers, slots as the triggers would fill them.
create schema bench;
create table bench.people (name text primary key, id uuid not null);
insert into bench.people values
  ('three', '0197a3c4-0000-7000-8000-000000000001'), ('thousand', '0197a3c4-0000-7000-8000-000000000002'),
  ('crowd', '0197a3c4-0000-7000-8000-000000000003');
insert into auth.users (id, email) select id, name || '@demo.example' from bench.people;
create table bench.workspaces as
select n, case n when 0 then '0197a3c4-0000-7000-8000-00000000000a' else private.uuid_v7() end as id
from generate_series(0, current_setting('bench.others')::integer) as n;
begin;
-- One is in three of the workspaces, one in a thousand, one in all; the first of all is where the measuring is done.
insert into public.workspace_members (workspace_id, user_id, role)
select w.id, p.id, 'owner' from bench.workspaces as w
join bench.people as p on w.n < case p.name when 'three' then 3 when 'thousand' then 1000 else w.n + 1 end;
insert into public.workspaces (id, name) select id, 'Bench ' || n from bench.workspaces;
commit;
insert into public.lists (workspace_id, name) select id, 'other' from bench.workspaces where n > 0;
insert into public.lists (workspace_id, name)
select id, unnest('{large,medium,small,written}'::text[]) from bench.workspaces where n = 0;
insert into public.list_columns (list_id, key, name, type, config)
select l.id, c.key, c.key, c.type, c.config::jsonb
from public.lists as l
cross join (values
  ('address', 'text', '{}'), ('price', 'currency', '{}'), ('area', 'number', '{}'), ('rooms', 'integer', '{}'),
  ('sold', 'boolean', '{}'), ('listed', 'date', '{}'), ('seen', 'datetime', '{}'), ('zip', 'text', '{}'),
  ('notes', 'long_text', '{}'), ('email', 'email', '{}'), ('tags', 'multi_select', '{"options": [{"id": "a", "label": "A"}]}'),
  ('status', 'select', '{"options": [{"id": "new", "label": "New"}, {"id": "open", "label": "Open"}, {"id": "won", "label": "Won"}]}')
) as c (key, type, config)
where l.name in ('large', 'medium', 'small', 'written');
insert into private.list_slots (list_id, column_id, workspace_id, slot, state)
select c.list_id, c.id, c.workspace_id, s.slot, 'ready'
from public.list_columns as c
join public.lists as l on l.id = c.list_id and l.name in ('large', 'small')
join (values ('price', 'n1'), ('listed', 'n2'), ('rooms', 'n3'), ('address', 't1'), ('status', 't2'), ('zip', 't3')) as s (key, slot) on s.key = c.key;
select private.compile_slots(l.id) from public.lists as l where l.name in ('large', 'small');

alter table public.items disable trigger user;
select setseed(0.5);
with made as (
  select l.id as list_id, private.uuid_v7() as id, jsonb_strip_nulls(jsonb_build_object(
    'address', 'Street ' || (random() * 1e6)::integer, 'price', case when random() < 0.95 then (random() * 1e6)::integer end,
    'area', round((random() * 300)::numeric, 2), 'rooms', 1 + (random() * 8)::integer, 'sold', random() < 0.3,
    'listed', ('2020-01-01'::date + (random() * 2000)::integer)::text,
    'seen', to_char('2020-01-01'::timestamp + random() * interval '2000 days', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    'zip', (10000 + (random() * 900)::integer)::text, 'notes', repeat('quiet and bright ', 4), 'email', 'a' || n || '@demo.example',
    'status', (array['new', 'open', 'won', null])[1 + (random() * 3)::integer])) as v
  from public.lists as l
  cross join lateral generate_series(1, case l.name
    when 'large' then current_setting('bench.large')::integer when 'medium' then current_setting('bench.medium')::integer
    when 'small' then current_setting('bench.small')::integer when 'written' then 0 else 5 end) as n
)
insert into public.items (id, workspace_id, list_id, values, n1, n2, n3, t1, t2, t3)
select m.id, k.workspace_id, m.list_id, m.v,
  private.number_slot(k.slots -> 'n1', m.v), private.number_slot(k.slots -> 'n2', m.v), private.number_slot(k.slots -> 'n3', m.v),
  private.text_slot(k.slots -> 't1', m.v), private.text_slot(k.slots -> 't2', m.v), private.text_slot(k.slots -> 't3', m.v)
from made as m
join private.list_checks as k on k.list_id = m.list_id;
alter table public.items enable trigger user;

-- Of types whose operators are leakproof: under a policy an index on numeric, or on lower(…), would not serve.
create table bench.homes as
select i.id, i.workspace_id, (i.values ->> 'address') collate "C" as address, (i.values ->> 'price')::float8 as price, (i.values ->> 'area')::numeric as area,
  (i.values ->> 'rooms')::integer as rooms, (i.values ->> 'sold')::boolean as sold, (i.values ->> 'listed')::date as listed,
  (i.values ->> 'seen')::timestamptz as seen, i.values ->> 'zip' as zip, i.values ->> 'notes' as notes, i.values ->> 'email' as email,
  i.values ->> 'status' as status, i.version, i.created_by, i.updated_by, i.created_at, i.updated_at, i.deleted_at
from public.items as i join public.lists as l on l.id = i.list_id
where l.name = 'large' order by i.id;
alter table bench.homes add primary key (id);
create index on bench.homes (price, id);
create index on bench.homes (price desc nulls last, id desc);
create index on bench.homes (listed, id);
create index on bench.homes (rooms, id);
create index on bench.homes (address, id);
create index on bench.homes (status, id);
create index on bench.homes (zip, id);
alter table bench.homes enable row level security;
create policy select_member on bench.homes for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('items.read'))::uuid[]));
grant usage on schema bench to authenticated;
grant select on bench.homes to authenticated;
