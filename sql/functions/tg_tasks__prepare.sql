create function private.tg_tasks__prepare()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
begin
  -- With the caller's rights, and as get_deal finds it.
  new.workspace_id := coalesce(
    new.workspace_id,
    (select d.workspace_id from public.deals as d where d.id = new.deal_id order by d.created_at, d.workspace_id limit 1),
    (select c.workspace_id from public.contacts as c where c.id = new.contact_id order by c.created_at, c.workspace_id limit 1)
  );
  if new.is_done and (tg_op = 'INSERT' or not old.is_done) then
    new.done_at := now();
    new.done_by := auth.uid();
  elsif not new.is_done then
    new.done_at := null;
    new.done_by := null;
  end if;
  return new;
end
$$;
comment on function private.tg_tasks__prepare() is 'Fills in the workspace, and who did it and when.';
revoke execute on function private.tg_tasks__prepare() from public;
