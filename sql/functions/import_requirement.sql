create function private.import_requirement(spec jsonb)
  returns text
  language sql
  stable
  security definer  -- the rules of the types are nobody's to call
  set search_path = ''
as $$
  select 'not ' || case
    when spec ->> 'type' in ('date', 'datetime') and spec ->> 'format' not like 'iso%' then
      case spec ->> 'type' when 'date' then 'a date' else 'a date and time' end || ' written ' || coalesce(spec ->> 'words', spec ->> 'format')
    when spec ->> 'type' = 'select' then 'one of the column''s options'
    when spec ->> 'type' = 'multi_select' then 'options of the column, separated by "' || (spec ->> 'format') || '"'
    when spec ->> 'type' = 'percent' then 'a percentage such as 12.5 %' || case when spec ->> 'unit' is null then ' (the sign may only be left out when the import says fraction or hundredths)' else '' end
    when spec ->> 'type' = 'duration' then 'a duration written H:MM or H:MM:SS' || coalesce(', or a number of ' || (spec ->> 'unit'), '')
    when spec ->> 'type' = 'user' then 'the e-mail address, the name or the id of one member'
    when spec ->> 'type' = 'geo_point' then 'a place written "lat, lng", lat -90 to 90, lng -180 to 180'
    when spec ->> 'type' = 'number_range' then 'a range written 100-200, 100..200, 100.. or ..200' || coalesce(', at least ' || (spec #>> '{config,min}'), '') || coalesce(', at most ' || (spec #>> '{config,max}'), '')
    when spec ->> 'format' = 'decimal_comma' then private.type_requirement(spec ->> 'type', coalesce(spec -> 'config', '{}')) || ', with a decimal comma'
    else private.type_requirement(spec ->> 'type', coalesce(spec -> 'config', '{}'))
  end
$$;
comment on function private.import_requirement(jsonb) is 'Why a cell does not convert, in words.';
revoke execute on function private.import_requirement(jsonb) from public;
grant execute on function private.import_requirement(jsonb) to worker;
