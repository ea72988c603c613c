create function private.conversion_config(column_row public.list_columns, type text, config jsonb)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_labels text[];
begin
  if type not in ('select', 'multi_select') or config ? 'options' then
    return config;
  elsif column_row.type in ('select', 'multi_select') then
    return config || jsonb_build_object('options', column_row.config -> 'options');
  end if;
  execute format('select array_agg(l.label order by l.low collate "C") from (select lower(btrim(t.c1)) as low, min(btrim(t.c1)) as label from (select %s as c1'
    ' from (select i.values as v from public.items as i where i.list_id = $1) as x) as t where length(btrim(t.c1)) between 1 and 200 group by 1 limit 2001) as l',
    private.conversion_text_sql(column_row, type)) into v_labels using column_row.list_id;
  if cardinality(v_labels) > 2000 then
    raise exception 'Column "%" has more than 2,000 different values: too many for options', column_row.name
      using errcode = 'check_violation', constraint = 'conversion_invalid', hint = 'Choose another type, or name the options.';
  end if;
  return config || jsonb_build_object('options', (
    select coalesce(jsonb_agg(jsonb_build_object('id', case o.nth when 1 then o.slug else left(o.slug, 50) || '_' || o.nth || '_' || left(md5(o.label), 4) end, 'label', o.label) order by o.n), '[]')
    from (
      select l.label, l.n, s.slug, row_number() over (partition by s.slug order by l.n) as nth
      from unnest(v_labels) with ordinality as l (label, n)
      cross join lateral (select coalesce(nullif(trim(both '_' from left(regexp_replace(lower(l.label), '[^a-z0-9]+', '_', 'g'), 50)), ''), 'option') as slug) as s
    ) as o
  ));
end
$$;
comment on function private.conversion_config(public.list_columns, text, jsonb) is
  'The settings of the column to be: where a choice names no options, they are the values that are there.';
revoke execute on function private.conversion_config(public.list_columns, text, jsonb) from public;
grant execute on function private.conversion_config(public.list_columns, text, jsonb) to authenticated, service_role;
