create function private.lock_contacts(contact_ids uuid[])
  returns public.contacts[]
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_workspace_ids constant uuid[] := array(select distinct c.workspace_id from public.contacts as c where c.id = any (contact_ids));
  v_contacts public.contacts[];
  v_trashed text;
begin
  if cardinality(v_workspace_ids) = 0 then
    raise exception 'There is no such contact' using errcode = 'no_data_found', constraint = 'contact_not_found';
  elsif cardinality(v_workspace_ids) > 1 then
    perform private.refuse_merge('These are contacts of different workspaces');
  end if;
  perform private.check_capability(v_workspace_ids[1], 'contacts.merge');
  -- In one order, so that two merges of the same contacts wait for each other and the second sees what the first did.
  v_contacts := array(
    select c from public.contacts as c where c.id = any (contact_ids) and c.workspace_id = v_workspace_ids[1] order by c.id for update
  );
  if cardinality(v_contacts) < (select count(distinct i.id) from unnest(contact_ids) as i (id)) then
    raise exception 'There is no such contact' using errcode = 'no_data_found', constraint = 'contact_not_found';
  end if;
  v_trashed := (select string_agg(c.name, ', ') from unnest(v_contacts) as c where c.deleted_at is not null);
  if v_trashed is not null then
    raise exception 'In the trash: %', v_trashed
      using errcode = 'object_not_in_prerequisite_state', constraint = 'contact_in_trash', hint = 'Somebody may have merged it already.';
  end if;
  return v_contacts;
end
$$;
comment on function private.lock_contacts(uuid[]) is 'Contacts to merge, locked: all of one workspace, none in the trash.';
revoke execute on function private.lock_contacts(uuid[]) from public;
grant execute on function private.lock_contacts(uuid[]) to authenticated, service_role;
