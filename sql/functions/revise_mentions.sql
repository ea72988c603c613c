create function private.revise_mentions(workspace_id uuid, event text, mentions uuid[], words text)
  returns void
  language sql
  volatile
  security definer  -- notifications are nobody's to write
  set search_path = ''
as $$
  delete from public.notifications as n
  where n.workspace_id = revise_mentions.workspace_id and n.kind = 'mention' and n.event = revise_mentions.event and n.user_id <> all (mentions);
  update public.notifications as n set subject = n.subject || jsonb_build_object('text', words)
  where n.workspace_id = revise_mentions.workspace_id and n.kind = 'mention' and n.event = revise_mentions.event and n.subject ->> 'text' is distinct from words;
$$;
comment on function private.revise_mentions(uuid, text, uuid[], text) is
  'A comment was changed: whom it mentions no more is told no longer, the others in the new words.';
revoke execute on function private.revise_mentions(uuid, text, uuid[], text) from public;
