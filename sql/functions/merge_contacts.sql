create function public.merge_contacts(contact_id uuid, merged_ids jsonb, fields jsonb default '{}')
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_merged_ids constant uuid[] := private.merged_ids(contact_id, merged_ids);
  v_contacts public.contacts[];
  v_contact public.contacts;
  v_merge public.contact_merges;
begin
  v_contacts := private.lock_contacts(contact_id || v_merged_ids);
  select c.* into v_contact from unnest(v_contacts) as c where c.id = merge_contacts.contact_id;
  v_merge.contact_id := contact_id;
  v_merge.workspace_id := v_contact.workspace_id;
  v_merge.merged_ids := v_merged_ids;
  v_merge.fields := fields;
  v_merge.before := private.contact_fields(v_contact);
  v_merge.after := private.merged_fields(v_contacts, contact_id || v_merged_ids, fields);
  v_merge.moved := private.move_to_contact(v_contact, v_merged_ids);
  -- The address of one that goes is free for the one that stays.
  update public.contacts as c set deleted_at = now() where c.id = any (v_merged_ids) and c.workspace_id = v_contact.workspace_id;
  v_contact := private.write_contact(v_contact, v_merge.after);
  v_merge.after := private.contact_fields(v_contact);
  v_merge := private.store_merge(v_merge);
  return jsonb_build_object('merge', private.merge_json(v_merge), 'contact', private.contact_json(v_contact));
end
$$;
comment on function public.merge_contacts(uuid, jsonb, jsonb) is
  'Makes several contacts one: deals, tasks and linked items go to the one that stays, the others to the trash, in one change. fields says which contact a field is taken from.';
revoke execute on function public.merge_contacts(uuid, jsonb, jsonb) from public;
grant execute on function public.merge_contacts(uuid, jsonb, jsonb) to authenticated, service_role;
