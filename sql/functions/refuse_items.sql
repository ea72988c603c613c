create function private.refuse_items(list_id uuid, bad_rows jsonb)
  returns void
  language plpgsql
  stable
  security definer  -- as item_problems
  set search_path = ''
as $$
declare
  v_problems jsonb;
begin
  -- Enough to mend a file by; a thousand bad rows usually share a few causes.
  select jsonb_agg(jsonb_strip_nulls(to_jsonb(p))) into v_problems
  from (
    select (b.bad ->> 'row')::bigint as row, b.bad ->> 'item_id' as item_id, p.field, p.code, p.message
    from jsonb_array_elements(bad_rows) with ordinality as b (bad, n)
    cross join lateral private.item_problems(refuse_items.list_id, b.bad -> 'values', b.bad -> 'old_values') as p
    order by b.n
    limit 100
  ) as p;
  raise exception '%', coalesce(v_problems -> 0 ->> 'message', 'The values do not fit the list')
    using errcode = 'check_violation', constraint = 'item_values_invalid', detail = coalesce(v_problems, '[]')::text,
      hint = 'Nothing was saved. Mend the named cells and send the rows again.';
end
$$;
comment on function private.refuse_items(uuid, jsonb) is
  'Raises item_values_invalid; takes [{row, item_id, values, old_values}], DETAIL is a JSON array of {row, item_id, field, code, message}, at most 100.';
revoke execute on function private.refuse_items(uuid, jsonb) from public;
