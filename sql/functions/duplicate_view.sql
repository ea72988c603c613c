create function public.duplicate_view(view_id uuid, name text default null, is_shared boolean default false)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_view constant public.views := (select v from public.views as v where v.id = duplicate_view.view_id);
begin
  if v_view.id is null then
    perform private.refuse_view();
  end if;
  return public.create_view(
    v_view.list_id, coalesce(duplicate_view.name, left(v_view.name, 190) || ' (copy)'), v_view.kind,
    (private.usable_query(v_view.list_id, v_view.kind, v_view.query)).usable,
    private.usable_settings(v_view.list_id, v_view.kind, v_view.settings),
    duplicate_view.is_shared
  );
end
$$;
comment on function public.duplicate_view(uuid, text, boolean) is
  'Makes a copy of a view, the caller''s own unless it is shared, without what fits the list no more.';
revoke execute on function public.duplicate_view(uuid, text, boolean) from public;
grant execute on function public.duplicate_view(uuid, text, boolean) to authenticated, service_role;
