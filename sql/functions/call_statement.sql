create function private.call_statement(function text, arguments jsonb)
  returns text
  language plpgsql
  stable
  security definer  -- the API's login reads no table
  set search_path = ''
as $$
declare
  v_arguments text;
  v_count integer;
begin
  select string_agg(format('%I => %s', c.parameter, c.expression), ', '), count(*) into v_arguments, v_count
  from private.callables as c
  where c.function = call_statement.function and arguments ? c.parameter;
  if v_count <> (select count(*) from jsonb_object_keys(arguments))
    or not exists (select from private.callables as c where c.function = call_statement.function) then
    raise exception '% does not take these arguments: %', function, (select string_agg(k, ', ') from jsonb_object_keys(arguments) as k)
      using errcode = 'undefined_function';
  end if;
  return format('select %s(%s)::text', function, v_arguments);
end
$$;
comment on function private.call_statement(text, jsonb) is 'The SQL that calls a function with named arguments taken from ; built from the catalogue, never from the request''s text.';
revoke execute on function private.call_statement(text, jsonb) from public;
grant execute on function private.call_statement(text, jsonb) to authenticator, worker;
