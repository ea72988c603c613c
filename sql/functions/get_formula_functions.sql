create function public.get_formula_functions()
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select jsonb_build_object('formula_functions', coalesce(jsonb_agg(to_jsonb(f) - 'position' order by f.position), '[]'))
  from public.formula_functions as f
$$;
comment on function public.get_formula_functions() is
  'The functions and operators of formulas: signatures, what they do, an example with its result.';
revoke execute on function public.get_formula_functions() from public;
grant execute on function public.get_formula_functions() to anon, authenticated, service_role;
