-- GIN is out of reach under row-level security, because its operators are not leakproof. So the words stand in a table
-- that no client reads; what is found in it is then read from the tables themselves, with the caller's own rights.
create table private.search_documents (
  workspace_id uuid not null,
  kind text not null,
  subject_id uuid not null,
  list_id uuid,
  words tsvector not null,
  primary key (subject_id, kind, workspace_id)
);
comment on table private.search_documents is
  'The words of each item and comment, kept by the job index_search. Without foreign keys, as private.unique_values: what is gone is queued.';
comment on column private.search_documents.subject_id is 'The item or comment.';
comment on column private.search_documents.words is
  'As private.search_vector makes them: each begins with its workspace, so that no search reads what others have.';
create index search_documents_words_idx on private.search_documents using gin (words);
alter table private.search_documents enable row level security;

create table private.search_queue (
  id bigint generated always as identity,
  workspace_id uuid not null,
  kind text not null,
  subject_ids uuid[],
  list_id uuid,
  after uuid,
  queued_at timestamptz not null default now(),
  primary key (id, workspace_id),
  constraint search_queue_names_subjects_or_a_list check ((subject_ids is null) = (list_id is not null))
);
comment on table private.search_queue is 'What has changed and is not in search_documents yet: a row per statement, or per 1,000 rows of one.';
comment on column private.search_queue.subject_ids is 'The items or comments; null when it is a whole list.';
comment on column private.search_queue.list_id is 'A list all of whose items are to be read again, because a label or a column has changed.';
comment on column private.search_queue.after is 'How far the job has come in that list.';
comment on column private.search_queue.queued_at is 'Since when it waits.';
create index search_queue_workspace_idx on private.search_queue (workspace_id, id);
alter table private.search_queue enable row level security;

insert into private.search_queue (workspace_id, kind, list_id)
select l.workspace_id, 'item', l.id from public.lists as l;

insert into public.error_codes (sqlstate, name, http_status, slug, title, hint) values
  ('22023', 'search_invalid', 422, 'search_invalid', 'This cannot be searched for', '');
