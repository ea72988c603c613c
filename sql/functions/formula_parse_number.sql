create function private.formula_parse_number(value text)
  returns numeric
  language plpgsql
  immutable
  strict
  set search_path = ''
as $$
declare
  v_text text := btrim(value, E' \t\r\n\u00A0');
  v_number numeric;
begin
  if length(v_text) > 100 or (v_text collate "C") !~ '^[-+]?[$€£]? ?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)?([.][0-9]+)?([eE][-+]?[0-9]{1,2})? ?[$€£%]?$'
    or v_text !~ '[0-9]' or (v_text collate "C") ~ '^[^0-9.]*[eE]' then
    return null;
  end if;
  v_number := round(translate(v_text, ',$€£% ', '')::numeric * case when v_text ~ '%$' then 0.01 else 1 end, 20);
  return case when abs(v_number) < 1e38 then v_number end;
end
$$;
comment on function private.formula_parse_number(text) is
  'The number that a text says, or null.';
revoke execute on function private.formula_parse_number(text) from public;
grant execute on function private.formula_parse_number(text) to authenticated, service_role;
