create function public.unlink_contact_items(contact_id uuid, item_ids jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  return private.link_record_items('contact', contact_id, item_ids, false);
end
$$;
comment on function public.unlink_contact_items(uuid, jsonb) is 'Takes the links of a contact with 1 to 1,000 items away.';
revoke execute on function public.unlink_contact_items(uuid, jsonb) from public;
grant execute on function public.unlink_contact_items(uuid, jsonb) to authenticated, service_role;
