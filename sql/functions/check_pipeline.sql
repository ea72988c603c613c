create function private.check_pipeline(deal public.deals, is_placed boolean)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_archived_at constant timestamptz[] := array(
    select p.archived_at from public.pipelines as p where p.id = deal.pipeline_id and p.workspace_id = deal.workspace_id
  );
begin
  if v_archived_at = '{}' then
    raise exception 'There is no such pipeline' using errcode = 'no_data_found', constraint = 'pipeline_not_found';
  elsif is_placed and v_archived_at[1] is not null then
    raise exception 'The pipeline is archived'
      using errcode = 'object_not_in_prerequisite_state', constraint = 'pipeline_archived', hint = 'Choose another, or take it out of the archive.';
  end if;
  -- The lock of the foreign key, taken before it: a stage that is being deleted is waited for, and then not there.
  perform from public.pipeline_stages as s
  where s.pipeline_id = deal.pipeline_id and s.workspace_id = deal.workspace_id and s.key = deal.stage for key share;
  if not found then
    raise exception 'The pipeline has no stage %', coalesce(deal.stage, 'to begin in')
      using errcode = 'check_violation', constraint = 'stage_unknown', hint = 'GET /pipelines lists them.',
        detail = jsonb_build_array(jsonb_build_object('field', 'stage', 'code', 'stage_unknown', 'message', 'there is no such stage'));
  end if;
end
$$;
comment on function private.check_pipeline(public.deals, boolean) is 'Refuses a deal in a pipeline or stage that is not there, or placed in one that is not open: pipeline_not_found, pipeline_archived, stage_unknown.';
revoke execute on function private.check_pipeline(public.deals, boolean) from public;
