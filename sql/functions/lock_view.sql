create function private.lock_view(view_id uuid)
  returns public.views
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_view public.views;
begin
  select v.* into v_view from public.views as v where v.id = lock_view.view_id;
  if v_view.id is null then
    perform private.refuse_view();
  elsif v_view.owner_id is null then
    perform private.check_capability(v_view.workspace_id, 'views.write');
  end if;
  select v.* into v_view from public.views as v where v.id = v_view.id and v.workspace_id = v_view.workspace_id for update;
  if v_view.id is null then
    perform private.refuse_view();
  end if;
  return v_view;
end
$$;
comment on function private.lock_view(uuid) is 'A view that the caller may change, locked against others who change it; or view_not_found.';
revoke execute on function private.lock_view(uuid) from public;
grant execute on function private.lock_view(uuid) to authenticated, service_role;
