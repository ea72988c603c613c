create function private.filter_time(queried private.query_column, operator text, span text[])
  returns text
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_cast constant text := case queried.family when 'date' then 'date' else 'timestamptz' end;
  v_x constant text := format('(%s)::%s', queried.cell, v_cast);
  v_low text := case when operator = 'after' then span[2] when operator not in ('before', 'on_or_before') then span[1] end;
  v_high text := case when operator = 'before' then span[1] when operator not in ('after', 'on_or_after') then span[2] end;
  v_exact text;
  v_keys text;
begin
  v_exact := format('coalesce(%s, false)', concat_ws(' and ',
    case when v_low is not null then format('%s >= %L::%s', v_x, v_low, v_cast) end,
    case when v_high is not null then format('%s < %L::%s', v_x, v_high, v_cast) end));
  if queried.slot is null then
    return v_exact;
  end if;
  v_keys := concat_ws(' and ',
    case when v_low is not null then format('%s >= %L::float8', queried.slot, private.number_key(queried.family, v_low)) end,
    case
      when v_high is null then format('%s < ''NaN''::float8', queried.slot)
      -- Days are exact. A double holds microseconds exactly for some centuries, and the cell decides.
      when queried.family = 'date' then format('%s < %L::float8', queried.slot, private.number_key('date', v_high))
      else format('%s <= %L::float8', queried.slot, private.number_key('datetime', v_high)) end);
  return case queried.family when 'date' then format('(%s)', v_keys) else format('(%s and %s)', v_keys, v_exact) end;
end
$$;
comment on function private.filter_time(private.query_column, text, text[]) is
  'SQL of a condition on a date or datetime, true or false and never null. span is from and up to.';
revoke execute on function private.filter_time(private.query_column, text, text[]) from public;
grant execute on function private.filter_time(private.query_column, text, text[]) to authenticated, service_role;
