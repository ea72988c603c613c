create function private.import_structure(spec jsonb, p text, out shape text, out value text)
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_n constant text := '-?[0-9]+(?:[.][0-9]+)?';
  v_point constant text := '^(' || v_n || ') *[,;] *(' || v_n || ')$';
  v_range constant text := '^(' || v_n || ')? *(?:[.][.]|-|–) *(' || v_n || ')?$';
  v_whole constant text := '^' || v_n || ' *(?:[.][.]|-|–) *' || v_n || '$';
  v_parsed constant text := format('private.try_json(%s)', p);
begin
  case spec ->> 'type'
    when 'multi_select' then select c.shape, c.value into shape, value from private.import_choices(spec, p) as c;
    when 'json' then
      shape := format('length(%s) <= 65536 and %s is not null', p, v_parsed);
      -- There is one way to be empty.
      value := format('(case when %1$s in (''null'', ''""'', ''[]'', ''{}'') then null else %1$s end)', v_parsed);
    when 'address' then
      shape := format('(left(%1$s, 1) <> ''{'' or length(%1$s) <= 65536 and %2$s is not null)', p, v_parsed);
      value := format('(case when left(%1$s, 1) = ''{'' then nullif(%2$s, ''{}'') else jsonb_build_object(''street'', %1$s) end)', p, v_parsed);
    when 'geo_point' then
      shape := format('length(%s) <= 100 and %1$s ~ %L', p, v_point);
      value := format('jsonb_build_object(''lat'', (regexp_match(%1$s, %2$L))[1]::numeric, ''lng'', (regexp_match(%1$s, %2$L))[2]::numeric)', p, v_point);
    when 'number_range' then
      -- A side may be missing only beside "..": -5 is a number, not "up to 5".
      shape := format('length(%s) <= 100 and %1$s ~ %L and %1$s <> ''..'' and (%1$s ~ ''[.][.]'' or %1$s ~ %3$L)', p, v_range, v_whole);
      value := format('jsonb_strip_nulls(jsonb_build_object(''min'', (regexp_match(%1$s, %2$L))[1]::numeric, ''max'', (regexp_match(%1$s, %2$L))[2]::numeric))', p, v_range);
    else select m.shape, m.value into shape, value from private.import_measure(spec, p) as m;
  end case;
  if spec ->> 'type' in ('address', 'geo_point', 'number_range') then
    value := format('case when %s is not null then %s end', p, value);  -- not an object without parts
  end if;
end
$$;
comment on function private.import_structure(jsonb, text) is
  'SQL over a cell p of a type that is not one text or plain number: whether it converts, and the value, null where that is empty.';
revoke execute on function private.import_structure(jsonb, text) from public;
