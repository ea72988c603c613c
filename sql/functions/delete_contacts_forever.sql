create function public.delete_contacts_forever(workspace_id uuid, contact_ids jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  return jsonb_build_object('deleted', jsonb_array_length(private.write_batch('delete', 'contact', workspace_id, private.named_rows(contact_ids))));
end
$$;
comment on function public.delete_contacts_forever(uuid, jsonb) is 'Deletes contacts of the trash for good; all or none: not_in_trash where one is not there.';
revoke execute on function public.delete_contacts_forever(uuid, jsonb) from public;
grant execute on function public.delete_contacts_forever(uuid, jsonb) to authenticated, service_role;
