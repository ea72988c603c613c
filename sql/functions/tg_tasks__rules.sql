create function private.tg_tasks__rules()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
declare
  v_today date;
begin
  -- About what the caller does not see: the policy refuses the row next.
  if new.workspace_id is null then
    return new;
  end if;
  if new.due_date is not null and (tg_op = 'INSERT' or new.due_date is distinct from old.due_date) then
    v_today := private.today_of(new.workspace_id);
    if new.due_date < v_today then
      raise exception 'The due date % is over: it is % where you are', new.due_date, v_today
        using errcode = 'check_violation', constraint = 'due_date_in_past', hint = 'Choose today or later.',
          detail = jsonb_build_array(jsonb_build_object('field', 'due_date', 'code', 'due_date_in_past', 'message', 'it is over'));
    end if;
  end if;
  if new.deal_id is not null and (tg_op = 'INSERT' or new.deal_id is distinct from old.deal_id) then
    perform private.check_subject(new.workspace_id, 'deal', new.deal_id);
  end if;
  if new.contact_id is not null and (tg_op = 'INSERT' or new.contact_id is distinct from old.contact_id) then
    perform private.check_subject(new.workspace_id, 'contact', new.contact_id);
  end if;
  return new;
end
$$;
comment on function private.tg_tasks__rules() is 'A due date is not over when it is set, and a task is about what is not in the trash.';
revoke execute on function private.tg_tasks__rules() from public;
