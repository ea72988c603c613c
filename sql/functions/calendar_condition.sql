create function private.calendar_condition(t text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  -- Not a cast: a cast raises, and pg_input_is_valid came with PostgreSQL 16. The long expression is
  -- only asked about days after the 28th; [0-9] and not \d, which takes the digits of every script.
  select format(
    '(left(%1$s, 10) ~ ''^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'' and %1$s >= ''0001'' and (substr(%1$s, 9, 2) <= ''28'''
    ' or left(%1$s, 10) ~ ''^([0-9]{4}-(0[13578]|1[02])-(29|30|31)|[0-9]{4}-(0[469]|11)-(29|30)'
    '|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)$''))', t)
$$;
comment on function private.calendar_condition(text) is
  'SQL that is true when the text expression begins with a day of the calendar, 0001-01-01 to 9999-12-31, leap years included.';
revoke execute on function private.calendar_condition(text) from public;
