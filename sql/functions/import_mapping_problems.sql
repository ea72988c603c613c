create function private.import_mapping_problems(import public.imports)
  returns table (field text, message text)
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_key text;
  v_column public.list_columns;
begin
  if import.mapping - '{columns,others}'::text[] <> '{}' or jsonb_typeof(coalesce(import.mapping -> 'columns', '[]')) <> 'array' then
    return query select 'mapping', 'is an object of columns (an array) and others';
  elsif jsonb_array_length(coalesce(import.mapping -> 'columns', '[]')) > 1000 then
    return query select 'mapping.columns', 'are at most 1,000';
  end if;
  if coalesce(import.mapping -> 'others', '"match"') not in ('"match"', '"ignore"') then
    return query select 'mapping.others', 'is "match" (by name) or "ignore"';
  end if;
  if import.mode not in ('insert', 'update', 'upsert', 'skip') then
    return query select 'mode', 'is insert, update, upsert or skip';
  elsif (import.mode = 'insert') <> (cardinality(import.key_columns) = 0) or cardinality(import.key_columns) > 8 then
    return query select 'key_columns', case import.mode when 'insert' then 'are for the modes update, upsert and skip' else 'names 1 to 8 columns by which items are found' end;
  elsif import.mode <> 'insert' and import.list_id is null and import.target = 'list' then
    return query select 'mode', 'needs a list that exists';
  end if;
  foreach v_key in array import.key_columns loop
    if import.target <> 'list' and v_key <> '@id' and private.import_field(import.workspace_id, import.target, v_key) -> 'is_key' is distinct from 'true' then
      return query select 'key_columns', format('%s are not found by "%s"', import.target, left(v_key, 200));
    end if;
    continue when v_key = '@id' or import.list_id is null;
    v_column := private.import_column(import.list_id, v_key);
    if v_column.id is null then
      return query select 'key_columns', format('the list has no column "%s"', left(v_key, 200));
    elsif (select t.is_read_only from public.column_types as t where t.type = v_column.type) then
      return query select 'key_columns', format('"%s" is not stored in the items: it cannot be a key', v_column.name);
    end if;
  end loop;
end
$$;
comment on function private.import_mapping_problems(public.imports) is 'What is wrong with the mode, the keys and the frame of a mapping, field by field.';
revoke execute on function private.import_mapping_problems(public.imports) from public;
