create function private.iso_date_pattern()
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  -- A regular expression, not a cast: a cast raises, and pg_input_is_valid came with PostgreSQL 16.
  select '(?!0000)(\d{4}-(0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|\d{4}-(0[469]|11)-(0[1-9]|[12]\d|30)'
    || '|\d{4}-02-(0[1-9]|1\d|2[0-8])|(\d\d(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)'
$$;
comment on function private.iso_date_pattern() is 'Matches the days of the calendar from 0001-01-01 to 9999-12-31, leap years included, without anchors.';
revoke execute on function private.iso_date_pattern() from public;
