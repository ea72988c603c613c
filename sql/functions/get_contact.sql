create function public.get_contact(contact_id uuid)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  return (
    select private.contact_json(t) from public.contacts as t
    where t.id = get_contact.contact_id and t.workspace_id = private.record_workspace('contact', get_contact.contact_id)
  );
end
$$;
comment on function public.get_contact(uuid) is 'One contact; also from the trash.';
revoke execute on function public.get_contact(uuid) from public;
grant execute on function public.get_contact(uuid) to authenticated, service_role;
