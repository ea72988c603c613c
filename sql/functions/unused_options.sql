create function private.unused_options(column_row public.list_columns, option_ids text[])
  returns text[]
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  return array(
    select u.id from unnest(option_ids) as u (id)
    where column_row.config -> 'options' @> jsonb_build_array(jsonb_build_object('id', u.id))
      and column_row.default_value is distinct from to_jsonb(u.id)
      and not exists (
        select from public.items as i
        where i.list_id = column_row.list_id and i.workspace_id = column_row.workspace_id and i.values -> column_row.key ? u.id
          and (i.deleted_at is null or not exists (
            select from pg_temp.import_writes as w where w.row_id = i.id and w.table_name = 'items' and w.action = 'insert'))
      )
  );
end
$$;
comment on function private.unused_options(public.list_columns, text[]) is
  'Those of these options that no item has but ones that the reverted import made and that are in the trash.';
revoke execute on function private.unused_options(public.list_columns, text[]) from public;
grant execute on function private.unused_options(public.list_columns, text[]) to authenticated;
