create function private.next_place(upload private.uploads)
  returns integer
  language sql
  stable
  set search_path = ''
as $$
  select 1 + coalesce(max(a.position), 0) from public.attachments as a
  where a.item_id = upload.item_id and a.workspace_id = upload.workspace_id and a.column_id is not distinct from upload.column_id
$$;
comment on function private.next_place(private.uploads) is
  'The place behind the last file of the item and column.';
revoke execute on function private.next_place(private.uploads) from public;
