create function private.import_moment(format text, p text, out shape text, out plain text)
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_time constant text := '([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?';
  v_clock text;
begin
  if format = 'iso' then
    select m.shape, m.plain into shape, plain from private.import_iso_moment(p) as m;
    return;
  elsif format = 'iso or day' then
    -- A workbook keeps a midnight as a day: where moments are wanted, that is what it was.
    select m.shape, m.plain into shape, plain
    from private.import_iso_moment(format('(%1$s || case when length(%1$s) = 10 then ''T00:00:00Z'' else '''' end)', p)) as m;
    return;
  elsif format = 'compact' then
    shape := 'length(' || p || ') = 15 and ' || p || ' ~ ''^[0-9]+T([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]$''';
    plain := '(left(' || p || ', 4) || ''-'' || substr(' || p || ', 5, 2) || ''-'' || substr(' || p || ', 7, 2) || ''T'' || substr('
      || p || ', 10, 2) || '':'' || substr(' || p || ', 12, 2) || '':'' || substr(' || p || ', 14, 2) || ''Z'')';
    return;
  end if;
  v_clock := 'split_part(' || p || ', '' '', 2)';
  select d.shape, d.plain into shape, plain from private.import_day(format, 'split_part(' || p || ', '' '', 1)') as d;
  shape := shape || ' and split_part(' || p || ', '' '', 3) = '''' and ' || v_clock || ' ~ ''^' || v_time || '$''';
  plain := '(' || plain || ' || ''T'' || case when ' || v_clock || ' like ''_:%'' then ''0'' else '''' end || ' || v_clock
    || ' || case when ' || v_clock || ' like ''%:%:%'' then '''' else '':00'' end || ''Z'')';
end
$$;
comment on function private.import_moment(text, text) is
  'SQL over a cell p: whether it looks like a moment of this format, and the moment in UTC. Without a zone it is taken as UTC.';
revoke execute on function private.import_moment(text, text) from public;
