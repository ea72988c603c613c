-- Slots: what sorting and filtering a large list goes by. Plain columns, because their operators are
-- leakproof: under row-level security nothing else reaches an index (docs/query.md).
alter table public.items
  add column n1 double precision, add column n2 double precision, add column n3 double precision,
  add column n4 double precision, add column n5 double precision, add column n6 double precision,
  add column n7 double precision, add column n8 double precision,
  add column t1 text collate "C", add column t2 text collate "C", add column t3 text collate "C",
  add column t4 text collate "C", add column t5 text collate "C", add column t6 text collate "C",
  add column t7 text collate "C", add column t8 text collate "C";

do $$
declare
  v_slot text;
begin
  foreach v_slot in array '{n1,n2,n3,n4,n5,n6,n7,n8,t1,t2,t3,t4,t5,t6,t7,t8}'::text[] loop
    execute format('comment on column public.items.%I is %L', v_slot,
      'Sort key of the column that private.list_slots names, kept by trigger; null where the list uses no such slot.');
    -- In the trash an item needs no place in a sorted page; in a list without the slot it costs nothing.
    execute format('create index %I on public.items (list_id, %I, id) where %2$I is not null and deleted_at is null',
      'items_' || v_slot || '_idx', v_slot);
  end loop;
end
$$;

alter table private.list_checks add column slots jsonb not null default '{}';
comment on column private.list_checks.slots is
  'The slots that writers fill, {"n1": ["asking_price", "number"]}. Compiled from private.list_slots; here, because writers hold this row anyway.';

create table private.list_slots (
  list_id uuid not null,
  column_id uuid not null,
  workspace_id uuid not null,
  slot text,
  state text not null default 'wanted',
  token uuid not null default private.uuid_v7(),
  used_at timestamptz not null default now(),
  primary key (list_id, column_id, workspace_id),
  constraint list_slots_slot_is_one_column unique (list_id, slot, workspace_id),
  constraint list_slots_list_fkey foreign key (workspace_id, list_id) references public.lists (workspace_id, id) on delete cascade,
  constraint list_slots_column_fkey foreign key (workspace_id, column_id)
    references public.list_columns (workspace_id, id) on delete cascade,
  constraint list_slots_slot_is_there check (slot ~ '^[nt][1-8]$'),
  constraint list_slots_state_is_known check (state in ('wanted', 'filling', 'ready', 'clearing')),
  constraint list_slots_only_wanted_have_none check ((slot is null) = (state = 'wanted'))
);
comment on table private.list_slots is 'Which column of a list has which slot of items; assigned when queries ask for it.';
comment on column private.list_slots.slot is 'The column of items, n1 to n8 or t1 to t8; null while it waits for one.';
comment on column private.list_slots.state is
  'wanted: a query asked. filling: writers keep it, older rows are filled by a job. ready: queries use it. clearing: given up, being emptied.';
comment on column private.list_slots.token is 'Changes with every new state, so that a job cannot finish what has become something else.';
comment on column private.list_slots.used_at is 'About when a query last asked, to the day.';
create index list_slots_list_fkey_idx on private.list_slots (workspace_id, list_id);
create index list_slots_column_fkey_idx on private.list_slots (workspace_id, column_id);
alter table private.list_slots enable row level security;

create type private.query_column as (id uuid, key text, type text, family text, cell text, slot text, options text[]);
comment on type private.query_column is
  'A column in a query: SQL of its cell as text over the item i, its slot if that is ready, the ids of its options in order.';
create type private.sort_key as (
  expression text, is_text boolean, is_descending boolean, branch_values text[], branch_conditions text[], signature text
);
comment on type private.sort_key is
  'What to order by, never null. Branches: its possible values in order, each with the condition that finds it by an index.';

create table public.filter_operators (
  family text not null,
  operator text not null,
  value_form text not null,
  negates text,
  description text not null,
  position integer not null,
  primary key (family, operator),
  constraint filter_operators_value_form_is_known check (value_form in (
    'none', 'text', 'texts', 'number', 'numbers', 'number_pair', 'boolean', 'option', 'options', 'person', 'people',
    'day', 'day_pair', 'period', 'circle'
  )),
  constraint filter_operators_negates_fkey foreign key (family, negates)
    references public.filter_operators (family, operator) on delete restrict
);
comment on table public.filter_operators is 'What a filter may ask of a column, by family of its type; private.condition_sql reads it.';
comment on column public.filter_operators.family is 'As public.column_types.family.';
comment on column public.filter_operators.operator is 'What a condition names.';
comment on column public.filter_operators.value_form is 'What its value must look like; private.query_operands checks it.';
comment on column public.filter_operators.negates is 'The operator of which this one is the exact opposite, empty cells included.';
create index filter_operators_negates_idx on public.filter_operators (family, negates);
alter table public.filter_operators enable row level security;

insert into public.filter_operators (position, family, operator, value_form, description)
select row_number() over (order by f.n, o.position), f.family, o.operator, o.value_form, o.description
from unnest('{text,number,boolean,choice,choices,date,datetime,person,place,point,range,json}'::text[]) with ordinality as f (family, n)
join (values
  (10, 'text', 'equals', 'text', 'is this text; upper and lower case are the same'),
  (20, 'text', 'contains', 'text', 'contains this text; upper and lower case are the same'),
  (30, 'text', 'starts_with', 'text', 'begins with this text'),
  (40, 'text', 'ends_with', 'text', 'ends with this text'),
  (50, 'text', 'any_of', 'texts', 'is one of these texts'),
  (10, 'number', 'equals', 'number', 'is this number'),
  (20, 'number', 'gt', 'number', 'is above this number'),
  (30, 'number', 'gte', 'number', 'is this number or above'),
  (40, 'number', 'lt', 'number', 'is below this number'),
  (50, 'number', 'lte', 'number', 'is this number or below'),
  (60, 'number', 'between', 'number_pair', 'is one of these two numbers or between them'),
  (70, 'number', 'any_of', 'numbers', 'is one of these numbers'),
  (10, 'boolean', 'equals', 'boolean', 'is yes, or is no; an empty cell is neither'),
  (10, 'choice', 'equals', 'option', 'is this option'),
  (20, 'choice', 'any_of', 'options', 'is one of these options'),
  (10, 'choices', 'equals', 'options', 'is exactly these options, in any order'),
  (20, 'choices', 'any_of', 'options', 'has at least one of these options'),
  (30, 'choices', 'all_of', 'options', 'has all of these options'),
  (10, 'date', 'on', 'day', 'is this day'),
  (20, 'date', 'before', 'day', 'is before this day'),
  (30, 'date', 'after', 'day', 'is after this day'),
  (40, 'date', 'on_or_before', 'day', 'is this day or before'),
  (50, 'date', 'on_or_after', 'day', 'is this day or after'),
  (60, 'date', 'between', 'day_pair', 'is one of these two days or between them'),
  (70, 'date', 'within', 'period', 'is in this period, such as this_week'),
  (10, 'person', 'equals', 'person', 'is this person, or "me"'),
  (20, 'person', 'any_of', 'people', 'is one of these people'),
  (10, 'place', 'contains', 'text', 'contains this text in one of its parts'),
  (10, 'point', 'near', 'circle', 'is at most so many kilometres away'),
  (10, 'range', 'includes', 'number', 'includes this number'),
  (20, 'range', 'overlaps', 'number_pair', 'has a number in common with this range'),
  (10, 'json', 'contains', 'text', 'contains this text, written as JSON'),
  (900, '', 'is_empty', 'none', 'is empty')
) as o (position, family, operator, value_form, description)
  on o.family = f.family or o.family = '' or o.family = 'date' and f.family = 'datetime';

insert into public.filter_operators (position, family, operator, value_form, negates, description)
select o.position + 1000, o.family, n.operator, o.value_form, o.operator, n.description
from public.filter_operators as o
join (values
  ('equals', 'not_equals', 'is something else, or empty'),
  ('contains', 'not_contains', 'does not contain it, or is empty'),
  ('any_of', 'none_of', 'is or has none of these, or is empty'),
  ('on', 'not_on', 'is another day, or empty'),
  ('is_empty', 'is_not_empty', 'is not empty')
) as n (negated, operator, description) on n.negated = o.operator;

create table public.aggregate_functions (
  family text not null,
  function text not null,
  description text not null,
  position integer not null,
  primary key (family, function)
);
comment on table public.aggregate_functions is 'What a footer may compute of a column, by family of its type; private.aggregate_sql reads it.';
comment on column public.aggregate_functions.family is 'As public.column_types.family.';
comment on column public.aggregate_functions.function is 'What a footer names.';
alter table public.aggregate_functions enable row level security;

insert into public.aggregate_functions (position, family, function, description)
select row_number() over (order by f.n, a.n), f.family, a.function, a.description
from unnest('{text,number,boolean,choice,choices,date,datetime,person,place,point,range,json}'::text[]) with ordinality as f (family, n)
join (values
  (1, null, 'count', 'all items'),
  (2, null, 'filled', 'cells that are not empty'),
  (3, null, 'empty', 'empty cells'),
  (4, null, 'unique', 'different values'),
  (5, null, 'percent_filled', 'filled of all items, in per cent with 2 decimals'),
  (6, null, 'percent_empty', 'empty of all items, in per cent with 2 decimals'),
  (7, null, 'percent_unique', 'different values of all items, in per cent with 2 decimals'),
  (8, '{number}'::text[], 'sum', 'the sum'),
  (9, '{number}', 'avg', 'the mean of the filled cells'),
  (10, '{number}', 'median', 'the middle value; of an even number, the mean of the two in the middle'),
  (11, '{number,date,datetime}', 'min', 'the lowest or earliest'),
  (12, '{number,date,datetime}', 'max', 'the highest or latest'),
  (13, '{boolean}', 'checked', 'cells that are yes'),
  (14, '{boolean}', 'percent_checked', 'cells that are yes of all items, in per cent with 2 decimals')
) as a (n, families, function, description) on a.families is null or f.family = any (a.families);

insert into public.error_codes (sqlstate, name, http_status, slug, title, hint) values
  ('23514', 'query_invalid', 422, 'query_invalid', 'The query is not valid', 'errors[].field says where.'),
  ('40001', 'slots_changed', 409, 'concurrent_change', 'Others changed the same rows at the same moment', 'Repeat the request.');
