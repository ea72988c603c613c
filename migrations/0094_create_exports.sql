insert into public.capabilities (position, capability, minimum_role, description) values
  (65, 'exports.write', 'editor', 'Export lists, views, items and the whole workspace into files');

create table public.exports (
  id uuid not null default private.uuid_v7(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  scope text not null,
  list_id uuid,
  view_id uuid,
  item_ids uuid[],
  query jsonb not null default '{}',
  format text not null,
  options jsonb not null default '{}',
  name text not null,
  status text not null default 'queued',
  rows_total bigint,
  rows_done bigint not null default 0,
  file_name text,
  media_type text,
  file_size bigint,
  file_sha256 text,
  report jsonb,
  error jsonb,
  request_id text,
  created_by uuid default auth.uid() references auth.users (id) on delete cascade,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  expires_at timestamptz,
  primary key (id, workspace_id),
  constraint exports_list_fkey foreign key (workspace_id, list_id)
    references public.lists (workspace_id, id) on delete cascade,
  constraint exports_view_fkey foreign key (workspace_id, view_id)
    references public.views (workspace_id, id) on delete cascade,
  constraint exports_scope_is_known check (scope in ('list', 'view', 'items', 'workspace')),
  constraint exports_scope_names_its_things check (
    (scope = 'workspace') = (list_id is null) and (scope = 'view') = (view_id is not null) and (scope = 'items') = (item_ids is not null)
  ),
  constraint exports_format_is_known check (format in ('csv', 'xlsx', 'json', 'ndjson')),
  constraint exports_status_is_known check (status in ('queued', 'running', 'done', 'failed', 'cancelled', 'expired')),
  constraint exports_name_length check (length(name) between 1 and 401),
  constraint exports_file_sha256_is_hex check (file_sha256 ~ '^[0-9a-f]{64}$'),
  constraint exports_options_is_an_object check (jsonb_typeof(options) = 'object' and pg_column_size(options) <= 65536),
  constraint exports_query_is_an_object check (jsonb_typeof(query) = 'object' and pg_column_size(query) <= 262144),
  constraint exports_done_has_a_file check (
    status <> 'done' or (file_name is not null and media_type is not null and file_size is not null and file_sha256 is not null and expires_at is not null)
  )
);
comment on table public.exports is
  'A file that a job makes of a list, a view, some items or a whole workspace for the person who asked, and for nobody else.';
comment on column public.exports.scope is 'What comes out: list (also filtered), view, items (those of item_ids), workspace (every list).';
comment on column public.exports.item_ids is 'Of scope items: which, of the list.';
comment on column public.exports.format is 'csv, xlsx, json or ndjson; of a workspace these are in an archive.';
comment on column public.exports.media_type is 'What the file is served as; null until there is one.';
comment on column public.exports.query is 'What was asked besides: {filter, sort, fields, time_zone} as in a query of items; of a view these add to its own.';
comment on column public.exports.options is 'How it is written: protection, delimiter, encoding, byte order mark, ids; docs/export.md.';
comment on column public.exports.name is 'What was exported, by its name when it was asked for.';
comment on column public.exports.status is 'queued and running until it is done, failed or cancelled; expired once its file is gone.';
comment on column public.exports.rows_total is 'How many items there are to write; null until that is known.';
comment on column public.exports.rows_done is 'How many are written; told outside the snapshot that is being read.';
comment on column public.exports.file_name is 'What the file is called when it is downloaded; where it lies only its id says.';
comment on column public.exports.report is 'What is in the file: per list its rows, columns, what could not be computed and how to import it again; notes.';
comment on column public.exports.error is 'Why it failed: {code, message}. Nothing of a failed export stays but this.';
comment on column public.exports.expires_at is 'The file is served until then, and removed soon after.';
create index exports_workspace_idx on public.exports (workspace_id, created_by, id);
create index exports_list_fkey_idx on public.exports (workspace_id, list_id);
create index exports_view_fkey_idx on public.exports (workspace_id, view_id);
create index exports_created_by_idx on public.exports (created_by);
create index exports_expires_at_idx on public.exports (expires_at) where status = 'done';
alter table public.exports enable row level security;

insert into public.error_codes (sqlstate, name, http_status, slug, title, hint) values
  ('P0002', 'export_not_found', 404, 'export_not_found', 'There is no such export', ''),
  ('23514', 'export_invalid', 422, 'export_invalid', 'This export is not possible', ''),
  ('53400', 'too_many_exports', 429, 'too_many_exports', 'Too many exports at once', 'Wait until one of yours has ended, or cancel one.'),
  ('23001', 'export_is_over', 409, 'export_is_over', 'The export has ended already', ''),
  ('55000', 'export_not_done', 409, 'export_not_done', 'The export has no file', 'GET /exports/{id} says how it goes, or why it failed.'),
  ('55000', 'export_expired', 410, 'export_expired', 'The file of the export is gone', 'Ask for the export again.');

update public.column_types as t set from_text = t.from_text || '; a day alone is its midnight where the type was declared'
where t.type = 'datetime';

-- What is written is read again by an import, without being told how.
update public.column_types as t set export_form = f.export_form
from (values
  ('percent', '12.5%; in JSON and Excel the number 0.125'),
  ('duration', '[-]H:MM:SS[.mmm]; in JSON the number of seconds'),
  ('multi_select', 'the labels, separated by ", ", or by another sign where a label has a comma; in JSON an array'),
  ('user', 'the e-mail address; the id of somebody who is not a member any more'),
  ('created_by', 'the e-mail address; the id of somebody who is not a member any more'),
  ('updated_by', 'the e-mail address; the id of somebody who is not a member any more'),
  ('address', 'the street where there is nothing else, or JSON of its parts'),
  ('relation', 'the titles, separated by ", ", and in a column of their own the ids'),
  ('lookup', 'the values, separated by ", "; in JSON an array')
) as f (type, export_form)
where f.type = t.type;

create type private.export_query as (condition text, ordering text, fields text[], problems jsonb, time_zone text);
comment on type private.export_query is
  'What an export reads, compiled: condition and ordering are SQL over the item i; fields are keys, null for all columns.';
