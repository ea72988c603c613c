create function public.create_pipeline(
  workspace_id uuid, name text, stages jsonb, description text default '', is_default boolean default false, needs_lost_reason boolean default false
)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_pipeline_id uuid;
begin
  perform private.check_capability(workspace_id, 'pipelines.write');
  perform private.check_batch(stages);
  insert into public.pipelines (workspace_id, name, description, is_default, needs_lost_reason, position)
  values (create_pipeline.workspace_id, create_pipeline.name, create_pipeline.description, create_pipeline.is_default, create_pipeline.needs_lost_reason,
    (select coalesce(max(p.position), 0) + 1 from public.pipelines as p where p.workspace_id = create_pipeline.workspace_id))
  returning id into v_pipeline_id;
  insert into public.pipeline_stages (workspace_id, pipeline_id, key, name, position, probability, required_fields)
  select create_pipeline.workspace_id, v_pipeline_id, coalesce(e.s ->> 'key', private.stage_key(e.s ->> 'name')), e.s ->> 'name', e.n,
    coalesce((e.s ->> 'probability')::integer, 0), array(select jsonb_array_elements_text(coalesce(e.s -> 'required_fields', '[]')))
  from jsonb_array_elements(stages) with ordinality as e (s, n);
  return public.get_pipeline(v_pipeline_id);
end
$$;
comment on function public.create_pipeline(uuid, text, jsonb, text, boolean, boolean) is
  'Makes a pipeline of stages [{name, key, probability, required_fields}] in their order; closed comes last by itself, and so do the usual moves.';
revoke execute on function public.create_pipeline(uuid, text, jsonb, text, boolean, boolean) from public;
grant execute on function public.create_pipeline(uuid, text, jsonb, text, boolean, boolean) to authenticated, service_role;
