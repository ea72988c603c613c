create function private.index_list(batch integer)
  returns integer
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_row private.search_queue;
  v_ids uuid[];
begin
  select q.* into v_row from private.search_queue as q where q.list_id is not null order by q.id limit 1;
  if v_row.id is null then
    return 0;
  end if;
  v_ids := array(
    select i.id from public.items as i
    where i.list_id = v_row.list_id and i.deleted_at is null and i.id > coalesce(v_row.after, '00000000-0000-0000-0000-000000000000')
    order by i.id limit batch
  );
  perform private.index_documents(v_row.workspace_id, v_row.kind, v_ids);
  if cardinality(v_ids) < batch then
    delete from private.search_queue as q where q.id = v_row.id;
  else
    update private.search_queue as q set after = v_ids[batch] where q.id = v_row.id;
  end if;
  return cardinality(v_ids) + 1;
end
$$;
comment on function private.index_list(integer) is 'The next items of a list that waits as a whole; 0 when none does.';
revoke execute on function private.index_list(integer) from public;
