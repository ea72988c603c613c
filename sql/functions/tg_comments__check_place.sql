create function private.tg_comments__check_place()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
declare
  v_parent public.comments;
begin
  if new.parent_id is not null then
    select c.* into v_parent from public.comments as c
    where c.id = new.parent_id and c.workspace_id = new.workspace_id and c.item_id = new.item_id and c.deleted_at is null;
    if v_parent.id is null then
      perform private.refuse_comment();
    elsif v_parent.parent_id is not null then
      raise exception 'Threads have one level: answer the first comment, %', v_parent.parent_id
        using errcode = 'check_violation', constraint = 'comment_is_answer', hint = 'Name the first comment of the thread.';
    end if;
  end if;
  if exists (
    select from public.items as i where i.id = new.item_id and i.workspace_id = new.workspace_id and i.deleted_at is not null
  ) then
    raise exception 'The item is in the trash'
      using errcode = 'object_not_in_prerequisite_state', constraint = 'item_in_trash', hint = 'Restore it first.';
  end if;
  return new;
end
$$;
comment on function private.tg_comments__check_place() is 'A new comment hangs on an item that is not in the trash, and on the first comment of a thread of that item.';
revoke execute on function private.tg_comments__check_place() from public;
