create function private.filter_structure(queried private.query_column, operator text, operands text[])
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_j constant text := queried.cell_json;
begin
  return case
    when queried.family = 'boolean' and queried.slot is not null then format('%s = %L::float8', queried.slot, operands[1]::boolean::integer)
    when queried.family = 'boolean' then format('coalesce(%s = %L, false)', queried.cell, operands[1])
    -- A side that is left open goes on for ever.
    when operator = 'includes' then format(
      'coalesce(%s is not null and coalesce((%1$s ->> ''min'')::numeric <= %L::numeric, true) and coalesce((%1$s ->> ''max'')::numeric >= %2$L::numeric, true), false)',
      v_j, operands[1])
    when operator = 'overlaps' then format(
      'coalesce(%1$s is not null and coalesce((%1$s ->> ''min'')::numeric <= %2$L::numeric, true) and coalesce((%1$s ->> ''max'')::numeric >= %3$L::numeric, true), false)',
      v_j, operands[2], operands[1])
    when operator = 'near' then format(
      'coalesce(12742 * asin(least(1, sqrt(sin(radians(((%1$s ->> ''lat'')::float8 - %2$L::float8) / 2)) ^ 2 + cos(radians(%2$L::float8))'
      ' * cos(radians((%1$s ->> ''lat'')::float8)) * sin(radians(((%1$s ->> ''lng'')::float8 - %3$L::float8) / 2)) ^ 2))) <= %4$L::float8, false)',
      v_j, operands[1], operands[2], operands[3])
  end;
end
$$;
comment on function private.filter_structure(private.query_column, text, text[]) is
  'SQL of a condition on yes or no, a range or a point (great circle on a sphere of 6371 km), true or false and never null.';
revoke execute on function private.filter_structure(private.query_column, text, text[]) from public;
grant execute on function private.filter_structure(private.query_column, text, text[]) to authenticated, service_role;
