create function private.find_rejected_rows(import_id uuid)
  returns bigint[]
  language sql
  stable
  security definer  -- the worker may write errors and not read them
  set search_path = ''
as $$
  select array(
    select distinct e.row_number from public.import_errors as e where e.import_id = find_rejected_rows.import_id and e.is_rejected order by 1
  )
$$;
comment on function private.find_rejected_rows(uuid) is 'For the worker: the numbers of the rows that did not come in.';
revoke execute on function private.find_rejected_rows(uuid) from public;
grant execute on function private.find_rejected_rows(uuid) to worker;
