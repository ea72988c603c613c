create function private.tg_pipeline_stages__keep_closed()
  returns trigger
  language plpgsql
  security definer  -- whether the pipeline is still there
  set search_path = ''
as $$
begin
  if exists (select from public.pipelines as p where p.id = old.pipeline_id and p.workspace_id = old.workspace_id) then
    raise exception 'Every pipeline ends at closed' using errcode = 'restrict_violation', constraint = 'pipeline_keeps_closed';
  end if;
  return old;
end
$$;
comment on function private.tg_pipeline_stages__keep_closed() is 'The stage closed goes with its pipeline alone.';
revoke execute on function private.tg_pipeline_stages__keep_closed() from public;
