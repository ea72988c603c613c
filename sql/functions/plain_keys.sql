create function private.plain_keys(queried private.query_column, is_descending boolean, nulls_first boolean)
  returns private.sort_key[]
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_is_text constant boolean := queried.family in ('text', 'place', 'links');
  v_expression constant text := coalesce(queried.slot, case
    when queried.family = 'place' then private.place_key_sql(queried.cell_json)
    when v_is_text then format('private.text_key(%s)', queried.cell)
    when queried.family = 'range' then format('case when %s is null then ''NaN''::float8 else coalesce((%s ->> ''min'')::float8, ''-Infinity''::float8) end',
      queried.cell, queried.cell_json)
    else format('private.number_key(%L, %s)', queried.family, queried.cell) end);
  v_empty constant text := case when v_is_text then '''''' else '''NaN''::float8' end;
  v_key private.sort_key := row(v_expression, v_is_text, is_descending, null, null, queried.id::text)::private.sort_key;
  v_rank private.sort_key;
  v_keys private.sort_key[];
begin
  -- "" sorts before all texts, NaN behind all numbers; where that is not what was asked for, a rank goes first.
  if nulls_first <> (v_is_text <> is_descending) then
    v_rank := row(format('(%s = %s)::integer::float8', v_expression, v_empty), false, nulls_first,
      case when nulls_first then '{1,0}'::text[] else '{0,1}'::text[] end, null, 'rank')::private.sort_key;
    v_rank.branch_conditions := array(
      select format('%s %s %s', v_expression, case when b = '1' then '=' when v_is_text then '>' else '<' end, v_empty)
      from unnest(v_rank.branch_values) with ordinality as u (b, n) order by u.n
    );
    v_keys := array[v_rank];
  end if;
  v_keys := v_keys || v_key;
  if queried.family = 'range' then
    v_key.expression := format('case when %s is null then ''NaN''::float8 else coalesce((%s ->> ''max'')::float8, ''Infinity''::float8) end',
      queried.cell, queried.cell_json);
    v_keys := v_keys || v_key;
  end if;
  return v_keys;
end
$$;
comment on function private.plain_keys(private.query_column, boolean, boolean) is
  'How texts, numbers, times and ranges sort, and where their empty cells go.';
revoke execute on function private.plain_keys(private.query_column, boolean, boolean) from public;
grant execute on function private.plain_keys(private.query_column, boolean, boolean) to authenticated, service_role;
