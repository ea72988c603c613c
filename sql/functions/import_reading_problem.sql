create function private.import_reading_problem(name text, value jsonb)
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_kind constant text := jsonb_typeof(value);
  v_text constant text := value #>> '{}';
  v_most constant integer := case name when 'header_rows' then 5 else 900 end;
  v_least constant integer := case name when 'skip_rows' then 0 else 1 end;
begin
  return case
    when name in ('header_row', 'header_rows', 'skip_rows') then
      case when v_kind <> 'number' or v_text !~ '^[0-9]{1,6}$' or v_text::integer not between v_least and v_most
        then format('is a whole number from %s to %s', v_least, v_most) end
    when name = 'sheet' then
      case when not (v_kind = 'string' and length(v_text) between 1 and 200 or v_kind = 'number' and v_text ~ '^[1-9][0-9]{0,3}$')
        then 'is the name of a sheet, or its number from 1' end
    when name = 'records' then
      case when v_kind <> 'string' or length(v_text) > 1000 or v_text !~ '^(/.*)?$'
        then 'is a JSON pointer to an array, such as "/data/rows", or "" for the document itself' end
    when name = 'format' then
      case when v_kind <> 'string' or v_text not in ('csv', 'json', 'ndjson', 'workbook') then 'is "csv", "json", "ndjson" or "workbook"' end
    when name = 'ragged' then case when v_kind <> 'string' or v_text not in ('reject', 'pad') then 'is "reject" or "pad"' end
    when name = 'blank_rows' then case when v_kind <> 'string' or v_text not in ('skip', 'keep') then 'is "skip" or "keep"' end
    when name = 'delimiter' then case when v_kind <> 'string' or v_text !~ '^[^\r\n"]$' then 'is one character, such as ";"' end
    when name = 'quote' then
      case when v_kind <> 'string' or v_text !~ '^[^\r\n]?$' then 'is one character, or "" where nothing is quoted' end
    when name = 'encoding' then
      case when v_kind <> 'string' or v_text !~ '^[A-Za-z0-9][A-Za-z0-9._:-]{0,39}$' then 'is the name of an encoding, such as "utf-8"' end
    else 'is not an option of an import; these are: format, sheet, records, header_row, header_rows, skip_rows, ragged, blank_rows, fill_merged, '
      'delimiter, quote, encoding, has_header, empty, types, date_order, decimal_comma, on_error, trim, is_protected'
  end;
end
$$;
comment on function private.import_reading_problem(text, jsonb) is
  'What is wrong with an option that says how a file is read, or null. Completes the name of the option.';
revoke execute on function private.import_reading_problem(text, jsonb) from public;
