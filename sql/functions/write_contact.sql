create function private.write_contact(contact public.contacts, fields jsonb)
  returns public.contacts
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_contact public.contacts := jsonb_populate_record(contact, fields);
begin
  update public.contacts as c set
    owner_id = v_contact.owner_id, name = v_contact.name, email = v_contact.email, phone = v_contact.phone, company = v_contact.company,
    job_title = v_contact.job_title, website = v_contact.website, address = nullif(v_contact.address, 'null'), notes = v_contact.notes, tags = v_contact.tags
  where c.id = contact.id and c.workspace_id = contact.workspace_id
  returning c.* into v_contact;
  return v_contact;
end
$$;
comment on function private.write_contact(public.contacts, jsonb) is 'Writes fields into a contact, with the rights of the caller.';
revoke execute on function private.write_contact(public.contacts, jsonb) from public;
grant execute on function private.write_contact(public.contacts, jsonb) to authenticated, service_role;
