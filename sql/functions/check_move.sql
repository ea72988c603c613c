create function private.check_move(
  deal public.deals, field text, from_place text, to_place text, minimum_role public.workspace_role, caller_role public.workspace_role
)
  returns void
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_move constant text := case when from_place is null then format('begin with the %s %s', field, to_place)
    else format('go from %s to %s', from_place, to_place) end;
begin
  if minimum_role is null then
    perform private.refuse_move(deal, field, 'cannot ' || v_move || coalesce((
      select '; it can go to ' || string_agg(m.to_place, ', ' order by m.to_place)
      from (
        select m.to_stage as to_place from public.stage_moves as m
        where field = 'stage' and m.pipeline_id = deal.pipeline_id and m.workspace_id = deal.workspace_id
          and m.from_stage is not distinct from from_place and m.to_stage <> 'closed'
        union all
        select m.to_status from public.status_moves as m
        where field = 'status' and m.pipeline_id = deal.pipeline_id and m.workspace_id = deal.workspace_id
          and m.from_status is not distinct from from_place
      ) as m), ''));
  elsif caller_role < minimum_role then
    raise exception '"%" (%) is made to % by the role % or higher; you are %', deal.title, deal.id, v_move, minimum_role, caller_role
      using errcode = 'insufficient_privilege', constraint = 'deal_move_forbidden',
        hint = format('Ask somebody with the role %s. Nothing was saved.', minimum_role),
        detail = jsonb_build_array(jsonb_build_object('field', field, 'code', 'deal_move_forbidden', 'id', deal.id,
          'message', format('needs the role %s', minimum_role)));
  end if;
end
$$;
comment on function private.check_move(public.deals, text, text, text, public.workspace_role, public.workspace_role) is
  'Refuses a move that nobody makes, which has no lowest role, or not somebody of this role; a trusted caller has none and passes.';
revoke execute on function private.check_move(public.deals, text, text, text, public.workspace_role, public.workspace_role) from public;
