create function private.tg_workspaces__pipeline()
  returns trigger
  language plpgsql
  security definer  -- what a new workspace begins with, whoever makes it
  set search_path = ''
as $$
begin
  with made as (
    insert into public.pipelines (workspace_id, name, is_default)
    select n.id, 'Sales', true from new_rows as n
    returning pipelines.id, pipelines.workspace_id
  )
  insert into public.pipeline_stages (workspace_id, pipeline_id, key, name, position, probability)
  select m.workspace_id, m.id, s.key, s.name, s.position, s.probability
  from made as m
  cross join (values
    ('qualification', 'Qualification', 1, 20), ('proposal', 'Proposal', 2, 50), ('negotiation', 'Negotiation', 3, 80)
  ) as s (key, name, position, probability);
  insert into public.lost_reasons (workspace_id, name, position)
  select n.id, r.name, r.position
  from new_rows as n
  cross join (values ('Price', 1), ('Competitor', 2), ('Timing', 3), ('No budget', 4), ('No answer', 5), ('Other', 6)) as r (name, position);
  return null;
end
$$;
comment on function private.tg_workspaces__pipeline() is
  'A new workspace has a pipeline, qualification → proposal → negotiation → closed, and reasons for losing; its admins may change all of it.';
revoke execute on function private.tg_workspaces__pipeline() from public;
