create function private.workspace_ids(capability text)
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer  -- reads memberships below their own policy, which calls this
  set search_path = ''
as $$
declare
  v_ids uuid[];
begin
  select array_agg(m.workspace_id) into v_ids
  from public.workspace_members as m
  where m.user_id = auth.uid()
    and m.role >= (
      select c.minimum_role from public.capabilities as c where c.capability = workspace_ids.capability
    );
  return coalesce(v_ids, '{}');
end
$$;
comment on function private.workspace_ids(text) is
  'The workspaces in which the caller has the capability. Policies wrap it in a sub-select, so that it runs once a statement; plpgsql because a SQL function costs twice as much there.';
revoke execute on function private.workspace_ids(text) from public;
grant execute on function private.workspace_ids(text) to anon, authenticated, service_role, worker;
