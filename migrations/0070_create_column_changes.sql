-- Long changes of a column: conversions, merged options, the values of a column that leaves the trash for good.
alter table public.list_columns
  add column replaces text[] not null default '{}',
  add column is_pending boolean not null default false,
  add column converted_into text,
  add constraint list_columns_pending_is_hidden check (not is_pending or deleted_at is not null);
comment on column public.list_columns.replaces is
  'Keys of columns that were converted into this one: a query that names one of them finds this column.';
comment on column public.list_columns.converted_into is
  'In the trash because it was converted: the key of the column that took its place. It keeps its cells and takes no new ones.';
comment on column public.list_columns.is_pending is
  'Being filled by a conversion: neither shown nor in the trash until it is whole.';

create table public.column_changes (
  id uuid not null default private.uuid_v7(),
  workspace_id uuid not null,
  list_id uuid not null,
  column_id uuid not null,
  kind text not null,
  state text not null default 'running',
  plan jsonb not null default '{}',
  items_total bigint not null default 0,
  items_done bigint not null default 0,
  after_id uuid not null default '00000000-0000-0000-0000-000000000000',
  in_trash boolean not null default false,
  error jsonb,
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (id, workspace_id),
  constraint column_changes_list_fkey foreign key (workspace_id, list_id)
    references public.lists (workspace_id, id) on delete cascade,
  constraint column_changes_column_fkey foreign key (workspace_id, column_id)
    references public.list_columns (workspace_id, id) on delete cascade,
  constraint column_changes_kind_is_known check (kind in ('convert', 'merge_option', 'purge', 'number_items')),
  constraint column_changes_state_is_known check (state in ('running', 'done', 'failed'))
);
comment on table public.column_changes is
  'A change of a column that rewrites items: in force for writers from its first moment, and brought to older items by a job.';
comment on column public.column_changes.kind is
  'convert: into another type. merge_option: one option into another, or into nothing. purge: the values of a column go. number_items: items get their numbers.';
comment on column public.column_changes.state is 'running, then done or failed. It is in force for writers while it runs.';
comment on column public.column_changes.items_total is 'How many items the list had when it began, those in the trash included.';
comment on column public.column_changes.plan is 'What was asked, and the columns that take part.';
comment on column public.column_changes.items_done is 'How many items the job has looked at.';
comment on column public.column_changes.after_id is 'The last item that the job has looked at: it goes on behind it.';
comment on column public.column_changes.in_trash is 'Whether the job has come to the items in the trash, which are last.';
comment on column public.column_changes.error is 'Why it failed: {code, message}. Nothing that was in the items is lost.';
create unique index column_changes_running_key on public.column_changes (list_id, workspace_id)
  where state = 'running' and kind <> 'number_items';
create index column_changes_list_fkey_idx on public.column_changes (workspace_id, list_id);
create index column_changes_column_fkey_idx on public.column_changes (workspace_id, column_id);
create index column_changes_created_by_idx on public.column_changes (created_by);
alter table public.column_changes enable row level security;

create table private.merged_options (
  workspace_id uuid not null,
  column_id uuid not null,
  option_id text not null,
  into_option_id text not null,
  is_moving boolean not null default true,
  primary key (column_id, option_id, workspace_id),
  constraint merged_options_column_fkey foreign key (workspace_id, column_id)
    references public.list_columns (workspace_id, id) on delete cascade
);
comment on table private.merged_options is
  'Options that became another: a filter that names either finds both, while items still move and for ever after.';
comment on column private.merged_options.is_moving is 'Items may still hold the old option.';
create index merged_options_column_fkey_idx on private.merged_options (workspace_id, column_id);
alter table private.merged_options enable row level security;

alter table private.list_checks add column rewrite jsonb;
comment on column private.list_checks.rewrite is
  '{sql, hidden} while a column of the list changes: SQL over v (values) that gives what is stored instead, and the keys that are not shown yet. Written by private.start_column_change alone, from quoted literals.';

update public.column_types set from_text = 'JSON of its parts; other text becomes the street' where type = 'address';
update public.column_types set from_text = 'min-max or min..max, min.., ..max, with plain numbers' where type = 'number_range';
update public.column_types set from_text = 'the e-mail address, the name or the id of a member' where type = 'user';

insert into public.error_codes (sqlstate, name, http_status, slug, title, hint) values
  ('P0002', 'column_change_not_found', 404, 'column_change_not_found', 'There is no such change of a column', ''),
  ('P0002', 'option_not_found', 404, 'option_not_found', 'The column has no such option', ''),
  ('23001', 'column_change_running', 409, 'column_change_running', 'A column of this list is being changed', 'Wait until it is done: GET /column-changes/{id} says how far it is.'),
  ('23001', 'column_not_in_trash', 409, 'column_not_in_trash', 'The column is not in the trash', ''),
  ('23001', 'option_in_use', 409, 'option_in_use', 'Items hold this option', 'Say what becomes of them: replace_with another option, or clear.'),
  ('23514', 'conversion_invalid', 422, 'conversion_invalid', 'This conversion is not possible', ''),
  ('23514', 'conversion_refused', 409, 'conversion_refused', 'Values do not convert', 'Nothing was changed. Mend the named values, or keep them in a new text column.'),
  ('55000', 'conversion_stale', 409, 'conversion_stale', 'The column is not what the preview showed', 'Preview it again.'),
  ('23514', 'order_invalid', 422, 'order_invalid', 'The order does not name what is there', 'Name each exactly once.'),
  ('23514', 'option_invalid', 422, 'option_invalid', 'The option is not valid', '');
