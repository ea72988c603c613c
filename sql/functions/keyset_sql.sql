create function private.keyset_sql(keys private.sort_key[], after text[], id_descending boolean)
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_count constant integer := cardinality(keys);
  v_operator text := case when id_descending then '<' else '>' end;
  v_sql text;
  v_literal text;
begin
  -- One direction throughout: a row comparison, which an index on (key, id) begins at.
  if not exists (select from unnest(keys) as k where k.is_descending <> id_descending) then
    return format('(%s) %s (%s)',
      concat_ws(', ', (select string_agg(k.expression, ', ' order by k.n) from unnest(keys) with ordinality
        as k (expression, is_text, is_descending, branch_values, branch_conditions, signature, n)), 'i.id'),
      v_operator,
      concat_ws(', ', (select string_agg(format(case when keys[p.n].is_text then '%L collate "C"' else '%L::float8' end, p.value), ', ' order by p.n)
        from unnest(after[:v_count]) with ordinality as p (value, n)), format('%L::uuid', after[v_count + 1])));
  end if;
  v_sql := format('i.id %s %L::uuid', v_operator, after[v_count + 1]);
  for v_n in reverse v_count..1 loop
    v_literal := format(case when keys[v_n].is_text then '%L' else '%L::float8' end, after[v_n]);
    v_operator := case when keys[v_n].is_descending then '<' else '>' end;
    v_sql := format('(%1$s %2$s= %3$s and (%1$s %2$s %3$s or %4$s))', keys[v_n].expression, v_operator, v_literal, v_sql);
  end loop;
  return v_sql;
end
$$;
comment on function private.keyset_sql(private.sort_key[], text[], boolean) is
  'SQL that is true for what comes after a place: one value per key, then the id, which breaks ties.';
revoke execute on function private.keyset_sql(private.sort_key[], text[], boolean) from public;
grant execute on function private.keyset_sql(private.sort_key[], text[], boolean) to authenticated, service_role;
