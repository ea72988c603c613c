create function private.view_fields(list_id uuid, view public.views)
  returns text[]
  language sql
  stable
  set search_path = ''
as $$
  -- Named ones first, in the order of the view; those that it does not name follow, shown.
  select array(
    select c.key
    from public.list_columns as c
    left join lateral (
      select e.n, coalesce((e.element -> 'is_hidden')::boolean, false) as is_hidden
      from jsonb_array_elements(coalesce(view.settings -> 'columns', '[]')) with ordinality as e (element, n)
      where e.element ->> 'column' = c.key or e.element ->> 'column' = any (c.replaces)
      order by e.n limit 1
    ) as s on true
    where c.list_id = view_fields.list_id and c.deleted_at is null and not coalesce(s.is_hidden, false)
    order by s.n nulls last, c.position, c.id
  )
$$;
comment on function private.view_fields(uuid, public.views) is 'The keys of the columns that a view shows, in its order.';
revoke execute on function private.view_fields(uuid, public.views) from public;
grant execute on function private.view_fields(uuid, public.views) to authenticated, service_role;
