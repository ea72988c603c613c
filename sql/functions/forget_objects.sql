create function private.forget_objects(object_keys text[])
  returns integer
  language plpgsql
  volatile
  security definer  -- as find_unneeded_objects
  set search_path = ''
as $$
declare
  v_count integer;
begin
  delete from private.stored_objects as o where o.object_key = any (object_keys) and o.unneeded_at is not null;
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function private.forget_objects(text[]) is
  'Notes that these objects are deleted; returns how many.';
revoke execute on function private.forget_objects(text[]) from public;
grant execute on function private.forget_objects(text[]) to worker;
