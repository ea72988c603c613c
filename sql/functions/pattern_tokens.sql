create function private.pattern_tokens(pattern text)
  returns setof text
  language sql
  immutable
  set search_path = ''
as $$
  -- One more than allowed is enough to see that it is too long.
  select m.token[1]
  from regexp_matches(left(pattern, 201),
    '(\\[dwsDWS]|\\[^A-Za-z0-9]|\[\^?(?:[^][\\]|\\[dws]|\\[^A-Za-z0-9])+\]|\(\?:|\{[0-9]{1,3}(?:,[0-9]{0,3})?\}|.)', 'g') as m (token)
$$;
comment on function private.pattern_tokens(text) is 'The pieces of a pattern in order: characters, escapes, classes, brackets, repetitions.';
revoke execute on function private.pattern_tokens(text) from public;
grant execute on function private.pattern_tokens(text) to authenticated, service_role;
