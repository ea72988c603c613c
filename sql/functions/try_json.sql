create function private.try_json(text_value text)
  returns jsonb
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  return text_value::jsonb;
exception when data_exception or statement_too_complex then
  return null;
end
$$;
comment on function private.try_json(text) is 'The text as JSON, or null: pg_input_is_valid came with PostgreSQL 16.';
revoke execute on function private.try_json(text) from public;
grant execute on function private.try_json(text) to worker, authenticated, service_role;
