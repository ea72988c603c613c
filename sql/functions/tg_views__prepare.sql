create function private.tg_views__prepare()
  returns trigger
  language plpgsql
  security definer  -- positions of the views of others count too
  set search_path = ''
as $$
begin
  new.workspace_id := coalesce(new.workspace_id, (select l.workspace_id from public.lists as l where l.id = new.list_id));
  if new.position = 0 then
    new.position := 1 + coalesce((select max(v.position) from public.views as v where v.list_id = new.list_id), 0);
  end if;
  return new;
end
$$;
comment on function private.tg_views__prepare() is 'Fills in workspace and position.';
revoke execute on function private.tg_views__prepare() from public;
