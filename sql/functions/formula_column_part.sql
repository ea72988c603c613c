create function private.formula_column_part(entry jsonb)
  returns private.formula_part
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_family constant text := private.column_family(entry ->> 'type');
  v_is_list constant boolean := coalesce((entry ->> 'is_array')::boolean, false) or v_family = 'choices';
  v_element constant text := case v_family when 'choices' then 'choice' else v_family end;
  v_type constant text := case when v_family in ('number', 'boolean', 'date', 'datetime') then v_family else 'text' end;
  v_options jsonb := entry -> 'options';
  v_labels jsonb;
begin
  if v_element = 'choice' and jsonb_typeof(v_options) is distinct from 'array' then
    v_options := (select c.config -> 'options' from public.list_columns as c where c.id = (entry ->> 'id')::uuid);
  end if;
  if v_element = 'choice' and jsonb_typeof(v_options) = 'array' then
    v_labels := (select jsonb_object_agg(o.option ->> 'id', o.option ->> 'label') from jsonb_array_elements(v_options) as o (option));
  end if;
  if not v_is_list then
    return row(v_type, private.formula_cell(v_element, entry ->> 'value_sql', v_labels), 0, null)::private.formula_part;
  end if;
  -- Lists in lists, as a lookup of several choices has them, are one list.
  return row(v_type || '[]', format('array(select %s from jsonb_path_query(%s, ''lax $[*]%s'') as e (v))',
    private.formula_cell(v_element, 'e.v', v_labels), entry ->> 'value_sql',
    case when v_family = 'choices' and coalesce((entry ->> 'is_array')::boolean, false) then '[*]' else '' end), 0, null)::private.formula_part;
end
$$;
comment on function private.formula_column_part(jsonb) is
  'The type and the SQL of a column in a formula.';
revoke execute on function private.formula_column_part(jsonb) from public;
grant execute on function private.formula_column_part(jsonb) to authenticated, service_role;
