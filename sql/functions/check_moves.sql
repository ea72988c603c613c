create function private.check_moves(pipeline_id uuid, field text, moves jsonb)
  returns void
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_places constant text[] := case field when 'status_moves' then '{new,in_progress,won,lost}'::text[]
    else array(select s.key from public.pipeline_stages as s where s.pipeline_id = check_moves.pipeline_id) end;
  v_unknown constant text := case field when 'status_moves' then 'deal_status_unknown' else 'stage_unknown' end;
  v_problems constant jsonb := (
    select jsonb_agg(jsonb_build_object('row', m.n - 1, 'field', format('%s[%s].%s', field, m.n - 1, p.part), 'code', p.code, 'message', p.message) order by m.n)
    from (
      select e.n, e.m ->> 'from' as from_place, e.m ->> 'to' as to_place, row_number() over (partition by e.m ->> 'from', e.m ->> 'to' order by e.n) as nth
      from jsonb_array_elements(moves) with ordinality as e (m, n)
    ) as m
    cross join lateral (
      select 'from' as part, v_unknown as code, format('there is no %s', m.from_place) as message where m.from_place <> all (v_places)
      union all
      select 'to', v_unknown, format('there is no %s', coalesce(m.to_place, 'place to go to')) where coalesce(m.to_place <> all (v_places), true)
      union all
      select 'to', 'move_leads_nowhere', 'it leads to where it begins' where m.from_place = m.to_place
      union all
      select 'from', 'move_ends_there', 'nothing leads away from here' where m.from_place in ('closed', 'won', 'lost') and m.from_place = any (v_places)
      union all
      select 'to', 'move_twice', 'it stands there twice' where m.nth > 1
    ) as p
  );
begin
  if v_problems is not null then
    raise exception '%: %', v_problems -> 0 ->> 'field', v_problems -> 0 ->> 'message'
      using errcode = 'check_violation', constraint = 'moves_invalid', detail = v_problems::text, hint = 'Nothing was saved.';
  end if;
end
$$;
comment on function private.check_moves(uuid, text, jsonb) is
  'Refuses moves of stages or of the status that cannot be (moves_invalid); DETAIL is a JSON array of {row, field, code, message}.';
revoke execute on function private.check_moves(uuid, text, jsonb) from public;
grant execute on function private.check_moves(uuid, text, jsonb) to authenticated, service_role;
