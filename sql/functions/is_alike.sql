create function private.is_alike(written text, meant text)
  returns boolean
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  if written is distinct from meant then
    raise exception 'A row was written as another one' using errcode = 'internal_error';
  end if;
  return true;
end
$$;
comment on function private.is_alike(text, text) is 'True, or an error that undoes it all: what was written must be what the row says.';
revoke execute on function private.is_alike(text, text) from public;
grant execute on function private.is_alike(text, text) to authenticated;
