create function public.find_views(list_id uuid, trashed boolean default false)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  perform private.list_workspace(list_id, 'views.read');
  return (
    select jsonb_build_object('views', coalesce(jsonb_agg(private.view_json(v) order by v.position, v.id), '[]'))
    from public.views as v
    where v.list_id = find_views.list_id and (v.deleted_at is not null) = find_views.trashed
  );
end
$$;
comment on function public.find_views(uuid, boolean) is 'The shared views of a list and the caller''s own, in order; or those of them in the trash.';
revoke execute on function public.find_views(uuid, boolean) from public;
grant execute on function public.find_views(uuid, boolean) to authenticated, service_role;
