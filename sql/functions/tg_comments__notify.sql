create function private.tg_comments__notify()
  returns trigger
  language plpgsql
  security definer  -- notifications are nobody's to write
  set search_path = ''
as $$
declare
  v_text constant text := private.comment_words(new.body);
  v_mentions uuid[] := case when new.deleted_at is null then new.mentions else '{}' end;
  v_subject jsonb;
begin
  if tg_op = 'UPDATE' then
    perform private.revise_mentions(new.workspace_id, new.id::text, v_mentions, v_text);
    v_mentions := array(select m.id from unnest(v_mentions) as m (id) where m.id <> all (old.mentions));
  end if;
  if cardinality(v_mentions) > 0 then
    select jsonb_build_object('list_id', l.id, 'list_name', l.name, 'title', private.item_title(l.id, i.id)) into v_subject
    from public.items as i join public.lists as l on l.id = i.list_id and l.workspace_id = i.workspace_id
    where i.id = new.item_id and i.workspace_id = new.workspace_id;
    perform private.notify(
      new.workspace_id, v_mentions, 'mention',
      coalesce(v_subject, '{}') || jsonb_build_object('comment_id', new.id, 'item_id', new.item_id, 'text', v_text),
      coalesce(auth.uid(), case tg_op when 'INSERT' then new.created_by end), new.id::text
    );
  end if;
  return null;
end
$$;
comment on function private.tg_comments__notify() is
  'Tells those whom a comment mentions, once each; takes it back when the comment is deleted or mentions them no more.';
revoke execute on function private.tg_comments__notify() from public;
