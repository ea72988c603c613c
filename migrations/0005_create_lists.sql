create table public.column_types (
  type text primary key,
  kind text not null,
  json_form text not null,
  description text not null,
  position integer not null,
  constraint column_types_kind_is_known check (kind in ('text', 'number', 'choice', 'time'))
);
comment on table public.column_types is 'The types a column may have, and the JSON that each accepts.';
comment on column public.column_types.json_form is 'The JSON of a cell, in words.';

create table public.lists (
  id uuid not null default private.uuid_v7(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  name text not null,
  description text not null default '',
  icon text,
  color text,
  position integer not null default 0,
  settings jsonb not null default '{}',
  archived_at timestamptz,
  version bigint not null default 1,
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  updated_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (id, workspace_id),
  constraint lists_name_length check (length(name) between 1 and 200 and name !~ '^\s*$'),
  constraint lists_description_length check (length(description) <= 10000),
  constraint lists_icon_length check (length(icon) <= 64),
  constraint lists_color_is_hex check (color ~ '^#[0-9a-fA-F]{6}$'),
  constraint lists_settings_is_an_object check (jsonb_typeof(settings) = 'object' and pg_column_size(settings) <= 65536)
);
comment on table public.lists is 'A table of a workspace: columns in list_columns, rows in items.';
create unique index lists_name_key on public.lists (workspace_id, lower(name));
create index lists_created_by_idx on public.lists (created_by);
create index lists_updated_by_idx on public.lists (updated_by);

create table public.list_columns (
  id uuid not null default private.uuid_v7(),
  workspace_id uuid not null,
  list_id uuid not null,
  key text not null,
  name text not null,
  type text not null references public.column_types (type) on delete restrict,
  config jsonb not null default '{}',
  position integer not null default 0,
  is_required boolean not null default false,
  default_value jsonb,
  description text not null default '',
  version bigint not null default 1,
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  updated_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (id, workspace_id),
  constraint list_columns_list_fkey foreign key (workspace_id, list_id)
    references public.lists (workspace_id, id) on delete cascade,
  constraint list_columns_key_key unique (list_id, key),
  constraint list_columns_key_is_a_slug check (key ~ '^[a-z][a-z0-9_]{0,62}$'),
  constraint list_columns_name_length check (length(name) between 1 and 200 and name !~ '^\s*$'),
  constraint list_columns_config_is_an_object check (jsonb_typeof(config) = 'object' and pg_column_size(config) <= 524288),
  constraint list_columns_description_length check (length(description) <= 10000)
);
comment on table public.list_columns is 'The columns of a list. key names the value in items.values and never changes; name is what people see.';
comment on column public.list_columns.deleted_at is 'In the trash: its values stay in the items and come back when it is restored.';
create unique index list_columns_name_key on public.list_columns (list_id, lower(name)) where deleted_at is null;
create index list_columns_list_fkey_idx on public.list_columns (workspace_id, list_id);
create index list_columns_type_idx on public.list_columns (type);
create index list_columns_created_by_idx on public.list_columns (created_by);
create index list_columns_updated_by_idx on public.list_columns (updated_by);

create table private.list_checks (
  list_id uuid primary key,
  workspace_id uuid not null,
  accepts text not null,
  defaults jsonb not null,
  constraint list_checks_list_fkey foreign key (workspace_id, list_id)
    references public.lists (workspace_id, id) on delete cascade
);
comment on table private.list_checks is
  'Per list, its columns compiled: an SQL condition over v (the values of an item) and the defaults. Made again by trigger when a column changes.';
comment on column private.list_checks.defaults is 'By column key, what a new item gets where it says nothing.';
comment on column private.list_checks.accepts is 'True when v satisfies every column. Written by private.compile_list alone, from quoted literals.';
create index list_checks_list_fkey_idx on private.list_checks (workspace_id, list_id);

create table public.items (
  id uuid not null default private.uuid_v7(),
  workspace_id uuid not null,
  list_id uuid not null,
  values jsonb not null default '{}',
  version bigint not null default 1,
  -- Without foreign keys, unlike elsewhere: two more lookups and two more indexes a row made a bulk
  -- insert half again as slow. The id of an account that is gone names nobody.
  created_by uuid default auth.uid(),
  updated_by uuid default auth.uid(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (id, workspace_id),
  constraint items_list_fkey foreign key (workspace_id, list_id)
    references public.lists (workspace_id, id) on delete cascade,
  constraint items_values_is_an_object check (jsonb_typeof(values) = 'object'),
  constraint items_values_at_most_1_mib check (pg_column_size(values) <= 1048576)
);
comment on table public.items is 'The rows of all lists. values holds one JSON value by column key; an empty cell has no key.';
comment on column public.items.version is 'Grows with every change; a write may name the version it saw.';
comment on column public.items.deleted_at is 'In the trash since; restorable until the workspace''s trash_days are over.';
-- Leads with list_id: a policy's any() over workspace_id in front would cost 450 times (docs/architecture).
create index items_page_idx on public.items (list_id, id) where deleted_at is null;
create index items_trash_idx on public.items (list_id, id) where deleted_at is not null;
-- Both are partial, and deleting a list looks for all of its items. All alike, these keys take next to no room.
create index items_list_fkey_idx on public.items (list_id);

alter table public.column_types enable row level security;
alter table public.lists enable row level security;
alter table public.list_columns enable row level security;
alter table private.list_checks enable row level security;
alter table public.items enable row level security;
