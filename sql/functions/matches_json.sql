create function private.matches_json(list_id uuid, page jsonb, parts private.match_part[])
  returns json
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_json json;
begin
  if page = '[]' then
    return '[]';
  end if;
  execute format(
    'select json_agg(json_build_object(''item'', private.item_json(i, %s), ''score'', round((p.match ->> 1)::numeric / 10000, 4), '
    '''fits'', (p.match ->> 1)::integer = 10000, ''reasons'', %s) order by p.n) '
    'from jsonb_array_elements($1) with ordinality as p (match, n) join public.items as i on i.id = (p.match ->> 0)::uuid and i.list_id = $2',
    coalesce(private.computed_sql(list_id), 'null'), private.match_reasons_sql(parts)) into v_json using page, list_id;
  return v_json;
end
$$;
comment on function private.matches_json(uuid, jsonb, private.match_part[]) is
  'A page of matches as clients see them: item, score from 0 to 1, whether all fits, and the reasons.';
revoke execute on function private.matches_json(uuid, jsonb, private.match_part[]) from public;
grant execute on function private.matches_json(uuid, jsonb, private.match_part[]) to authenticated, service_role;
