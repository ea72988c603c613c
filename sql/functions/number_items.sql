create function private.number_items(column_row public.list_columns)
  returns void
  language plpgsql
  security definer  -- makes a sequence, and writes list_checks
  set search_path = ''
as $$
declare
  v_sequence constant text := private.number_sequence(column_row.list_id);
  v_count bigint;
begin
  if to_regclass(v_sequence) is not null then
    return;
  end if;
  -- A sequence: two writers never wait for each other, at any isolation level. A counter in a row would
  -- stop all other writers of the list until a bulk insert is over.
  execute 'create sequence ' || v_sequence;
  v_count := (select count(*) from public.items as i where i.list_id = column_row.list_id);
  -- It begins behind the numbers of the items that are there, whoever gives them theirs, and when.
  perform setval(v_sequence::regclass, greatest(v_count, 1), v_count > 0);
  update private.list_checks as k set number_sequence = v_sequence where k.list_id = column_row.list_id;
  perform pg_catalog.set_config('deedbook.plain_list', '', true);
  if v_count > 5000 then
    perform private.start_column_change(column_row, 'number_items', '{}', null);
    return;
  end if;
  update public.items as i set number = n.number
  from (select i.id, i.workspace_id, row_number() over (order by i.id) as number from public.items as i where i.list_id = column_row.list_id) as n
  where i.id = n.id and i.workspace_id = n.workspace_id;
end
$$;
comment on function private.number_items(public.list_columns) is
  'From now on the items of the list are numbered. Up to 5,000 that it has get their numbers at once in the order in which they were made, the trash included; more get them from a job, those in the trash last.';
revoke execute on function private.number_items(public.list_columns) from public;
