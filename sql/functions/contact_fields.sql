create function private.contact_fields(contact public.contacts)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select jsonb_object_agg(f.key, f.value)
  from jsonb_each(to_jsonb(contact)) as f
  where f.key in ('owner_id', 'name', 'email', 'phone', 'company', 'job_title', 'website', 'address', 'notes', 'tags')
$$;
comment on function private.contact_fields(public.contacts) is 'What a merge chooses from: the fields of a contact that people write.';
revoke execute on function private.contact_fields(public.contacts) from public;
grant execute on function private.contact_fields(public.contacts) to authenticated, service_role;
