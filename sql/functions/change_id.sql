create function private.change_id()
  returns uuid
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_change_id text := nullif(pg_catalog.current_setting('deedbook.change_id', true), '');
begin
  if v_change_id is null then
    v_change_id := private.uuid_v7();
    perform pg_catalog.set_config('deedbook.change_id', v_change_id, true);
  end if;
  return v_change_id;
end
$$;
comment on function private.change_id() is 'The change that this transaction belongs to; made on first use unless a request or job has named one.';
revoke execute on function private.change_id() from public;
