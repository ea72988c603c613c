create function public.trash_comment(comment_id uuid, version bigint default null)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_comment public.comments := private.lock_comment(comment_id);
begin
  perform private.check_version(trash_comment.version, v_comment.version);
  update public.comments as c set deleted_at = now()
  where c.id = v_comment.id and c.workspace_id = v_comment.workspace_id and c.deleted_at is null;
end
$$;
comment on function public.trash_comment(uuid, bigint) is 'Deletes a comment: nobody but its author and who moderates sees it any more.';
revoke execute on function public.trash_comment(uuid, bigint) from public;
grant execute on function public.trash_comment(uuid, bigint) to authenticated, service_role;
