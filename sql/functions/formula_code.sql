create function private.formula_code(category text, name text, types text[], codes text[])
  returns text
  language sql
  stable
  set search_path = ''
as $$
  select '(' || case category
    when 'operators' then private.formula_operator(name, types, codes)
    when 'logic' then private.formula_logic(name, types, codes)
    when 'numbers' then private.formula_number(name, types, codes)
    when 'text' then coalesce(private.formula_text_search(name, codes), private.formula_text_change(name, types, codes))
    when 'dates' then private.formula_date(name, types, codes)
    when 'lists' then private.formula_list(name, types, codes)
  end || ')'
$$;
comment on function private.formula_code(text, text, text[], text[]) is
  'SQL of an operator or function over the SQL of its arguments, each of which it names once.';
revoke execute on function private.formula_code(text, text, text[], text[]) from public;
grant execute on function private.formula_code(text, text, text[], text[]) to authenticated, service_role;
