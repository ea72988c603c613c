create function private.ranked_values(list_id uuid, queried private.query_column)
  returns text[]
  language sql
  stable
  set search_path = ''
as $$
  select case when queried.family <> 'person' then queried.options else array(
    select p.user_id::text
    from public.lists as l
    join public.workspace_members as m on m.workspace_id = l.workspace_id
    join public.user_profiles as p on p.user_id = m.user_id
    where l.id = ranked_values.list_id
    order by lower(p.full_name) collate "C", p.user_id
  ) end
$$;
comment on function private.ranked_values(uuid, private.query_column) is
  'What a choice or person may hold, in the order in which it sorts: options as the column lists them, members by name.';
revoke execute on function private.ranked_values(uuid, private.query_column) from public;
grant execute on function private.ranked_values(uuid, private.query_column) to authenticated, service_role;
