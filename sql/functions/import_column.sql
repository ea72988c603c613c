create function private.import_column(list_id uuid, name text)
  returns public.list_columns
  language sql
  stable
  set search_path = ''
as $$
  select c.*
  from public.list_columns as c
  where c.list_id = import_column.list_id and c.deleted_at is null
    and (c.key = import_column.name or c.id::text = lower(import_column.name) or lower(c.name) = lower(btrim(import_column.name)))
  order by c.id::text = lower(import_column.name) desc, c.key = import_column.name desc
  limit 1
$$;
comment on function private.import_column(uuid, text) is 'The column of a list that a mapping means: by id, key or name.';
revoke execute on function private.import_column(uuid, text) from public;
