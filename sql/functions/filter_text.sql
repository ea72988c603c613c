create function private.filter_text(queried private.query_column, operator text, operands text[])
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_wanted constant text[] := array(select lower(o) from unnest(operands) as o);
  v_keys constant text[] := array(select left(w, 200) from unnest(v_wanted) as w);
  v_exact constant text := case operator
    when 'contains' then format('coalesce(strpos(lower(%s), %L) > 0, false)', queried.cell, v_wanted[1])
    when 'starts_with' then format('coalesce(starts_with(lower(%s), %L), false)', queried.cell, v_wanted[1])
    when 'ends_with' then format('coalesce(right(lower(%s), %s) = %L, false)', queried.cell, length(v_wanted[1]), v_wanted[1])
    else format('coalesce(lower(%s) = any (%L::text[]), false)', queried.cell, v_wanted) end;
  v_end constant text := private.text_after(v_keys[1]);
begin
  if queried.slot is null or operator in ('contains', 'ends_with') then
    return v_exact;
  elsif operator = 'starts_with' then
    return format('(%s >= %L%s and %s)', queried.slot, v_keys[1], coalesce(format(' and %s < %L', queried.slot, v_end), ''), v_exact);
  end if;
  -- Below 200 characters the key is the whole text; above, equal keys are looked at again.
  return format('(%s %s%s)', queried.slot,
    case when cardinality(v_keys) = 1 then format('= %L', v_keys[1]) else format('= any (%L::text[])', v_keys) end,
    case when exists (select from unnest(v_keys) as k where length(k) = 200) then ' and ' || v_exact else '' end);
end
$$;
comment on function private.filter_text(private.query_column, text, text[]) is
  'SQL of a condition on a text, choice or person, true or false and never null.';
revoke execute on function private.filter_text(private.query_column, text, text[]) from public;
grant execute on function private.filter_text(private.query_column, text, text[]) to authenticated, service_role;
