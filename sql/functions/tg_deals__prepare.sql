create function private.tg_deals__prepare()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
begin
  if new.pipeline_id is null then
    new.pipeline_id := private.default_pipeline(new.workspace_id);
  end if;
  if new.currency is null then
    new.currency := (select w.default_currency from public.workspaces as w where w.id = new.workspace_id);
  end if;
  if new.status in ('won', 'lost') and (tg_op = 'INSERT' or old.status <> new.status) then
    if new.stage <> 'closed' and (tg_op = 'INSERT' or new.stage <> old.stage) then
      perform private.refuse_move(new, 'stage', format('is closed once it is %s, and cannot be in the stage %s', new.status, new.stage));
    end if;
    new.stage := 'closed';
    new.closed_at := coalesce(new.closed_at, now());
  elsif tg_op = 'INSERT' and new.stage is null or tg_op = 'UPDATE' and new.pipeline_id <> old.pipeline_id and new.stage = old.stage
    and new.status in ('new', 'in_progress') then
    new.stage := private.first_stage(new.workspace_id, new.pipeline_id);
  end if;
  if tg_op = 'INSERT' or new.stage is distinct from old.stage or new.pipeline_id <> old.pipeline_id then
    new.stage_changed_at := now();
  end if;
  return new;
end
$$;
comment on function private.tg_deals__prepare() is
  'Fills in pipeline, first stage and currency; a deal that is won or lost is closed, and when.';
revoke execute on function private.tg_deals__prepare() from public;
