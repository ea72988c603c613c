create function private.check_removal(workspace_id uuid, deleted_by uuid)
  returns void
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  if deleted_by is distinct from auth.uid() and not private.is_trusted()
    and check_removal.workspace_id <> all (private.workspace_ids('comments.moderate')) then
    raise exception 'Somebody else deleted this comment'
      using errcode = 'insufficient_privilege', constraint = 'comment_removed', hint = 'Who moderates can restore it. Nothing was saved.';
  end if;
end
$$;
comment on function private.check_removal(uuid, uuid) is
  'A deleted comment is changed and restored by whoever deleted it, and by who moderates: comment_removed to its author.';
revoke execute on function private.check_removal(uuid, uuid) from public;
grant execute on function private.check_removal(uuid, uuid) to authenticated, service_role;
