create function private.column_condition(column_row public.list_columns)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  -- No key is an empty cell. A column in the trash keeps its values and asks nothing of them.
  select case when column_row.deleted_at is not null then 'true' else format(
    'case jsonb_typeof(v -> %1$L) when %2$L then %3$s else %4$s end',
    column_row.key,
    case
      when column_row.type in ('integer', 'number', 'currency') then 'number'
      when column_row.type = 'boolean' then 'boolean'
      when column_row.type = 'multi_select' then 'array'
      else 'string'
    end,
    private.type_condition(
      column_row.type, column_row.config, format('(v -> %L)', column_row.key), format('(v ->> %L)', column_row.key)
    ),
    case when column_row.is_required then 'false' else format('v -> %L is null', column_row.key) end
  ) end
$$;
comment on function private.column_condition(public.list_columns) is 'SQL over v (the values of an item) that is true when the column accepts its cell.';
revoke execute on function private.column_condition(public.list_columns) from public;
