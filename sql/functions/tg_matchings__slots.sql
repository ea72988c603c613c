create function private.tg_matchings__slots()
  returns trigger
  language plpgsql
  security definer  -- list_slots is nobody's to write
  set search_path = ''
as $$
begin
  -- From the beginning: matches are read by GET, which cannot ask for a slot when the lists have grown.
  insert into private.list_slots (list_id, column_id, workspace_id)
  select c.list_id, c.id, c.workspace_id
  from (
    select new.offer_list_id as list_id, e.element ->> 'offer' as key from jsonb_array_elements(new.criteria) as e (element)
    union select new.request_list_id, e.element ->> 'request' from jsonb_array_elements(new.criteria) as e (element)
    union select new.offer_list_id, unnest(private.queried_keys(jsonb_build_object('filter', new.offer_filter)))
    union select new.request_list_id, unnest(private.queried_keys(jsonb_build_object('filter', new.request_filter)))
  ) as k
  join public.list_columns as c on c.list_id = k.list_id and c.workspace_id = new.workspace_id and c.key = k.key and c.deleted_at is null
  where private.slot_kind(private.column_family(c.type)) is not null and not private.is_read_only(c.type)
  on conflict do nothing;
  if found then
    perform private.defer_slots(new.offer_list_id);
    perform private.defer_slots(new.request_list_id);
  end if;
  return null;
end
$$;
comment on function private.tg_matchings__slots() is 'Columns that are matched want a slot, and keep it: see private.give_up_slot.';
revoke execute on function private.tg_matchings__slots() from public;
