-- A list goes to the trash first, as items and columns do.
alter table public.lists add column deleted_at timestamptz;
comment on column public.lists.deleted_at is
  'In the trash since, with its columns and items; restorable until the workspace''s trash_days are over.';
drop index public.lists_name_key;
create index lists_workspace_id_idx on public.lists (workspace_id);
create unique index lists_name_key on public.lists (workspace_id, lower(name)) where deleted_at is null;

insert into public.error_codes (sqlstate, name, http_status, slug, title, hint) values
  ('23001', 'list_not_in_trash', 409, 'list_not_in_trash', 'The list is not in the trash', '');
