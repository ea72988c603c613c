create function private.tg_contact_items__prepare()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
begin
  -- With the caller's rights, and as get_contact finds it.
  new.workspace_id := coalesce(new.workspace_id, (
    select r.workspace_id from public.contacts as r where r.id = new.contact_id order by r.created_at, r.workspace_id limit 1
  ));
  return new;
end
$$;
comment on function private.tg_contact_items__prepare() is 'Fills in the workspace.';
revoke execute on function private.tg_contact_items__prepare() from public;
