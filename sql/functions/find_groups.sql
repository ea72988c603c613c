create function private.find_groups(list_id uuid, query jsonb, condition text, most integer, out groups json, out has_more boolean)
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_keys constant private.sort_key[] := private.sort_keys(list_id, query -> 'group_by', '$.group_by');
  v_columns constant private.query_column[] := array(
    select private.find_query_column(list_id, g.node -> 'column', '$.group_by')
    from jsonb_array_elements(query -> 'group_by') with ordinality as g (node, n) order by g.n
  );
  v_groups json[];
begin
  execute private.groups_sql(
    array(select private.value_sql(c) from unnest(v_columns) with ordinality as u (id, key, type, family, cell, slot, options, cell_json, is_array, n),
      lateral (select row(u.id, u.key, u.type, u.family, u.cell, u.slot, u.options, u.cell_json, u.is_array)::private.query_column as c) as r order by u.n),
    v_keys,
    case when not exists (select from unnest(v_columns) as c where c.family <> 'choice' or c.slot is null) then
      array(select distinct c.slot from unnest(v_columns) as c) end,
    case when query ? 'aggregates' then private.aggregates_sql(list_id, query -> 'aggregates', '$.aggregates') else 'null::json' end,
    condition
  ) into v_groups using list_id, most + 1;
  has_more := coalesce(cardinality(v_groups) > most, false);
  groups := coalesce(array_to_json(v_groups[:most]), '[]');
end
$$;
comment on function private.find_groups(uuid, jsonb, text, integer) is
  'The groups of a query with their counts, in the order of group_by.';
revoke execute on function private.find_groups(uuid, jsonb, text, integer) from public;
grant execute on function private.find_groups(uuid, jsonb, text, integer) to authenticated, service_role;
