create trigger deedbook_profile after insert or update of email on auth.users
  for each row execute function private.tg_users__profile();

-- Supabase keeps a log of its own over its own table.
do $$
begin
  if obj_description('auth'::regnamespace, 'pg_namespace') not like 'Deedbook:%' then
    return;
  end if;
  create trigger deedbook_audit_insert after insert on auth.users
    referencing new table as new_rows
    for each statement execute function private.tg_all__audit('id', 'null::uuid');
  create trigger deedbook_audit_update after update on auth.users
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.tg_all__audit('id', 'null::uuid', 'encrypted_password', 'last_sign_in_at');
  create trigger deedbook_audit_delete after delete on auth.users
    referencing old table as old_rows
    for each statement execute function private.tg_all__audit('id', 'null::uuid', 'encrypted_password');
  create trigger deedbook_audit_truncate after truncate on auth.users
    for each statement execute function private.tg_all__audit('id', 'null::uuid');
end
$$;
