create function private.name_actors(workspace_id uuid, events jsonb)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select coalesce(jsonb_agg(
      e.event || jsonb_build_object('actor_name', a.actor_name, 'actor_email', a.actor_email) order by e.n
    ), '[]')
  from jsonb_array_elements(events) with ordinality as e (event, n)
  left join private.audit_actors(
    workspace_id, array(select distinct (d.event ->> 'actor_id')::uuid from jsonb_array_elements(events) as d (event))
  ) as a on a.actor_id = (e.event ->> 'actor_id')::uuid
$$;
comment on function private.name_actors(uuid, jsonb) is 'Audit events with the name and e-mail of who did them.';
revoke execute on function private.name_actors(uuid, jsonb) from public;
grant execute on function private.name_actors(uuid, jsonb) to authenticated, service_role;
