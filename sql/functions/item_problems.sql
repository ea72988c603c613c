create function private.item_problems(list_id uuid, item_values jsonb, old_values jsonb default null)
  returns table (field text, code text, message text)
  language plpgsql
  stable
  security definer  -- says why the compiled check, which nobody may read, said no
  set search_path = ''
as $$
declare
  v_column public.list_columns;
  v_accepted boolean;
  v_changeable boolean;
begin
  return query
    select k.key, case when c.id is null then 'unknown_column' when c.deleted_at is null then 'read_only'
        when c.converted_into is null then 'column_in_trash' else 'column_converted' end,
      case when c.id is null then format('the list has no column with the key "%s"', k.key)
        when c.deleted_at is null then format('"%s" is filled in for you; nobody writes it', c.name)
        when c.converted_into is null then format('"%s" is in the trash; restore the column first', c.name)
        else format('"%s" was converted; write to "%s"', c.name, c.converted_into) end
    from jsonb_object_keys(item_values) as k (key)
    left join public.list_columns as c on c.list_id = item_problems.list_id and c.key = k.key
    where c.id is null or private.is_read_only(c.type)
      or c.deleted_at is not null and not c.is_pending and item_values -> k.key is distinct from old_values -> k.key;
  for v_column in
    select c.* from public.list_columns as c
    where c.list_id = item_problems.list_id and c.deleted_at is null order by c.position, c.id
  loop
    execute format('select %s, %s from (select $1 as v, $2 as o) as x', private.column_condition(v_column), coalesce(private.change_condition(v_column), 'true'))
      into v_accepted, v_changeable using item_values, old_values;
    if v_accepted and v_changeable then
      continue;
    end if;
    field := v_column.key;
    code := case when not item_values ? v_column.key then 'required' when v_accepted then 'unknown_member' else 'invalid_value' end;
    message := case when item_values ? v_column.key
      then format('"%s" must be %s; it is %s', v_column.name, private.type_requirement(v_column.type, v_column.config),
        left((item_values -> v_column.key)::text, 200))
      else format('"%s" is required', v_column.name) end;
    return next;
  end loop;
end
$$;
comment on function private.item_problems(uuid, jsonb, jsonb) is
  'Each reason why a list refuses these values: key of the column, code, words. old_values are those before the change. Empty when it accepts them.';
revoke execute on function private.item_problems(uuid, jsonb, jsonb) from public;
