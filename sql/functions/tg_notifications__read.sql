create function private.tg_notifications__read()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
begin
  new.read_at := case when new.read_at is not null then coalesce(old.read_at, now()) end;
  return new;
end
$$;
comment on function private.tg_notifications__read() is 'Whatever moment a client names, something is read since it was first said to be.';
revoke execute on function private.tg_notifications__read() from public;
