create function private.lock_merged(merge public.contact_merges)
  returns public.contacts
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_contacts constant public.contacts[] := array(
    select c from public.contacts as c
    where c.id = any (merge.contact_id || merge.merged_ids) and c.workspace_id = merge.workspace_id order by c.id for update
  );
  v_contact public.contacts;
begin
  select c.* into v_contact from unnest(v_contacts) as c where c.id = merge.contact_id;
  if v_contact.id is null or v_contact.deleted_at is not null then
    raise exception 'The contact that stayed is in the trash or gone'
      using errcode = 'object_not_in_prerequisite_state', constraint = 'merge_cannot_revert',
        hint = 'If it was merged itself, take that back first; else restore it.';
  elsif cardinality(v_contacts) <= cardinality(merge.merged_ids) then
    raise exception 'A merged contact was deleted for good'
      using errcode = 'object_not_in_prerequisite_state', constraint = 'merge_cannot_revert', hint = 'Make it anew, and give it its deals by hand.';
  end if;
  return v_contact;
end
$$;
comment on function private.lock_merged(public.contact_merges) is 'The contact that stayed, locked with those that were merged into it; or merge_cannot_revert.';
revoke execute on function private.lock_merged(public.contact_merges) from public;
grant execute on function private.lock_merged(public.contact_merges) to authenticated, service_role;
