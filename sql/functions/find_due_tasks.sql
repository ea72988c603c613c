create function private.find_due_tasks(batch integer default 1000)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- for no person; the worker reads and writes none of these tables
  set search_path = ''
as $$
declare
  v_tasks jsonb;
begin
  with due as (
    select t.* from public.tasks as t
    join public.user_profiles as p on p.user_id = t.assignee_id
    where t.deleted_at is null and not t.is_done and t.due_date <= (now() at time zone 'UTC')::date + 1
      and t.due_date <= private.today_in(p.time_zone)
      and private.is_live_task(t)
      and not exists (
        select from private.task_reminders as r
        where r.task_id = t.id and r.workspace_id = t.workspace_id and r.due_date = t.due_date and r.user_id = t.assignee_id
      )
    order by t.due_date, t.id limit batch
  ), marked as (
    insert into private.task_reminders (task_id, workspace_id, due_date, user_id)
    select d.id, d.workspace_id, d.due_date, d.assignee_id from due as d
    on conflict do nothing
    returning task_reminders.task_id, task_reminders.workspace_id
  )
  select jsonb_agg(jsonb_build_object('task_id', d.id, 'workspace_id', d.workspace_id, 'user_id', d.assignee_id, 'title', d.title,
      'due_date', d.due_date, 'deal_id', d.deal_id, 'contact_id', d.contact_id) order by d.due_date, d.id)
    into v_tasks
  from marked as m join due as d on d.id = m.task_id and d.workspace_id = m.workspace_id;
  return coalesce(v_tasks, '[]');
end
$$;
comment on function private.find_due_tasks(integer) is
  'Open tasks that are due today where their assignee is, or were before, of which nobody was told yet; marks them in the same transaction. Another due date or assignee is told again.';
revoke execute on function private.find_due_tasks(integer) from public;
grant execute on function private.find_due_tasks(integer) to worker;
