create function private.refuse_taken_values(list_id uuid, taken jsonb)
  returns void
  language plpgsql
  stable
  security definer  -- unique_values is nobody's to read
  set search_path = ''
as $$
declare
  v_problems jsonb;
begin
  if taken is null then
    return;
  end if;
  select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
    'row', t.cell -> 'row', 'item_id', t.cell -> 'item_id', 'field', c.key, 'code', 'unique_value', 'value', t.cell -> 'values' ->> c.key,
    'message', format('"%s" must differ from item to item; %s is in item %s', c.name, left((t.cell -> 'values' -> c.key)::text, 200), u.item_id)
  )) order by t.n) into v_problems
  from jsonb_array_elements(taken) with ordinality as t (cell, n)
  join public.list_columns as c on c.list_id = refuse_taken_values.list_id and c.id = (t.cell ->> 'column_id')::uuid
  left join private.unique_values as u
    on u.workspace_id = c.workspace_id and u.column_id = c.id and u.digest = decode(t.cell ->> 'digest', 'hex');
  raise exception '%', v_problems -> 0 ->> 'message'
    using errcode = 'unique_violation', constraint = 'unique_value', detail = v_problems::text,
      hint = 'Nothing was saved. Values of this column differ from item to item; those in the trash do not count.';
end
$$;
comment on function private.refuse_taken_values(uuid, jsonb) is
  'Raises unique_value unless taken is null; DETAIL is a JSON array of {row, item_id, field, code, message, value}, at most 100.';
revoke execute on function private.refuse_taken_values(uuid, jsonb) from public;
