create function private.give_up_slot(list_id uuid, kind text)
  returns void
  language sql
  volatile
  security definer  -- as fill_slots
  set search_path = ''
as $$
  update private.list_slots as s set state = 'clearing', token = private.uuid_v7()
  where s.list_id = give_up_slot.list_id and s.column_id = (
    select l.column_id from private.list_slots as l
    where l.list_id = give_up_slot.list_id and l.slot like give_up_slot.kind || '%' and l.state = 'ready'
      and l.used_at < now() - interval '7 days' and not private.is_matched_column(l.list_id, l.column_id)
    order by l.used_at limit 1
  )
$$;
comment on function private.give_up_slot(uuid, text) is
  'Frees the slot that no query has asked for longest, if that is at least a week; never of a column that is matched.';
revoke execute on function private.give_up_slot(uuid, text) from public;
