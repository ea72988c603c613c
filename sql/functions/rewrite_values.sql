create function private.rewrite_values(rewrite jsonb, item_values jsonb)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_values jsonb := item_values;
begin
  if jsonb_typeof(item_values) = 'object' then
    execute format('select %s from (select $1 as v) as x', rewrite ->> 'sql') into v_values using item_values;
  end if;
  return v_values;
end
$$;
comment on function private.rewrite_values(jsonb, jsonb) is
  'The values of an item as they are stored while a column of the list changes. rewrite is that of private.list_checks and of nobody else: it is SQL.';
revoke execute on function private.rewrite_values(jsonb, jsonb) from public;
