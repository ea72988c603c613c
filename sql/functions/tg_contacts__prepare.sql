create function private.tg_contacts__prepare()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
begin
  -- One character or two that look the same are one address.
  new.email := normalize(new.email);
  return new;
end
$$;
comment on function private.tg_contacts__prepare() is 'Writes an e-mail address in NFC, so that it is there once.';
revoke execute on function private.tg_contacts__prepare() from public;
