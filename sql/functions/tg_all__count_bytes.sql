create function private.tg_all__count_bytes()
  returns trigger
  language plpgsql
  volatile
  security definer  -- the counter is nobody's to write
  set search_path = ''
as $$
declare
  -- The column that says how many bytes a row takes.
  v_bytes constant text := tg_argv[0];
  v_usage record;
begin
  -- In the order of workspaces: two statements over the same ones do not wait for each other.
  for v_usage in execute format('select r.workspace_id, sum(r.%I)::bigint * %s as bytes from %s as r group by r.workspace_id order by r.workspace_id',
    v_bytes, case tg_op when 'INSERT' then 1 else -1 end, case tg_op when 'INSERT' then 'new_rows' else 'old_rows' end)
  loop
    -- Of a workspace that is being deleted, nothing is counted any more.
    insert into private.attachment_usage as u (workspace_id, bytes)
    select w.id, greatest(v_usage.bytes, 0) from public.workspaces as w where w.id = v_usage.workspace_id
    on conflict (workspace_id) do update set bytes = u.bytes + v_usage.bytes;
    if tg_op = 'INSERT' then
      perform private.check_quota(v_usage.workspace_id, v_usage.bytes);
    end if;
  end loop;
  return null;
end
$$;
comment on function private.tg_all__count_bytes() is
  'Keeps count of the bytes that files of a workspace take. The row of the counter is held until the end of the transaction: two who upload at once are counted one after the other.';
revoke execute on function private.tg_all__count_bytes() from public;
