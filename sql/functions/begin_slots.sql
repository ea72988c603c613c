create function private.begin_slots(list_id uuid)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- as fill_slots
  set search_path = ''
as $$
declare
  v_wanted record;
  v_slot text;
  v_changed boolean := false;
begin
  perform from private.list_checks as k where k.list_id = begin_slots.list_id for update;
  for v_wanted in
    select s.column_id, private.slot_kind(private.column_family(c.type)) as kind
    from private.list_slots as s
    join public.list_columns as c on c.id = s.column_id and c.workspace_id = s.workspace_id
    where s.list_id = begin_slots.list_id and s.state = 'wanted' and c.deleted_at is null
    order by s.token
  loop
    v_slot := (
      select v_wanted.kind || n from generate_series(1, 8) as n
      where not exists (select from private.list_slots as s where s.list_id = begin_slots.list_id and s.slot = v_wanted.kind || n)
      order by n limit 1
    );
    if v_slot is not null then
      update private.list_slots as s set slot = v_slot, state = 'filling', token = private.uuid_v7()
      where s.list_id = begin_slots.list_id and s.column_id = v_wanted.column_id;
    else
      perform private.give_up_slot(list_id, v_wanted.kind);
    end if;
    v_changed := true;
  end loop;
  if v_changed then
    perform private.compile_slots(list_id);
  end if;
  return (
    select jsonb_build_object('slots', jsonb_object_agg(s.slot, s.token), 'trashed', false, 'after', null)
    from private.list_slots as s where s.list_id = begin_slots.list_id and s.state in ('filling', 'clearing')
    having count(*) > 0
  );
end
$$;
comment on function private.begin_slots(uuid) is
  'Gives wanted columns their slots and answers with the work to do, or null when there is none. Waits for whoever is writing to the list, at most lock_timeout.';
revoke execute on function private.begin_slots(uuid) from public;
