create function private.fill_slot_batch(list_id uuid, progress jsonb, batch integer)
  returns uuid
  language plpgsql
  volatile
  security definer  -- as fill_slots
  set search_path = ''
as $$
declare
  v_map constant jsonb := (select k.slots from private.list_checks as k where k.list_id = fill_slot_batch.list_id);
  v_slots constant jsonb := (select jsonb_object_agg(s.slot, v_map -> s.slot) from jsonb_object_keys(progress -> 'slots') as s (slot));
  v_last uuid;
begin
  -- Locked in the order of their ids, as every batch of writers does.
  execute format($sql$
    with batch as (
      select i.id, i.workspace_id from public.items as i
      where i.list_id = $1 and i.id > $2 and i.deleted_at is %s
      order by i.id limit $3 for no key update
    ), filled as (
      update public.items as i set %s from batch as b
      where i.id = b.id and i.workspace_id = b.workspace_id and (%s)
    )
    select b.id from batch as b order by b.id desc limit 1$sql$,
    case when (progress ->> 'trashed')::boolean then 'not null' else 'null' end,
    (select string_agg(format('%I = private.%s(%L::jsonb, i.values)', s.key,
      case left(s.key, 1) when 'n' then 'number_slot' else 'text_slot' end, nullif(s.value, 'null')), ', ') from jsonb_each(v_slots) as s),
    private.slots_wrong_sql(v_slots, 'i'))
    into v_last using list_id, coalesce(progress ->> 'after', '00000000-0000-0000-0000-000000000000')::uuid, batch;
  return v_last;
end
$$;
comment on function private.fill_slot_batch(uuid, jsonb, integer) is
  'Fills the slots of the next items by id; the last of them, or null at the end.';
revoke execute on function private.fill_slot_batch(uuid, jsonb, integer) from public;
