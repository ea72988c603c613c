create function public.trash_contacts(workspace_id uuid, contact_ids jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  return jsonb_build_object('trashed', jsonb_array_length(private.write_batch('trash', 'contact', workspace_id, private.named_rows(contact_ids))));
end
$$;
comment on function public.trash_contacts(uuid, jsonb) is 'Puts 1 to 1,000 contacts into the trash, all or none.';
revoke execute on function public.trash_contacts(uuid, jsonb) from public;
grant execute on function public.trash_contacts(uuid, jsonb) to authenticated, service_role;
