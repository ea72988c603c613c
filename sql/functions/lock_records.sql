create function private.lock_records(kind text, workspace_id uuid, rows jsonb)
  returns uuid[]
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_ids constant uuid[] := array(select distinct (e.r ->> 'id')::uuid from jsonb_array_elements(rows) as e (r) order by 1);
  v_locked uuid[];
  v_visible bigint;
  v_stale jsonb;
begin
  if cardinality(v_ids) < jsonb_array_length(rows) then
    raise exception 'A row is named twice in this batch, or not at all'
      using errcode = 'check_violation', constraint = 'batch_out_of_range', hint = 'Name each row once.';
  end if;
  -- In the order of their ids, so that two batches over the same rows wait instead of deadlocking.
  execute format('select array(select t.id from public.%I as t where t.id = any ($1) and t.workspace_id = $2 order by t.id for update)', kind || 's')
    into v_locked using v_ids, lock_records.workspace_id;
  if cardinality(v_locked) < cardinality(v_ids) then
    execute format('select count(*) from public.%I as t where t.id = any ($1) and t.workspace_id = $2', kind || 's')
      into v_visible using v_ids, lock_records.workspace_id;
    perform private.refuse_locked(kind, v_visible = cardinality(v_ids), array(select unnest(v_ids) except select unnest(v_locked)));
  end if;
  execute format('select jsonb_agg(jsonb_build_object(''row'', e.n - 1, ''id'', t.id, ''code'', ''version_conflict'', '
    '''message'', format(''you saw version %%s, it is %%s now'', e.r ->> ''version'', t.version)) order by e.n) '
    'from jsonb_array_elements($1) with ordinality as e (r, n) join public.%I as t on t.id = (e.r ->> ''id'')::uuid and t.workspace_id = $2 '
    'where (e.r ->> ''version'')::bigint <> t.version', kind || 's') into v_stale using rows, lock_records.workspace_id;
  if v_stale is not null then
    raise exception 'Someone was faster: %', v_stale -> 0 ->> 'message'
      using errcode = 'object_not_in_prerequisite_state', constraint = 'version_conflict', detail = v_stale::text,
        hint = 'Nothing was saved. Read it again, apply your change to the new state, and send the new version.';
  end if;
  return v_locked;
end
$$;
comment on function private.lock_records(text, uuid, jsonb) is
  'Locks the contacts, deals or tasks of [{id, version}] that the caller may change; else that there is none such, record_not_own or version_conflict.';
revoke execute on function private.lock_records(text, uuid, jsonb) from public;
grant execute on function private.lock_records(text, uuid, jsonb) to authenticated, service_role;
