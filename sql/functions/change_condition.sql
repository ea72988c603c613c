create function private.change_condition(column_row public.list_columns)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  -- A hashed subquery: one look at the members for a whole statement.
  select case
    when column_row.deleted_at is not null then format('(v -> %1$L is null or v -> %1$L is not distinct from o -> %1$L)', column_row.key)
    else format(
      '(v -> %1$L is not distinct from o -> %1$L or coalesce(v ->> %1$L in (select m.user_id::text from public.workspace_members as m where m.workspace_id = %2$L), true))',
      column_row.key, column_row.workspace_id)
  end
  where case when column_row.deleted_at is null then column_row.type = 'user'
    else not column_row.is_pending end
$$;
comment on function private.change_condition(public.list_columns) is
  'SQL over v and o (the values before; null for a new item) that is true when the column takes the change; null for columns that judge the value alone. Somebody who was a member when named may leave; a column in the trash keeps its cells and takes no new ones, which nobody would see.';
revoke execute on function private.change_condition(public.list_columns) from public;
