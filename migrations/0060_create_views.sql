create table public.view_settings (
  kind text not null,
  setting text not null,
  value_form text not null,
  accepts text[],
  is_required boolean not null default false,
  description text not null,
  position integer not null,
  primary key (kind, setting),
  constraint view_settings_kind_is_known check (kind in ('grid', 'kanban', 'calendar', 'gallery')),
  constraint view_settings_value_form_is_known check (value_form in ('columns', 'column', 'word', 'integer', 'boolean', 'values'))
);
comment on table public.view_settings is 'The settings that a view of each kind may have; private.view_setting_problem reads it.';
comment on column public.view_settings.setting is 'The key in views.settings.';
comment on column public.view_settings.value_form is
  'columns: an array of {column, width, is_hidden}. column: the key of a column. word: one of a few. values: an array of cells.';
comment on column public.view_settings.accepts is
  'Of a column: the families it may be of, or types written as type:url. Of a word: the words. Of an integer: the lowest and the highest.';
comment on column public.view_settings.is_required is 'Whether a view of the kind means nothing without it.';
alter table public.view_settings enable row level security;

insert into public.view_settings (position, kind, setting, value_form, accepts, is_required, description) values
  (10, 'grid', 'columns', 'columns', null, false, 'the columns in order, each with its width in pixels (40 to 2000) and whether it is hidden; those not named follow, shown'),
  (20, 'grid', 'row_height', 'word', '{short,medium,tall,extra_tall}', false, 'how high a row is'),
  (30, 'grid', 'frozen_columns', 'integer', '{0,10}', false, 'how many columns stay at the left'),
  (40, 'grid', 'wraps_text', 'boolean', null, false, 'whether long text is broken into lines'),
  (50, 'grid', 'collapsed_groups', 'values', null, false, 'the values of the groups that are shut'),
  (110, 'kanban', 'group_column', 'column', '{choice,person}', true, 'the column whose values are the stacks'),
  (120, 'kanban', 'columns', 'columns', null, false, 'what a card shows, in order'),
  (130, 'kanban', 'cover_column', 'column', '{type:attachment,type:url}', false, 'the picture of a card'),
  (140, 'kanban', 'cover_fit', 'word', '{cover,contain}', false, 'whether a picture fills its place or is shown whole'),
  (150, 'kanban', 'hides_empty_groups', 'boolean', null, false, 'whether stacks without cards are left out'),
  (160, 'kanban', 'collapsed_groups', 'values', null, false, 'the values of the stacks that are shut'),
  (210, 'calendar', 'start_column', 'column', '{date,datetime}', true, 'the column that says when, or from when'),
  (220, 'calendar', 'end_column', 'column', '{date,datetime}', false, 'the column that says until when'),
  (230, 'calendar', 'color_column', 'column', '{choice}', false, 'the column whose option colours the item'),
  (240, 'calendar', 'columns', 'columns', null, false, 'what an item shows, in order'),
  (250, 'calendar', 'scale', 'word', '{day,week,month}', false, 'what is seen at once'),
  (260, 'calendar', 'week_starts_on', 'word', '{monday,saturday,sunday}', false, 'the first day of a week'),
  (310, 'gallery', 'cover_column', 'column', '{type:attachment,type:url}', false, 'the picture of a card'),
  (320, 'gallery', 'cover_fit', 'word', '{cover,contain}', false, 'whether a picture fills its place or is shown whole'),
  (330, 'gallery', 'card_size', 'word', '{small,medium,large}', false, 'how large a card is'),
  (340, 'gallery', 'columns', 'columns', null, false, 'what a card shows, in order');

create table public.views (
  id uuid not null default private.uuid_v7(),
  workspace_id uuid not null,
  list_id uuid not null,
  name text not null,
  kind text not null default 'grid',
  query jsonb not null default '{}',
  settings jsonb not null default '{}',
  -- A view is the maker's own until it is shared: that way round a mistake shows nothing to anybody.
  owner_id uuid default auth.uid() references auth.users (id) on delete cascade,
  is_locked boolean not null default false,
  position integer not null default 0,
  version bigint not null default 1,
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  updated_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (id, workspace_id),
  constraint views_list_fkey foreign key (workspace_id, list_id)
    references public.lists (workspace_id, id) on delete cascade,
  constraint views_name_length check (length(name) between 1 and 200 and name !~ '^\s*$'),
  constraint views_kind_is_known check (kind in ('grid', 'kanban', 'calendar', 'gallery')),
  constraint views_query_is_an_object check (jsonb_typeof(query) = 'object' and pg_column_size(query) <= 262144),
  constraint views_settings_is_an_object check (jsonb_typeof(settings) = 'object' and pg_column_size(settings) <= 65536),
  constraint views_only_shared_are_locked check (not is_locked or owner_id is null)
);
comment on table public.views is 'Saved queries over a list with how they are shown: personal ones of a member, and shared ones.';
comment on column public.views.query is 'What is asked: {filter, sort, group_by, aggregates} as public.query_items takes them.';
comment on column public.views.settings is 'How it is shown; which settings a kind has, public.view_settings says.';
comment on column public.views.owner_id is 'Whose personal view it is, seen by nobody else; null of a shared one.';
comment on column public.views.is_locked is 'Shared, and changed only by who may lock.';
create index views_list_fkey_idx on public.views (list_id, position, id);
create index views_owner_id_idx on public.views (owner_id);
create index views_created_by_idx on public.views (created_by);
create index views_updated_by_idx on public.views (updated_by);
alter table public.views enable row level security;

insert into public.capabilities (position, capability, minimum_role, description) values
  (42, 'views.read', 'member', 'See shared views; keep views of one''s own'),
  (72, 'views.write', 'manager', 'Create, change, share and trash shared views'),
  (112, 'views.lock', 'admin', 'Lock and unlock shared views, and change locked ones');

insert into public.error_codes (sqlstate, name, http_status, slug, title, hint) values
  ('P0002', 'view_not_found', 404, 'view_not_found', 'There is no such view', ''),
  ('23514', 'view_invalid', 422, 'view_invalid', 'The settings do not fit the kind of the view', 'errors[].field says where.'),
  ('23514', 'views_only_shared_are_locked', 422, 'view_not_shared', 'Only a shared view can be locked', 'Share it first.'),
  ('42501', 'view_is_locked', 403, 'view_is_locked', 'The view is locked', 'Ask an admin to unlock it, or duplicate it.');
