create function private.pipeline_json(pipeline public.pipelines)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select to_jsonb(pipeline) || jsonb_build_object(
    'stages', (
      select coalesce(jsonb_agg(to_jsonb(s) order by s.position, s.key), '[]')
      from public.pipeline_stages as s where s.pipeline_id = (pipeline).id and s.workspace_id = (pipeline).workspace_id
    ),
    'stage_moves', (
      select coalesce(jsonb_agg(jsonb_build_object('from', m.from_stage, 'to', m.to_stage, 'minimum_role', m.minimum_role)
        order by f.position nulls first, t.position), '[]')
      from public.stage_moves as m
      join public.pipeline_stages as t on t.pipeline_id = m.pipeline_id and t.key = m.to_stage and t.workspace_id = m.workspace_id
      left join public.pipeline_stages as f on f.pipeline_id = m.pipeline_id and f.key = m.from_stage and f.workspace_id = m.workspace_id
      where m.pipeline_id = (pipeline).id and m.workspace_id = (pipeline).workspace_id
    ),
    'status_moves', (
      select coalesce(jsonb_agg(jsonb_build_object('from', m.from_status, 'to', m.to_status, 'minimum_role', m.minimum_role)
        order by m.from_status nulls first, m.to_status), '[]')
      from public.status_moves as m where m.pipeline_id = (pipeline).id and m.workspace_id = (pipeline).workspace_id
    )
  )
$$;
comment on function private.pipeline_json(public.pipelines) is 'A pipeline with its stages in order and the moves that it has, as clients see it.';
revoke execute on function private.pipeline_json(public.pipelines) from public;
grant execute on function private.pipeline_json(public.pipelines) to authenticated, service_role;
