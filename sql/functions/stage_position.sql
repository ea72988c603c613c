create function private.stage_position(deal public.deals)
  returns integer
  language sql
  stable
  set search_path = ''
as $$
  select s.position from public.pipeline_stages as s
  where s.pipeline_id = deal.pipeline_id and s.key = deal.stage and s.workspace_id = deal.workspace_id
$$;
comment on function private.stage_position(public.deals) is 'Where the stage of a deal stands in its pipeline.';
revoke execute on function private.stage_position(public.deals) from public;
