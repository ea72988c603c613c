create function private.tg_comments__notify()
  returns trigger
  language plpgsql
  security definer  -- notifications are nobody's to write
  set search_path = ''
as $$
declare
  v_text constant text := private.comment_words(new.body);
  v_subject jsonb;
  v_mentions uuid[] := new.mentions;
begin
  if tg_op = 'UPDATE' then
    -- What was taken back is not told any longer; what was reworded is told in the new words.
    delete from public.notifications as n
    where n.workspace_id = new.workspace_id and n.kind = 'mention' and n.event = new.id::text
      and (new.deleted_at is not null or n.user_id <> all (new.mentions));
    update public.notifications as n set subject = n.subject || jsonb_build_object('text', v_text)
    where n.workspace_id = new.workspace_id and n.kind = 'mention' and n.event = new.id::text and n.subject ->> 'text' is distinct from v_text;
    v_mentions := array(select m.id from unnest(new.mentions) as m (id) where m.id <> all (old.mentions));
  end if;
  if new.deleted_at is not null or cardinality(v_mentions) = 0 then
    return null;
  end if;
  select jsonb_build_object('list_id', l.id, 'list_name', l.name, 'title', private.item_title(l.id, i.id)) into v_subject
  from public.items as i join public.lists as l on l.id = i.list_id and l.workspace_id = i.workspace_id
  where i.id = new.item_id and i.workspace_id = new.workspace_id;
  perform private.notify(
    new.workspace_id, v_mentions, 'mention',
    coalesce(v_subject, '{}') || jsonb_build_object('comment_id', new.id, 'item_id', new.item_id, 'text', v_text),
    coalesce(auth.uid(), case tg_op when 'INSERT' then new.created_by end), new.id::text
  );
  return null;
end
$$;
comment on function private.tg_comments__notify() is
  'Tells those whom a comment mentions, once each; takes it back when the comment is deleted or mentions them no more.';
revoke execute on function private.tg_comments__notify() from public;
