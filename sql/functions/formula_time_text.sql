create function private.formula_time_text(moment timestamp, format text)
  returns text
  language sql
  stable
  strict
  set search_path = ''
as $$
  -- Words between [ and ] stay as they are.
  select string_agg(case
    when m.piece[1] ~ '^\[.*\]$' then substr(m.piece[1], 2, length(m.piece[1]) - 2)
    else coalesce(to_char(moment, case m.piece[1]
      when 'YYYY' then 'YYYY' when 'YY' then 'YY' when 'MMMM' then 'FMMonth' when 'MMM' then 'Mon' when 'MM' then 'MM' when 'M' then 'FMMM'
      when 'DD' then 'DD' when 'D' then 'FMDD' when 'dddd' then 'FMDay' when 'ddd' then 'Dy' when 'HH' then 'HH24' when 'H' then 'FMHH24'
      when 'hh' then 'HH12' when 'h' then 'FMHH12' when 'mm' then 'MI' when 'm' then 'FMMI' when 'ss' then 'SS' when 's' then 'FMSS'
      when 'A' then 'AM' when 'a' then 'am' when 'Q' then 'Q' end), m.piece[1]) end, '' order by m.n)
  from regexp_matches(case when length(format) <= 60 then format end, '(\[[^\]]*\]|YYYY|YY|MMMM|MMM|MM|M|DD|D|dddd|ddd|HH|H|hh|h|mm|m|ss|s|A|a|Q|.)', 'g')
    with ordinality as m (piece, n)
$$;
comment on function private.formula_time_text(timestamp, text) is
  'A day or moment by a format of YYYY, YY, MMMM, MMM, MM, M, DD, D, dddd, ddd, HH, H, hh, h, mm, m, ss, s, A, a, Q and [words].';
revoke execute on function private.formula_time_text(timestamp, text) from public;
grant execute on function private.formula_time_text(timestamp, text) to authenticated, service_role;
