create function public.get_export(export_id uuid)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select private.export_json(private.find_export(export_id))
$$;
comment on function public.get_export(uuid) is 'One export of one''s own: how far it is, and how to import its file again.';
revoke execute on function public.get_export(uuid) from public;
grant execute on function public.get_export(uuid) to authenticated, service_role;
