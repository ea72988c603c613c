create function public.trash_contact(contact_id uuid, version bigint default null)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  return private.write_batch('trash', 'contact', private.record_workspace('contact', contact_id),
    jsonb_build_array(jsonb_build_object('id', contact_id, 'version', version))) -> 0;
end
$$;
comment on function public.trash_contact(uuid, bigint) is 'Puts a contact into the trash.';
revoke execute on function public.trash_contact(uuid, bigint) from public;
grant execute on function public.trash_contact(uuid, bigint) to authenticated, service_role;
