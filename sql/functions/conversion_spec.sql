create function private.conversion_spec(column_row public.list_columns, type text, config jsonb, format text)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'column', 1, 'type', type, 'config', config, 'declared', true, 'padded', type not in ('text', 'long_text'),
    'format', case
      when type in ('percent', 'duration') then 'plain'
      when type = 'multi_select' then coalesce(conversion_spec.format, case when column_row.type = 'select' then U&'\001F' else ',' end)
      else coalesce(conversion_spec.format, case
        when type = 'date' and column_row.type = 'datetime' then 'iso midnight'
        when type in ('date', 'datetime') then 'iso'
        when type in ('integer', 'number', 'currency', 'rating') then 'plain' end) end,
    -- A number that becomes another kind of number stays that number.
    'unit', case when type in ('percent', 'duration') then coalesce(conversion_spec.format, case
      when column_row.type in ('integer', 'number', 'currency', 'percent', 'rating', 'duration') then case type when 'percent' then 'fraction' else 'seconds' end end) end,
    'symbol', case when type = 'currency' then case config ->> 'currency'
      when 'EUR' then '€' when 'GBP' then '£' when 'JPY' then '¥' when 'INR' then '₹' when 'KRW' then '₩' else '$' end end,
    'labels', case
      when type = 'user' then private.people_labels(column_row.workspace_id)
      when type in ('select', 'multi_select') then (
        select coalesce(jsonb_object_agg(l.label, o.option ->> 'id' order by l.n), '{}')
        from jsonb_array_elements(config -> 'options') as o (option)
        cross join lateral (values (1, o.option ->> 'id'), (2, lower(o.option ->> 'label'))) as l (n, label)) end
  ))
$$;
comment on function private.conversion_spec(public.list_columns, text, jsonb, text) is
  'What private.import_cell is told, so that a conversion reads text exactly as an import does.';
revoke execute on function private.conversion_spec(public.list_columns, text, jsonb, text) from public;
grant execute on function private.conversion_spec(public.list_columns, text, jsonb, text) to authenticated, service_role;
