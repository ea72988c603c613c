create function private.import_cell(spec jsonb, out cell text, out accepts text, out value text)
  language plpgsql
  immutable
  security definer  -- the rules of the types are nobody's to call
  set search_path = ''
as $$
declare
  v_type constant text := spec ->> 'type';
  v_config constant jsonb := coalesce(spec -> 'config', '{}');
  v_p text;
  v_shape text := 'true';
  v_plain text;
  v_json text;
  v_condition text;
begin
  cell := private.import_text(spec);
  v_p := case when (spec ->> 'padded')::boolean then format('btrim(%s, %L)', cell, U&' \0009\000A\000D\00A0') else cell end;
  v_plain := v_p;
  case
    when v_type in ('integer', 'number', 'currency') then
      select n.shape, n.plain into v_shape, v_plain from private.import_number(spec, v_p) as n;
      v_json := format('(%s)::numeric', v_plain);
      value := v_json;
    when v_type = 'boolean' then
      v_shape := format('lower(%s) = any (%L)', v_p, case when (spec ->> 'declared')::boolean then '{true,false,yes,no,t,f,y,n,1,0}' else '{true,false,yes,no}' end);
      value := format('(lower(%s) = any (''{true,yes,t,y,1}''))', v_p);
    when v_type = 'date' then
      select d.shape, d.plain into v_shape, v_plain from private.import_date(spec ->> 'format', v_p) as d;
    when v_type = 'datetime' then
      select m.shape, m.plain into v_shape, v_plain from private.import_moment(
        case when (spec ->> 'declared')::boolean then replace(spec ->> 'format', 'iso', 'iso or day') else spec ->> 'format' end, v_p) as m;
    when v_type in ('select', 'user') then
      v_shape := format('%L::jsonb ? lower(%s)', spec -> 'labels', v_p);
      v_plain := format('(%L::jsonb ->> lower(%s))', spec -> 'labels', v_p);
    when v_type in ('multi_select', 'percent', 'rating', 'duration', 'address', 'geo_point', 'number_range', 'json') then
      select m.shape, m.value, m.value into v_shape, value, v_json from private.import_structure(spec, v_p) as m;
    else null;
  end case;
  value := coalesce(value, v_plain);
  v_condition := private.type_condition(v_type, v_config, coalesce(v_json, format('to_jsonb(%s)', v_plain)), v_plain);
  if v_type in ('multi_select', 'address', 'json') then
    v_condition := format('(%s is null or %s)', value, v_condition);  -- separators and nothing between them, {}, …
  end if;
  -- Never null: what is neither accepted nor refused would be lost without a word.
  accepts := format('(%s is null or (case when %s then %s else false end) is true)', cell, v_shape, v_condition);
end
$$;
comment on function private.import_cell(jsonb) is
  'SQL that turns one column of a file into a value. spec: {column, type, config, format, unit, padded, declared, symbol, labels}, and what private.import_text takes. cell: the text; accepts: whether it is empty or converts to what the column takes; value: what is stored.';
revoke execute on function private.import_cell(jsonb) from public;
grant execute on function private.import_cell(jsonb) to worker, authenticated, service_role;
