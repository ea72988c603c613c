create function private.import_refusal(name text, message text, detail text)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  -- What PostgreSQL itself says of a constraint is not for people.
  select jsonb_build_object('code', coalesce(nullif(import_refusal.name, ''), 'check_failed'),
    'field', case when pg_catalog.left(detail, 2) = '[{' then private.try_json(detail) #>> '{0,field}' end,
    'message', coalesce(case when message ~ '^(new row|duplicate key|insert or update|null value|value too long)' then (
      select e.title || coalesce('. ' || nullif(e.hint, ''), '') from public.error_codes as e where e.name = import_refusal.name and e.name <> '' limit 1) end, message))
$$;
comment on function private.import_refusal(text, text, text) is 'Why the database refused a row, in words: {code, field, message}.';
revoke execute on function private.import_refusal(text, text, text) from public;
grant execute on function private.import_refusal(text, text, text) to authenticated;
