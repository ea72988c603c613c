create function private.import_iso_moment(p text, out shape text, out plain text)
  language plpgsql
  immutable
  security definer  -- reads the rules of the types
  set search_path = ''
as $$
declare
  v_clock constant text := 'rtrim(substr(' || p || ', 12), ''Z'')';
begin
  -- The calendar is asked here already: the cast below raises for a day that is none.
  shape := p || ' ~ ''^[0-9-]+[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4]):?[0-5][0-9])?$'' and '
    || private.calendar_condition(p, '')
    -- With an offset it may end outside of the years that there are.
    || ' and (substr(' || p || ', 12) !~ ''[+-]'' or ' || p || ' between ''0002'' and ''9999-12-31'')';
  plain := '(case when substr(' || p || ', 12) ~ ''[+-]'' then to_char(' || p || '::timestamptz at time zone ''UTC'', ''YYYY-MM-DD"T"HH24:MI:SS.US"Z"'')'
    || ' else left(' || p || ', 10) || ''T'' || ' || v_clock || ' || case when ' || v_clock || ' like ''%:%:%'' then '''' else '':00'' end || ''Z'' end)';
end
$$;
comment on function private.import_iso_moment(text) is
  'SQL over a cell p: whether it is a moment as ISO 8601 writes it, and the moment in UTC. Without a zone it is taken as UTC.';
revoke execute on function private.import_iso_moment(text) from public;
