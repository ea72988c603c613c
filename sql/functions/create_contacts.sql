create function public.create_contacts(workspace_id uuid, contacts jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  return jsonb_build_object('contacts', private.write_batch('create', 'contact', workspace_id, contacts));
end
$$;
comment on function public.create_contacts(uuid, jsonb) is 'Creates 1 to 1,000 contacts from an array of {name, owner_id, email, …}, all or none.';
revoke execute on function public.create_contacts(uuid, jsonb) from public;
grant execute on function public.create_contacts(uuid, jsonb) to authenticated, service_role;
