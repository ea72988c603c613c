create function public.get_import(import_id uuid)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select private.import_json(private.find_import(import_id))
$$;
comment on function public.get_import(uuid) is 'One import: where it stands, what was decided, the counts.';
revoke execute on function public.get_import(uuid) from public;
grant execute on function public.get_import(uuid) to authenticated, service_role;
