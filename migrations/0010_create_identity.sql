-- Sign-in of a standalone Deedbook. Where Supabase Auth signs people in, these tables stay empty.
create table private.sessions (
  id uuid primary key default private.uuid_v7(),
  user_id uuid not null references auth.users (id) on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);
comment on table private.sessions is
  'One sign-in on one device: the family of refresh tokens that follow one another. Revoking it ends them all.';
comment on column private.sessions.expires_at is 'When the newest token of the family expires.';
create index sessions_user_idx on private.sessions (user_id, expires_at);

create table private.refresh_tokens (
  token_hash bytea primary key,
  session_id uuid not null references private.sessions (id) on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint refresh_tokens_hash_is_sha_256 check (octet_length(token_hash) = 32)
);
comment on table private.refresh_tokens is
  'SHA-256 of each refresh token. Good for one use; used ones are kept, because a second use tells of a theft.';
create index refresh_tokens_session_idx on private.refresh_tokens (session_id);

create type private.token_kind as enum ('password_reset', 'email_verification');
comment on type private.token_kind is 'What a one-time token opens.';

create table private.one_time_tokens (
  token_hash bytea primary key,
  kind private.token_kind not null,
  user_id uuid not null references auth.users (id) on delete cascade,
  email text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  constraint one_time_tokens_hash_is_sha_256 check (octet_length(token_hash) = 32)
);
comment on table private.one_time_tokens is 'SHA-256 of the tokens in mails. The newest of a kind replaces those before it.';
comment on column private.one_time_tokens.email is 'The address it was mailed to; worth nothing once the account has another.';
create index one_time_tokens_user_idx on private.one_time_tokens (user_id, kind);

create table private.attempts (
  subject text primary key,
  started_at timestamptz not null default now(),
  count integer not null default 1,
  constraint attempts_subject_length check (length(subject) between 1 and 400)
);
comment on table private.attempts is
  'Attempts to get in, per account and per address, in windows of a minute. In the database, so that all processes count together.';
comment on column private.attempts.subject is 'What is counted, such as "login of a@b.example" or "login from 192.0.2.1".';
create index attempts_started_at_idx on private.attempts (started_at);

alter table private.sessions enable row level security;
alter table private.refresh_tokens enable row level security;
alter table private.one_time_tokens enable row level security;
alter table private.attempts enable row level security;

insert into public.error_codes (sqlstate, name, http_status, slug, title, hint) values
  ('23505', 'email_taken', 409, 'email_taken', 'This e-mail address has an account already', 'Sign in, or reset the password.'),
  ('P0002', 'token_invalid', 404, 'token_invalid', 'This link cannot be used', 'It may be used or expired. Ask for a new one.'),
  ('53400', 'too_many_attempts', 429, 'too_many_attempts', 'Too many attempts', 'Wait a minute and try again.');
