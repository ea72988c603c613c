create function private.rank_key(queried private.query_column, ranked text[], is_descending boolean, nulls_first boolean)
  returns private.sort_key
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  -- Before or behind all ranks, whichever puts empty cells where they were asked for.
  v_empty constant text := case when nulls_first = is_descending then '1000000' else '0' end;
  v_cell constant text := case when queried.slot is not null then format('nullif(%s, '''')', queried.slot) else format('lower(%s)', queried.cell) end;
  v_values text[];
  v_key private.sort_key;
begin
  if queried.family = 'choices' then
    return row(format('coalesce((select left(string_agg(lpad(coalesce(array_position(%L::text[], e.id), 99999)::text, 5, ''0''), '''' order by e.n), 200) '
      'from jsonb_array_elements_text(%s) with ordinality as e (id, n)), %L) collate "C"',
      ranked, queried.cell_json, case v_empty when '0' then '' else 'x' end), true, is_descending, null, null, queried.id || ranked::text)::private.sort_key;
  end if;
  -- Whoever is no member any more stands behind those who are.
  v_key := row(format('coalesce(array_position(%L::text[], %s), case when %2$s is null then %s else 900000 end)::float8', ranked, v_cell, v_empty),
    false, is_descending, null, null, queried.id || ranked::text)::private.sort_key;
  if queried.family = 'choice' and queried.slot is not null and cardinality(ranked) <= 64 then
    v_values := array(
      select r.rank from (
        select n::text as rank from generate_series(1, cardinality(ranked)) as n union all select v_empty
      ) as r order by r.rank::integer * case when is_descending then -1 else 1 end
    );
    v_key.branch_values := v_values;
    v_key.branch_conditions := array(
      select format('%s = %L', queried.slot, coalesce(ranked[v.rank::integer], '')) from unnest(v_values) with ordinality as v (rank, n) order by v.n
    );
  end if;
  return v_key;
end
$$;
comment on function private.rank_key(private.query_column, text[], boolean, boolean) is
  'How options and people sort: by their rank, never by their id. With a slot each option is a branch, found by the index.';
revoke execute on function private.rank_key(private.query_column, text[], boolean, boolean) from public;
grant execute on function private.rank_key(private.query_column, text[], boolean, boolean) to authenticated, service_role;
