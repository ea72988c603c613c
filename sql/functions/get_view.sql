create function public.get_view(view_id uuid)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_view constant jsonb := (select private.view_json(v) from public.views as v where v.id = get_view.view_id);
begin
  if v_view is null then
    perform private.refuse_view();
  end if;
  return v_view;
end
$$;
comment on function public.get_view(uuid) is 'One view; also from the trash.';
revoke execute on function public.get_view(uuid) from public;
grant execute on function public.get_view(uuid) to authenticated, service_role;
