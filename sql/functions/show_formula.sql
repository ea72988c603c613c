create function private.show_formula(formula text, columns jsonb)
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_shown text := formula;
  v_token private.formula_token;
  v_key text;
  v_name text;
begin
  for v_token in select t.* from private.formula_tokens(formula) as t where t.kind = 'column' order by t.at desc loop
    v_key := private.formula_literal(v_token) ->> 'value';
    v_name := (select c.each ->> 'name' from jsonb_array_elements(columns) as c (each) where c.each ->> 'key' = v_key);
    -- A name that would be read as another column, or not as one at all, is not shown.
    continue when v_name is null or v_name ~ '[{}]' or v_name <> btrim(v_name)
      or private.find_formula_column(columns, v_name, 1) ->> 'key' is distinct from v_key;
    v_shown := overlay(v_shown placing format('{%s}', v_name) from v_token.at for length(v_token.body));
  end loop;
  return v_shown;
end
$$;
comment on function private.show_formula(text, jsonb) is
  'A formula as people read it: columns by their names, by their keys where a name would mean another column. Keys that are no longer there stay.';
revoke execute on function private.show_formula(text, jsonb) from public;
grant execute on function private.show_formula(text, jsonb) to authenticated, service_role;
