create function private.rewrite_values(list_id uuid, item_values jsonb)
  returns jsonb
  language plpgsql
  stable
  security definer  -- list_checks is nobody's to read
  set search_path = ''
as $$
declare
  -- From the table, never from a setting: what a client could set must not become SQL.
  v_sql constant text := (select k.rewrite ->> 'sql' from private.list_checks as k where k.list_id = rewrite_values.list_id);
  v_values jsonb := item_values;
begin
  if v_sql is not null and jsonb_typeof(item_values) = 'object' then
    execute format('select %s from (select $1 as v) as x', v_sql) into v_values using item_values;
  end if;
  return v_values;
end
$$;
comment on function private.rewrite_values(uuid, jsonb) is
  'The values of an item as they are stored while a column of the list changes.';
revoke execute on function private.rewrite_values(uuid, jsonb) from public;
