create function private.tg_comments__rules()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
declare
  v_is_own constant boolean := private.is_trusted() or coalesce(new.created_by = auth.uid(), false);
begin
  if tg_op = 'INSERT' then
    new.mentions := private.comment_mentions(new.workspace_id, new.body, '{}');
    new.resolved_by := case when new.resolved_at is not null then auth.uid() end;
    return new;
  end if;
  if not v_is_own and new.body <> old.body
    or not v_is_own and (new.deleted_at is null) <> (old.deleted_at is null)
      and new.workspace_id <> all (private.workspace_ids('comments.moderate')) then
    raise exception 'This comment is somebody else''s'
      using errcode = 'insufficient_privilege', constraint = 'comment_not_own';
  end if;
  if old.deleted_at is not null then
    perform private.check_removal(new.workspace_id, old.deleted_by);
  end if;
  new.deleted_by := case when new.deleted_at is null then null when old.deleted_at is null then auth.uid() else old.deleted_by end;
  if new.body <> old.body then
    new.mentions := private.comment_mentions(new.workspace_id, new.body, old.mentions);
    new.edited_at := now();
  end if;
  if (new.resolved_at is null) <> (old.resolved_at is null) then
    new.resolved_by := case when new.resolved_at is not null then auth.uid() end;
  end if;
  return new;
end
$$;
comment on function private.tg_comments__rules() is
  'Whoever wrote a comment changes its text; they and who moderates delete it. Whom the policy lets in besides may resolve. Mentions follow the text.';
revoke execute on function private.tg_comments__rules() from public;
