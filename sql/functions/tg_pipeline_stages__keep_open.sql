create function private.tg_pipeline_stages__keep_open()
  returns trigger
  language plpgsql
  security definer  -- whether the pipeline is still there
  set search_path = ''
as $$
begin
  -- The lock makes two wait for each other who delete the last two.
  perform p.id from public.pipelines as p
  where (p.id, p.workspace_id) in (select o.pipeline_id, o.workspace_id from old_rows as o)
  order by p.id for no key update;
  if exists (
    select from public.pipelines as p
    where (p.id, p.workspace_id) in (select o.pipeline_id, o.workspace_id from old_rows as o) and not exists (
      select from public.pipeline_stages as s where s.pipeline_id = p.id and s.workspace_id = p.workspace_id and s.key <> 'closed'
    )
  ) then
    raise exception 'A pipeline keeps a stage to begin in'
      using errcode = 'restrict_violation', constraint = 'pipeline_keeps_open', hint = 'Add another stage first, or archive the pipeline. Nothing was saved.';
  end if;
  return null;
end
$$;
comment on function private.tg_pipeline_stages__keep_open() is 'The last open stage goes with its pipeline alone.';
revoke execute on function private.tg_pipeline_stages__keep_open() from public;
