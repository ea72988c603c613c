create function private.check_batch(batch jsonb)
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  if batch is null or jsonb_typeof(batch) <> 'array' or jsonb_array_length(batch) not between 1 and 1000 then
    raise exception 'A batch is an array of 1 to 1,000 rows'
      using errcode = 'check_violation', constraint = 'batch_out_of_range', hint = 'Send the rows in several calls.';
  end if;
end
$$;
comment on function private.check_batch(jsonb) is 'Refuses what is not an array of 1 to 1,000.';
revoke execute on function private.check_batch(jsonb) from public;
grant execute on function private.check_batch(jsonb) to authenticated, service_role;
