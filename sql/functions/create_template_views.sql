create function private.create_template_views(lists jsonb, refs jsonb)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_list_id uuid;
  v_view jsonb;
begin
  for v_list_id, v_view in
    select (refs ->> (l.list ->> 'ref'))::uuid, v.view
    from jsonb_array_elements(lists) with ordinality as l (list, n)
    cross join lateral jsonb_array_elements(l.list -> 'views') with ordinality as v (view, n)
    order by l.n, v.n
  loop
    perform public.create_view(v_list_id, v_view ->> 'name', v_view ->> 'kind', coalesce(v_view -> 'query', '{}'), coalesce(v_view -> 'settings', '{}'), true);
  end loop;
end
$$;
comment on function private.create_template_views(jsonb, jsonb) is 'Makes the shared views of a template, in order.';
revoke execute on function private.create_template_views(jsonb, jsonb) from public;
grant execute on function private.create_template_views(jsonb, jsonb) to authenticated, service_role;
