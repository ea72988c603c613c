create function private.pattern_end_problem(pattern text, sizes integer[], last_branch integer)
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  if length(pattern) > 200 then
    return 'has more than 200 characters';
  end if;
  if cardinality(sizes) > 1 then
    return 'has a "(" without its ")"';
  end if;
  if last_branch = 0 then
    return 'is empty, or ends in "|"';
  end if;
  if sizes[1] > 200 then
    return 'is longer than 200 characters when its repetitions are written out';
  end if;
  perform '' ~ ('^(?:' || pattern || ')$');
  return null;
exception when invalid_regular_expression then
  return 'is not valid: ' || sqlerrm;
end
$$;
comment on function private.pattern_end_problem(text, integer[], integer) is
  'The end of pattern_problem: groups are closed, the sizes are bounded, and PostgreSQL takes it.';
revoke execute on function private.pattern_end_problem(text, integer[], integer) from public;
grant execute on function private.pattern_end_problem(text, integer[], integer) to authenticated, service_role;
