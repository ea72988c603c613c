create function private.tg_pipelines__keep_default()
  returns trigger
  language plpgsql
  security definer  -- whether the workspace is still there, and its stages
  set search_path = ''
as $$
begin
  -- Another that becomes the default makes this one stand back, one trigger below.
  if old.is_default and pg_catalog.pg_trigger_depth() < 2 and exists (select from public.workspaces as w where w.id = old.workspace_id)
    and (tg_op = 'DELETE' or not new.is_default or new.archived_at is not null) then
    raise exception 'The pipeline % is where deals begin that name none', old.name
      using errcode = 'restrict_violation', constraint = 'pipeline_is_default', hint = 'Make another pipeline the default first. Nothing was saved.';
  end if;
  if tg_op = 'UPDATE' and new.is_default and not old.is_default and not exists (
    select from public.pipeline_stages as s where s.pipeline_id = old.id and s.workspace_id = old.workspace_id and s.key <> 'closed'
  ) then
    raise exception 'The pipeline % has no stage to begin in', old.name
      using errcode = 'restrict_violation', constraint = 'pipeline_keeps_open', hint = 'Add a stage first. Nothing was saved.';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$$;
comment on function private.tg_pipelines__keep_default() is
  'The default pipeline is neither archived nor deleted, stays the default until another is, and has a stage to begin in: pipeline_is_default, pipeline_keeps_open.';
revoke execute on function private.tg_pipelines__keep_default() from public;
