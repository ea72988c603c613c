create function private.lock_comment(comment_id uuid)
  returns public.comments
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_comment public.comments;
begin
  select c.* into v_comment from public.comments as c where c.id = lock_comment.comment_id;
  if v_comment.id is null then
    perform private.refuse_comment();
  end if;
  perform private.check_capability(v_comment.workspace_id, 'comments.write');
  if v_comment.created_by is distinct from auth.uid() and not private.is_trusted()
    and v_comment.workspace_id <> all (private.workspace_ids('items.write')) then
    raise exception 'This comment is somebody else''s'
      using errcode = 'insufficient_privilege', constraint = 'comment_not_own';
  end if;
  select c.* into v_comment from public.comments as c where c.id = v_comment.id and c.workspace_id = v_comment.workspace_id for update;
  if v_comment.id is null then
    perform private.refuse_comment();
  end if;
  return v_comment;
end
$$;
comment on function private.lock_comment(uuid) is 'A comment that the caller may resolve, or has written, locked; or comment_not_found, comment_not_own. What else they may change, its triggers say.';
revoke execute on function private.lock_comment(uuid) from public;
grant execute on function private.lock_comment(uuid) to authenticated, service_role;
