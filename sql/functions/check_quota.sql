create function private.check_quota(workspace_id uuid, added bigint)
  returns void
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_quota constant bigint := (select w.attachment_quota from public.workspaces as w where w.id = check_quota.workspace_id);
  v_used constant bigint := (select u.bytes from private.attachment_usage as u where u.workspace_id = check_quota.workspace_id);
begin
  if v_used > v_quota then
    raise exception 'The files of the workspace may take % bytes, of which % are free; this one has %', v_quota, greatest(v_quota - v_used + added, 0), added
      using errcode = 'program_limit_exceeded', constraint = 'attachment_quota', hint = 'Delete files for good, or ask whoever runs Deedbook for more room.';
  end if;
end
$$;
comment on function private.check_quota(uuid, bigint) is
  'Refuses what the quota of a workspace has no room for.';
revoke execute on function private.check_quota(uuid, bigint) from public;
