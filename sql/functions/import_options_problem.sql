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
    when 'has_header' then case when v_kind <> 'boolean' then 'is true or false' end
    when 'decimal_comma' then case when v_kind <> 'boolean' then 'is true or false' end
    when 'is_protected' then case when v_kind <> 'boolean' then 'is true or false' end
    when 'trim' then case when v_kind <> 'boolean' then 'is true or false' end
    when 'fill_merged' then case when v_kind <> 'boolean' then 'is true or false' end
    when 'date_order' then case when v_kind <> 'string' or value #>> '{}' not in ('mdy', 'dmy', 'ymd') then 'is "mdy", "dmy" or "ymd"' end
    when 'on_error' then case when v_kind <> 'string' or value #>> '{}' not in ('reject_row', 'keep_empty') then 'is "reject_row" or "keep_empty"' end
    when 'empty' then case when v_kind <> 'array' or jsonb_path_exists(value, '$[*] ? (@.type() != "string")')
      or jsonb_array_length(value) > 100 then 'is an array of up to 100 strings' end
    when 'types' then private.import_types_problem(value)
    else private.import_reading_problem(name, value)
  end;
end
$$;
comment on function private.import_options_problem(text, jsonb) is 'What is wrong with one option of an import, or null. Completes the name of the option.';
revoke execute on function private.import_options_problem(text, jsonb) from public;
