create function private.audit_actors(workspace_id uuid, actor_ids uuid[])
  returns table (actor_id uuid, actor_name text, actor_email text)
  language plpgsql
  stable
  security definer  -- who left the workspace is still named by what they did in it
  set search_path = ''
as $$
begin
  perform private.check_capability(audit_actors.workspace_id, 'audit.read');
  return query
    select p.user_id, p.full_name, p.email
    from public.user_profiles as p
    where p.user_id = any (audit_actors.actor_ids)
      and exists (
        select from audit.events as e where e.workspace_id = audit_actors.workspace_id and e.actor_id = p.user_id
      );
end
$$;
comment on function private.audit_actors(uuid, uuid[]) is
  'Names of people who did something in the workspace, members or not, for whoever may read its log. Of nobody else.';
revoke execute on function private.audit_actors(uuid, uuid[]) from public;
grant execute on function private.audit_actors(uuid, uuid[]) to authenticated, service_role;
