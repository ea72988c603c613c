create function private.import_options_problem(name text, value jsonb)
  returns text
  language plpgsql
  stable
  security definer  -- reads the rules of the types
  set search_path = ''
as $$
declare
  v_kind constant text := jsonb_typeof(value);
begin
  return case name
    when 'delimiter' then case when v_kind <> 'string' or value #>> '{}' !~ '^[^\r\n"]$' then 'is one character, such as ";"' end
    when 'quote' then case when v_kind <> 'string' or value #>> '{}' !~ '^[^\r\n]?$' then 'is one character, or "" where nothing is quoted' end
    when 'encoding' then case when v_kind <> 'string' or value #>> '{}' !~ '^[A-Za-z0-9][A-Za-z0-9._:-]{0,39}$' then 'is the name of an encoding, such as "utf-8"' end
    when 'has_header' then case when v_kind <> 'boolean' then 'is true or false' end
    when 'decimal_comma' then case when v_kind <> 'boolean' then 'is true or false' end
    when 'is_protected' then case when v_kind <> 'boolean' then 'is true or false' end
    when 'trim' then case when v_kind <> 'boolean' then 'is true or false' end
    when 'date_order' then case when v_kind <> 'string' or value #>> '{}' not in ('mdy', 'dmy', 'ymd') then 'is "mdy", "dmy" or "ymd"' end
    when 'on_error' then case when v_kind <> 'string' or value #>> '{}' not in ('reject_row', 'keep_empty') then 'is "reject_row" or "keep_empty"' end
    when 'empty' then case when v_kind <> 'array' or jsonb_path_exists(value, '$[*] ? (@.type() != "string")')
      or jsonb_array_length(value) > 100 then 'is an array of up to 100 strings' end
    when 'types' then private.import_types_problem(value)
    else 'is not an option of an import; these are: delimiter, quote, encoding, has_header, empty, types, date_order, decimal_comma, on_error, trim, is_protected'
  end;
end
$$;
comment on function private.import_options_problem(text, jsonb) is 'What is wrong with one option of an import, or null. Completes the name of the option.';
revoke execute on function private.import_options_problem(text, jsonb) from public;
