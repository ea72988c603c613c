create function private.tg_list_columns__prepare()
  returns trigger
  language plpgsql
  security definer  -- keys and positions of columns in the trash count too
  set search_path = ''
as $$
begin
  new.workspace_id := coalesce(new.workspace_id, (select l.workspace_id from public.lists as l where l.id = new.list_id));
  new.key := coalesce(nullif(new.key, ''), private.column_key(new.list_id, new.name));
  if new.position = 0 then
    new.position := 1 + coalesce(
      (select max(c.position) from public.list_columns as c where c.list_id = new.list_id), 0);
  end if;
  return new;
end
$$;
comment on function private.tg_list_columns__prepare() is 'Fills in workspace, key and position.';
revoke execute on function private.tg_list_columns__prepare() from public;
