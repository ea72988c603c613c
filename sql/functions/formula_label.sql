create function private.formula_label(labels jsonb, id text)
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  return coalesce(labels ->> id, id);
end
$$;
comment on function private.formula_label(jsonb, text) is
  'The label of an option.';
revoke execute on function private.formula_label(jsonb, text) from public;
grant execute on function private.formula_label(jsonb, text) to authenticated, service_role;
