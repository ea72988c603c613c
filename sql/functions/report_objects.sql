create function private.report_objects(folder text, missing_keys text[])
  returns uuid[]
  language sql
  volatile
  security definer  -- as find_unneeded_objects
  set search_path = ''
as $$
  with seen as (
    select o.attachment_id, o.workspace_id, o.object_key = any (missing_keys) as is_missing
    from private.stored_objects as o
    where o.workspace_id::text = folder and o.kind = 'file' and o.unneeded_at is null
  ), noted as (
    update public.attachments as a set missing_at = case when s.is_missing then now() end
    from seen as s
    where a.id = s.attachment_id and a.workspace_id = s.workspace_id and (a.missing_at is not null) <> s.is_missing
    returning a.id, a.missing_at
  )
  select array(select n.id from noted as n where n.missing_at is not null order by 1)
$$;
comment on function private.report_objects(text, text[]) is
  'Notes at the attachments of a workspace which of their objects the store does not have, and which it has again; returns those that are newly missing.';
revoke execute on function private.report_objects(text, text[]) from public;
grant execute on function private.report_objects(text, text[]) to worker;
