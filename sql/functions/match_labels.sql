create function private.match_labels(list_id uuid, searched private.query_column)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select coalesce(jsonb_object_agg(o.option ->> 'id', lower(o.option ->> 'label')), '{}')
  from public.list_columns as c
  left join private.computed_columns as k on k.column_id = c.id and k.workspace_id = c.workspace_id
  cross join lateral jsonb_array_elements(coalesce(k.config, c.config) -> 'options') as o (option)
  where c.id = (searched).id and c.list_id = match_labels.list_id
$$;
comment on function private.match_labels(uuid, private.query_column) is
  'The options of a column of choices, {id: label in lower case}: options of two lists answer each other by what they are called.';
revoke execute on function private.match_labels(uuid, private.query_column) from public;
grant execute on function private.match_labels(uuid, private.query_column) to authenticated, service_role;
