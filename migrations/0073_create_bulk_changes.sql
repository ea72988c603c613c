insert into public.capabilities (position, capability, minimum_role, description) values
  (75, 'bulk.write', 'manager', 'Change more than 1,000 items at once, all that a filter finds');

create table public.bulk_changes (
  id uuid not null default private.uuid_v7(),
  workspace_id uuid not null,
  list_id uuid not null,
  filter jsonb not null,
  action text not null,
  "values" jsonb,
  time_zone text not null,
  state text not null default 'queued',
  items_total bigint not null,
  items_done bigint not null default 0,
  items_changed bigint not null default 0,
  items_refused bigint not null default 0,
  after_id uuid not null default '00000000-0000-0000-0000-000000000000',
  error jsonb,
  request_id text,
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (id, workspace_id),
  constraint bulk_changes_list_fkey foreign key (workspace_id, list_id)
    references public.lists (workspace_id, id) on delete cascade,
  constraint bulk_changes_action_is_known check (action in ('set', 'trash', 'restore', 'delete')),
  constraint bulk_changes_only_set_has_values check ((action = 'set') = ("values" is not null)),
  constraint bulk_changes_state_is_known check (state in ('queued', 'running', 'done', 'failed', 'cancelled'))
);
comment on table public.bulk_changes is
  'One change of all items that a filter finds, made by a job in batches as the person who asked. Its id is the change id in the audit log.';
comment on column public.bulk_changes.time_zone is 'Where the days of the filter begin.';
comment on column public.bulk_changes.items_total is 'How many the filter found when it was asked for.';
comment on column public.bulk_changes.items_done is 'How many of them the job has come to: changed, refused, or as they should be already.';
comment on column public.bulk_changes.filter is 'Which items, as in a query; nested and/or/not of conditions.';
comment on column public.bulk_changes.state is 'queued and running until it is done, failed or cancelled.';
comment on column public.bulk_changes.items_changed is 'Of items_done, those that the change was made to.';
comment on column public.bulk_changes.items_refused is 'Of items_done, those that stayed as they were; each is in bulk_change_errors.';
comment on column public.bulk_changes.after_id is 'The last item that the job has come to: it goes on behind it.';
comment on column public.bulk_changes.error is 'Why it failed: {code, message}. What was changed before stays.';
create index bulk_changes_list_fkey_idx on public.bulk_changes (workspace_id, list_id);
create index bulk_changes_created_by_idx on public.bulk_changes (created_by);
alter table public.bulk_changes enable row level security;

create table public.bulk_change_errors (
  bulk_change_id uuid not null,
  workspace_id uuid not null,
  item_id uuid not null,
  code text not null,
  reason text not null,
  primary key (bulk_change_id, item_id, workspace_id),
  constraint bulk_change_errors_change_fkey foreign key (workspace_id, bulk_change_id)
    references public.bulk_changes (workspace_id, id) on delete cascade
);
comment on table public.bulk_change_errors is 'Every item that a bulk change left as it was, and why.';
comment on column public.bulk_change_errors.code is 'The name of the refusal, as in public.error_codes.';
create index bulk_change_errors_change_fkey_idx on public.bulk_change_errors (workspace_id, bulk_change_id);
alter table public.bulk_change_errors enable row level security;

insert into public.error_codes (sqlstate, name, http_status, slug, title, hint) values
  ('P0002', 'bulk_change_not_found', 404, 'bulk_change_not_found', 'There is no such bulk change', ''),
  ('23001', 'bulk_change_is_over', 409, 'bulk_change_is_over', 'The bulk change has ended already', ''),
  ('23514', 'bulk_change_invalid', 422, 'bulk_change_invalid', 'This bulk change is not possible', ''),
  ('55000', 'bulk_count_changed', 409, 'bulk_count_changed', 'The filter finds another number of items now', 'Preview it again.');
