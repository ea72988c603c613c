create function private.refuse_formula(at integer, code text, problem text)
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  raise exception 'Character %: %', at, problem
    using errcode = 'check_violation', constraint = 'formula_invalid', hint = 'errors[].position says where, counted in characters from 1.',
      detail = jsonb_build_array(jsonb_build_object('field', 'formula', 'code', code, 'message', problem, 'position', at))::text;
end
$$;
comment on function private.refuse_formula(integer, text, text) is
  'Raises formula_invalid with the character of the formula, from 1, and what is wrong there.';
revoke execute on function private.refuse_formula(integer, text, text) from public;
grant execute on function private.refuse_formula(integer, text, text) to authenticated, service_role;
