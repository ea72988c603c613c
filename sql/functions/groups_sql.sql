create function private.groups_sql(group_values text[], keys private.sort_key[], slots text[], aggregates text, condition text)
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_items constant text := 'public.items as i where i.list_id = $1 and i.deleted_at is null and ' || condition;
  v_order constant text := (
    select string_agg(e, ', ' order by o, n) from (
      select 1 as o, k.n, k.expression || case when k.is_descending then ' desc' else '' end as e
      from unnest(keys) with ordinality as k (expression, is_text, is_descending, branch_values, branch_conditions, signature, n)
      union all select 2, v.n, v.value from unnest(group_values) with ordinality as v (value, n)
    ) as x
  );
  v_group constant text := 'json_build_object(''values'', json_build_array(%s), ''count'', %s, ''aggregates'', %s) as g';
begin
  -- Where slots hold the values whole, items are counted by them, and only the groups are put into form.
  if slots is not null then
    return format('select array_agg(g.g) from (select %s from (select %s, count(*) as n, %s as footers from %s group by %2$s) as i order by %5$s limit $2) as g',
      format(v_group, array_to_string(group_values, ', '), 'i.n', 'i.footers'), array_to_string(slots, ', '), aggregates, v_items, v_order);
  end if;
  -- By value, in the order of their keys: texts that differ only in case are two groups, side by side.
  return format('select array_agg(g.g) from (select %s from %s group by %s order by %s limit $2) as g',
    format(v_group, array_to_string(group_values, ', '), 'count(*)', aggregates), v_items,
    (select string_agg(e, ', ') from (select unnest(group_values) as e union all select k.expression from unnest(keys) as k) as x), v_order);
end
$$;
comment on function private.groups_sql(text[], private.sort_key[], text[], text, text) is
  'The statement of groups: by list ($1), at most so many ($2). slots are the columns to count by, or null.';
revoke execute on function private.groups_sql(text[], private.sort_key[], text[], text, text) from public;
grant execute on function private.groups_sql(text[], private.sort_key[], text[], text, text) to authenticated, service_role;
