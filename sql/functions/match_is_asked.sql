create function private.match_is_asked(part private.match_part)
  returns boolean
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_is_asked boolean;
begin
  execute 'select ' || part.asked into v_is_asked;
  return v_is_asked;
end
$$;
comment on function private.match_is_asked(private.match_part) is
  'Whether the criterion of a request, whose values are constants in it, asks for anything.';
revoke execute on function private.match_is_asked(private.match_part) from public;
grant execute on function private.match_is_asked(private.match_part) to authenticated, service_role;
