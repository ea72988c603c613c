create function public.create_comment(item_id uuid, body text, parent_id uuid default null)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  -- As in get_item.
  v_workspace_id constant uuid := (
    select i.workspace_id from public.items as i
    join public.lists as l on l.id = i.list_id and l.workspace_id = i.workspace_id and l.deleted_at is null
    where i.id = create_comment.item_id order by i.created_at, i.workspace_id limit 1
  );
  v_comment public.comments;
begin
  if v_workspace_id is null then
    perform private.refuse_item();
  end if;
  perform private.check_capability(v_workspace_id, 'comments.write');
  insert into public.comments (workspace_id, item_id, parent_id, body)
  values (v_workspace_id, create_comment.item_id, create_comment.parent_id, create_comment.body)
  returning * into v_comment;
  return to_jsonb(v_comment);
end
$$;
comment on function public.create_comment(uuid, text, uuid) is 'Comments on an item, or answers the first comment of a thread.';
revoke execute on function public.create_comment(uuid, text, uuid) from public;
grant execute on function public.create_comment(uuid, text, uuid) to authenticated, service_role;
