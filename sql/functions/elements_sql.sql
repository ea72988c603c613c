create function private.elements_sql(field private.computed_columns, links text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  -- offset: what is costly to compute is computed once, and then looked at.
  select case when field.is_array or field.result_type in ('multi_select', 'attachment')
    then format('select e.element, k.n, k.id, e.m from %s left join lateral jsonb_array_elements(%s) with ordinality as e (element, m) on true offset 0', links, field.value_sql)
    else format('select %s as element, k.n, k.id, 1 as m from %s offset 0', field.value_sql, links) end
$$;
comment on function private.elements_sql(private.computed_columns, text) is
  'SQL of the values of a field of linked items: element, and n, id, m to order them by. Arrays are taken apart; element is null of an item whose field is empty.';
revoke execute on function private.elements_sql(private.computed_columns, text) from public;
