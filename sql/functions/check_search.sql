create function private.check_search(query text, words text[], kinds text[])
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_problem constant text := case
    when query is null or length(query) > 200 then 'A search has at most 200 characters'
    when cardinality(words) > 10 then 'A search has at most 10 words'
    when not kinds <@ private.search_kinds() then 'These can be searched: ' || array_to_string(private.search_kinds(), ', ')
  end;
begin
  if v_problem is not null then
    raise exception '%', v_problem using errcode = 'invalid_parameter_value', constraint = 'search_invalid';
  end if;
end
$$;
comment on function private.check_search(text, text[], text[]) is 'Refuses what cannot be searched for, with search_invalid.';
revoke execute on function private.check_search(text, text[], text[]) from public;
grant execute on function private.check_search(text, text[], text[]) to authenticated, service_role;
