create function private.import_json(import public.imports)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select to_jsonb(import)
$$;
comment on function private.import_json(public.imports) is 'An import as clients see it.';
revoke execute on function private.import_json(public.imports) from public;
grant execute on function private.import_json(public.imports) to authenticated, service_role;
