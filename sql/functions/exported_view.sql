create function private.exported_view(view_id uuid)
  returns public.views
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_view constant public.views := (
    select v from public.views as v
    join public.lists as l on l.id = v.list_id and l.workspace_id = v.workspace_id and l.deleted_at is null
    where v.id = exported_view.view_id and v.deleted_at is null
  );
begin
  if v_view.id is null then
    perform private.refuse_view();
  end if;
  return v_view;
end
$$;
comment on function private.exported_view(uuid) is 'A view that the caller sees, of a list that is not in the trash; else view_not_found.';
revoke execute on function private.exported_view(uuid) from public;
grant execute on function private.exported_view(uuid) to authenticated, service_role;
