create function private.tg_items__check_slots()
  returns trigger
  language plpgsql
  security definer  -- reads the map of slots
  set search_path = ''
as $$
declare
  v_list_id uuid;
  v_slots jsonb;
  v_wrong boolean;
begin
  for v_list_id, v_slots in
    select k.list_id, k.slots
    from (select distinct n.list_id from new_rows as n) as w
    join private.list_checks as k on k.list_id = w.list_id
    where k.slots <> '{}'
    order by k.list_id
  loop
    execute format('select exists (select from new_rows as n where n.list_id = $1 and num_nulls(%s) > 0)', (
      select string_agg(format('n.%I', k.slot), ', ') from jsonb_object_keys(v_slots) as k (slot)
    )) into v_wrong using v_list_id;
    if v_wrong then
      raise exception 'The list got other slots while this was written'
        using errcode = 'serialization_failure', constraint = 'slots_changed', hint = 'Repeat the request.';
    end if;
  end loop;
  return null;
end
$$;
comment on function private.tg_items__check_slots() is
  'Nothing is stored without its slots, whatever a session has done to the setting in which tg_items__prepare remembers.';
revoke execute on function private.tg_items__check_slots() from public;
