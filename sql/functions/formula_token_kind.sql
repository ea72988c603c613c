create function private.formula_token_kind(body text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select case
    when body ~ '^[\s\u00A0]' then 'space'
    when body ~ '^[.]?[0-9]' then 'number'
    when body ~ '^"' and length(body) > 1 then 'text'
    when body ~ '^\{.*\}$' then 'column'
    when body ~ '^[A-Za-z_]' then case when body ~ '\($' then 'call' else 'name' end
    when body in ('+', '-', '*', '/', '%', '^', '&', '=', '==', '<>', '!=', '<', '<=', '>', '>=') then 'operator'
    when body = '(' then 'open'
    when body = ')' then 'close'
    when body = ',' then 'comma'
  end
$$;
comment on function private.formula_token_kind(text) is
  'What a piece of a formula is, or null when formulas know none like it.';
revoke execute on function private.formula_token_kind(text) from public;
grant execute on function private.formula_token_kind(text) to authenticated, service_role;
