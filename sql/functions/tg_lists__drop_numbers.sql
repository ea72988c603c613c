create function private.tg_lists__drop_numbers()
  returns trigger
  language plpgsql
  security definer  -- the sequences belong to the owner
  set search_path = ''
as $$
declare
  v_sequence text;
begin
  for v_sequence in
    select private.number_sequence(o.id) from old_rows as o where to_regclass(private.number_sequence(o.id)) is not null
  loop
    execute 'drop sequence ' || v_sequence;
  end loop;
  return null;
end
$$;
comment on function private.tg_lists__drop_numbers() is 'The sequence of a list goes with it.';
revoke execute on function private.tg_lists__drop_numbers() from public;
