create function private.import_date(format text, p text, out shape text, out plain text)
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  -- A date that a program wrote as its midnight.
  v_midnight constant text := ' in ('''', '' 0:00'', '' 00:00'', '' 0:00:00'', '' 00:00:00'', '' 00:00:00.000'', ''T00:00'', ''T00:00:00'', ''T00:00:00.000'', ''T00:00:00Z'', ''T000000'')';
begin
  if format = 'iso' then
    shape := 'true';
    plain := p;
  elsif format = 'iso midnight' then
    shape := 'substr(' || p || ', 11)' || v_midnight;
    plain := 'left(' || p || ', 10)';
  elsif format in ('compact', 'compact midnight') then
    shape := 'left(' || p || ', 8) ~ ''^[0-9]+$'' and length(left(' || p || ', 8)) = 8 and substr(' || p || ', 9)'
      || case format when 'compact' then ' = ''''' else v_midnight end;
    plain := '(left(' || p || ', 4) || ''-'' || substr(' || p || ', 5, 2) || ''-'' || substr(' || p || ', 7, 2))';
  elsif format like '% midnight' then
    select d.shape, d.plain into shape, plain from private.import_day(format, 'split_part(' || p || ', '' '', 1)') as d;
    shape := shape || ' and substr(' || p || ', length(split_part(' || p || ', '' '', 1)) + 1)' || v_midnight;
  else
    select d.shape, d.plain into shape, plain from private.import_day(format, p) as d;
  end if;
end
$$;
comment on function private.import_date(text, text) is
  'SQL over a cell p: whether it looks like a date of this format (iso, compact, mdy/, dmy. …, each also with "midnight"), and the date as YYYY-MM-DD.';
revoke execute on function private.import_date(text, text) from public;
