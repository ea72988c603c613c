-- Matching: which columns of two lists answer each other. Offers (properties) are held against requests (what people
-- look for), and requests against offers. Data, so that a workspace can set it up for lists of its own.
create table public.matchings (
  id uuid not null default private.uuid_v7(),
  workspace_id uuid not null,
  name text not null,
  offer_list_id uuid not null,
  request_list_id uuid not null,
  offer_filter jsonb,
  request_filter jsonb,
  criteria jsonb not null,
  version bigint not null default 1,
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  updated_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (id, workspace_id),
  constraint matchings_offer_list_fkey foreign key (workspace_id, offer_list_id)
    references public.lists (workspace_id, id) on delete cascade,
  constraint matchings_request_list_fkey foreign key (workspace_id, request_list_id)
    references public.lists (workspace_id, id) on delete cascade,
  constraint matchings_name_length check (length(name) between 1 and 200 and name !~ '^\s*$'),
  -- An item that were both would be asked which way round it is meant.
  constraint matchings_join_two_lists check (offer_list_id <> request_list_id),
  constraint matchings_criteria_is_an_array check (jsonb_typeof(criteria) = 'array' and pg_column_size(criteria) <= 65536),
  constraint matchings_filters_are_objects check (
    coalesce(jsonb_typeof(offer_filter), 'object') = 'object' and coalesce(jsonb_typeof(request_filter), 'object') = 'object'
    and pg_column_size(offer_filter) <= 65536 and pg_column_size(request_filter) <= 65536
  )
);
comment on table public.matchings is 'How the items of one list (offers) are matched with those of another (requests).';
comment on column public.matchings.offer_list_id is 'The list of what there is, such as Properties.';
comment on column public.matchings.request_list_id is 'The list of what is looked for, such as Requests.';
comment on column public.matchings.offer_filter is 'Which offers are open, as a filter of public.query_items; null: all.';
comment on column public.matchings.request_filter is 'Which requests are open, as a filter of public.query_items; null: all.';
comment on column public.matchings.criteria is
  'What must answer what: [{name, kind, offer, request, weight, tolerance, is_required}] with columns by key; docs/matching.md.';
create unique index matchings_name_key on public.matchings (workspace_id, lower(name));
create index matchings_offer_list_idx on public.matchings (offer_list_id, workspace_id);
create index matchings_request_list_idx on public.matchings (request_list_id, workspace_id);
create index matchings_created_by_idx on public.matchings (created_by);
create index matchings_updated_by_idx on public.matchings (updated_by);
alter table public.matchings enable row level security;

create type private.match_part as (
  name text, kind text, offer text, request text, weight double precision, is_required boolean,
  asked text, fits text, near text, closeness text, distance text, offered_json text, asked_json text
);
comment on type private.match_part is
  'One criterion compiled for one item, as SQL over the candidate i: whether it asks for anything, fits, is within the tolerance, how close from 0 to 1, how far off as a share of the bound, and both values.';

create table public.workspace_templates (
  name text primary key,
  title text not null,
  description text not null,
  content jsonb not null,
  position integer not null,
  constraint workspace_templates_name_is_a_slug check (name ~ '^[a-z][a-z0-9_]{0,62}$'),
  constraint workspace_templates_content_is_an_object check (jsonb_typeof(content) = 'object')
);
comment on table public.workspace_templates is 'What a workspace can begin with; public.create_from_template makes it.';
comment on column public.workspace_templates.content is
  '{lists: [{ref, name, description, icon, color, columns, views}], matchings: […]}. "ref:x" stands for the id of the list x, "$currency" for the currency of the workspace.';
alter table public.workspace_templates enable row level security;

insert into public.error_codes (sqlstate, name, http_status, slug, title, hint) values
  ('P0002', 'matching_not_found', 404, 'matching_not_found', 'There is no such matching', 'Set one up for the list: POST /matchings.'),
  ('23505', 'matchings_name_key', 409, 'matching_name_taken', 'The workspace has a matching of this name', 'Choose another name.'),
  ('23503', 'matchings_offer_list_fkey', 422, 'matching_invalid', 'The workspace has no such list', 'Name lists of the same workspace.'),
  ('23503', 'matchings_request_list_fkey', 422, 'matching_invalid', 'The workspace has no such list', 'Name lists of the same workspace.'),
  ('23514', 'matchings_join_two_lists', 422, 'matching_invalid', 'Offers and requests are two lists', 'Name two different lists.'),
  ('23514', 'matchings_name_length', 422, 'matching_invalid', 'A name has 1 to 200 characters', ''),
  ('23514', 'matchings_criteria_is_an_array', 422, 'matching_invalid', 'criteria is an array of criteria', ''),
  ('23514', 'matchings_filters_are_objects', 422, 'matching_invalid', 'A filter is an object', ''),
  ('23514', 'matching_invalid', 422, 'matching_invalid', 'The matching does not fit its lists', 'errors[].field says which criterion. Nothing was changed.'),
  ('P0002', 'template_not_found', 404, 'template_not_found', 'There is no such template', 'GET /templates names those that there are.');
