create function private.tg_workspaces__version()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
begin
  new.version := old.version + 1;
  new.updated_at := now();
  return new;
end
$$;
comment on function private.tg_workspaces__version() is 'Counts the version up, except for the owner count, which is no change that a person made.';
revoke execute on function private.tg_workspaces__version() from public;
