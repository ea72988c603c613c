create function private.rebuild_deal_stages(workspace_id uuid)
  returns void
  language plpgsql
  volatile
  security definer  -- the history is nobody's to write
  set search_path = ''
as $$
begin
  delete from private.deal_stages as s where s.workspace_id = rebuild_deal_stages.workspace_id;
  with events as (
    select a.deal_id, a.id, a.created_at, coalesce(a.payload ->> 'pipeline_id', a.payload ->> 'to_pipeline_id')::uuid as pipeline_id,
      coalesce(a.payload ->> 'stage', a.payload ->> 'to') as stage
    from public.activities as a
    where a.workspace_id = rebuild_deal_stages.workspace_id and a.type in ('deal_created', 'stage_changed')
  ), stays as (
    select e.*, lead(e.stage) over next as next_stage, lead(e.pipeline_id) over next as next_pipeline_id,
      case when lead(e.stage) over next = 'closed' then d.closed_at else lead(e.created_at) over next end as left_at,
      d.status, d.deleted_at
    from events as e join public.deals as d on d.id = e.deal_id and d.workspace_id = rebuild_deal_stages.workspace_id
    window next as (partition by e.deal_id order by e.created_at, e.id)
  )
  insert into private.deal_stages (workspace_id, deal_id, pipeline_id, stage, entered_at, left_at, seconds, stays, exit, is_counted)
  select rebuild_deal_stages.workspace_id, s.deal_id, s.pipeline_id, s.stage, max(s.created_at),
    (array_agg(s.left_at order by s.created_at desc, s.id desc))[1],
    coalesce(sum(greatest(0, extract(epoch from s.left_at - s.created_at))), 0), count(s.left_at), (array_agg(case
      when s.next_stage is null then null when s.next_pipeline_id <> s.pipeline_id then 'moved' when s.next_stage = 'closed' then s.status
      when private.stage_position(rebuild_deal_stages.workspace_id, s.pipeline_id, s.next_stage)
        > private.stage_position(rebuild_deal_stages.workspace_id, s.pipeline_id, s.stage) then 'forward'
      else 'back' end order by s.created_at desc, s.id desc))[1],
    bool_and(s.deleted_at is null)
  from stays as s where s.stage <> 'closed'
  group by s.deal_id, s.pipeline_id, s.stage;
end
$$;
comment on function private.rebuild_deal_stages(uuid) is
  'Reads the history of stages anew from the timeline of the deals of a workspace, where that was written by hand.';
revoke execute on function private.rebuild_deal_stages(uuid) from public;
