create function private.import_entry_problems(entry jsonb, workspace_id uuid, list_id uuid, target text)
  returns table (field text, message text)
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_target record;
begin
  if jsonb_typeof(entry) <> 'object' or entry - '{from,constant,to,split,trim,format,empty,values,if_empty,options,link}'::text[] <> '{}' then
    return query select 'entry', 'is an object of from or constant, to, split, trim, format, empty, values, if_empty, options, link';
    return;
  end if;
  if target = 'list' then
    select t.* into v_target from private.import_target(entry -> 'to', workspace_id, list_id) as t;
  else
    select t.* into v_target from private.import_record_target(entry -> 'to', workspace_id, target) as t;
  end if;
  return query select p.field, p.message from (values
    ('from', case when (entry ? 'from') = (entry ? 'constant') then 'an entry has either from or constant'
      when entry ? 'from' and not (jsonb_typeof(entry -> 'from') = 'string' or jsonb_typeof(entry -> 'from') = 'number' and entry ->> 'from' ~ '^[1-9][0-9]{0,3}$')
        then 'is the name of a column of the file, or its position from 1' end),
    ('constant', case when entry ? 'constant' and (jsonb_typeof(entry -> 'constant') <> 'string' or length(entry ->> 'constant') not between 1 and 1000 or entry ->> 'constant' ~ '[\r\n]')
      then 'is a text of one line, up to 1,000 characters' end),
    ('to', case when not entry ? 'to' then 'is missing: a column of the list, {name, type, config} of a new one, or null to leave the column out' else v_target.problem end),
    ('split', case when entry ? 'split' and (jsonb_typeof(entry -> 'split') <> 'object' or (entry -> 'split') - '{by,part}'::text[] <> '{}'
      or jsonb_typeof(entry #> '{split,by}') is distinct from 'string' or length(entry #>> '{split,by}') not between 1 and 20
      or jsonb_typeof(entry #> '{split,part}') is distinct from 'number' or entry #>> '{split,part}' !~ '^-?[1-9][0-9]{0,2}$')
      then 'is {by: a text, part: a number from 1, or from the end below 0}' end),
    ('trim', case when entry ? 'trim' and jsonb_typeof(entry -> 'trim') <> 'boolean' then 'is true or false' end),
    ('format', case when entry ? 'format' and (jsonb_typeof(entry -> 'format') <> 'string' or length(entry ->> 'format') not between 1 and 40) then 'is the name of a format, such as "dmy/"'
      else private.import_format_problem(v_target.type, entry ->> 'format') end),
    ('empty', case when entry ? 'empty' and (jsonb_typeof(entry -> 'empty') <> 'array' or jsonb_array_length(entry -> 'empty') > 100
      or jsonb_path_exists(entry, '$.empty[*] ? (@.type() != "string")')) then 'is an array of up to 100 strings' end),
    ('values', case when entry ? 'values' then private.import_values_problem(entry -> 'values') end),
    ('if_empty', case when entry ? 'if_empty' and entry -> 'if_empty' not in ('"clear"', '"keep"') then 'is "clear" or "keep": what an empty cell does to an item that is there' end),
    ('options', case when entry -> 'options' not in ('"create"', '"report"') then 'is "create" or "report": what becomes of options that the column does not have'
      when entry ? 'options' and v_target.type not in ('select', 'multi_select') then 'is for columns of type select and multi_select' end),
    ('link', case when entry ? 'link' then private.import_link_problem(entry -> 'link', v_target.type, v_target.other_list_id) end)
  ) as p (field, message) where p.message is not null;
end
$$;
comment on function private.import_entry_problems(jsonb, uuid, uuid, text) is 'What is wrong with one entry of a mapping, field by field.';
revoke execute on function private.import_entry_problems(jsonb, uuid, uuid, text) from public;
