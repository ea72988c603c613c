create function public.update_comment(comment_id uuid, changes jsonb, version bigint default null)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_comment public.comments := private.lock_comment(comment_id);
begin
  perform private.check_fields(changes, '{body,is_resolved,deleted_at}');
  perform private.check_version(update_comment.version, v_comment.version);
  v_comment := jsonb_populate_record(v_comment, changes);
  if changes ? 'is_resolved' then
    v_comment.resolved_at := case when (changes ->> 'is_resolved')::boolean then coalesce(v_comment.resolved_at, now()) end;
  end if;
  update public.comments as c set body = v_comment.body, resolved_at = v_comment.resolved_at, deleted_at = v_comment.deleted_at
  where c.id = v_comment.id and c.workspace_id = v_comment.workspace_id
  returning c.* into v_comment;
  return to_jsonb(v_comment);
end
$$;
comment on function public.update_comment(uuid, jsonb, bigint) is 'Changes the text of a comment of one''s own, or resolves its thread.';
revoke execute on function public.update_comment(uuid, jsonb, bigint) from public;
grant execute on function public.update_comment(uuid, jsonb, bigint) to authenticated, service_role;
