create function public.restore_contacts(workspace_id uuid, contact_ids jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  return jsonb_build_object('restored', jsonb_array_length(private.write_batch('restore', 'contact', workspace_id, private.named_rows(contact_ids))));
end
$$;
comment on function public.restore_contacts(uuid, jsonb) is 'Takes 1 to 1,000 contacts out of the trash, all or none.';
revoke execute on function public.restore_contacts(uuid, jsonb) from public;
grant execute on function public.restore_contacts(uuid, jsonb) to authenticated, service_role;
