create function private.convert_default(old_column public.list_columns, new_column public.list_columns, cell text, converts text, value text)
  returns void
  language plpgsql
  volatile
  security definer  -- as add_pending_column
  set search_path = ''
as $$
declare
  v_default jsonb;
begin
  if old_column.default_value is null or not (select t.can_have_default from public.column_types as t where t.type = new_column.type) then
    return;
  end if;
  execute format('select case when %s then %s end from (select %s as c1 from (select jsonb_build_object($1, $2) as v) as x) as t', converts, value, cell)
    into v_default using old_column.key, old_column.default_value;
  update public.list_columns as c set default_value = v_default where c.id = new_column.id and c.workspace_id = new_column.workspace_id;
end
$$;
comment on function private.convert_default(public.list_columns, public.list_columns, text, text, text) is
  'The default converts like a cell; one that does not is left out.';
revoke execute on function private.convert_default(public.list_columns, public.list_columns, text, text, text) from public;
