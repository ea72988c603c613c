create function public.update_contact(contact_id uuid, changes jsonb, version bigint default null)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  return private.update_records('contact', private.record_workspace('contact', contact_id),
    jsonb_build_array(changes || jsonb_build_object('id', contact_id, 'version', version))) -> 0;
end
$$;
comment on function public.update_contact(uuid, jsonb, bigint) is 'Changes the named fields of a contact.';
revoke execute on function public.update_contact(uuid, jsonb, bigint) from public;
grant execute on function public.update_contact(uuid, jsonb, bigint) to authenticated, service_role;
