create function private.compile_linked(column_row public.list_columns)
  returns private.computed_columns
  language plpgsql
  stable
  security definer  -- as source_column
  set search_path = ''
as $$
declare
  v_made private.computed_columns;
  v_relation private.computed_columns := private.source_column(column_row.list_id, column_row.config ->> 'relation');
  v_owner constant public.list_columns := private.relation_owner(column_row.list_id, column_row.config ->> 'relation');
  v_field private.computed_columns;
  v_list_id constant uuid := (select k.links_list_id from private.computed_columns as k where k.column_id = v_relation.column_id);
  v_links text;
begin
  if v_relation.problem is null and v_owner.id is null then
    v_relation.problem := format('"%s" is no relation', column_row.config ->> 'relation');
  end if;
  if v_relation.problem is null and column_row.type <> 'count' then
    v_field := private.source_column(v_list_id, column_row.config ->> 'field');
  end if;
  v_made.problem := coalesce(v_relation.problem, v_field.problem);
  v_made.depends_on := v_relation.depends_on || coalesce(v_field.depends_on, '{}');
  if v_made.problem is not null then
    return v_made;
  end if;
  v_made.is_volatile := coalesce(v_field.is_volatile, false);
  v_links := private.links_sql(v_owner, v_relation.column_id <> v_owner.id);
  if column_row.type = 'count' then
    v_made.result_type := 'integer';
    v_made.value_sql := format('(select to_jsonb(count(*)) from %s)', v_links);
    return v_made;
  elsif column_row.type = 'rollup' then
    return private.compile_rollup(v_made, column_row.config, v_field, v_links);
  end if;
  -- A cell of files is a list already, and that of several items is one too.
  v_made.is_array := v_field.result_type <> 'attachment';
  v_made.result_type := case v_field.result_type when 'multi_select' then 'select' else v_field.result_type end;
  v_made.config := v_field.config;
  v_made.value_sql := format('(select jsonb_agg(v.element order by v.n, v.id, v.m) from (%s) as v where v.element is not null)', private.elements_sql(v_field, v_links));
  if not v_made.is_array then
    v_made.titles_sql := format('(select jsonb_agg(e.file -> ''name'' order by e.n) from jsonb_array_elements(%s) with ordinality as e (file, n))', v_made.value_sql);
  end if;
  return v_made;
end
$$;
comment on function private.compile_linked(public.list_columns) is
  'A lookup, rollup or count as SQL over the linked items.';
revoke execute on function private.compile_linked(public.list_columns) from public;
