create function private.import_day(format text, p text, out shape text, out plain text)
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_order constant text := left(format, 3);
  v_separator constant text := substr(format, 4, 1);
  v_two constant text := '[0-9][0-9]?';
  v_four constant text := '[0-9][0-9][0-9][0-9]';
begin
  -- Only the shape: whether there is such a day is for the type to say.
  shape := pg_catalog.format('%s ~ %L', p, '^' || replace(case v_order
    when 'ymd' then v_four || 'S' || v_two || 'S' || v_two
    else v_two || 'S' || v_two || 'S' || v_four end, 'S', '[' || v_separator || ']') || '$');
  plain := pg_catalog.format('(lpad(split_part(%1$s, %2$L, %3$s), 4, ''0'') || ''-'' || lpad(split_part(%1$s, %2$L, %4$s), 2, ''0'')'
    ' || ''-'' || lpad(split_part(%1$s, %2$L, %5$s), 2, ''0''))', p, v_separator,
    position('y' in v_order), position('m' in v_order), position('d' in v_order));
end
$$;
comment on function private.import_day(text, text) is
  'SQL over a cell p: whether it looks like a day of this format, such as "dmy/", and the day as YYYY-MM-DD.';
revoke execute on function private.import_day(text, text) from public;
