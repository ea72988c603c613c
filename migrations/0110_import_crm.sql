-- Files become contacts and deals as they become items.
alter table public.imports
  add column target text not null default 'list',
  add constraint imports_target_is_known check (target in ('list', 'contacts', 'deals')),
  add constraint imports_only_lists_have_a_list check (target = 'list' or list_id is null);
comment on column public.imports.target is 'What the rows become: list (items of list_id), contacts or deals. Of these list_name is just their name.';
comment on table public.imports is 'A file on its way into a list, the contacts or the deals, and the report of how it went.';

alter table public.import_conflicts
  add column kind text not null default 'item',
  add constraint import_conflicts_kind_is_known check (kind in ('item', 'contact', 'deal'));
comment on column public.import_conflicts.kind is 'What item_id is the id of: an item, a contact or a deal.';

alter table public.contacts
  add column reference text,
  add constraint contacts_reference_length check (length(reference) between 1 and 200 and reference !~ '^\s*$');
comment on column public.contacts.reference is 'What another system calls the contact: unique in the workspace, and a key for imports.';
create unique index contacts_reference_key on public.contacts (workspace_id, reference) where deleted_at is null;
alter table public.deals
  add column reference text,
  add constraint deals_reference_length check (length(reference) between 1 and 200 and reference !~ '^\s*$');
comment on column public.deals.reference is 'What another system calls the deal: unique in the workspace, and a key for imports.';
create unique index deals_reference_key on public.deals (workspace_id, reference) where deleted_at is null;

create table private.import_reverting (
  transaction_id xid8 not null default pg_current_xact_id(),
  workspace_id uuid not null,
  primary key (transaction_id, workspace_id)
);
comment on table private.import_reverting is
  'The transaction that takes an import back, in which whoever made a record may trash it: see private.is_reverting. Its rows never outlive it.';
alter table private.import_reverting enable row level security;

insert into public.error_codes (sqlstate, name, http_status, slug, title, hint) values
  ('23505', 'contacts_reference_key', 409, 'reference_taken', 'A contact with this reference exists already', 'Change that one.'),
  ('23505', 'deals_reference_key', 409, 'reference_taken', 'A deal with this reference exists already', 'Change that one.'),
  ('23514', 'contacts_reference_length', 422, 'reference_invalid', 'A reference has 1 to 200 characters', ''),
  ('23514', 'deals_reference_length', 422, 'reference_invalid', 'A reference has 1 to 200 characters', ''),
  ('23514', 'imports_target_is_known', 422, 'import_target_unknown', 'A file becomes items of a list, contacts or deals', 'target is list, contacts or deals.'),
  ('23514', 'imports_only_lists_have_a_list', 422, 'import_options_invalid', 'Contacts and deals are in no list', 'Leave list_id and list_name out.');
