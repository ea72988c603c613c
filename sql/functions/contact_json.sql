create function private.contact_json(contact public.contacts)
  returns jsonb
  language sql
  immutable
  set search_path = ''
as $$
  select to_jsonb(contact) - '{email_key,name_key,company_key,search_text,email_person,phone_tail,name_words}'::text[]
$$;
comment on function private.contact_json(public.contacts) is 'A contact as clients see it.';
revoke execute on function private.contact_json(public.contacts) from public;
grant execute on function private.contact_json(public.contacts) to authenticated, service_role;
