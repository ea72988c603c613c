create function private.filter_number(queried private.query_column, operator text, operands text[])
  returns text
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_x constant text := format('(%s)::numeric', queried.cell);
  v_keys constant double precision[] := operands::double precision[];
  v_slot text := queried.slot;
  v_exact text;
begin
  v_exact := case operator
    when 'gt' then format('%s > %L::numeric', v_x, operands[1])
    when 'gte' then format('%s >= %L::numeric', v_x, operands[1])
    when 'lt' then format('%s < %L::numeric', v_x, operands[1])
    when 'lte' then format('%s <= %L::numeric', v_x, operands[1])
    when 'between' then format('%s between %L::numeric and %L::numeric', v_x, operands[1], operands[2])
    else format('%s = any (%L::numeric[])', v_x, operands) end;
  v_exact := format('coalesce(%s, false)', v_exact);
  if v_slot is null then
    return v_exact;
  end if;
  -- A slot is a double: it finds all that may match, and the digits of the cell decide.
  return format('(%s and %s)', case
    when operator in ('gt', 'gte') then format('%s >= %L::float8 and %1$s < ''NaN''::float8', v_slot, v_keys[1])
    when operator in ('lt', 'lte') then format('%s <= %L::float8', v_slot, v_keys[1])
    when operator = 'between' then format('%1$s >= %2$L::float8 and %1$s <= %3$L::float8', v_slot, v_keys[1], v_keys[2])
    when cardinality(v_keys) = 1 then format('%s = %L::float8', v_slot, v_keys[1])
    else format('%s = any (%L::float8[])', v_slot, v_keys) end, v_exact);
end
$$;
comment on function private.filter_number(private.query_column, text, text[]) is
  'SQL of a condition on a number, true or false and never null.';
revoke execute on function private.filter_number(private.query_column, text, text[]) from public;
grant execute on function private.filter_number(private.query_column, text, text[]) to authenticated, service_role;
