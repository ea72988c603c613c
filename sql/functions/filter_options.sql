create function private.filter_options(queried private.query_column, operator text, operands text[])
  returns text
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_j constant text := format('(i.values -> %L)', queried.key);
  v_options text[] := operands;
  v_each text;
begin
  if exists (select from private.merged_options as m where m.column_id = queried.id) then
    v_options := private.merged_into(queried.id, operands);
  end if;
  if queried.family = 'choice' then
    return private.filter_text(queried, 'any_of', v_options);
  elsif operator = 'any_of' then
    return format('coalesce(%s ?| %L::text[], false)', v_j, v_options);
  end if;
  -- Of options that are one, a cell needs any.
  v_each := (select string_agg(format('%s ?| %L::text[]', v_j, private.merged_into(queried.id, array[o])), ' and ') from unnest(operands) as o);
  return format('coalesce(%s%s, false)', v_each, case operator when 'equals' then format(' and %s <@ %L::jsonb', v_j, to_jsonb(v_options)) else '' end);
end
$$;
comment on function private.filter_options(private.query_column, text, text[]) is
  'SQL of a condition on one or several options, true or false and never null. An option that was merged into another means that one, and while items still move each means both.';
revoke execute on function private.filter_options(private.query_column, text, text[]) from public;
grant execute on function private.filter_options(private.query_column, text, text[]) to authenticated, service_role;
