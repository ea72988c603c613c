create type public.import_status as enum ('queued', 'running', 'done', 'failed', 'cancelled');
comment on type public.import_status is 'Where an import stands.';

create table public.imports (
  id uuid not null default private.uuid_v7(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  list_id uuid,
  list_name text not null,
  file_name text not null,
  file_size bigint not null,
  file_sha256 text not null,
  options jsonb not null default '{}',
  decision jsonb,
  status public.import_status not null default 'queued',
  phase text not null default 'queued',
  rows_read bigint not null default 0,
  rows_imported bigint not null default 0,
  rows_rejected bigint not null default 0,
  cells_emptied bigint not null default 0,
  error jsonb,
  request_id text,
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  primary key (id, workspace_id),
  constraint imports_list_fkey foreign key (workspace_id, list_id)
    references public.lists (workspace_id, id) on delete set null (list_id),
  constraint imports_list_name_length check (length(list_name) between 1 and 200),
  constraint imports_file_name_length check (length(file_name) between 1 and 255),
  constraint imports_file_size_range check (file_size >= 0),
  constraint imports_file_sha256_is_hex check (file_sha256 ~ '^[0-9a-f]{64}$'),
  constraint imports_options_is_an_object check (jsonb_typeof(options) = 'object' and pg_column_size(options) <= 65536),
  constraint imports_rows_add_up check (status <> 'done' or rows_read = rows_imported + rows_rejected)
);
comment on table public.imports is 'A file on its way into a list, and the report of how it went.';
comment on column public.imports.options is 'What the person asked: delimiter, encoding, types, what counts as empty, what happens to a bad cell.';
comment on column public.imports.decision is 'What was found and decided: encoding, delimiter, header, and per column the type with its reason.';
comment on column public.imports.phase is 'What is going on: reading, checking, writing; told outside the import''s own transaction, as rows_read is.';
comment on column public.imports.cells_emptied is 'Cells that did not convert and were kept empty, as asked; each is in import_errors.';
comment on column public.imports.error is 'Why it failed: {code, message}. Nothing of a failed import stays but this report.';
comment on column public.imports.request_id is 'The request that asked for it; the events of the import carry it too.';
comment on column public.imports.rows_imported is 'Rows that are items now; rows_read = rows_imported + rows_rejected once done.';
create index imports_workspace_idx on public.imports (workspace_id, id);
create index imports_list_fkey_idx on public.imports (workspace_id, list_id);
create index imports_created_by_idx on public.imports (created_by);

create table public.import_errors (
  import_id uuid not null,
  workspace_id uuid not null,
  row_number bigint not null,
  column_name text not null default '',
  value text,
  reason text not null,
  is_rejected boolean not null default true,
  primary key (import_id, row_number, column_name),
  constraint import_errors_import_fkey foreign key (workspace_id, import_id)
    references public.imports (workspace_id, id) on delete cascade
);
comment on table public.import_errors is 'Every cell that did not convert: row of the file, column, value, reason.';
comment on column public.import_errors.row_number is 'Counts data rows of the file from 1; the header is not one.';
comment on column public.import_errors.is_rejected is 'Whether the row was left out; else only the cell was, and the row came in without it.';
comment on column public.import_errors.column_name is 'Empty where the whole row is at fault.';
create index import_errors_import_fkey_idx on public.import_errors (workspace_id, import_id);

create table private.checked_writes (
  transaction_id xid8 not null default pg_current_xact_id(),
  list_id uuid not null,
  primary key (transaction_id, list_id)
);
comment on table private.checked_writes is
  'Lists whose new items the worker holds against the list itself, in the transaction that is running: see private.vouch_for_items. Its rows never outlive it.';

alter table private.checked_writes enable row level security;
alter table public.imports enable row level security;
alter table public.import_errors enable row level security;
