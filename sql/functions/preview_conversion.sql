create function public.preview_conversion(column_id uuid, type text, config jsonb default '{}', format text default null)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_column constant public.list_columns := private.find_changeable_column(column_id);
  v_config constant jsonb := private.conversion_config(v_column, type, coalesce(config, '{}'));
  v_sql record;
  v_from text;
  v_answer jsonb;
begin
  perform private.check_conversion(v_column, type, v_config, format);
  select s.* into v_sql from private.conversion_sql(v_column, type, v_config, format) as s;
  v_from := pg_catalog.format('from (select i.id, i.values as v from public.items as i where i.list_id = $1) as i cross join lateral (select %s as c1) as t', v_sql.cell);
  execute pg_catalog.format('select jsonb_build_object(''items'', count(*), ''empty'', count(*) filter (where c1 is null), ''converts'', count(*) filter (where %1$s),'
    ' ''fails'', count(*) filter (where c1 is not null and not %1$s)) %2$s', v_sql.converts, v_from) into v_answer using v_column.list_id;
  execute pg_catalog.format('select jsonb_build_object(''examples'', coalesce(jsonb_agg(jsonb_build_object(''item_id'', e.id, ''value'', left(e.c1, 200), ''reason'', $2::text) order by e.id), ''[]''))'
    ' from (select i.id, t.c1 %s where c1 is not null and not %s order by i.id limit 20) as e', v_from, v_sql.converts)
    into v_from using v_column.list_id, private.conversion_requirement(v_column, type, v_config, format);
  return v_answer || v_from::jsonb || jsonb_build_object(
    'type', type, 'config', v_config, 'token', private.conversion_token(v_column, type, config, format));
end
$$;
comment on function public.preview_conversion(uuid, text, jsonb, text) is
  'What becoming another type would do to a column: {items, empty, converts, fails, examples: up to 20 of {item_id, value, reason}, config, token}; the trash included. Nothing is changed.';
revoke execute on function public.preview_conversion(uuid, text, jsonb, text) from public;
grant execute on function public.preview_conversion(uuid, text, jsonb, text) to authenticated, service_role;
