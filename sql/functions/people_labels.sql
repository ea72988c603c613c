create function private.people_labels(workspace_id uuid)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  -- A name that two members share names neither.
  with named as (
    select m.user_id::text as id, lower(btrim(p.full_name)) as name, lower(p.email) as email
    from public.workspace_members as m
    join public.user_profiles as p on p.user_id = m.user_id
    where m.workspace_id = people_labels.workspace_id
  )
  select coalesce(jsonb_object_agg(l.label, l.id), '{}')
  from (
    select n.name as label, min(n.id) as id from named as n
    where n.name <> '' and n.name not in (select e.email from named as e where e.email is not null) group by n.name having count(*) = 1
    union all select n.email, n.id from named as n where n.email is not null
    union all select n.id, n.id from named as n
  ) as l
$$;
comment on function private.people_labels(uuid) is
  'What a file or a text may call the members of a workspace: e-mail address, name or id, in lower case, each with the id.';
revoke execute on function private.people_labels(uuid) from public;
grant execute on function private.people_labels(uuid) to authenticated, service_role;
