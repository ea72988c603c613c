create function private.check_stored_items(list_id uuid, conditions text)
  returns void
  language plpgsql
  stable
  security definer  -- looks at all items of the list
  set search_path = ''
as $$
declare
  v_bad bigint;
begin
  if conditions is null then
    return;
  end if;
  execute format('select count(*) from (select i.values as v from public.items as i where i.list_id = $1) as x where (%s) is not true', conditions)
    into v_bad using list_id;
  if v_bad > 0 then
    raise exception '% items do not fit the column as changed', v_bad
      using errcode = 'check_violation', constraint = 'column_change_refused',
        hint = 'Nothing was changed. Mend these items first, those in the trash included.';
  end if;
end
$$;
comment on function private.check_stored_items(uuid, text) is
  'Refuses a change of columns that items of the list do not satisfy: column_change_refused with how many. Null asks nothing.';
revoke execute on function private.check_stored_items(uuid, text) from public;
