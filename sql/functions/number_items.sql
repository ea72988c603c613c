create function private.number_items(list_id uuid)
  returns void
  language plpgsql
  security definer  -- makes a sequence, and writes list_checks
  set search_path = ''
as $$
declare
  v_sequence constant text := private.number_sequence(list_id);
  v_count bigint;
begin
  if to_regclass(v_sequence) is not null then
    return;
  end if;
  -- A sequence: two writers never wait for each other, at any isolation level. A counter in a row would
  -- stop all other writers of the list until a bulk insert is over.
  execute 'create sequence ' || v_sequence;
  update public.items as i set number = n.number
  from (select i.id, i.workspace_id, row_number() over (order by i.id) as number from public.items as i where i.list_id = number_items.list_id) as n
  where i.id = n.id and i.workspace_id = n.workspace_id;
  get diagnostics v_count = row_count;
  perform setval(v_sequence::regclass, greatest(v_count, 1), v_count > 0);
  update private.list_checks as k set number_sequence = v_sequence where k.list_id = number_items.list_id;
  perform pg_catalog.set_config('deedbook.plain_list', '', true);
end
$$;
comment on function private.number_items(uuid) is
  'From now on the items of the list are numbered; those it has get their numbers in the order in which they were made, the trash included.';
revoke execute on function private.number_items(uuid) from public;
