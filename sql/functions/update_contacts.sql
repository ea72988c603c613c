create function public.update_contacts(workspace_id uuid, contacts jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  return jsonb_build_object('contacts', private.write_batch('update', 'contact', workspace_id, contacts));
end
$$;
comment on function public.update_contacts(uuid, jsonb) is 'Changes 1 to 1,000 contacts from an array of {id, version, …}, all or none.';
revoke execute on function public.update_contacts(uuid, jsonb) from public;
grant execute on function public.update_contacts(uuid, jsonb) to authenticated, service_role;
