create function private.tg_all__keep_identity()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
begin
  raise exception 'The identity of a row in % cannot be changed', tg_table_name
    using errcode = 'restrict_violation', constraint = 'identity_is_immutable', detail = array_to_string(tg_argv, ', '),
      hint = 'Make a new row instead, and delete this one.';
end
$$;
comment on function private.tg_all__keep_identity() is
  'Refuses; its triggers fire only when a column that says whose the row is would change.';
revoke execute on function private.tg_all__keep_identity() from public;
