create function private.tg_tasks__timeline()
  returns trigger
  language plpgsql
  security definer  -- what is on the timeline is nobody's to write
  set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    insert into public.activities (workspace_id, deal_id, type, payload)
    select n.workspace_id, n.deal_id, 'task_created',
      jsonb_build_object('task_id', n.id, 'title', n.title, 'due_date', n.due_date, 'assignee_id', n.assignee_id, 'is_done', n.is_done)
    from new_rows as n where n.deal_id is not null;
  else
    insert into public.activities (workspace_id, deal_id, type, payload)
    select n.workspace_id, n.deal_id, case when n.is_done then 'task_done' else 'task_reopened' end, jsonb_build_object('task_id', n.id, 'title', n.title)
    from new_rows as n join old_rows as o on o.id = n.id and o.workspace_id = n.workspace_id
    where n.deal_id is not null and n.is_done <> o.is_done;
  end if;
  return null;
end
$$;
comment on function private.tg_tasks__timeline() is 'Puts the tasks of a deal on its timeline, when they are made and done.';
revoke execute on function private.tg_tasks__timeline() from public;
