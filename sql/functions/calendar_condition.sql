create function private.calendar_condition(t text, rest text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  -- Not a cast: a cast raises, and pg_input_is_valid came with PostgreSQL 16. Most days are before the 29th and cost
  -- the short expression alone. "C": \d is an ASCII digit, whatever the database's own collation is.
  select format(
    '((%1$s collate "C") >= ''0001'' and ((%1$s collate "C") ~ ''^\d\d\d\d-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])%2$s'''
    ' or (%1$s collate "C") ~ ''^(\d\d\d\d-(0[13578]|1[02])-(29|30|31)|\d\d\d\d-(0[469]|11)-(29|30)'
    '|(\d\d(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)%2$s''))', t, rest)
$$;
comment on function private.calendar_condition(text, text) is
  'SQL that is true when the text expression begins with a day of the calendar, 0001-01-01 to 9999-12-31, leap years included, and the rest matches a regular expression.';
revoke execute on function private.calendar_condition(text, text) from public;
