create function private.tg_all__release_objects()
  returns trigger
  language plpgsql
  volatile
  security definer  -- the list of objects is nobody's to write
  set search_path = ''
as $$
begin
  update private.stored_objects as o set unneeded_at = now()
  from old_rows as r
  where o.attachment_id = r.id and o.workspace_id = r.workspace_id and o.unneeded_at is null;
  return null;
end
$$;
comment on function private.tg_all__release_objects() is
  'Puts the objects of deleted attachments and uploads down for deletion: a job deletes them in the store.';
revoke execute on function private.tg_all__release_objects() from public;
