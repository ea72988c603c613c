create function private.tg_comments__prepare()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
begin
  -- With the caller's rights, and as get_item finds it.
  new.workspace_id := coalesce(new.workspace_id, (
    select i.workspace_id from public.items as i where i.id = new.item_id order by i.created_at, i.workspace_id limit 1
  ));
  return new;
end
$$;
comment on function private.tg_comments__prepare() is 'Fills in the workspace.';
revoke execute on function private.tg_comments__prepare() from public;
