create function public.trash_view(view_id uuid, version bigint default null)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_view public.views := private.lock_view(view_id);
begin
  perform private.check_version(trash_view.version, v_view.version);
  if v_view.deleted_at is null then
    update public.views as v set deleted_at = now() where v.id = v_view.id and v.workspace_id = v_view.workspace_id
    returning v.* into v_view;
  end if;
  return private.view_json(v_view);
end
$$;
comment on function public.trash_view(uuid, bigint) is 'Puts a view into the trash.';
revoke execute on function public.trash_view(uuid, bigint) from public;
grant execute on function public.trash_view(uuid, bigint) to authenticated, service_role;
