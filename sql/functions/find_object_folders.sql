create function private.find_object_folders()
  returns text[]
  language sql
  stable
  security definer  -- as find_unneeded_objects
  set search_path = ''
as $$
  select array(select distinct o.workspace_id::text from private.stored_objects as o order by 1)
$$;
comment on function private.find_object_folders() is
  'The folders of the store in which something belongs.';
revoke execute on function private.find_object_folders() from public;
grant execute on function private.find_object_folders() to worker;
