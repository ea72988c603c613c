create function private.tg_activities__notify()
  returns trigger
  language plpgsql
  security definer  -- notifications are nobody's to write
  set search_path = ''
as $$
declare
  v_text constant text := private.comment_words(new.body);
  v_mentions uuid[] := case when new.deleted_at is null then new.mentions else '{}' end;
begin
  if tg_op = 'UPDATE' then
    perform private.revise_mentions(new.workspace_id, new.id::text, v_mentions, v_text);
    v_mentions := array(select m.id from unnest(v_mentions) as m (id) where m.id <> all (old.mentions));
  end if;
  if cardinality(v_mentions) > 0 then
    perform private.notify(
      new.workspace_id, v_mentions, 'mention',
      jsonb_build_object('activity_id', new.id, 'deal_id', new.deal_id, 'text', v_text, 'title', (
        select d.title from public.deals as d where d.id = new.deal_id and d.workspace_id = new.workspace_id
      )),
      coalesce(auth.uid(), case tg_op when 'INSERT' then new.author_id end), new.id::text
    );
  end if;
  return null;
end
$$;
comment on function private.tg_activities__notify() is 'As tg_comments__notify, for comments on deals.';
revoke execute on function private.tg_activities__notify() from public;
