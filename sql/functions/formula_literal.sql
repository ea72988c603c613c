create function private.formula_literal(token private.formula_token)
  returns jsonb
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_number numeric;
begin
  if token.kind = 'text' then
    return jsonb_build_object('kind', 'text', 'value', private.formula_text(token.body));
  elsif token.kind = 'column' then
    return jsonb_build_object('kind', 'column', 'value', btrim(substr(token.body, 2, length(token.body) - 2)));
  elsif token.kind = 'name' and lower(token.body) in ('true', 'false') then
    return jsonb_build_object('kind', 'boolean', 'value', lower(token.body));
  elsif token.kind = 'name' and lower(token.body) = 'null' then
    return jsonb_build_object('kind', 'null');
  elsif token.kind = 'name' then
    perform private.refuse_formula(token.at, 'syntax',
      format('"%s" stands for nothing: a column is {%1$s}, a function %1$s(…), a text "%1$s"', left(token.body, 100)));
  elsif token.kind <> 'number' then
    perform private.refuse_formula(token.at, 'syntax', format('a value is missing before "%s"', token.body));
  end if;
  v_number := token.body::numeric;
  if abs(v_number) >= 1e38 or scale(v_number) > 20 then
    perform private.refuse_formula(token.at, 'out_of_range', 'a number has at most 38 digits before and 20 after the decimal point');
  end if;
  return jsonb_build_object('kind', 'number', 'value', v_number::text);
end
$$;
comment on function private.formula_literal(private.formula_token) is
  'The node of a literal or a column; or formula_invalid where a value is wanted and none comes.';
revoke execute on function private.formula_literal(private.formula_token) from public;
grant execute on function private.formula_literal(private.formula_token) to authenticated, service_role;
