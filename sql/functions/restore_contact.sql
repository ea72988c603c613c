create function public.restore_contact(contact_id uuid)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  return private.write_batch('restore', 'contact', private.record_workspace('contact', contact_id),
    jsonb_build_array(jsonb_build_object('id', contact_id, 'version', null))) -> 0;
end
$$;
comment on function public.restore_contact(uuid) is 'Takes a contact out of the trash.';
revoke execute on function public.restore_contact(uuid) from public;
grant execute on function public.restore_contact(uuid) to authenticated, service_role;
