create function private.index_search(batch integer default 2000)
  returns integer
  language plpgsql
  volatile
  security definer  -- for no person; the worker owns no table
  set search_path = ''
as $$
declare
  v_taken bigint[];
  v_work record;
  v_count integer := 0;
begin
  -- One at a time: of two, the slower could write what it had read before the faster.
  if not pg_try_advisory_xact_lock(hashtext('deedbook.index_search')) then
    return 0;
  end if;
  v_taken := array(
    select t.id from (
      select q.id, sum(cardinality(q.subject_ids)) over (order by q.id) - cardinality(q.subject_ids) as before
      from (select * from private.search_queue as q where q.subject_ids is not null order by q.id limit 1000) as q
    ) as t where t.before < batch
  );
  if v_taken = '{}' then
    return private.index_list(batch);
  end if;
  for v_work in
    select q.workspace_id, q.kind, array_agg(distinct s.id) as ids
    from private.search_queue as q cross join lateral unnest(q.subject_ids) as s (id)
    where q.id = any (v_taken) group by q.workspace_id, q.kind
  loop
    perform private.index_documents(v_work.workspace_id, v_work.kind, v_work.ids);
    v_count := v_count + cardinality(v_work.ids);
  end loop;
  delete from private.search_queue as q where q.id = any (v_taken);
  return v_count;
end
$$;
comment on function private.index_search(integer) is
  'One step of bringing the index of search up to date, a transaction each: called until it answers 0. A killed one has done nothing.';
revoke execute on function private.index_search(integer) from public;
grant execute on function private.index_search(integer) to worker;
