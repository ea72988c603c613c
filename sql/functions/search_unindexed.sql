create function private.search_unindexed(workspace_id uuid, kinds text[], out found_kinds text[], out ids uuid[], out waiting bigint, out since timestamptz)
  language plpgsql
  stable
  security definer  -- the queue is nobody's to read; whoever asks is a member, and hits are read again with their own rights
  set search_path = ''
as $$
declare
  v_most constant integer := 1000;
begin
  perform private.check_capability(search_unindexed.workspace_id, 'items.read');
  select coalesce(sum(coalesce(cardinality(q.subject_ids), (
      select count(*) from (
        select from public.items as i where i.list_id = q.list_id and i.deleted_at is null and (q.after is null or i.id > q.after) limit 10000
      ) as c
    ))), 0), min(q.queued_at) into waiting, since
  from private.search_queue as q
  where q.workspace_id = search_unindexed.workspace_id and q.kind = any (search_unindexed.kinds);
  -- The latest: who has just written something looks for it.
  select coalesce(array_agg(w.kind), '{}'), coalesce(array_agg(w.id), '{}') into found_kinds, ids
  from (
    select q.kind, s.id
    from (select * from private.search_queue as q where q.workspace_id = search_unindexed.workspace_id order by q.id desc) as q
    cross join lateral (
      select u.id from unnest(q.subject_ids) as u (id)
      union all
      select i.id from public.items as i
      where i.list_id = q.list_id and i.deleted_at is null and (q.after is null or i.id > q.after)
    ) as s
    where q.kind = any (search_unindexed.kinds)
    limit v_most
  ) as w;
  if waiting <= v_most then
    since := null;
  end if;
end
$$;
comment on function private.search_unindexed(uuid, text[]) is
  'The latest 1,000 things that the index has not read yet, and how many wait; since is null when these are all.';
revoke execute on function private.search_unindexed(uuid, text[]) from public;
grant execute on function private.search_unindexed(uuid, text[]) to authenticated, service_role;
