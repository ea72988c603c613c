-- Duplicates: what contacts are compared by, and merges that can be taken back.
-- Generated columns may not depend on sql/, which is dropped and created again; so what they are made by lives here.
create function private.email_person(email text) returns text
  language sql immutable parallel safe
  -- Ada.Lovelace+home@googlemail.com and adalovelace@gmail.com are one mailbox; elsewhere dots may tell people apart.
  return case when lower(email) ~ '@(gmail|googlemail)\.com$'
    then replace(regexp_replace(lower(email), '[+@].*$', ''), '.', '') || '@gmail.com'
    else regexp_replace(lower(email), '\+[^@]*@', '@') end;
comment on function private.email_person(text) is
  'An address to compare people by: without case and what follows a plus, for Gmail also without dots.';
revoke execute on function private.email_person(text) from public;
grant execute on function private.email_person(text) to authenticated, service_role, worker;

create function private.phone_tail(phone text) returns text
  language sql immutable parallel safe
  -- With and without the code of the country the last nine digits are the same.
  return case when length(regexp_replace(private.phone_key(phone), '[^0-9]', '', 'g')) >= 7
    then right(regexp_replace(private.phone_key(phone), '[^0-9]', '', 'g'), 9) end;
comment on function private.phone_tail(text) is 'The last nine digits of a number, null of fewer than seven.';
revoke execute on function private.phone_tail(text) from public;
grant execute on function private.phone_tail(text) to authenticated, service_role, worker;

create function private.name_words(name text) returns text
  language sql immutable parallel safe
  return (
    select left(string_agg(w.word, ' ' order by w.word collate "C"), 200)
    from regexp_split_to_table(private.fold_text(name), '[^[:alnum:]]+') as w (word)
    where w.word <> '' and w.word not in ('mr', 'mrs', 'ms', 'dr', 'prof', 'herr', 'frau')
  );
comment on function private.name_words(text) is 'A name to compare by: its words in order, so that Lovelace, Ada is Ada Lovelace.';
revoke execute on function private.name_words(text) from public;
grant execute on function private.name_words(text) to authenticated, service_role, worker;

alter table public.contacts
  add column email_person text collate "C" generated always as (private.email_person(email)) stored,
  add column phone_tail text collate "C" generated always as (private.phone_tail(phone)) stored,
  add column name_words text collate "C" generated always as (private.name_words(name)) stored;
comment on column public.contacts.email_person is 'The mailbox to find duplicates by: private.email_person.';
comment on column public.contacts.phone_tail is 'The end of the number to find duplicates by: private.phone_tail.';
comment on column public.contacts.name_words is 'The words of the name to find duplicates by: private.name_words.';
create index contacts_email_person_idx on public.contacts (workspace_id, email_person) where deleted_at is null and email_person is not null;
create index contacts_phone_tail_idx on public.contacts (workspace_id, phone_tail) where deleted_at is null and phone_tail is not null;
create index contacts_name_words_idx on public.contacts (workspace_id, name_words) where deleted_at is null;

create table public.contact_merges (
  id uuid not null default private.uuid_v7(),
  workspace_id uuid not null,
  contact_id uuid not null,
  merged_ids uuid[] not null,
  fields jsonb not null,
  before jsonb not null,
  after jsonb not null,
  moved jsonb not null,
  change_id uuid not null,
  created_by uuid default auth.uid(),
  created_at timestamptz not null default now(),
  reverted_by uuid,
  reverted_at timestamptz,
  conflicts jsonb,
  primary key (id, workspace_id),
  constraint contact_merges_workspace_id_fkey foreign key (workspace_id) references public.workspaces (id) on delete cascade,
  constraint contact_merges_reverted_is_whole check ((reverted_at is null) = (conflicts is null))
);
comment on table public.contact_merges is
  'Which contacts became one, and all that is needed to make them several again. Without foreign keys to them: a merge outlives what it merged.';
comment on column public.contact_merges.contact_id is 'The one that stays.';
comment on column public.contact_merges.merged_ids is 'Those that went to the trash.';
comment on column public.contact_merges.fields is 'Which contact each field was taken from, as it was asked for.';
comment on column public.contact_merges.before is 'The fields of the one that stays, before.';
comment on column public.contact_merges.after is 'The same fields after.';
comment on column public.contact_merges.moved is 'By kind, what came from which contact: {deals: {contact: [ids]}, tasks: …, items: …, kept_items: …}.';
comment on column public.contact_merges.change_id is 'The change in the audit log.';
comment on column public.contact_merges.reverted_at is 'When it was taken back; null: it stands.';
comment on column public.contact_merges.reverted_by is 'Who took it back.';
comment on column public.contact_merges.conflicts is 'What a revert left as it was, because somebody had changed it since: [{kind, id, field, message}].';
create index contact_merges_contact_idx on public.contact_merges (contact_id, workspace_id);
create index contact_merges_workspace_id_idx on public.contact_merges (workspace_id, id);
alter table public.contact_merges enable row level security;

insert into public.capabilities (position, capability, minimum_role, description) values
  (78, 'contacts.merge', 'manager', 'Merge duplicate contacts, and take a merge back');

insert into public.error_codes (sqlstate, name, http_status, slug, title, hint) values
  ('23514', 'merge_invalid', 422, 'merge_invalid', 'These contacts cannot be merged like this', 'The message says why. Nothing was changed.'),
  ('P0002', 'merge_not_found', 404, 'merge_not_found', 'There is no such merge', ''),
  ('55000', 'merge_is_reverted', 409, 'merge_is_reverted', 'The merge was taken back already', ''),
  ('55000', 'merge_cannot_revert', 409, 'merge_cannot_revert', 'The merge cannot be taken back any more', 'The message says why. Nothing was changed.'),
  ('23514', 'check_needs_something', 422, 'check_needs_something', 'Name an e-mail address, a phone number or a name', '');
