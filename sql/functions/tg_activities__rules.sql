create function private.tg_activities__rules()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
declare
  v_is_own constant boolean := private.is_trusted() or coalesce(new.author_id = auth.uid(), false);
begin
  if tg_op = 'INSERT' then
    new.workspace_id := coalesce(new.workspace_id, (
      select d.workspace_id from public.deals as d where d.id = new.deal_id order by d.created_at, d.workspace_id limit 1
    ));
    -- Of a deal that the caller does not see there is no workspace: the policy refuses the row next.
    if new.type = 'comment' and new.workspace_id is not null then
      perform private.check_subject(new.workspace_id, 'deal', new.deal_id);
      new.mentions := private.comment_mentions(new.workspace_id, coalesce(new.body, ''), '{}');
    end if;
    return new;
  end if;
  if not v_is_own and (new.body <> old.body or new.workspace_id <> all (private.workspace_ids('comments.moderate'))) then
    raise exception 'This comment is somebody else''s'
      using errcode = 'insufficient_privilege', constraint = 'comment_not_own';
  end if;
  if old.deleted_at is not null then
    perform private.check_removal(new.workspace_id, old.deleted_by);
  end if;
  new.deleted_by := case when new.deleted_at is null then null when old.deleted_at is null then auth.uid() else old.deleted_by end;
  if new.body <> old.body then
    perform private.check_subject(new.workspace_id, 'deal', new.deal_id);
    new.mentions := private.comment_mentions(new.workspace_id, new.body, old.mentions);
    new.edited_at := now();
  end if;
  return new;
end
$$;
comment on function private.tg_activities__rules() is
  'A comment hangs on a deal that is not in the trash; its author changes and deletes it, who moderates deletes any. Mentions follow the text.';
revoke execute on function private.tg_activities__rules() from public;
