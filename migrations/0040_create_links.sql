-- What relates lists: columns of links, the links, and the columns that are computed from them.
alter table public.column_types
  drop constraint column_types_read_only_takes_nothing,
  add constraint column_types_read_only_takes_nothing check (
    not is_read_only or (from_text is null and not can_be_unique and not can_have_default)
  );
comment on column public.column_types.is_read_only is
  'Never part of the values of an item: shown from the item itself, from its links, or computed.';
comment on column public.column_types.family is
  'Types of a family compare, sort and filter alike; operators belong to families. computed: that of the result.';

insert into public.column_types (
  position, type, family, json_form, description, sort_form, export_form, from_text, editor, settings, is_read_only, can_be_unique, can_have_default
) values
  (240, 'relation', 'links', 'object', 'Items of another list, linked: {"count", "items": the first 25 as {"id", "title"}}; written through links',
    'by the titles of the linked items', 'the titles, separated by ", "', null, 'links',
    '{"target_list_id": "the list whose items are linked", "cardinality": "many_to_many, many_to_one (an item has one), one_to_many (is had by one) or one_to_one",
      "on_delete": "unlink, restrict or cascade: what happens when a linked item goes to the trash", "inverse_of": "instead of the others: the column whose links this one shows from the other side"}',
    true, false, false),
  (250, 'lookup', 'computed', 'array', 'A field of the linked items, in their order; empty cells left out', 'by the first value', 'the values, separated by ", "', null, 'none',
    '{"relation": "the key of a relation of the same list", "field": "the key of a column of the linked list"}', true, false, false),
  (260, 'rollup', 'computed', 'any', 'One value of a field of the linked items', 'as its result', 'as its result', null, 'none',
    '{"relation": "the key of a relation of the same list", "field": "the key of a column of the linked list",
      "function": "sum, avg, min, max, count, count_filled, count_empty, count_distinct, and, or, concat", "separator": "text between the parts of concat; \", \" unless said otherwise"}',
    true, false, false),
  (270, 'count', 'number', 'number', 'How many items are linked', 'by value', 'digits', null, 'none',
    '{"relation": "the key of a relation of the same list"}', true, false, false),
  (280, 'formula', 'computed', 'any', 'Computed from the other columns of the item', 'as its result', 'as its result', null, 'none',
    '{"formula": "the formula, with columns in braces: {Price} * 2"}', true, false, false);

alter table public.list_columns
  add column target_list_id uuid generated always as (case when type = 'relation' then (config ->> 'target_list_id')::uuid end) stored,
  add column inverse_of uuid generated always as (case when type = 'relation' then (config ->> 'inverse_of')::uuid end) stored,
  add column cardinality text generated always as (case when type = 'relation' and not config ? 'inverse_of' then config ->> 'cardinality' end) stored;
comment on column public.list_columns.target_list_id is 'Of a relation that owns its links: the list of the linked items. From config, so that foreign keys can hold it.';
comment on column public.list_columns.inverse_of is 'Of a relation that shows the links of another from the other side: that other.';
comment on column public.list_columns.cardinality is 'Of a relation that owns its links: one or many on each side.';

alter table public.list_columns
  add constraint list_columns_cardinality_is_known check (
    cardinality in ('many_to_many', 'many_to_one', 'one_to_many', 'one_to_one')
  ),
  add constraint list_columns_relation_key unique (workspace_id, id, list_id, target_list_id, cardinality),
  add constraint list_columns_target_key unique (workspace_id, id, target_list_id),
  add constraint list_columns_inverse_key unique (inverse_of, workspace_id),
  add constraint list_columns_target_fkey foreign key (workspace_id, target_list_id)
    references public.lists (workspace_id, id) on delete cascade,
  -- An inverse stands in the list that its relation points to, and nowhere else.
  add constraint list_columns_inverse_fkey foreign key (workspace_id, inverse_of, list_id)
    references public.list_columns (workspace_id, id, target_list_id) on delete cascade;
create index list_columns_target_fkey_idx on public.list_columns (target_list_id, workspace_id);

-- What links refer to. Leads with list_id and so serves items_list_fkey as well as the index that it replaces.
alter table public.items add constraint items_list_key unique (list_id, id, workspace_id);
drop index public.items_list_fkey_idx;

create table public.links (
  id uuid not null default private.uuid_v7(),
  workspace_id uuid not null,
  column_id uuid not null,
  list_id uuid not null,
  target_list_id uuid not null,
  cardinality text not null,
  item_id uuid not null,
  target_item_id uuid not null,
  position integer not null default 0,
  target_position integer not null default 0,
  created_by uuid default auth.uid(),
  created_at timestamptz not null default now(),
  -- What makes a link one: a client may upsert by it, and to read by item this is the index.
  primary key (item_id, column_id, target_item_id, workspace_id),
  constraint links_id_key unique (id, workspace_id),
  -- These three alone make a link into another tenant, from or to an item of another list, or under a
  -- column that owns no links impossible. on update: a cardinality that changes is a rule of every link.
  constraint links_column_fkey foreign key (workspace_id, column_id, list_id, target_list_id, cardinality)
    references public.list_columns (workspace_id, id, list_id, target_list_id, cardinality) on update cascade on delete cascade,
  constraint links_item_fkey foreign key (workspace_id, list_id, item_id)
    references public.items (workspace_id, list_id, id) on delete cascade,
  constraint links_target_fkey foreign key (workspace_id, target_list_id, target_item_id)
    references public.items (workspace_id, list_id, id) on delete cascade
);
comment on table public.links is 'Which items a relation links. Stored once, under the column that owns it; an inverse column shows it from the other side.';
comment on column public.links.id is 'What the audit log calls it.';
comment on column public.links.column_id is 'The relation, never its inverse.';
comment on column public.links.list_id is 'The list of the column, which is that of the item; filled in.';
comment on column public.links.target_list_id is 'The list that the column points to, which is that of the target; filled in.';
comment on column public.links.cardinality is 'That of the column; filled in. Here, because unique indexes hold it, at every isolation level.';
comment on column public.links.item_id is 'An item of the list of the column.';
comment on column public.links.target_item_id is 'What it is linked to.';
comment on column public.links.position is 'Where the target stands among those of the item; 0 puts it behind the last. Equal ones follow their ids.';
comment on column public.links.target_position is 'Where the item stands among those of the target, for the inverse; as position.';
create unique index links_one_target_key on public.links (item_id, column_id, workspace_id) where cardinality in ('many_to_one', 'one_to_one');
create unique index links_one_source_key on public.links (target_item_id, column_id, workspace_id) where cardinality in ('one_to_many', 'one_to_one');
create index links_target_idx on public.links (target_item_id, column_id, item_id);
create index links_column_fkey_idx on public.links (column_id);
alter table public.links enable row level security;

create table private.computed_columns (
  column_id uuid not null,
  workspace_id uuid not null,
  list_id uuid not null,
  result_type text,
  is_array boolean not null default false,
  config jsonb not null default '{}',
  value_sql text,
  titles_sql text,
  links_list_id uuid,
  depends_on uuid[] not null default '{}',
  is_volatile boolean not null default false,
  problem text,
  primary key (column_id, workspace_id),
  constraint computed_columns_column_fkey foreign key (workspace_id, column_id)
    references public.list_columns (workspace_id, id) on delete cascade,
  constraint computed_columns_compiled_or_not check ((value_sql is null) = (problem is not null))
);
comment on table private.computed_columns is
  'Each column that is computed, compiled to SQL over an item i; nothing of it is stored in items. Made again by trigger when a column that it depends on changes.';
comment on column private.computed_columns.result_type is 'The type that the result is like; of a lookup, that of its elements.';
comment on column private.computed_columns.is_array is 'Whether the result is an array of such values.';
comment on column private.computed_columns.config is 'What the settings of the result would be as a column: options, currency.';
comment on column private.computed_columns.value_sql is 'SQL of the result as jsonb over i, null where it is empty. Written by private.compile_column alone, from quoted literals.';
comment on column private.computed_columns.titles_sql is 'Of a relation: SQL of an array of the titles of all linked items.';
comment on column private.computed_columns.links_list_id is 'Of a relation: the list of the linked items, for an inverse too.';
comment on column private.computed_columns.depends_on is 'The columns whose change makes this one compiled again; kept while it cannot be.';
comment on column private.computed_columns.is_volatile is 'Whether the result changes with the time of day.';
comment on column private.computed_columns.problem is 'Why it cannot be computed now, in words, as when a column that it needs is in the trash.';
create index computed_columns_list_idx on private.computed_columns (list_id);
create index computed_columns_workspace_idx on private.computed_columns (workspace_id);
alter table private.computed_columns enable row level security;

alter type private.query_column add attribute cell_json text, add attribute is_array boolean;
comment on type private.query_column is
  'A column in a query: SQL of its cell over the item i, as text and as JSON, its slot if that is ready, the ids of its options in order; is_array where the cell is a list of values.';
create type private.relation as (
  workspace_id uuid, item_id uuid, column_id uuid, list_id uuid, target_list_id uuid, cardinality text, is_inverse boolean
);
comment on type private.relation is 'A relation seen from an item. column_id, list_id and target_list_id are those of the column that owns the links.';

alter table public.filter_operators
  drop constraint filter_operators_value_form_is_known,
  add constraint filter_operators_value_form_is_known check (value_form in (
    'none', 'text', 'texts', 'number', 'numbers', 'number_pair', 'boolean', 'option', 'options', 'person', 'people',
    'day', 'day_pair', 'period', 'circle', 'items'
  ));
insert into public.filter_operators (position, family, operator, value_form, negates, description) values
  (510, 'links', 'any_of', 'items', null, 'is linked to at least one of these items'),
  (511, 'links', 'all_of', 'items', null, 'is linked to all of these items'),
  (512, 'links', 'contains', 'text', null, 'contains this text in the title of a linked item'),
  (513, 'links', 'is_empty', 'none', null, 'is empty'),
  (1510, 'links', 'none_of', 'items', 'any_of', 'is linked to none of these items, or to nothing'),
  (1512, 'links', 'not_contains', 'text', 'contains', 'does not contain it, or is empty'),
  (1513, 'links', 'is_not_empty', 'none', 'is_empty', 'is not empty');
insert into public.aggregate_functions (position, family, function, description)
select 500 + row_number() over (order by a.position), 'links', a.function, a.description
from public.aggregate_functions as a where a.family = 'json';

insert into public.capabilities (position, capability, minimum_role, description) values
  (55, 'links.write', 'editor', 'Link items, take links away and put them in order');

insert into public.error_codes (sqlstate, name, http_status, slug, title, hint) values
  ('23503', 'list_columns_target_fkey', 422, 'target_list_not_found', 'The workspace has no such list to link', 'Name a list of the same workspace as target_list_id.'),
  ('23503', 'list_columns_inverse_fkey', 422, 'inverse_invalid', 'An inverse belongs to a relation that points to its list', 'Make it together with the relation.'),
  ('23505', 'list_columns_inverse_key', 409, 'relation_has_inverse', 'The relation has an inverse already', 'It may be in the trash: restore it.'),
  ('23001', 'relation_is_fixed', 409, 'relation_is_fixed', 'What a relation points to cannot be changed', 'Make a new column instead.'),
  ('23514', 'column_cycle', 422, 'column_cycle', 'Columns would be computed from themselves', 'The detail names the circle. Let one of its columns go.'),
  ('54000', 'column_too_complex', 422, 'column_too_complex', 'The column is computed of too much', 'Split it, or refer to fewer computed columns.'),
  ('23505', 'links_pkey', 409, 'already_linked', 'These items are linked already', ''),
  ('23505', 'links_one_target_key', 409, 'link_is_single', 'The column links an item to one other', 'Replace the link instead of adding one.'),
  ('23505', 'links_one_source_key', 409, 'link_is_taken', 'The column links an item from one other', 'Take the link away there first.'),
  ('23503', 'links_column_fkey', 422, 'link_invalid', 'Links belong to a relation that owns them', 'Name the relation, not its inverse.'),
  ('23503', 'links_item_fkey', 422, 'link_invalid', 'The list of the column has no such item', ''),
  ('23503', 'links_target_fkey', 422, 'link_invalid', 'The linked list has no such item', ''),
  ('23514', 'link_invalid', 422, 'link_invalid', 'An item cannot be linked', 'Nothing was linked. errors[] names the items.'),
  ('54000', 'links_at_most_10000', 422, 'links_at_most_10000', 'An item has at most 10,000 links', ''),
  ('P0002', 'link_not_found', 404, 'link_not_found', 'There is no such link', ''),
  ('23514', 'links_out_of_range', 422, 'links_out_of_range', 'Too many or too few items at once', 'Send 1 to 1,000; 0 to 10,000 to replace all.'),
  ('23001', 'item_is_linked', 409, 'item_is_linked', 'Other items are linked to this one', 'Take these links away first, or put those items into the trash.'),
  ('0A000', 'trash_needs_read_committed', 409, 'trash_needs_read_committed', 'Linked items go to the trash at the isolation level read committed', '');
