create function private.order_sql(keys private.sort_key[], id_descending boolean)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select coalesce(string_agg(k.expression || case when k.is_descending then ' desc' else '' end, ', ' order by k.n) || ', ', '')
    || 'i.id' || case when id_descending then ' desc' else '' end
  from unnest(keys) with ordinality as k (expression, is_text, is_descending, branch_values, branch_conditions, signature, n)
$$;
comment on function private.order_sql(private.sort_key[], boolean) is
  'SQL to order by; the id goes in the direction of the last key.';
revoke execute on function private.order_sql(private.sort_key[], boolean) from public;
grant execute on function private.order_sql(private.sort_key[], boolean) to authenticated, service_role;
