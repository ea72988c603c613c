create function private.refuse_merge(problem text, hint text default '')
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  raise exception '%', problem using errcode = 'check_violation', constraint = 'merge_invalid', hint = refuse_merge.hint;
end
$$;
comment on function private.refuse_merge(text, text) is 'Raises merge_invalid.';
revoke execute on function private.refuse_merge(text, text) from public;
grant execute on function private.refuse_merge(text, text) to authenticated, service_role;
