create type public.workspace_role as enum ('member', 'editor', 'manager', 'admin', 'owner');
comment on type public.workspace_role is 'What a member may do, lowest first; see public.capabilities.';
create type public.invite_status as enum ('invited', 'accepted', 'revoked');
comment on type public.invite_status is 'Where an invitation stands. Only an accepted one has made a member.';

create table public.capabilities (
  capability text primary key,
  minimum_role public.workspace_role not null,
  description text not null,
  position integer not null,
  constraint capabilities_capability_is_dotted check (capability ~ '^[a-z_]+\.[a-z_]+$')
);
comment on table public.capabilities is
  'The lowest role each action needs. Policies, functions, the docs and the web app all read this one table.';

create table public.error_codes (
  sqlstate text not null,
  name text not null default '',
  http_status integer not null,
  slug text not null,
  title text not null,
  hint text not null default '',
  primary key (sqlstate, name),
  constraint error_codes_sqlstate_has_five_characters check (sqlstate ~ '^[0-9A-Z]{5}$'),
  constraint error_codes_status_is_an_error check (http_status between 400 and 599)
);
comment on table public.error_codes is
  'Every refusal: (SQLSTATE, constraint name) to HTTP status and slug. The row without a name serves the rest of its SQLSTATE.';

create table public.user_profiles (
  user_id uuid primary key references auth.users (id) on delete cascade,
  email text,
  full_name text not null default '',
  avatar_url text,
  locale text not null default 'en',
  time_zone text not null default 'UTC',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint user_profiles_full_name_length check (length(full_name) <= 200),
  constraint user_profiles_avatar_url_is_http check (avatar_url ~ '^https?://' and length(avatar_url) <= 2048),
  constraint user_profiles_locale_is_a_tag check (locale ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  constraint user_profiles_time_zone_length check (length(time_zone) between 1 and 64)
);
comment on table public.user_profiles is 'What colleagues see of a person. Made and kept in step with auth.users by trigger.';

create table public.workspaces (
  id uuid primary key default private.uuid_v7(),
  name text not null,
  default_currency text not null default 'USD',
  locale text not null default 'en',
  time_zone text not null default 'UTC',
  trash_days integer not null default 30,
  settings jsonb not null default '{}',
  owner_count integer not null,
  version bigint not null default 1,
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- Changed in the same transaction as the memberships it counts: whoever removes the last but one
  -- owner holds the row, so two at once cannot both leave, at any isolation level.
  constraint workspace_keeps_an_owner check (owner_count >= 1),
  constraint workspaces_name_length check (length(name) between 1 and 200 and name !~ '^\s*$'),
  constraint workspaces_default_currency_is_iso_4217 check (default_currency ~ '^[A-Z]{3}$'),
  constraint workspaces_locale_is_a_tag check (locale ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  constraint workspaces_time_zone_length check (length(time_zone) between 1 and 64),
  constraint workspaces_trash_days_range check (trash_days between 1 and 3650),
  constraint workspaces_settings_is_an_object check (jsonb_typeof(settings) = 'object' and pg_column_size(settings) <= 65536)
);
comment on table public.workspaces is 'The tenant; also called organization and tenant.';
comment on column public.workspaces.owner_count is 'Accepted owners, kept by trigger; see workspace_keeps_an_owner.';
create index workspaces_created_by_idx on public.workspaces (created_by);

create table public.workspace_members (
  workspace_id uuid not null,
  user_id uuid not null,
  role public.workspace_role not null,
  invited_by uuid references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, user_id),
  -- Deferred, because a workspace is born after its first owner: see workspace_keeps_an_owner.
  constraint workspace_members_workspace_id_fkey foreign key (workspace_id)
    references public.workspaces (id) on delete cascade deferrable initially deferred,
  constraint workspace_members_user_id_fkey foreign key (user_id) references auth.users (id) on delete cascade,
  -- The same people by their profile, so that a Supabase client can embed user_profiles.
  constraint workspace_members_profile_fkey foreign key (user_id) references public.user_profiles (user_id) on delete cascade
);
comment on table public.workspace_members is 'Who belongs to a workspace, and as what. A row here is an accepted membership.';
create index workspace_members_user_id_idx on public.workspace_members (user_id, workspace_id) include (role);
create index workspace_members_invited_by_idx on public.workspace_members (invited_by);

create table public.workspace_invitations (
  id uuid not null default private.uuid_v7(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  email text not null,
  role public.workspace_role not null,
  status public.invite_status not null default 'invited',
  invited_by uuid references auth.users (id) on delete set null,
  accepted_by uuid references auth.users (id) on delete set null,
  accepted_at timestamptz,
  expires_at timestamptz not null,
  sent_count integer not null default 1,
  sent_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (id, workspace_id),
  constraint workspace_invitations_email_is_lower_case check (email = lower(email)),
  constraint workspace_invitations_email_is_an_address check (email ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' and length(email) <= 254),
  constraint workspace_invitations_acceptance_is_whole check ((status = 'accepted') = (accepted_at is not null))
);
comment on table public.workspace_invitations is 'Who was asked to join, as what, and what came of it.';
create unique index workspace_invitations_open_key on public.workspace_invitations (workspace_id, email) where status = 'invited';
create index workspace_invitations_workspace_id_idx on public.workspace_invitations (workspace_id);
create index workspace_invitations_invited_by_idx on public.workspace_invitations (invited_by);
create index workspace_invitations_accepted_by_idx on public.workspace_invitations (accepted_by);

create table private.invitation_tokens (
  token_hash bytea primary key,
  invitation_id uuid not null,
  workspace_id uuid not null,
  created_at timestamptz not null default now(),
  constraint invitation_tokens_hash_is_sha_256 check (octet_length(token_hash) = 32),
  constraint invitation_tokens_invitation_fkey foreign key (workspace_id, invitation_id)
    references public.workspace_invitations (workspace_id, id) on delete cascade
);
comment on table private.invitation_tokens is
  'SHA-256 of each token that opens an invitation: the one shown to the inviter and the one in the mail. No role may read it.';
create index invitation_tokens_invitation_idx on private.invitation_tokens (workspace_id, invitation_id);

alter table public.capabilities enable row level security;
alter table public.error_codes enable row level security;
alter table public.user_profiles enable row level security;
alter table public.workspaces enable row level security;
alter table public.workspace_members enable row level security;
alter table public.workspace_invitations enable row level security;
alter table private.invitation_tokens enable row level security;

-- People who were there before Deedbook (a Supabase project in use).
insert into public.user_profiles (user_id, email, full_name)
select u.id, u.email, left(coalesce(u.raw_user_meta_data ->> 'full_name', ''), 200)
from auth.users as u;
