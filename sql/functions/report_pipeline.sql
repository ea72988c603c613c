create function private.report_pipeline(workspace_id uuid, pipeline_id text)
  returns uuid
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_id constant uuid := (
    select p.id from public.pipelines as p
    where p.workspace_id = report_pipeline.workspace_id
      and case when report_pipeline.pipeline_id is null then p.is_default else p.id::text = report_pipeline.pipeline_id end
  );
begin
  if v_id is null then
    raise exception 'There is no such pipeline' using errcode = 'no_data_found', constraint = 'pipeline_not_found';
  end if;
  return v_id;
end
$$;
comment on function private.report_pipeline(uuid, text) is 'The pipeline that a report is about, the default one unless named; or pipeline_not_found.';
revoke execute on function private.report_pipeline(uuid, text) from public;
