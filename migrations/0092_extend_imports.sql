-- How the columns of a file become those of a list, what happens to rows that are there already, and the way back.
alter table public.imports
  add column mode text not null default 'insert',
  add column mapping jsonb not null default '{}',
  add column key_columns text[] not null default '{}',
  add column is_dry_run boolean not null default false,
  add column rows_total bigint,
  add column rows_done bigint not null default 0,
  add column rows_updated bigint not null default 0,
  add column rows_unchanged bigint not null default 0,
  add column rows_skipped bigint not null default 0,
  add column made jsonb not null default '{}',
  add column phase_started_at timestamptz,
  add column transaction_id xid8;
comment on column public.imports.mode is 'insert: each row is a new item; update: each changes the item with its key; upsert: that, or a new item; skip: rows whose key is there already are left out.';
comment on column public.imports.mapping is 'Which column of the file goes where: {columns: [{from | constant, to, split, trim, format, empty, if_empty, options, link}], others: match | ignore}. What it does not name goes by name.';
comment on column public.imports.key_columns is 'By which items are found: columns of the list (key, id or name), or "@id", the id of the item.';
comment on column public.imports.is_dry_run is 'Whether the run that is queued, running or over only tries: it ends as checked, and nothing of it stays but the report.';
comment on column public.imports.rows_total is 'Rows of the file, once they are known.';
comment on column public.imports.rows_done is 'How many of them the present phase has behind it.';
comment on column public.imports.rows_updated is 'Rows that changed an item, or its links.';
comment on column public.imports.rows_unchanged is 'Rows whose item is as they say already.';
comment on column public.imports.rows_skipped is 'Rows left out because their key is there already, as asked.';
comment on column public.imports.made is 'What came with the rows: {links, linked_items, options}.';
comment on column public.imports.phase_started_at is 'Since when the present phase goes on; what remains is reckoned from it.';
comment on column public.imports.transaction_id is 'The transaction that wrote it all: its events in the audit log are what a revert goes by.';
comment on column public.imports.rows_imported is 'Rows that are new items; rows_read = rows_imported + rows_updated + rows_unchanged + rows_skipped + rows_rejected once done.';
alter table public.imports
  drop constraint imports_rows_add_up,
  add constraint imports_rows_add_up check (
    status not in ('done', 'checked', 'reverted')
    or rows_read = rows_imported + rows_updated + rows_unchanged + rows_skipped + rows_rejected
  ),
  add constraint imports_mode_is_known check (mode in ('insert', 'update', 'upsert', 'skip')),
  add constraint imports_keys_where_needed check ((mode = 'insert') = (cardinality(key_columns) = 0) and cardinality(key_columns) <= 8),
  add constraint imports_mapping_is_an_object check (jsonb_typeof(mapping) = 'object' and pg_column_size(mapping) <= 1048576);

create table public.import_rejected_rows (
  import_id uuid not null,
  workspace_id uuid not null,
  row_number bigint not null,
  cells text[] not null,
  primary key (import_id, row_number, workspace_id),
  constraint import_rejected_rows_import_fkey foreign key (workspace_id, import_id)
    references public.imports (workspace_id, id) on delete cascade
);
comment on table public.import_rejected_rows is
  'The rows that did not come in, cell by cell as they stand in the file, to be mended and imported again. Row 0 holds the names of the columns. Goes with its import.';
comment on column public.import_rejected_rows.row_number is 'As in import_errors; 0 is the header.';
comment on column public.import_rejected_rows.cells is 'In the order of the file; one alone where the line could not be read as a row.';
create index import_rejected_rows_import_fkey_idx on public.import_rejected_rows (workspace_id, import_id);
alter table public.import_rejected_rows enable row level security;

create table public.import_reverts (
  id uuid not null default private.uuid_v7(),
  workspace_id uuid not null,
  import_id uuid not null,
  is_forced boolean not null default false,
  state text not null default 'queued',
  items_total bigint not null default 0,
  items_done bigint not null default 0,
  items_trashed bigint not null default 0,
  items_restored bigint not null default 0,
  cells_restored bigint not null default 0,
  links_restored bigint not null default 0,
  options_removed bigint not null default 0,
  columns_trashed bigint not null default 0,
  lists_trashed bigint not null default 0,
  conflicts bigint not null default 0,
  error jsonb,
  request_id text,
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (id, workspace_id),
  constraint import_reverts_import_fkey foreign key (workspace_id, import_id)
    references public.imports (workspace_id, id) on delete cascade,
  constraint import_reverts_state_is_known check (state in ('queued', 'running', 'done', 'failed', 'cancelled'))
);
comment on table public.import_reverts is 'An import taken back, as far as nobody has built on it; its id is the change id in the audit log.';
comment on column public.import_reverts.is_forced is 'Take back also what somebody has changed or linked since.';
comment on column public.import_reverts.state is 'queued and running until it is done, failed or cancelled.';
comment on column public.import_reverts.items_total is 'Items that the import made or changed.';
comment on column public.import_reverts.items_done is 'How many of them the job has come to.';
comment on column public.import_reverts.items_trashed is 'New items that went to the trash.';
comment on column public.import_reverts.items_restored is 'Items of which at least one cell has its old value again.';
comment on column public.import_reverts.cells_restored is 'Cells that have their old value again.';
comment on column public.import_reverts.links_restored is 'Links between items that were there before, taken away or put back.';
comment on column public.import_reverts.options_removed is 'Options that the import had added to columns.';
comment on column public.import_reverts.columns_trashed is 'Columns that the import had made.';
comment on column public.import_reverts.lists_trashed is '1 where the import had made the list.';
comment on column public.import_reverts.conflicts is 'What stayed as it is; each is in import_conflicts.';
comment on column public.import_reverts.error is 'Why it failed: {code, message}. Nothing of it stays.';
create unique index import_reverts_one_at_a_time_key on public.import_reverts (import_id, workspace_id) where state in ('queued', 'running');
create index import_reverts_import_fkey_idx on public.import_reverts (workspace_id, import_id, id);
create index import_reverts_created_by_idx on public.import_reverts (created_by);
alter table public.import_reverts enable row level security;

create table public.import_conflicts (
  revert_id uuid not null,
  workspace_id uuid not null,
  number bigint not null,
  list_id uuid,
  item_id uuid,
  field text,
  code text not null,
  reason text not null,
  before jsonb,
  wrote jsonb,
  found jsonb,
  primary key (revert_id, number, workspace_id),
  constraint import_conflicts_revert_fkey foreign key (workspace_id, revert_id)
    references public.import_reverts (workspace_id, id) on delete cascade
);
comment on table public.import_conflicts is 'What a revert left as it is, and why: items, cells, links, options, columns, lists.';
comment on column public.import_conflicts.number is 'Counts the conflicts of a revert from 1.';
comment on column public.import_conflicts.field is 'The key of the column, of a cell or an option; null where the whole item is meant.';
comment on column public.import_conflicts.code is 'changed_since, linked_since, commented_since, in_trash, in_use, gone, or the name of the refusal as in public.error_codes.';
comment on column public.import_conflicts.before is 'What a cell held before the import.';
comment on column public.import_conflicts.wrote is 'What the import wrote there.';
comment on column public.import_conflicts.found is 'What is there now, and stays.';
create index import_conflicts_revert_fkey_idx on public.import_conflicts (workspace_id, revert_id);
alter table public.import_conflicts enable row level security;

insert into public.capabilities (position, capability, minimum_role, description) values
  (78, 'imports.revert', 'manager', 'Revert an import that somebody else made; one''s own needs imports.write');

insert into public.error_codes (sqlstate, name, http_status, slug, title, hint) values
  ('23514', 'import_mapping_invalid', 422, 'import_mapping_invalid', 'The mapping of the import is not valid', 'errors[].field says where.'),
  ('23514', 'imports_keys_where_needed', 422, 'import_mapping_invalid', 'Every mode but insert names 1 to 8 key columns', ''),
  ('23001', 'import_is_running', 409, 'import_is_running', 'The import is queued or running', 'Wait until it has ended, or cancel it.'),
  ('23001', 'import_not_runnable', 409, 'import_not_runnable', 'The import cannot be run', 'Upload the file again.'),
  ('23001', 'import_not_revertible', 409, 'import_not_revertible', 'Only an import that is done can be reverted', ''),
  ('23505', 'import_reverts_one_at_a_time_key', 409, 'import_revert_running', 'The import is being reverted', 'Wait until that has ended, or cancel it.'),
  ('40001', 'import_rows_moved', 409, 'import_rows_moved', 'Items were changed while the import looked for them', 'It is run again.');
