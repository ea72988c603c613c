create function private.import_fields(workspace_id uuid, target text)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  -- part: of a field that it goes into. keeps: an empty cell never empties it.
  select jsonb_agg(jsonb_build_object('id', f.key, 'key', f.key, 'name', f.name, 'type', f.type, 'aliases', f.aliases, 'is_key', f.flags ~ 'k',
    'is_required', f.flags ~ 'r', 'is_unique', f.flags ~ 'u', 'keeps', f.flags ~ '[re]', 'default_value', null, 'config', coalesce(case f.key
      when 'amount' then jsonb_build_object('min', 0, 'currency', (select w.default_currency from public.workspaces as w where w.id = import_fields.workspace_id))
      when 'currency' then '{"max_length": 3}' else private.import_choices_of(import_fields.workspace_id, f.key) end,
      case f.type when 'text' then '{"max_length": 200}' else '{}' end::jsonb)) order by f.position)
  from (values
    ('contacts', 1, 'reference', 'Reference', 'text', 'ku', '{external id}'::text[]), ('contacts', 2, 'name', 'Name', 'text', 'kr', '{full name,contact}'),
    ('contacts', 3, 'first_name', 'First name', 'text', 'p', '{given name}'), ('contacts', 4, 'last_name', 'Last name', 'text', 'p', '{family name,surname}'),
    ('contacts', 5, 'email', 'E-mail', 'email', 'ku', '{email,mail,email address,e-mail address}'),
    ('contacts', 6, 'phone', 'Phone', 'phone', 'k', '{phone number,telephone,mobile}'), ('contacts', 7, 'company', 'Company', 'text', '', '{company name,organization,account}'),
    ('contacts', 8, 'job_title', 'Job title', 'text', '', '{position}'), ('contacts', 9, 'website', 'Website', 'url', '', '{web,url,homepage}'),
    ('contacts', 10, 'street', 'Street', 'text', 'p', '{address}'), ('contacts', 11, 'city', 'City', 'text', 'p', '{town}'),
    ('contacts', 12, 'region', 'Region', 'text', 'p', '{state,province}'), ('contacts', 13, 'postal_code', 'Postal code', 'text', 'p', '{zip,zip code,postcode}'),
    ('contacts', 14, 'country', 'Country', 'text', 'p', '{}'), ('contacts', 15, 'tags', 'Tags', 'text', '', '{labels}'),
    ('contacts', 16, 'notes', 'Notes', 'long_text', '', '{note,comments}'), ('contacts', 17, 'owner', 'Owner', 'user', '', '{owner_id,owner e-mail}'),
    ('deals', 1, 'reference', 'Reference', 'text', 'ku', '{external id}'), ('deals', 2, 'title', 'Title', 'text', 'kr', '{name,deal,deal name}'),
    ('deals', 3, 'contact', 'Contact', 'contact', 'k', '{contact_id,contact e-mail,contact name}'), ('deals', 4, 'owner', 'Owner', 'user', '', '{owner_id,owner e-mail}'),
    ('deals', 5, 'pipeline', 'Pipeline', 'select', 'e', '{pipeline_id}'), ('deals', 6, 'status', 'Status', 'select', 'e', '{}'),
    ('deals', 7, 'stage', 'Stage', 'select', 'e', '{}'), ('deals', 8, 'amount', 'Amount', 'currency', '', '{value}'),
    ('deals', 9, 'currency', 'Currency', 'text', 'e', '{}'), ('deals', 10, 'source', 'Source', 'text', '', '{lead source}'),
    ('deals', 11, 'description', 'Description', 'long_text', '', '{notes}'), ('deals', 12, 'expected_close_date', 'Expected close date', 'date', '', '{}'),
    ('deals', 13, 'closed_at', 'Closed at', 'datetime', 'e', '{close date,closed}'), ('deals', 14, 'lost_reason', 'Lost reason', 'select', '', '{}')
  ) as f (target, position, key, name, type, flags, aliases)
  where f.target = import_fields.target
$$;
comment on function private.import_fields(uuid, text) is
  'The fields of contacts or deals as a file may fill them: key, name, other names, type and config as of a column, and whether it is required, unique, a key to find by. Null for another target.';
revoke execute on function private.import_fields(uuid, text) from public;
grant execute on function private.import_fields(uuid, text) to authenticated, service_role;
