create function private.tg_all__version()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
begin
  new.version := old.version + 1;
  new.updated_at := now();
  -- A null here is a foreign key forgetting a deleted account.
  if new.updated_by is not null or old.updated_by is null then
    new.updated_by := coalesce(auth.uid(), old.updated_by);
  end if;
  return new;
end
$$;
comment on function private.tg_all__version() is 'Counts the version up and notes who and when; a client cannot.';
revoke execute on function private.tg_all__version() from public;
