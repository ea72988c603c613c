-- Operators set this, not the workspace: how many bytes its files may take.
alter table public.workspaces
  add column attachment_quota bigint not null default 10737418240,
  add constraint workspaces_attachment_quota_range check (attachment_quota between 0 and 9007199254740991);
comment on column public.workspaces.attachment_quota is
  'How many bytes its attachments may take, those in the trash and those being uploaded included. Whoever runs Deedbook sets it; no member may.';

-- What the column of an attachment refers to: a column of that list and of that type.
alter table public.list_columns add constraint list_columns_type_key unique (workspace_id, id, list_id, type);

create table public.attachments (
  id uuid not null default private.uuid_v7(),
  workspace_id uuid not null,
  list_id uuid not null,
  item_id uuid not null,
  column_id uuid,
  column_type text generated always as (case when column_id is not null then 'attachment' end) stored,
  name text not null,
  size bigint not null,
  sha256 text not null,
  media_type text not null,
  width integer,
  height integer,
  page_count integer,
  preview_state text not null default 'none',
  preview_problem text,
  position integer not null default 0,
  missing_at timestamptz,
  version bigint not null default 1,
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  updated_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (id, workspace_id),
  -- These two alone make a file of another tenant, of an item of another list or under a column of another type impossible.
  constraint attachments_item_fkey foreign key (workspace_id, list_id, item_id)
    references public.items (workspace_id, list_id, id) on delete cascade,
  constraint attachments_column_fkey foreign key (workspace_id, column_id, list_id, column_type)
    references public.list_columns (workspace_id, id, list_id, type) on delete cascade,
  -- Control characters, separators of paths and what turns the direction of writing round have no business in a name.
  constraint attachments_name_is_a_name check (
    length(name) between 1 and 255 and name !~ '[\u0001-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069/\\]'
    and name !~ '^[\s.]*$' and name = btrim(name)
  ),
  constraint attachments_size_range check (size >= 0),
  constraint attachments_sha256_is_hex check (sha256 ~ '^[0-9a-f]{64}$'),
  constraint attachments_media_type_is_one check (media_type ~ '^[a-z0-9][a-z0-9.+-]*/[a-z0-9][a-z0-9.+-]*$' and length(media_type) <= 100),
  constraint attachments_preview_state_is_known check (preview_state in ('none', 'pending', 'ready', 'failed')),
  constraint attachments_failed_previews_say_why check ((preview_state = 'failed') = (preview_problem is not null))
);
comment on table public.attachments is
  'Files of items. A row is made when its object is stored whole, and only then; bytes come and go through REST alone.';
comment on column public.attachments.list_id is 'The list of the item.';
comment on column public.attachments.column_id is 'The attachment column that shows it; null of a file that hangs on the item itself.';
comment on column public.attachments.column_type is 'For the foreign key: what type column_id has to be of.';
comment on column public.attachments.sha256 is 'Of the bytes as they are stored.';
comment on column public.attachments.media_type is 'By the bytes themselves; what the client said is not believed.';
comment on column public.attachments.size is 'In bytes.';
comment on column public.attachments.width is 'Of a picture, in pixels, as it is shown; found by the preview.';
comment on column public.attachments.height is 'As width.';
comment on column public.attachments.page_count is 'Of a PDF; found by the preview.';
comment on column public.attachments.preview_state is 'none: of this type there are no previews; pending: a job makes one; ready; failed: preview_problem says why.';
comment on column public.attachments.preview_problem is 'Why there is no preview, for people.';
comment on column public.attachments.position is 'Where it stands among the files of the item and column; 0 puts it behind the last. Equal ones follow their ids.';
comment on column public.attachments.missing_at is 'Since when upkeep has found no object for it in the store: somebody deleted it there.';
create index attachments_item_fkey_idx on public.attachments (item_id, column_id);
create index attachments_column_fkey_idx on public.attachments (column_id);
create index attachments_list_idx on public.attachments (list_id);
create index attachments_workspace_idx on public.attachments (workspace_id, id);
create index attachments_trash_idx on public.attachments (deleted_at) where deleted_at is not null;
create index attachments_pending_idx on public.attachments (id) where preview_state = 'pending';
create index attachments_created_by_idx on public.attachments (created_by);
create index attachments_updated_by_idx on public.attachments (updated_by);
alter table public.attachments enable row level security;

create table private.uploads (
  id uuid not null default private.uuid_v7(),
  workspace_id uuid not null,
  list_id uuid not null,
  item_id uuid not null,
  column_id uuid,
  name text not null,
  length bigint not null,
  metadata text not null default '',
  created_by uuid not null references auth.users (id) on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '1 day',
  primary key (id, workspace_id),
  constraint uploads_item_fkey foreign key (workspace_id, list_id, item_id)
    references public.items (workspace_id, list_id, id) on delete cascade,
  constraint uploads_name_is_a_name check (
    length(name) between 1 and 255 and name !~ '[\u0001-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069/\\]'
    and name !~ '^[\s.]*$' and name = btrim(name)
  ),
  constraint uploads_length_range check (length >= 0),
  constraint uploads_metadata_length check (length(metadata) <= 8192)
);
comment on table private.uploads is
  'Files on their way in. The bytes that came are in a file named after the id, whose size says how many; what is reserved of the quota stands here.';
comment on column private.uploads.id is 'That of the attachment to be.';
comment on column private.uploads.length is 'How many bytes it will have at most; they count against the quota from the beginning.';
comment on column private.uploads.metadata is 'What the client said of the file, as tus writes it: it is told the same again.';
comment on column private.uploads.expires_at is 'Put off while bytes come; then upkeep clears it away.';
create index uploads_item_fkey_idx on private.uploads (item_id);
create index uploads_created_by_idx on private.uploads (created_by);
create index uploads_expires_at_idx on private.uploads (expires_at);
alter table private.uploads enable row level security;

create table private.stored_objects (
  object_key text not null,
  workspace_id uuid not null,
  attachment_id uuid not null,
  kind text not null,
  created_at timestamptz not null default now(),
  unneeded_at timestamptz,
  primary key (workspace_id, object_key),
  constraint stored_objects_attachment_key unique (workspace_id, attachment_id, kind),
  constraint stored_objects_kind_is_known check (kind in ('file', 'preview')),
  constraint stored_objects_is_below_its_workspace check (starts_with(object_key, workspace_id::text || '/'))
);
comment on table private.stored_objects is
  'What the object store holds, and under which key. Written before the object is, and deleted after it: without foreign keys, because it outlives what it belongs to.';
comment on column private.stored_objects.object_key is 'The workspace and 256 random bits: who may list or guess nothing finds nothing.';
comment on column private.stored_objects.unneeded_at is 'Since when nothing needs the object any more; a job deletes it, then the row.';
create index stored_objects_object_key_idx on private.stored_objects (object_key);
create index stored_objects_unneeded_idx on private.stored_objects (unneeded_at) where unneeded_at is not null;
alter table private.stored_objects enable row level security;

create table private.attachment_usage (
  workspace_id uuid primary key references public.workspaces (id) on delete cascade,
  bytes bigint not null default 0,
  constraint attachment_usage_is_not_negative check (bytes >= 0)
);
comment on table private.attachment_usage is
  'How many bytes attachments and uploads of a workspace take. Kept by trigger in the same transaction, so that two who upload at once wait for each other here.';
comment on column private.attachment_usage.bytes is 'Of attachments, those in the trash included, and what uploads have reserved.';
alter table private.attachment_usage enable row level security;

insert into public.capabilities (position, capability, minimum_role, description) values
  (57, 'attachments.write', 'editor', 'Upload, rename, order, trash and restore attachments');

insert into public.error_codes (sqlstate, name, http_status, slug, title, hint) values
  ('P0002', 'attachment_not_found', 404, 'attachment_not_found', 'There is no such attachment', ''),
  ('P0002', 'upload_not_found', 404, 'upload_not_found', 'There is no such upload', 'It may have ended or expired: begin again.'),
  ('P0002', 'preview_not_found', 404, 'preview_not_found', 'The attachment has no preview', 'preview_state and preview_problem say why.'),
  ('23514', 'attachments_name_is_a_name', 422, 'attachment_name_invalid', 'A file name has 1 to 255 printable characters, without slashes', ''),
  ('23514', 'uploads_name_is_a_name', 422, 'attachment_name_invalid', 'A file name has 1 to 255 printable characters, without slashes', ''),
  ('23514', 'attachment_column_invalid', 422, 'attachment_column_invalid', 'The column takes no files', 'Name a column of type attachment, or none.'),
  ('23514', 'attachment_position_invalid', 422, 'attachment_position_invalid', 'A position is a whole number from 1', ''),
  ('23514', 'upload_length_invalid', 422, 'upload_length_invalid', 'The file is not as long as was said', 'Nothing was kept. Begin the upload again.'),
  ('54000', 'attachments_at_most_200', 422, 'attachments_at_most_200', 'An item has at most 200 files', 'Those in the trash count until they are deleted for good.'),
  ('54000', 'attachment_quota', 413, 'attachment_quota_exceeded', 'The workspace has no room for this file', 'Delete files for good, or ask whoever runs Deedbook for more room.');
