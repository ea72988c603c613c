create function private.find_stored_objects(folder text)
  returns text[]
  language sql
  stable
  security definer  -- as find_unneeded_objects
  set search_path = ''
as $$
  select array(select o.object_key from private.stored_objects as o where o.workspace_id::text = folder order by 1)
$$;
comment on function private.find_stored_objects(text) is
  'The keys of all objects that belong in the store below a folder, which is the id of a workspace.';
revoke execute on function private.find_stored_objects(text) from public;
grant execute on function private.find_stored_objects(text) to worker;
