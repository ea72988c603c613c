create function private.compile_attachments(column_row public.list_columns)
  returns private.computed_columns
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_made private.computed_columns;
  v_from constant text := format('from public.attachments as a where a.item_id = i.id and a.workspace_id = i.workspace_id '
    'and a.column_id = %L and a.deleted_at is null', column_row.id);
begin
  v_made.result_type := 'attachment';
  v_made.depends_on := '{}';
  v_made.value_sql := format('(select jsonb_agg(jsonb_build_object(%s) order by a.position, a.id) %s)', (
    select string_agg(format('%L, a.%1$I', f.name), ', ')
    from unnest('{id,name,size,media_type,width,height,page_count,preview_state}'::text[]) as f (name)
  ), v_from);
  v_made.titles_sql := format('(select jsonb_agg(a.name order by a.position, a.id) %s)', v_from);
  return v_made;
end
$$;
comment on function private.compile_attachments(public.list_columns) is
  'The files under a column as SQL: an array in their order, and their names alone. Null where there are none.';
revoke execute on function private.compile_attachments(public.list_columns) from public;
