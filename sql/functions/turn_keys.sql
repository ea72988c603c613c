create function private.turn_keys(keys private.sort_key[])
  returns private.sort_key[]
  language sql
  immutable
  set search_path = ''
as $$
  select coalesce(array_agg(row(
    k.expression, k.is_text, not k.is_descending,
    (select array_agg(b.value order by b.n desc) from unnest(k.branch_values) with ordinality as b (value, n)),
    (select array_agg(b.condition order by b.n desc) from unnest(k.branch_conditions) with ordinality as b (condition, n)),
    k.signature
  )::private.sort_key order by k.n), '{}')
  from unnest(keys) with ordinality as k (expression, is_text, is_descending, branch_values, branch_conditions, signature, n)
$$;
comment on function private.turn_keys(private.sort_key[]) is
  'The same order, backward.';
revoke execute on function private.turn_keys(private.sort_key[]) from public;
grant execute on function private.turn_keys(private.sort_key[]) to authenticated, service_role;
