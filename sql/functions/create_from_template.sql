create function public.create_from_template(workspace_id uuid, template text)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_content jsonb := (select t.content from public.workspace_templates as t where t.name = create_from_template.template);
  v_currency text;
  v_refs jsonb := '{}';
  v_part jsonb;
  v_list jsonb;
  v_lists jsonb := '[]';
begin
  perform private.check_capability(workspace_id, 'lists.write');
  if v_content is null then
    raise exception 'There is no template "%"', left(template, 100) using errcode = 'no_data_found', constraint = 'template_not_found';
  end if;
  v_currency := (select w.default_currency from public.workspaces as w where w.id = create_from_template.workspace_id);
  for v_part in select e.list from jsonb_array_elements(v_content -> 'lists') with ordinality as e (list, n) order by e.n loop
    v_part := private.fill_template(v_part, v_refs, v_currency);
    v_list := public.create_list(workspace_id, v_part ->> 'name', v_part ->> 'description', v_part ->> 'icon', v_part ->> 'color', v_part -> 'columns');
    v_refs := v_refs || jsonb_build_object(v_part ->> 'ref', v_list -> 'id');
  end loop;
  perform private.create_template_views(private.fill_template(v_content -> 'lists', v_refs, v_currency), v_refs);
  for v_part in select e.matching from jsonb_array_elements(private.fill_template(v_content -> 'matchings', v_refs, v_currency)) as e (matching) loop
    perform public.create_matching(workspace_id, v_part ->> 'name', (v_part ->> 'offer_list_id')::uuid, (v_part ->> 'request_list_id')::uuid,
      v_part -> 'criteria', v_part -> 'offer_filter', v_part -> 'request_filter');
  end loop;
  select coalesce(jsonb_agg(private.list_json((r.value #>> '{}')::uuid)), '[]') into v_lists from jsonb_each(v_refs) as r;
  return jsonb_build_object('template', template, 'lists', v_lists, 'matchings', private.find_template_matchings(v_refs));
end
$$;
comment on function public.create_from_template(uuid, text) is
  'Makes the lists of a template with their links, shared views and matchings: all of it or, where a list of that name is there already, nothing.';
revoke execute on function public.create_from_template(uuid, text) from public;
grant execute on function public.create_from_template(uuid, text) to authenticated, service_role;
