create function private.pattern_growth(repetition text, size integer)
  returns integer
  language sql
  immutable
  set search_path = ''
as $$
  -- {m,n} is n copies, {m,} one more than m. Far beyond the limit already stays there: no overflow.
  select case when repetition !~ '^\{' then 0 else least(10000, size * (greatest(
    (regexp_match(repetition, '^\{([0-9]+)'))[1]::integer + case when repetition ~ ',\}$' then 1 else 0 end,
    nullif((regexp_match(repetition, ',([0-9]*)\}$'))[1], '')::integer, 1
  ) - 1)) end
$$;
comment on function private.pattern_growth(text, integer) is 'By how much a repetition makes a pattern larger when it is written out.';
revoke execute on function private.pattern_growth(text, integer) from public;
grant execute on function private.pattern_growth(text, integer) to authenticated, service_role;
