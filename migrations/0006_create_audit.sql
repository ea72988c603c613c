create sequence audit.event_numbers;

create table audit.events (
  id bigint not null default nextval('audit.event_numbers'),
  occurred_at timestamptz not null default now(),
  workspace_id uuid,
  actor_id uuid,
  actor_kind text not null,
  login_role name not null default session_user,
  acting_role name not null,
  table_name text not null,
  action text not null,
  row_ids uuid[] not null,
  diff jsonb,
  change_id uuid not null,
  request_id text,
  transaction_id xid8 not null default pg_current_xact_id(),
  primary key (id, occurred_at),
  constraint events_actor_kind_is_known check (actor_kind in ('user', 'job', 'service_role', 'sql')),
  constraint events_action_is_known check (action in ('insert', 'update', 'delete', 'truncate')),
  -- An insert needs no copy of the row: history reads backward from the row that stays.
  constraint events_diff_fits_action check ((diff is null) = (action in ('insert', 'truncate'))),
  constraint events_one_row_per_diff check (diff is null or cardinality(row_ids) = 1)
) partition by range (occurred_at);
comment on table audit.events is 'Who changed what, written by triggers in the same transaction. Append-only.';
comment on column audit.events.actor_id is 'The person of the claims; kept after the account is gone, so without a foreign key.';
comment on column audit.events.actor_kind is 'user, job on behalf of actor_id, service_role, or sql (a login without claims).';
comment on column audit.events.login_role is 'The login of the connection.';
comment on column audit.events.acting_role is 'The role that the login had taken on.';
comment on column audit.events.row_ids is 'The rows: one for update and delete, up to 1,000 for insert.';
comment on column audit.events.diff is 'Per column [before, after]; "values" of an item is itself such an object by key.';
comment on column audit.events.change_id is 'Groups what one request, import or transaction did.';
comment on column audit.events.transaction_id is 'Tells transactions apart even where a caller set change_id itself.';

-- Never the place a month belongs, but a write is not refused because nobody made a partition.
create table audit.events_rest partition of audit.events default;
comment on table audit.events_rest is 'Events of a month that has no partition of its own.';

create index events_workspace_idx on audit.events (workspace_id, id desc);
create index events_change_idx on audit.events (change_id);
create index events_row_idx on audit.events ((row_ids[1]), id desc) where diff is not null;

alter table audit.events enable row level security;
alter table audit.events_rest enable row level security;

create view public.audit_log with (security_invoker = true) as
  select
    id, occurred_at, workspace_id, actor_id, actor_kind, login_role, acting_role, table_name, action,
    row_ids, cardinality(row_ids) as row_count, diff, change_id, request_id
  from audit.events;
comment on view public.audit_log is 'The audit events that the caller may read; the face of audit.events.';
