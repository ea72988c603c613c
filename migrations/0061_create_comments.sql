create table public.comments (
  id uuid not null default private.uuid_v7(),
  workspace_id uuid not null,
  item_id uuid,
  parent_id uuid,
  body text not null,
  mentions uuid[] not null default '{}',
  resolved_at timestamptz,
  resolved_by uuid references auth.users (id) on delete set null,
  edited_at timestamptz,
  version bigint not null default 1,
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  updated_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (id, workspace_id),
  constraint comments_item_fkey foreign key (workspace_id, item_id)
    references public.items (workspace_id, id) on delete cascade,
  constraint comments_parent_fkey foreign key (workspace_id, parent_id)
    references public.comments (workspace_id, id) on delete cascade,
  -- Another kind of thing to comment on gets a column of its own, with a foreign key, and joins this count.
  constraint comments_are_about_one_thing check (num_nonnulls(item_id) = 1),
  constraint comments_body_length check (length(body) between 1 and 10000 and body !~ '^\s*$'),
  constraint comments_only_threads_are_resolved check (resolved_at is null or parent_id is null)
);
comment on table public.comments is 'What people say about an item; answers hang on the first comment of a thread.';
comment on column public.comments.body is 'The text; a member is mentioned as @[Name](user id).';
comment on column public.comments.mentions is 'The members that body mentions, in order; read out of it by trigger.';
comment on column public.comments.resolved_at is 'Since when the thread is settled; of its first comment only.';
comment on column public.comments.resolved_by is 'Who settled it.';
comment on column public.comments.edited_at is 'When the text was last changed; the audit log has what it was.';
create index comments_item_fkey_idx on public.comments (item_id, id);
create index comments_parent_fkey_idx on public.comments (parent_id);
create index comments_trash_idx on public.comments (deleted_at) where deleted_at is not null;
create index comments_created_by_idx on public.comments (created_by);
create index comments_updated_by_idx on public.comments (updated_by);
create index comments_resolved_by_idx on public.comments (resolved_by);
alter table public.comments enable row level security;

insert into public.capabilities (position, capability, minimum_role, description) values
  (46, 'comments.write', 'member', 'Comment; change, delete and resolve comments of one''s own; resolve any with items.write'),
  (114, 'comments.moderate', 'admin', 'Delete and restore comments of others');

insert into public.error_codes (sqlstate, name, http_status, slug, title, hint) values
  ('P0002', 'comment_not_found', 404, 'comment_not_found', 'There is no such comment', ''),
  ('23514', 'comments_body_length', 422, 'comment_invalid', 'A comment has 1 to 10,000 characters', ''),
  ('23514', 'comment_is_answer', 422, 'comment_is_answer', 'An answer cannot be answered', 'Name the first comment of the thread.'),
  ('23514', 'comments_only_threads_are_resolved', 422, 'comment_is_answer', 'Only a whole thread is resolved', 'Name the first comment of the thread.'),
  ('23514', 'mention_unknown', 422, 'mention_unknown', 'A mentioned person is not a member of the workspace', ''),
  ('42501', 'comment_not_own', 403, 'comment_not_own', 'This comment is somebody else''s', ''),
  ('55000', 'item_in_trash', 409, 'item_in_trash', 'The item is in the trash', 'Restore it first.');
