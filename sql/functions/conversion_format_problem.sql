create function private.conversion_format_problem(type text, format text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select case
    when format is null then null
    when type = 'date' then case when format !~ '^((iso|compact|(mdy|dmy|ymd)[/-]|(dmy|ymd)[.])( midnight)?)$'
      then 'is iso, compact, or an order and a separator such as dmy/, mdy/, ymd- or dmy., each also with " midnight"' end
    when type = 'datetime' then case when format !~ '^(iso|compact|(mdy|dmy|ymd)[/-]|(dmy|ymd)[.])$'
      then 'is iso, compact, or an order and a separator such as dmy/, mdy/, ymd- or dmy.' end
    when type in ('integer', 'number', 'currency') then
      case when format not in ('plain', 'thousands', 'decimal_comma') then 'is plain, thousands or decimal_comma' end
    when type = 'percent' then case when format not in ('fraction', 'hundredths') then 'is fraction or hundredths' end
    when type = 'duration' then case when format not in ('seconds', 'minutes', 'hours') then 'is seconds, minutes or hours' end
    when type = 'multi_select' then case when length(format) <> 1 then 'is the one character between labels' end
    else 'is nothing that this type knows; leave it out'
  end
$$;
comment on function private.conversion_format_problem(text, text) is
  'What is wrong with the format in which text is to be read as a type, or null. The formats are those of imports.';
revoke execute on function private.conversion_format_problem(text, text) from public;
