create function public.find_contact_items(contact_id uuid, cursor text default null, page_size integer default 100)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  return private.find_linked_items('contact', contact_id, cursor, page_size);
end
$$;
comment on function public.find_contact_items(uuid, text, integer) is 'A page of the items that a contact is linked with.';
revoke execute on function public.find_contact_items(uuid, text, integer) from public;
grant execute on function public.find_contact_items(uuid, text, integer) to authenticated, service_role;
