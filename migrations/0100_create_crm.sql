-- Generated columns may not depend on sql/, which is dropped and created again; so what they are made by lives here.
create function private.fold_text(content text) returns text
  language sql immutable parallel safe
  return replace(translate(
    lower(regexp_replace(normalize(content, nfkd), '[\u0300-\u036f]', '', 'g')), 'łøđðħı', 'loddhi'), 'ß', 'ss');
comment on function private.fold_text(text) is 'A text in lower case and without accents, to sort and to search by.';
revoke execute on function private.fold_text(text) from public;
grant execute on function private.fold_text(text) to authenticated, service_role, worker;

create function private.phone_key(phone text) returns text
  language sql immutable parallel safe
  -- +49 (0)30 12-34 ext. 5 and 0049 30 1234 are the same number; a national one stays national: nothing here knows of which country.
  return nullif(regexp_replace(regexp_replace(regexp_replace(
    regexp_replace(lower(phone), '(ext|x|#|;|,).*$', ''), '\(0\)', '', 'g'), '^[^0-9+]*00', '+'), '(?!^)\+|[^0-9+]', '', 'g'), '');
comment on function private.phone_key(text) is
  'A phone number to compare by: digits, after a plus where it is international; without extension, brackets and dashes.';
revoke execute on function private.phone_key(text) from public;
grant execute on function private.phone_key(text) to authenticated, service_role, worker;

create table public.contacts (
  id uuid not null default private.uuid_v7(),
  workspace_id uuid not null,
  owner_id uuid default auth.uid(),
  name text not null,
  email text,
  phone text,
  company text,
  job_title text,
  website text,
  address jsonb,
  notes text not null default '',
  tags text[] not null default '{}',
  deal_count integer not null default 0,
  email_key text generated always as (lower(email)) stored,
  phone_key text generated always as (private.phone_key(phone)) stored,
  name_key text collate "C" generated always as (left(private.fold_text(name), 200)) stored,
  company_key text collate "C" generated always as (left(private.fold_text(company), 200)) stored,
  search_text text generated always as (
    private.fold_text(name || E'\n' || coalesce(email, '') || E'\n' || coalesce(company, '') || E'\n' || coalesce(private.phone_key(phone), ''))
  ) stored,
  version bigint not null default 1,
  -- As of items: the id of an account that is gone names nobody.
  created_by uuid default auth.uid(),
  updated_by uuid default auth.uid(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (id, workspace_id),
  constraint contacts_workspace_id_fkey foreign key (workspace_id) references public.workspaces (id) on delete cascade,
  -- Who owns something is a member; whoever leaves owns nothing.
  constraint contacts_owner_fkey foreign key (workspace_id, owner_id)
    references public.workspace_members (workspace_id, user_id) on delete set null (owner_id),
  constraint contacts_name_length check (length(name) between 1 and 200 and name !~ '^\s*$'),
  constraint contacts_email_is_an_address check (email ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' and length(email) <= 254),
  constraint contacts_phone_has_digits check (phone ~ '[0-9].*[0-9].*[0-9]' and length(phone) <= 50),
  constraint contacts_company_length check (length(company) between 1 and 200),
  constraint contacts_job_title_length check (length(job_title) between 1 and 200),
  constraint contacts_website_is_http check (website ~ '^https?://' and length(website) <= 2048),
  constraint contacts_address_is_an_object check (jsonb_typeof(address) = 'object' and pg_column_size(address) <= 4096),
  constraint contacts_notes_length check (length(notes) <= 100000),
  constraint contacts_tags_at_most_50 check (cardinality(tags) <= 50 and array_position(tags, null) is null and pg_column_size(tags) <= 8192),
  -- Counted in the same transaction as the deals that it counts, so that it holds at every isolation level.
  constraint contact_has_deals check (deleted_at is null or deal_count = 0),
  constraint contacts_deal_count_is_not_negative check (deal_count >= 0)
);
comment on table public.contacts is 'People that a workspace deals with.';
comment on column public.contacts.owner_id is 'The member who looks after the contact.';
comment on column public.contacts.phone is 'As it was written.';
comment on column public.contacts.company is 'Whom they work for.';
comment on column public.contacts.job_title is 'What they are there.';
comment on column public.contacts.website is 'Begins with http:// or https://.';
comment on column public.contacts.address is 'Parts of an address by name: street, city, region, postal_code, country.';
comment on column public.contacts.notes is 'Whatever else there is to know.';
comment on column public.contacts.tags is 'Words to group contacts by.';
comment on column public.contacts.deal_count is 'Deals of the contact that are not in the trash, kept by trigger; see contact_has_deals.';
comment on column public.contacts.email_key is 'The address to compare by: in lower case.';
comment on column public.contacts.phone_key is 'The number to compare by: private.phone_key.';
comment on column public.contacts.name_key is 'The name to sort by: without case and accents.';
comment on column public.contacts.company_key is 'The company to sort by.';
comment on column public.contacts.search_text is 'What ?q= looks through: name, address, company, number.';
create unique index contacts_email_key on public.contacts (workspace_id, email_key) where deleted_at is null;
create index contacts_workspace_id_idx on public.contacts (workspace_id, id);
create index contacts_owner_fkey_idx on public.contacts (owner_id, workspace_id, id);
create index contacts_name_idx on public.contacts (workspace_id, name_key, id) where deleted_at is null;
create index contacts_company_idx on public.contacts (workspace_id, (coalesce(company_key, '')), id) where deleted_at is null;
create index contacts_updated_idx on public.contacts (workspace_id, updated_at, id) where deleted_at is null;
create index contacts_phone_idx on public.contacts (workspace_id, phone_key) where deleted_at is null;
create index contacts_trash_idx on public.contacts (workspace_id, id) where deleted_at is not null;

create table public.pipelines (
  id uuid not null default private.uuid_v7(),
  workspace_id uuid not null,
  name text not null,
  description text not null default '',
  position integer not null default 0,
  is_default boolean not null default false,
  needs_lost_reason boolean not null default false,
  archived_at timestamptz,
  version bigint not null default 1,
  created_by uuid default auth.uid(),
  updated_by uuid default auth.uid(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (id, workspace_id),
  constraint pipelines_workspace_id_fkey foreign key (workspace_id) references public.workspaces (id) on delete cascade,
  constraint pipelines_name_length check (length(name) between 1 and 200 and name !~ '^\s*$'),
  constraint pipelines_description_length check (length(description) <= 10000),
  constraint pipelines_default_is_open check (not is_default or archived_at is null)
);
comment on table public.pipelines is 'The ways that deals of a workspace go: stages, and who may move a deal from which to which.';
comment on column public.pipelines.is_default is 'Where a deal begins that names no pipeline; one of a workspace.';
comment on column public.pipelines.needs_lost_reason is 'Whether a lost deal says why.';
create index pipelines_workspace_id_idx on public.pipelines (workspace_id, position);
create unique index pipelines_default_key on public.pipelines (workspace_id) where is_default;
create unique index pipelines_name_key on public.pipelines (workspace_id, lower(name));

create table public.pipeline_stages (
  id uuid not null default private.uuid_v7(),
  workspace_id uuid not null,
  pipeline_id uuid not null,
  key text not null,
  name text not null,
  position integer not null,
  probability integer not null default 0,
  required_fields text[] not null default '{}',
  version bigint not null default 1,
  created_by uuid default auth.uid(),
  updated_by uuid default auth.uid(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (id, workspace_id),
  constraint pipeline_stages_pipeline_fkey foreign key (workspace_id, pipeline_id)
    references public.pipelines (workspace_id, id) on delete cascade,
  constraint pipeline_stages_key_key unique (pipeline_id, key, workspace_id),
  constraint pipeline_stages_key_is_a_slug check (key ~ '^[a-z][a-z0-9_]{0,62}$'),
  constraint pipeline_stages_name_length check (length(name) between 1 and 200 and name !~ '^\s*$'),
  constraint pipeline_stages_probability_range check (probability between 0 and 100),
  constraint pipeline_stages_required_fields_known check (
    required_fields <@ array['contact_id', 'amount', 'expected_close_date', 'description', 'source']
  ),
  constraint pipeline_stages_closed_is_last check ((key = 'closed') = (position = 32767) and position between 0 and 32767)
);
comment on table public.pipeline_stages is 'The stages of a pipeline. Each has a last one, closed, where won and lost deals stand and no other.';
comment on column public.pipeline_stages.key is 'What deals.stage holds; unique in the pipeline, and never changes.';
comment on column public.pipeline_stages.probability is 'How many of 100 deals here are won, for the forecast.';
comment on column public.pipeline_stages.required_fields is 'What a deal must have to be moved here, and to stay.';

create table public.stage_moves (
  id uuid not null default private.uuid_v7(),
  workspace_id uuid not null,
  pipeline_id uuid not null,
  from_stage text,
  to_stage text not null,
  minimum_role public.workspace_role not null default 'member',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (id, workspace_id),
  constraint stage_moves_pipeline_fkey foreign key (workspace_id, pipeline_id)
    references public.pipelines (workspace_id, id) on delete cascade,
  constraint stage_moves_from_fkey foreign key (workspace_id, pipeline_id, from_stage)
    references public.pipeline_stages (workspace_id, pipeline_id, key) on delete cascade,
  constraint stage_moves_to_fkey foreign key (workspace_id, pipeline_id, to_stage)
    references public.pipeline_stages (workspace_id, pipeline_id, key) on delete cascade,
  constraint stage_moves_move_key unique nulls not distinct (pipeline_id, from_stage, to_stage, workspace_id),
  constraint stage_moves_lead_on check (from_stage is distinct from to_stage),
  constraint stage_moves_end_at_closed check (from_stage is distinct from 'closed')
);
comment on table public.stage_moves is 'Which stage a deal may go to from which, and the lowest role that moves it. What is not here, nobody does.';
comment on column public.stage_moves.from_stage is 'Null: where a new deal may begin.';
comment on column public.stage_moves.to_stage is 'The key of a stage of the same pipeline.';
create index stage_moves_pipeline_fkey_idx on public.stage_moves (workspace_id, pipeline_id);
create index stage_moves_to_fkey_idx on public.stage_moves (to_stage, pipeline_id);

create table public.status_moves (
  id uuid not null default private.uuid_v7(),
  workspace_id uuid not null,
  pipeline_id uuid not null,
  from_status text,
  to_status text not null,
  minimum_role public.workspace_role not null default 'member',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (id, workspace_id),
  constraint status_moves_pipeline_fkey foreign key (workspace_id, pipeline_id)
    references public.pipelines (workspace_id, id) on delete cascade,
  constraint status_moves_move_key unique nulls not distinct (pipeline_id, from_status, to_status, workspace_id),
  -- won and lost are the end, in every pipeline.
  constraint status_moves_from_is_open check (from_status in ('new', 'in_progress')),
  constraint status_moves_to_is_known check (to_status in ('new', 'in_progress', 'won', 'lost')),
  constraint status_moves_lead_on check (from_status is distinct from to_status)
);
comment on table public.status_moves is 'As stage_moves, for the status of a deal.';
comment on column public.status_moves.from_status is 'Null: how a new deal may begin.';
comment on column public.status_moves.to_status is 'new, in_progress, won or lost.';
create index status_moves_pipeline_fkey_idx on public.status_moves (workspace_id, pipeline_id);

create table public.lost_reasons (
  id uuid not null default private.uuid_v7(),
  workspace_id uuid not null,
  name text not null,
  position integer not null default 0,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (id, workspace_id),
  constraint lost_reasons_workspace_id_fkey foreign key (workspace_id) references public.workspaces (id) on delete cascade,
  constraint lost_reasons_name_key unique (workspace_id, name),
  constraint lost_reasons_name_length check (length(name) between 1 and 200 and name !~ '^\s*$')
);
comment on table public.lost_reasons is 'Why deals are lost, in the words of the workspace; deals.lost_reason is one of these names.';

create table public.deals (
  id uuid not null default private.uuid_v7(),
  workspace_id uuid not null,
  pipeline_id uuid not null,
  contact_id uuid,
  owner_id uuid default auth.uid(),
  title text not null,
  description text not null default '',
  source text,
  amount numeric,
  currency text not null,
  status text not null default 'new',
  stage text not null,
  stage_changed_at timestamptz not null default now(),
  expected_close_date date,
  closed_at timestamptz,
  lost_reason text,
  amount_key double precision generated always as (coalesce(amount, -1)::double precision) stored,
  title_key text collate "C" generated always as (left(private.fold_text(title), 200)) stored,
  search_text text generated always as (private.fold_text(title || E'\n' || coalesce(source, ''))) stored,
  version bigint not null default 1,
  created_by uuid default auth.uid(),
  updated_by uuid default auth.uid(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (id, workspace_id),
  constraint deals_workspace_id_fkey foreign key (workspace_id) references public.workspaces (id) on delete cascade,
  -- No action, unlike elsewhere: a workspace that is deleted takes all of these along, in whatever order.
  constraint deals_contact_fkey foreign key (workspace_id, contact_id) references public.contacts (workspace_id, id),
  constraint deals_stage_fkey foreign key (workspace_id, pipeline_id, stage)
    references public.pipeline_stages (workspace_id, pipeline_id, key),
  constraint deals_lost_reason_fkey foreign key (workspace_id, lost_reason)
    references public.lost_reasons (workspace_id, name) on update cascade,
  constraint deals_owner_fkey foreign key (workspace_id, owner_id)
    references public.workspace_members (workspace_id, user_id) on delete set null (owner_id),
  constraint deals_title_length check (length(title) between 1 and 200 and title !~ '^\s*$'),
  constraint deals_description_length check (length(description) <= 100000),
  constraint deals_source_length check (length(source) between 1 and 200),
  constraint deals_amount_is_money check (amount >= 0 and amount < 1e15 and scale(amount) <= 4),
  constraint deals_currency_is_iso_4217 check (currency = any (string_to_array(
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP '
    'CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD '
    'IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV '
    'MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN '
    'SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XAG XAU XCD XCG XOF XPD XPF '
    'XPT XSU XUA YER ZAR ZMW ZWG', ' '))),
  constraint deals_status_is_known check (status in ('new', 'in_progress', 'won', 'lost')),
  constraint deals_closed_is_whole check (
    (status in ('won', 'lost')) = (stage = 'closed') and (status in ('won', 'lost')) = (closed_at is not null)
  ),
  constraint deals_won_needs_amount check (status <> 'won' or coalesce(amount, 0) > 0),
  constraint deals_only_lost_has_reason check (lost_reason is null or status = 'lost')
);
comment on table public.deals is 'What a workspace wants to sell, to whom, and how far it has come.';
comment on column public.deals.owner_id is 'The member whose deal it is.';
comment on column public.deals.source is 'Where it came from.';
comment on column public.deals.amount is 'Up to 4 decimals; more than 0 once the deal is won.';
comment on column public.deals.currency is 'ISO 4217; that of the workspace where none is named.';
comment on column public.deals.stage is 'The key of a stage of its pipeline; closed exactly when it is won or lost.';
comment on column public.deals.stage_changed_at is 'Since when it is in its stage; set by trigger.';
comment on column public.deals.expected_close_date is 'When it should be decided.';
comment on column public.deals.closed_at is 'When it was won or lost; set by trigger, and may be named where a past deal is recorded.';
comment on column public.deals.lost_reason is 'One of public.lost_reasons, of a lost deal only.';
comment on column public.deals.amount_key is 'The amount to sort by; less than 0 where there is none.';
comment on column public.deals.title_key is 'The title to sort by: without case and accents.';
comment on column public.deals.search_text is 'What ?q= looks through: title and source.';
create index deals_workspace_id_idx on public.deals (workspace_id, id);
create index deals_contact_fkey_idx on public.deals (contact_id, workspace_id, id);
create index deals_stage_fkey_idx on public.deals (pipeline_id, stage, workspace_id, id);
create index deals_lost_reason_fkey_idx on public.deals (lost_reason, workspace_id);
create index deals_owner_fkey_idx on public.deals (owner_id, workspace_id, id);
create index deals_status_idx on public.deals (workspace_id, status, id) where deleted_at is null;
create index deals_title_idx on public.deals (workspace_id, title_key, id) where deleted_at is null;
create index deals_amount_idx on public.deals (workspace_id, amount_key, id) where deleted_at is null;
create index deals_expected_idx on public.deals (workspace_id, (coalesce(expected_close_date, 'infinity'::date)), id) where deleted_at is null;
create index deals_closed_idx on public.deals (workspace_id, (coalesce(closed_at, '-infinity'::timestamptz)), id) where deleted_at is null;
create index deals_updated_idx on public.deals (workspace_id, updated_at, id) where deleted_at is null;
create index deals_trash_idx on public.deals (workspace_id, id) where deleted_at is not null;

create table public.tasks (
  id uuid not null default private.uuid_v7(),
  workspace_id uuid not null,
  deal_id uuid,
  contact_id uuid,
  assignee_id uuid default auth.uid(),
  title text not null,
  description text not null default '',
  due_date date,
  is_done boolean not null default false,
  done_at timestamptz,
  done_by uuid,
  version bigint not null default 1,
  created_by uuid default auth.uid(),
  updated_by uuid default auth.uid(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (id, workspace_id),
  constraint tasks_workspace_id_fkey foreign key (workspace_id) references public.workspaces (id) on delete cascade,
  constraint tasks_deal_fkey foreign key (workspace_id, deal_id) references public.deals (workspace_id, id) on delete cascade,
  constraint tasks_contact_fkey foreign key (workspace_id, contact_id) references public.contacts (workspace_id, id) on delete cascade,
  constraint tasks_assignee_fkey foreign key (workspace_id, assignee_id)
    references public.workspace_members (workspace_id, user_id) on delete set null (assignee_id),
  constraint tasks_are_about_one_thing check (num_nonnulls(deal_id, contact_id) <= 1),
  constraint tasks_title_length check (length(title) between 1 and 200 and title !~ '^\s*$'),
  constraint tasks_description_length check (length(description) <= 100000),
  constraint tasks_done_is_whole check (is_done = (done_at is not null))
);
comment on table public.tasks is 'What somebody has to do, about a deal, a contact or neither.';
comment on column public.tasks.assignee_id is 'The member who is to do it.';
comment on column public.tasks.due_date is 'The day by which; not in the past when it is set.';
comment on column public.tasks.is_done is 'Whether it is done.';
comment on column public.tasks.done_at is 'Since when; set by trigger.';
comment on column public.tasks.done_by is 'Who did it; set by trigger.';
create index tasks_workspace_id_idx on public.tasks (workspace_id, id);
create index tasks_deal_fkey_idx on public.tasks (deal_id, id);
create index tasks_contact_fkey_idx on public.tasks (contact_id, id);
create index tasks_assignee_fkey_idx on public.tasks (assignee_id, workspace_id, (coalesce(due_date, 'infinity'::date)), id);
create index tasks_due_idx on public.tasks (workspace_id, (coalesce(due_date, 'infinity'::date)), id) where deleted_at is null;
create index tasks_open_idx on public.tasks (workspace_id, (coalesce(due_date, 'infinity'::date)), id) where deleted_at is null and not is_done;
create index tasks_updated_idx on public.tasks (workspace_id, updated_at, id) where deleted_at is null;
create index tasks_reminder_idx on public.tasks (due_date, id) where deleted_at is null and not is_done and due_date is not null;
create index tasks_trash_idx on public.tasks (workspace_id, id) where deleted_at is not null;

create table private.task_reminders (
  task_id uuid not null,
  workspace_id uuid not null,
  due_date date not null,
  user_id uuid not null,
  reminded_at timestamptz not null default now(),
  primary key (task_id, workspace_id, due_date, user_id),
  constraint task_reminders_task_fkey foreign key (workspace_id, task_id) references public.tasks (workspace_id, id) on delete cascade
);
comment on table private.task_reminders is 'Who was reminded of which task, for which day; written by private.find_due_tasks, so that nobody is reminded twice.';
comment on column private.task_reminders.due_date is 'The day that the reminder was for: another day is another reminder.';
comment on column private.task_reminders.reminded_at is 'When.';

create table public.activities (
  id uuid not null default private.uuid_v7(),
  workspace_id uuid not null,
  deal_id uuid not null,
  author_id uuid default auth.uid(),
  type text not null default 'comment',
  payload jsonb not null default '{}',
  body text,
  mentions uuid[] not null default '{}',
  edited_at timestamptz,
  version bigint not null default 1,
  updated_by uuid default auth.uid(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (id, workspace_id),
  constraint activities_deal_fkey foreign key (workspace_id, deal_id) references public.deals (workspace_id, id) on delete cascade,
  constraint activities_type_is_known check (type in (
    'comment', 'deal_created', 'status_changed', 'stage_changed', 'amount_changed', 'owner_changed',
    'task_created', 'task_done', 'task_reopened', 'deal_trashed', 'deal_restored', 'system'
  )),
  constraint activities_payload_is_an_object check (jsonb_typeof(payload) = 'object' and pg_column_size(payload) <= 65536),
  constraint activities_only_comments_have_a_body check ((type = 'comment') = (body is not null)),
  constraint activities_body_length check (length(body) between 1 and 10000 and body !~ '^\s*$')
);
comment on table public.activities is
  'The timeline of a deal. Written by triggers, so that a change through any door is on it; clients write and change comments alone.';
comment on column public.activities.author_id is 'Who did it; null: nobody, the system did.';
comment on column public.activities.payload is
  'By type: {from, to} of a change, {status, stage, …} of a new deal, {task_id, title} of a task, {message} of the system.';
comment on column public.activities.body is 'What a comment says; a member is mentioned as @[Name](user id).';
comment on column public.activities.mentions is 'The members that body mentions, in order; read out of it by trigger.';
comment on column public.activities.edited_at is 'When the comment was last changed; the audit log has what it was.';
create index activities_deal_fkey_idx on public.activities (deal_id, id desc);
create index activities_history_idx on public.activities (workspace_id, type, id) where type in ('deal_created', 'status_changed', 'stage_changed');
create index activities_trash_idx on public.activities (deleted_at) where deleted_at is not null;

create table public.deal_items (
  id uuid not null default private.uuid_v7(),
  workspace_id uuid not null,
  deal_id uuid not null,
  item_id uuid not null,
  created_by uuid default auth.uid(),
  created_at timestamptz not null default now(),
  primary key (deal_id, item_id, workspace_id),
  constraint deal_items_id_key unique (id, workspace_id),
  constraint deal_items_deal_fkey foreign key (workspace_id, deal_id) references public.deals (workspace_id, id) on delete cascade,
  constraint deal_items_item_fkey foreign key (workspace_id, item_id) references public.items (workspace_id, id) on delete cascade
);
comment on table public.deal_items is 'The items that a deal concerns, a property say.';
comment on column public.deal_items.id is 'What the audit log calls it.';
create index deal_items_item_fkey_idx on public.deal_items (item_id, deal_id);

create table public.contact_items (
  id uuid not null default private.uuid_v7(),
  workspace_id uuid not null,
  contact_id uuid not null,
  item_id uuid not null,
  created_by uuid default auth.uid(),
  created_at timestamptz not null default now(),
  primary key (contact_id, item_id, workspace_id),
  constraint contact_items_id_key unique (id, workspace_id),
  constraint contact_items_contact_fkey foreign key (workspace_id, contact_id) references public.contacts (workspace_id, id) on delete cascade,
  constraint contact_items_item_fkey foreign key (workspace_id, item_id) references public.items (workspace_id, id) on delete cascade
);
comment on table public.contact_items is 'The items that have to do with a contact.';
comment on column public.contact_items.id is 'What the audit log calls it.';
create index contact_items_item_fkey_idx on public.contact_items (item_id, contact_id);

alter table public.contacts enable row level security;
alter table public.pipelines enable row level security;
alter table public.pipeline_stages enable row level security;
alter table public.stage_moves enable row level security;
alter table public.status_moves enable row level security;
alter table public.lost_reasons enable row level security;
alter table public.deals enable row level security;
alter table public.tasks enable row level security;
alter table private.task_reminders enable row level security;
alter table public.activities enable row level security;
alter table public.deal_items enable row level security;
alter table public.contact_items enable row level security;
