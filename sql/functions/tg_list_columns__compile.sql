create function private.tg_list_columns__compile()
  returns trigger
  language plpgsql
  security definer  -- list_checks is nobody's to write; looks at all items of the list
  set search_path = ''
as $$
declare
  v_list_id uuid;
  v_accepts text;
  v_bad bigint;
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
    select k.accepts into v_accepts from private.list_checks as k where k.list_id = v_list_id;
    execute format('select count(*) from (select i.values as v from public.items as i where i.list_id = $1) as x where (%s) is not true', v_accepts)
      into v_bad using v_list_id;
    if v_bad > 0 then
      raise exception '% items do not fit the column as changed', v_bad
        using errcode = 'check_violation', constraint = 'column_change_refused',
          hint = 'Nothing was changed. Mend these items first, those in the trash included.';
    end if;
    perform private.fill_unique_values(c) from public.list_columns as c where c.list_id = v_list_id;
    perform private.number_items(v_list_id) from public.list_columns as c where c.list_id = v_list_id and c.type = 'auto_number' limit 1;
  end loop;
  return null;
end
$$;
comment on function private.tg_list_columns__compile() is
  'Compiles the list again and refuses a change that items of the list do not satisfy. What is stored always fits its columns. Then takes up unique values and numbers.';
revoke execute on function private.tg_list_columns__compile() from public;
