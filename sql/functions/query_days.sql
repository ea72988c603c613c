create function private.query_days(value jsonb, form text, path text, today date)
  returns daterange
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_word text := case jsonb_typeof(value) when 'string' then value #>> '{}' when 'object' then value ->> form end;
  v_n integer;
  v_days daterange;
begin
  if jsonb_typeof(value) = 'object' then
    perform private.check_query_fields(value, array[form, 'n'], path);
    if value ? 'n' and value ->> 'n' !~ '^[0-9]{1,5}$' then
      perform private.refuse_query(path || '.n', 'must be a whole number from 0 to 99999');
    end if;
    v_n := value ->> 'n';
  end if;
  if form = 'period' then
    v_days := private.period_days(v_word, v_n, today);
  elsif v_n is null and v_word ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' and v_word >= '0001' then
    begin
      v_days := daterange(v_word::date, v_word::date + 1);
    exception when datetime_field_overflow then
      v_days := null;
    end;
  elsif v_word in ('days_ago', 'days_ahead') then
    v_days := daterange(today + v_n * case v_word when 'days_ago' then -1 else 1 end,
      today + v_n * case v_word when 'days_ago' then -1 else 1 end + 1);
  elsif v_word in ('yesterday', 'today', 'tomorrow') and v_n is null then
    v_days := private.period_days(v_word, null, today);
  end if;
  if v_days is null or lower(v_days) is null then
    perform private.refuse_query(path, case form when 'period' then 'must be a period such as "this_week" or {"period": "last_n_days", "n": 30}'
      else 'must be a day: "2025-03-01", "today", "yesterday", "tomorrow" or {"day": "days_ago", "n": 3}' end);
  end if;
  return v_days;
end
$$;
comment on function private.query_days(jsonb, text, text, date) is
  'The days that a value of the form day or period means, seen from a day, or query_invalid.';
revoke execute on function private.query_days(jsonb, text, text, date) from public;
grant execute on function private.query_days(jsonb, text, text, date) to authenticated, service_role;
