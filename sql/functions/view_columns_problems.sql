create function private.view_columns_problems(list_id uuid, columns jsonb)
  returns table (place integer, message text)
  language sql
  stable
  set search_path = ''
as $$
  select (e.n - 1)::integer, p.message
  from jsonb_array_elements(columns) with ordinality as e (element, n)
  left join public.list_columns as c
    on c.list_id = view_columns_problems.list_id and c.deleted_at is null
    and (c.key = e.element ->> 'column' or e.element ->> 'column' = any (c.replaces))
  cross join lateral (select case
    when jsonb_typeof(e.element) <> 'object' or e.element - '{column,width,is_hidden}'::text[] <> '{}'
      then 'must be {"column", "width", "is_hidden"}'
    when c.id is null then format('the list has no column with the key "%s"', left(e.element ->> 'column', 100))
    when exists (
      select from jsonb_array_elements(columns) with ordinality as d (element, n)
      where d.n < e.n and d.element ->> 'column' = c.key
    ) then 'this column stands there twice'
    when e.element ? 'width' and case jsonb_typeof(e.element -> 'width')
      when 'number' then (e.element ->> 'width')::numeric not between 40 and 2000 else true end
      then 'a width is a number of pixels from 40 to 2000'
    when e.element ? 'is_hidden' and jsonb_typeof(e.element -> 'is_hidden') <> 'boolean' then 'is_hidden is true or false'
  end as message) as p
  where p.message is not null
$$;
comment on function private.view_columns_problems(uuid, jsonb) is 'What is wrong with the columns of a view, by their place.';
revoke execute on function private.view_columns_problems(uuid, jsonb) from public;
grant execute on function private.view_columns_problems(uuid, jsonb) to authenticated, service_role;
