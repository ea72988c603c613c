create function public.result("column" public.list_columns)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select jsonb_build_object(
    'type', k.result_type, 'family', private.column_family(k.result_type), 'is_array', k.is_array, 'config', k.config,
    'list_id', k.links_list_id, 'inverse_id', coalesce("column".inverse_of, (
      select c.id from public.list_columns as c
      where c.inverse_of = "column".id and c.workspace_id = "column".workspace_id and c.deleted_at is null)),
    'is_volatile', k.is_volatile, 'problem', k.problem,
    'formula', case "column".type when 'formula' then private.show_formula("column".config ->> 'formula', (
      select jsonb_agg(jsonb_build_object('key', c.key, 'name', c.name))
      from public.list_columns as c where c.list_id = "column".list_id and c.deleted_at is null)) end)
  from private.computed_columns as k
  where k.column_id = "column".id and k.workspace_id = "column".workspace_id
$$;
comment on function public.result(public.list_columns) is
  'Of a computed column: what type its cells are like, and why it cannot be computed, if so; of a relation also the list that is linked and the column on the other side, of a formula its text with the names of columns. null of a column that is stored. A computed field, as in select=*,result.';
revoke execute on function public.result(public.list_columns) from public;
grant execute on function public.result(public.list_columns) to authenticated, service_role;
