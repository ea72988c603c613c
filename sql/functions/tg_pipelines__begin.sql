create function private.tg_pipelines__begin()
  returns trigger
  language plpgsql
  security definer  -- completes what the caller was let begin
  set search_path = ''
as $$
begin
  insert into public.pipeline_stages (workspace_id, pipeline_id, key, name, position)
  select n.workspace_id, n.id, 'closed', 'Closed', 32767 from new_rows as n;
  insert into public.status_moves (workspace_id, pipeline_id, from_status, to_status, minimum_role)
  select n.workspace_id, n.id, m.from_status, m.to_status, m.minimum_role
  from new_rows as n
  cross join (values
    (null, 'new', 'member'::public.workspace_role), (null, 'in_progress', 'member'), (null, 'won', 'editor'), (null, 'lost', 'editor'),
    ('new', 'in_progress', 'member'), ('in_progress', 'won', 'member'), ('in_progress', 'lost', 'member')
  ) as m (from_status, to_status, minimum_role);
  return null;
end
$$;
comment on function private.tg_pipelines__begin() is 'Every pipeline ends at closed, and begins with the usual moves of the status.';
revoke execute on function private.tg_pipelines__begin() from public;
