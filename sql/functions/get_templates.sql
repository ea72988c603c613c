create function public.get_templates()
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select jsonb_build_object('templates', coalesce(jsonb_agg(jsonb_build_object(
    'name', t.name, 'title', t.title, 'description', t.description, 'lists', (
      select coalesce(jsonb_agg(jsonb_build_object('name', l.list -> 'name', 'icon', l.list -> 'icon', 'columns', (
        select coalesce(jsonb_agg(c.column_ -> 'name' order by c.n), '[]')
        from jsonb_array_elements(l.list -> 'columns') with ordinality as c (column_, n)
      )) order by l.n), '[]')
      from jsonb_array_elements(t.content -> 'lists') with ordinality as l (list, n)
    )) order by t.position), '[]'))
  from public.workspace_templates as t
$$;
comment on function public.get_templates() is 'The templates that there are, with the lists that each makes.';
revoke execute on function public.get_templates() from public;
grant execute on function public.get_templates() to anon, authenticated, service_role;
