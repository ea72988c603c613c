create function private.source_column(list_id uuid, key text)
  returns private.computed_columns
  language plpgsql
  stable
  security definer  -- compiles for everybody, see refresh_computed
  set search_path = ''
as $$
declare
  v_column public.list_columns;
  v_source private.computed_columns;
begin
  -- One that was converted is found by the key it had.
  select c.* into v_column from public.list_columns as c
  where c.list_id = source_column.list_id and (c.key = source_column.key or source_column.key = any (c.replaces) and c.deleted_at is null)
  order by c.deleted_at is null desc, c.key = source_column.key desc, c.id desc limit 1;
  if private.is_computed(v_column.type) then
    select k.* into v_source from private.computed_columns as k where k.column_id = v_column.id and k.workspace_id = v_column.workspace_id;
  end if;
  v_source.column_id := v_column.id;
  v_source.depends_on := array_remove(array[v_column.id], null);
  if v_column.id is null then
    v_source.problem := format('there is no column with the key "%s"', left(key, 100));
  elsif v_column.deleted_at is not null then
    v_source.problem := format('the column "%s" is in the trash', v_column.name);
  elsif v_source.problem is not null then
    v_source.problem := format('"%s" cannot be computed: %s', v_column.name, v_source.problem);
  elsif v_column.type = 'relation' then
    -- Whoever computes with a relation sees the titles of what is linked.
    v_source.result_type := 'text';
    v_source.is_array := true;
    v_source.value_sql := v_source.titles_sql;
  elsif not private.is_computed(v_column.type) then
    v_source.result_type := v_column.type;
    v_source.is_array := false;
    v_source.config := v_column.config;
    v_source.value_sql := private.stored_sql(v_column.type, v_column.key);
  elsif v_source.value_sql is null then
    v_source.problem := format('"%s" is not compiled yet', v_column.name);
  end if;
  return v_source;
end
$$;
comment on function private.source_column(uuid, text) is
  'What computing with a column of a list takes, stored or computed: type, SQL, settings; or the problem with it.';
revoke execute on function private.source_column(uuid, text) from public;
