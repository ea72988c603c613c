create function private.notify(
  workspace_id uuid, user_ids uuid[], kind text, subject jsonb, actor_id uuid, event text default null
)
  returns integer
  language plpgsql
  volatile
  security definer  -- notifications are nobody's to write
  set search_path = ''
as $$
declare
  v_event constant text := coalesce(event, private.uuid_v7()::text);
  v_actor public.user_profiles;
  v_ids uuid[];
begin
  select p.* into v_actor from public.user_profiles as p where p.user_id = notify.actor_id;
  with told as (
    insert into public.notifications as n (workspace_id, user_id, kind, event, subject, actor_id, actor_name)
    select notify.workspace_id, u.id, notify.kind, v_event, notify.subject, v_actor.user_id, coalesce(nullif(v_actor.full_name, ''), v_actor.email)
    from (select distinct t.id from unnest(user_ids) as t (id)) as u
    where u.id is distinct from notify.actor_id and private.may_be_told(u.id, notify.workspace_id, notify.kind)
    order by u.id  -- so that two who tell the same people wait for each other, and not in a circle
    -- The next batch of one change adds to the count; whatever else comes twice is told already.
    on conflict on constraint notifications_event_key do update set
      subject = n.subject || jsonb_build_object('count', (n.subject ->> 'count')::bigint + (excluded.subject ->> 'count')::bigint), read_at = null
    where n.subject ? 'count' and excluded.subject ? 'count'
    returning n.id
  )
  select array_agg(t.id) into v_ids from told as t;
  perform private.queue_deliveries(notify.workspace_id, v_ids);
  return coalesce(cardinality(v_ids), 0);
end
$$;
comment on function private.notify(uuid, uuid[], text, jsonb, uuid, text) is
  'Tells people what happened, in the transaction in which it does, and queues the mails that they want. Not who did it (actor_id; null for what nobody did), not who may not see it, nobody twice of one event. Returns how many.';
revoke execute on function private.notify(uuid, uuid[], text, jsonb, uuid, text) from public;
