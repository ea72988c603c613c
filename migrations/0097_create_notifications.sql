insert into public.capabilities (position, capability, minimum_role, description) values
  (47, 'notifications.read', 'member', 'Be notified; read one''s own notifications and choose which of them come by mail');

alter table public.user_profiles add column digest_hour smallint not null default 8
  constraint user_profiles_digest_hour_range check (digest_hour between 0 and 23);
comment on column public.user_profiles.digest_hour is 'The hour of the day, in time_zone, at which the daily mail goes out.';

create table public.notification_kinds (
  name text primary key,
  title text not null,
  description text not null,
  default_delivery text not null,
  capability text references public.capabilities (capability) on delete restrict,
  is_mail_optional boolean not null default true,
  position integer not null,
  constraint notification_kinds_name_is_a_slug check (name ~ '^[a-z][a-z_]{0,62}$'),
  constraint notification_kinds_delivery_is_known check (default_delivery in ('at_once', 'daily', 'off'))
);
comment on table public.notification_kinds is 'What people are notified of. Every kind is shown in the app; which come by mail, each person chooses.';
comment on column public.notification_kinds.default_delivery is 'How it is mailed to whoever has not chosen: at_once, daily or off.';
comment on column public.notification_kinds.capability is
  'Whoever has lost it in the workspace is told nothing more; null: it is for people who are not members.';
comment on column public.notification_kinds.is_mail_optional is 'False: it has a mail of its own, which nobody can turn off.';
create index notification_kinds_capability_idx on public.notification_kinds (capability);
alter table public.notification_kinds enable row level security;

insert into public.notification_kinds (position, name, title, default_delivery, capability, is_mail_optional, description) values
  (1, 'mention', 'Mentions', 'at_once', 'items.read', true, 'Somebody mentions you in a comment'),
  (2, 'assignment', 'Assignments', 'at_once', 'items.read', true,
    'Somebody gives you a task, a deal or a contact, or puts you into a column of people; one for each import or change of many'),
  (3, 'invitation', 'Invitations', 'at_once', null, false, 'Somebody invites you to a workspace; the mail is the invitation itself'),
  (4, 'import_finished', 'Finished imports', 'off', 'items.read', true, 'An import that you asked for has ended'),
  (5, 'import_failed', 'Failed imports', 'at_once', 'items.read', true, 'An import that you asked for has failed'),
  (6, 'export_finished', 'Finished exports', 'at_once', 'items.read', true, 'An export that you asked for can be fetched'),
  (7, 'export_failed', 'Failed exports', 'at_once', 'items.read', true, 'An export that you asked for has failed'),
  (8, 'task_due', 'Tasks that are due', 'daily', 'items.read', true, 'A task of yours is due today');

create table public.notifications (
  id uuid not null default private.uuid_v7(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  kind text not null references public.notification_kinds (name) on delete restrict,
  event text not null,
  subject jsonb not null default '{}',
  actor_id uuid references auth.users (id) on delete set null,
  actor_name text,
  created_at timestamptz not null default now(),
  read_at timestamptz,
  primary key (id, workspace_id),
  -- Whatever writes it twice, a job that runs again or the next batch of one change: a person is told once.
  constraint notifications_event_key unique (workspace_id, kind, event, user_id),
  constraint notifications_event_length check (length(event) between 1 and 200),
  constraint notifications_subject_is_an_object check (jsonb_typeof(subject) = 'object' and pg_column_size(subject) <= 16384)
);
comment on table public.notifications is 'What a person is told, each their own. Written by private.notify alone, through every door.';
comment on column public.notifications.event is 'What happened, such as the id of a comment: a person is told once of a kind and an event.';
comment on column public.notifications.subject is 'What it is about: ids, and the words to show without asking for anything else.';
comment on column public.notifications.actor_id is 'Who did it; null for what nobody did, such as a job that ended.';
comment on column public.notifications.actor_name is 'What they were called then: the reader may not be allowed to see them.';
comment on column public.notifications.read_at is 'Since when it is read; null while it is not.';
create index notifications_page_idx on public.notifications (user_id, id);
-- The unread of a person are counted, and the policy asked, without a look at the table.
create index notifications_unread_idx on public.notifications (user_id, id) include (workspace_id, kind) where read_at is null;
create index notifications_kind_idx on public.notifications (kind);
create index notifications_actor_id_idx on public.notifications (actor_id);
create index notifications_created_at_idx on public.notifications (created_at);
alter table public.notifications enable row level security;

create table public.notification_preferences (
  id uuid primary key default private.uuid_v7(),
  user_id uuid not null references auth.users (id) on delete cascade,
  kind text not null references public.notification_kinds (name) on delete cascade,
  delivery text not null,
  created_at timestamptz not null default now(),
  constraint notification_preferences_key unique (user_id, kind),
  constraint notification_preferences_delivery_is_known check (delivery in ('at_once', 'daily', 'off'))
);
comment on table public.notification_preferences is 'How a person wants a kind of notification mailed. Where there is no row, the default of the kind holds.';
comment on column public.notification_preferences.delivery is 'at_once, daily (in one mail, at the hour of the profile) or off.';
create index notification_preferences_kind_idx on public.notification_preferences (kind);
alter table public.notification_preferences enable row level security;

create table public.workspace_notification_preferences (
  id uuid not null default private.uuid_v7(),
  workspace_id uuid not null,
  user_id uuid not null references auth.users (id) on delete cascade,
  kind text not null references public.notification_kinds (name) on delete cascade,
  delivery text not null,
  created_at timestamptz not null default now(),
  primary key (id, workspace_id),
  constraint workspace_notification_preferences_key unique (workspace_id, user_id, kind),
  constraint workspace_notification_preferences_member_fkey foreign key (workspace_id, user_id)
    references public.workspace_members (workspace_id, user_id) on delete cascade,
  constraint workspace_notification_preferences_delivery_is_known check (delivery in ('at_once', 'daily', 'off'))
);
comment on table public.workspace_notification_preferences is 'As notification_preferences, in one workspace, where it goes before that.';
comment on column public.workspace_notification_preferences.delivery is 'at_once, daily (in one mail, at the hour of the profile) or off.';
create index workspace_notification_preferences_user_idx on public.workspace_notification_preferences (user_id);
create index workspace_notification_preferences_kind_idx on public.workspace_notification_preferences (kind);
alter table public.workspace_notification_preferences enable row level security;

create table private.notification_mails (
  id uuid primary key default private.uuid_v7(),
  user_id uuid not null references auth.users (id) on delete cascade,
  delivery text not null,
  state text not null default 'queued',
  attempt integer not null default 0,
  reply text,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  constraint notification_mails_delivery_is_known check (delivery in ('at_once', 'daily')),
  constraint notification_mails_state_is_known check (state in ('queued', 'claimed', 'handing_over', 'sent', 'refused', 'dropped'))
);
comment on table private.notification_mails is
  'One mail of one or, daily, of several notifications. Its state is the fence: what may have left is not sent a second time.';
comment on column private.notification_mails.delivery is 'at_once or daily.';
comment on column private.notification_mails.state is
  'queued, claimed by an attempt, handing_over (the server is being given the text: from here on it may have gone out), sent, refused for good, or dropped since nothing was left to say.';
comment on column private.notification_mails.attempt is 'The attempt that holds it; an earlier one that wakes up again finds itself out.';
comment on column private.notification_mails.reply is 'What the mail server said last when it did not take it.';
create index notification_mails_user_idx on private.notification_mails (user_id);
create index notification_mails_open_idx on private.notification_mails (state) where state not in ('sent', 'dropped');
create index notification_mails_created_at_idx on private.notification_mails (created_at);
alter table private.notification_mails enable row level security;

create table private.notification_deliveries (
  notification_id uuid not null,
  workspace_id uuid not null,
  user_id uuid not null references auth.users (id) on delete cascade,
  mail_id uuid references private.notification_mails (id) on delete cascade,
  created_at timestamptz not null default now(),
  primary key (notification_id, workspace_id),
  constraint notification_deliveries_notification_fkey foreign key (workspace_id, notification_id)
    references public.notifications (workspace_id, id) on delete cascade
);
comment on table private.notification_deliveries is 'Which notifications are to be mailed, each in one mail at most.';
comment on column private.notification_deliveries.mail_id is 'The mail that tells of it; null while it waits for the daily one.';
create index notification_deliveries_waiting_idx on private.notification_deliveries (user_id, created_at) where mail_id is null;
create index notification_deliveries_user_idx on private.notification_deliveries (user_id);
create index notification_deliveries_mail_idx on private.notification_deliveries (mail_id);
alter table private.notification_deliveries enable row level security;

create table private.unsubscribe_tokens (
  token_hash bytea primary key,
  user_id uuid not null references auth.users (id) on delete cascade,
  kind text references public.notification_kinds (name) on delete cascade,
  created_at timestamptz not null default now(),
  constraint unsubscribe_tokens_hash_is_sha_256 check (octet_length(token_hash) = 32)
);
comment on table private.unsubscribe_tokens is
  'SHA-256 of the token in each mail with which its reader, without signing in, turns off what it told of, and nothing else.';
comment on column private.unsubscribe_tokens.kind is 'What is turned off; null: the daily mail.';
create index unsubscribe_tokens_user_idx on private.unsubscribe_tokens (user_id);
create index unsubscribe_tokens_kind_idx on private.unsubscribe_tokens (kind);
create index unsubscribe_tokens_created_at_idx on private.unsubscribe_tokens (created_at);
alter table private.unsubscribe_tokens enable row level security;

insert into public.error_codes (sqlstate, name, http_status, slug, title, hint) values
  ('22023', 'notification_state_unknown', 422, 'notification_state_unknown', 'Notifications are not shown that way', 'Ask for all, unread or unread_first.'),
  ('22023', 'notifications_unnamed', 422, 'notifications_unnamed', 'Which notifications?', 'Give either ids, 1,000 at most, or until.'),
  ('23514', 'notification_preferences_invalid', 422, 'notification_preferences_invalid', 'These preferences are not possible', 'Nothing was changed. Mend the named lines.'),
  ('23514', 'user_profiles_digest_hour_range', 422, 'digest_hour_invalid', 'An hour of the day is 0 to 23', '');
