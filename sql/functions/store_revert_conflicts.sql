create function private.store_revert_conflicts(revert_id uuid, workspace_id uuid)
  returns bigint
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_count bigint;
begin
  insert into public.import_conflicts (revert_id, workspace_id, number, kind, list_id, item_id, field, code, reason, before, wrote, found)
  select store_revert_conflicts.revert_id, store_revert_conflicts.workspace_id, row_number() over (order by c.number), c.kind, c.list_id, c.item_id, c.field,
    c.code, left(c.reason, 2000), c.before, c.wrote, c.found
  from pg_temp.revert_conflicts as c;
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function private.store_revert_conflicts(uuid, uuid) is 'For the worker: writes down what a revert has left as it is; returns how many.';
revoke execute on function private.store_revert_conflicts(uuid, uuid) from public;
grant execute on function private.store_revert_conflicts(uuid, uuid) to worker;
