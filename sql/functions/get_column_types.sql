create function public.get_column_types()
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select jsonb_build_object('column_types', coalesce(jsonb_agg(to_jsonb(t) - 'position' order by t.position), '[]'))
  from public.column_types as t
$$;
comment on function public.get_column_types() is 'The types that columns may have: JSON, text forms, order, settings, editor.';
revoke execute on function public.get_column_types() from public;
grant execute on function public.get_column_types() to anon, authenticated, service_role;
