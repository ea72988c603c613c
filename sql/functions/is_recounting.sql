create function private.is_recounting(workspace_id uuid)
  returns boolean
  language sql
  stable
  set search_path = ''
as $$
  select exists (select from private.deal_stat_zones as z where z.workspace_id = is_recounting.workspace_id)
$$;
comment on function private.is_recounting(uuid) is 'Whether the time zone has changed and the deals are not counted in it yet.';
revoke execute on function private.is_recounting(uuid) from public;
