create function public.get_bulk_change(bulk_change_id uuid)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select private.bulk_change_json(private.find_bulk_change(bulk_change_id))
$$;
comment on function public.get_bulk_change(uuid) is 'How far a bulk change is, and how it went.';
revoke execute on function public.get_bulk_change(uuid) from public;
grant execute on function public.get_bulk_change(uuid) to authenticated, service_role;
