create function private.find_unneeded_objects(batch_size integer default 500)
  returns text[]
  language sql
  stable
  security definer  -- the worker may not read the keys of objects
  set search_path = ''
as $$
  select array(select o.object_key from private.stored_objects as o where o.unneeded_at is not null order by o.unneeded_at, o.object_key limit batch_size)
$$;
comment on function private.find_unneeded_objects(integer) is
  'Keys of objects that nothing needs any more: what was purged, given up, or belonged to a workspace that is gone.';
revoke execute on function private.find_unneeded_objects(integer) from public;
grant execute on function private.find_unneeded_objects(integer) to worker;
