create function private.tg_items__check_slots()
  returns trigger
  language plpgsql
  security definer  -- reads the map of slots
  set search_path = ''
as $$
declare
  v_list_id uuid;
  v_slots jsonb;
  v_rewrite text;
  v_wrong boolean;
begin
  for v_list_id, v_slots, v_rewrite in
    select k.list_id, k.slots, k.rewrite ->> 'sql'
    from (select distinct n.list_id from new_rows as n) as w
    join private.list_checks as k on k.list_id = w.list_id
    where k.slots <> '{}' or k.rewrite is not null
    order by k.list_id
  loop
    execute format('select exists (select from (select r.*, r.values as v from new_rows as r) as n where n.list_id = $1 and (%s or %s))',
      coalesce((select format('num_nulls(%s) > 0', string_agg(format('n.%I', k.slot), ', ')) from jsonb_object_keys(v_slots) as k (slot) having count(*) > 0), 'false'),
      coalesce('n.values is distinct from (' || v_rewrite || ')', 'false')) into v_wrong using v_list_id;
    if v_wrong then
      raise exception 'The list got other slots or columns while this was written'
        using errcode = 'serialization_failure', constraint = 'slots_changed', hint = 'Repeat the request.';
    end if;
  end loop;
  return null;
end
$$;
comment on function private.tg_items__check_slots() is
  'Nothing is stored without its slots or past the change of a column, whatever a session has done to the setting in which tg_items__prepare remembers.';
revoke execute on function private.tg_items__check_slots() from public;
