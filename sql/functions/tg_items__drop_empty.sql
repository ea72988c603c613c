create function private.tg_items__drop_empty()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
begin
  new.values := (
    select coalesce(jsonb_object_agg(e.key, e.value), '{}')
    from jsonb_each(new.values) as e
    where e.value not in ('null', '""', '[]', '{}')
  );
  return new;
end
$$;
comment on function private.tg_items__drop_empty() is
  'Drops cells that hold null, "", [] or {}: an empty cell has no key, so that there is one way to be empty.';
revoke execute on function private.tg_items__drop_empty() from public;
