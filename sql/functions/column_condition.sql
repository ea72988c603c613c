create function private.column_condition(column_row public.list_columns)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  -- No key is an empty cell. A column in the trash keeps its values and asks nothing of them; one that is
  -- read-only has no key at all, see compile_list.
  select case
    when column_row.deleted_at is not null or private.is_read_only(column_row.type) then 'true'
    when column_row.type = 'json' then format('case when v -> %1$L is null then %2$s else %3$s end', column_row.key, (not column_row.is_required)::text,
      private.object_condition('json', column_row.config, format('(v -> %L)', column_row.key)))
    else format(
      'case jsonb_typeof(v -> %1$L) when %2$L then %3$s else %4$s end',
      column_row.key,
      case
        when column_row.type in ('integer', 'number', 'currency', 'percent', 'rating', 'duration') then 'number'
        when column_row.type = 'boolean' then 'boolean'
        when column_row.type = 'multi_select' then 'array'
        when column_row.type in ('address', 'geo_point', 'number_range') then 'object'
        else 'string'
      end,
      private.type_condition(
        column_row.type, column_row.config, format('(v -> %L)', column_row.key), format('(v ->> %L)', column_row.key)
      ),
      case when column_row.is_required then 'false' else format('v -> %L is null', column_row.key) end
    )
  end
$$;
comment on function private.column_condition(public.list_columns) is 'SQL over v (the values of an item) that is true when the column accepts its cell.';
revoke execute on function private.column_condition(public.list_columns) from public;
