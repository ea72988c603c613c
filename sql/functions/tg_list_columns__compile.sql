create function private.tg_list_columns__compile()
  returns trigger
  language plpgsql
  security definer  -- list_checks is nobody's to write; looks at all items of the list
  set search_path = ''
as $$
declare
  v_list_id uuid;
  v_stricter text;
begin
  -- An older snapshot would not see what others wrote before the lock was had.
  if pg_catalog.current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'Columns can only be changed at the isolation level read committed'
      using errcode = 'feature_not_supported', constraint = 'column_change_needs_read_committed';
  end if;
  for v_list_id in select distinct n.list_id from new_rows as n order by n.list_id loop
    perform private.compile_list(v_list_id);
    if (select count(*) from public.list_columns as c where c.list_id = v_list_id and c.deleted_at is null) > 500 then
      raise exception 'A list has at most 500 columns' using errcode = 'check_violation', constraint = 'list_columns_at_most_500';
    end if;
    -- Items have no cells of a column that is new, so only one that must be filled asks something of them.
    if tg_op = 'INSERT' then
      select string_agg(private.column_condition(n), ' and ') into v_stricter
      from new_rows as n where n.list_id = v_list_id and n.is_required;
    elsif not private.is_vouched(v_list_id) then
      select string_agg(private.column_condition(n), ' and ') into v_stricter
      from new_rows as n join old_rows as o on o.id = n.id and o.workspace_id = n.workspace_id
      where n.list_id = v_list_id and private.is_stricter(o, n);
    end if;
    perform private.check_stored_items(v_list_id, v_stricter);
    perform private.fill_unique_values(c) from new_rows as n
    join public.list_columns as c on c.id = n.id and c.workspace_id = n.workspace_id where n.list_id = v_list_id;
    perform private.number_items(n) from new_rows as n
    where n.list_id = v_list_id and n.type = 'auto_number' and n.deleted_at is null limit 1;
  end loop;
  return null;
end
$$;
comment on function private.tg_list_columns__compile() is
  'Compiles the list again and refuses a change that items of the list do not satisfy. What is stored always fits its columns. Then takes up unique values and numbers.';
revoke execute on function private.tg_list_columns__compile() from public;
