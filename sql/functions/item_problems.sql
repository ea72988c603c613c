create function private.item_problems(list_id uuid, item_values jsonb)
  returns table (field text, code text, message text)
  language plpgsql
  stable
  security definer  -- says why the compiled check, which nobody may read, said no
  set search_path = ''
as $$
declare
  v_column public.list_columns;
  v_accepted boolean;
begin
  return query
    select k.key, 'unknown_column', format('the list has no column with the key "%s"', k.key)
    from jsonb_object_keys(item_values) as k (key)
    where not exists (
      select from public.list_columns as c where c.list_id = item_problems.list_id and c.key = k.key
    );
  for v_column in
    select c.* from public.list_columns as c
    where c.list_id = item_problems.list_id and c.deleted_at is null order by c.position, c.id
  loop
    execute 'select ' || private.column_condition(v_column) || ' from (select $1 as v) as x' into v_accepted using item_values;
    if not v_accepted then
      field := v_column.key;
      code := case when item_values ? v_column.key then 'invalid_value' else 'required' end;
      message := case when item_values ? v_column.key
        then format('"%s" must be %s; it is %s', v_column.name, private.type_requirement(v_column.type, v_column.config),
          left((item_values -> v_column.key)::text, 200))
        else format('"%s" is required', v_column.name) end;
      return next;
    end if;
  end loop;
end
$$;
comment on function private.item_problems(uuid, jsonb) is
  'Each reason why a list refuses these values: key of the column, code, words. Empty when it accepts them.';
revoke execute on function private.item_problems(uuid, jsonb) from public;
