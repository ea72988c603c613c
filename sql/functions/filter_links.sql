create function private.filter_links(queried private.query_column, operator text, operands text[])
  returns text
  language sql
  stable
  set search_path = ''
as $$
  select case operator
    when 'is_empty' then format('not exists (select from %s)', l.linked)
    when 'any_of' then format('exists (select from %s where i.id = any (%L::uuid[]))', l.linked, operands)
    else format('(select count(*) from %s where i.id = any (%L::uuid[])) = %s', l.linked, operands,
      (select count(distinct o) from unnest(operands) as o)) end
  from public.list_columns as c
  cross join lateral private.links_sql(coalesce(c.inverse_of, c.id), c.inverse_of is not null) as l (linked)
  where c.id = queried.id and c.key = queried.key
$$;
comment on function private.filter_links(private.query_column, text, text[]) is
  'SQL of a condition on the items that a relation links, true or false and never null.';
revoke execute on function private.filter_links(private.query_column, text, text[]) from public;
grant execute on function private.filter_links(private.query_column, text, text[]) to authenticated, service_role;
