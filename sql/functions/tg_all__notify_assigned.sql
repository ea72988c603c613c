create function private.tg_all__notify_assigned()
  returns trigger
  language plpgsql
  security definer  -- notifications are nobody's to write
  set search_path = ''
as $$
declare
  v_told record;
begin
  for v_told in
    execute format(
      'select n.workspace_id, n.%1$I as user_id, count(*) as count, (array_agg(n.id order by n.id))[1] as id, (array_agg(n.%2$I order by n.id))[1] as title '
      'from new_rows as n %3$s where n.deleted_at is null and n.%1$I is not null and n.%1$I is distinct from $1 %4$s group by 1, 2',
      tg_argv[1], tg_argv[2],
      case tg_op when 'UPDATE' then 'join old_rows as o on o.id = n.id and o.workspace_id = n.workspace_id' end,
      case tg_op when 'UPDATE' then format('and n.%1$I is distinct from o.%1$I', tg_argv[1]) end
    ) using auth.uid()
  loop
    perform private.notify(
      v_told.workspace_id, array[v_told.user_id], 'assignment',
      jsonb_build_object('thing', tg_argv[0], tg_argv[0] || '_id', v_told.id, 'title', v_told.title, 'count', v_told.count),
      auth.uid(), private.change_id() || ' ' || tg_argv[0]
    );
  end loop;
  return null;
end
$$;
comment on function private.tg_all__notify_assigned() is
  'Tells people to whom somebody else has given rows: once for each person and change, with their number. Arguments: what a row is, the column of the person, the column of its name.';
revoke execute on function private.tg_all__notify_assigned() from public;
