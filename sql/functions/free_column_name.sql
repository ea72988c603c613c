create function private.free_column_name(list_id uuid, name text)
  returns text
  language sql
  volatile  -- sees what the statement before it wrote
  security definer  -- as finish_conversion
  set search_path = ''
as $$
  select n.name
  from (
    select free_column_name.name || case i when 1 then '' else ' ' || i end as name, i from generate_series(1, 501) as i
  ) as n
  where not exists (
    select from public.list_columns as c
    where c.list_id = free_column_name.list_id and c.deleted_at is null and lower(c.name) = lower(n.name)
  )
  order by n.i limit 1
$$;
comment on function private.free_column_name(uuid, text) is 'The name, with a number behind it if the list has such a column.';
revoke execute on function private.free_column_name(uuid, text) from public;
