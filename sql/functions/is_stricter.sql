create function private.is_stricter(before public.list_columns, after public.list_columns)
  returns boolean
  language sql
  immutable
  set search_path = ''
as $$
  select after.deleted_at is null and not private.is_read_only(after.type) and (
    before.deleted_at is not null
    or after.is_required and not before.is_required
    or after.config <> before.config and not (
      after.type in ('select', 'multi_select')
      and jsonb_path_query_array(after.config, '$.options[*].id') @> jsonb_path_query_array(before.config, '$.options[*].id')
    )
  )
$$;
comment on function private.is_stricter(public.list_columns, public.list_columns) is
  'Whether a cell that the column took before might be refused now: only then are all items of the list asked.';
revoke execute on function private.is_stricter(public.list_columns, public.list_columns) from public;
