create function private.compile_relation(column_row public.list_columns)
  returns private.computed_columns
  language plpgsql
  stable
  security definer  -- as source_column
  set search_path = ''
as $$
declare
  v_made private.computed_columns;
  v_owner constant public.list_columns := private.relation_owner(column_row.list_id, column_row.key);
  v_title private.computed_columns;
  v_links text;
begin
  v_made.result_type := 'relation';
  v_made.links_list_id := case when column_row.inverse_of is null then v_owner.target_list_id else v_owner.list_id end;
  v_made.depends_on := array_remove(array[column_row.inverse_of], null);
  if v_owner.deleted_at is not null then
    v_made.problem := format('the column "%s", whose links it shows, is in the trash', v_owner.name);
    return v_made;
  end if;
  v_title := private.title_column(v_made.links_list_id);
  v_title.value_sql := coalesce(private.label_sql(v_title), 'null::text');
  v_links := private.links_sql(v_owner, column_row.inverse_of is not null);
  -- Titles are only made of those that are shown.
  v_made.value_sql := format('(select jsonb_build_object(''count'', count(*), ''items'', jsonb_agg(x.item order by x.n) filter (where x.n <= 25)) from ('
    'select row_number() over w as n, case when row_number() over w <= 25 then jsonb_build_object(''id'', i.id, ''title'', %s) end as item '
    'from %s window w as (order by k.n, k.id)) as x having count(*) > 0)', v_title.value_sql, v_links);
  v_made.titles_sql := format('(select jsonb_agg(x.title order by x.n, x.id) from (select %s as title, k.n, k.id from %s offset 0) as x where x.title is not null)',
    v_title.value_sql, v_links);
  return v_made;
end
$$;
comment on function private.compile_relation(public.list_columns) is
  'A relation, or the inverse of one, as SQL: how many items are linked, and the first 25 with their titles.';
revoke execute on function private.compile_relation(public.list_columns) from public;
