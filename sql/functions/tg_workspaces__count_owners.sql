create function private.tg_workspaces__count_owners()
  returns trigger
  language plpgsql
  security definer  -- counts below the policies
  set search_path = ''
as $$
begin
  -- The founder's membership goes in first (its foreign key is deferred); nobody else can see either yet.
  new.owner_count := (
    select count(*) from public.workspace_members as m where m.workspace_id = new.id and m.role = 'owner'
  );
  return new;
end
$$;
comment on function private.tg_workspaces__count_owners() is 'A workspace is born with the owners it has; without one the check refuses it.';
revoke execute on function private.tg_workspaces__count_owners() from public;
