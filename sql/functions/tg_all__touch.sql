create function private.tg_all__touch()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
begin
  new.updated_at := now();
  return new;
end
$$;
comment on function private.tg_all__touch() is 'Sets updated_at; a client cannot.';
revoke execute on function private.tg_all__touch() from public;
