create function private.find_open_uploads(upload_ids uuid[])
  returns uuid[]
  language sql
  stable
  security definer  -- the worker may not read uploads
  set search_path = ''
as $$
  select array(select u.id from private.uploads as u where u.id = any (upload_ids))
$$;
comment on function private.find_open_uploads(uuid[]) is
  'Which of these uploads still need their bytes.';
revoke execute on function private.find_open_uploads(uuid[]) from public;
grant execute on function private.find_open_uploads(uuid[]) to worker;
