create function private.tg_all__keep_trashed()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
declare
  -- To another contact goes also what is in the trash: else the first could never be deleted for good, nor merged.
  v_fields constant text[] := array_remove(private.record_fields(tg_argv[0], 'update'), 'contact_id');
begin
  if private.pick_fields(to_jsonb(new), v_fields) <> private.pick_fields(to_jsonb(old), v_fields) and not private.is_upkeep() then
    perform private.refuse_trashed(tg_argv[0]);
  end if;
  return new;
end
$$;
comment on function private.tg_all__keep_trashed() is 'What is in the trash is restored before it is changed; the argument is its kind: contact, deal, task.';
revoke execute on function private.tg_all__keep_trashed() from public;
