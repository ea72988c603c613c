create function private.period_days(period text, n integer, today date)
  returns daterange
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_words constant text[] := string_to_array(period, '_');
  v_unit constant text := rtrim(v_words[cardinality(v_words)], 's');
  v_step interval;
  v_start date;
begin
  if period in ('yesterday', 'today', 'tomorrow') then
    v_start := today + case period when 'yesterday' then -1 when 'tomorrow' then 1 else 0 end;
    return daterange(v_start, v_start + 1);
  elsif period ~ '^(last|next)_n_(days|weeks|months|years)$' and n between 1 and 10000 and (n <= 5000 or v_unit <> 'year') then
    v_step := (n || ' ' || v_unit)::interval;
    return case v_words[1] when 'last' then daterange((today - v_step)::date, today + 1)
      else daterange(today, (today + v_step)::date + 1) end;
  elsif period ~ '^(last|this|next)_(week|month|quarter|year)$' and n is null then
    v_step := case v_unit when 'quarter' then interval '3 months' else ('1 ' || v_unit)::interval end;
    v_start := date_trunc(v_unit, today::timestamp)::date;
    v_start := case v_words[1] when 'last' then v_start - v_step when 'next' then v_start + v_step else v_start end;
    return daterange(v_start, (v_start + v_step)::date);
  end if;
  return null;
exception when datetime_field_overflow then
  return null;
end
$$;
comment on function private.period_days(text, integer, date) is
  'The days of a relative period, seen from a day; null for what is none. Weeks begin on Monday; last_n and next_n include the day itself.';
revoke execute on function private.period_days(text, integer, date) from public;
grant execute on function private.period_days(text, integer, date) to authenticated, service_role;
