create function public.restore_view(view_id uuid)
  returns jsonb
  language sql
  volatile
  set search_path = ''
as $$
  select public.update_view(view_id, '{"deleted_at": null}')
$$;
comment on function public.restore_view(uuid) is 'Takes a view out of the trash.';
revoke execute on function public.restore_view(uuid) from public;
grant execute on function public.restore_view(uuid) to authenticated, service_role;
