create function private.lock_merge(merge_id uuid)
  returns public.contact_merges
  language plpgsql
  volatile
  security definer  -- locks what nobody may write
  set search_path = ''
as $$
declare
  v_merge public.contact_merges;
begin
  select m.* into v_merge from public.contact_merges as m where m.id = lock_merge.merge_id
    and (private.is_trusted() or private.member_role(m.workspace_id, auth.uid()) is not null);
  if v_merge.id is null then
    raise exception 'There is no such merge' using errcode = 'no_data_found', constraint = 'merge_not_found';
  end if;
  perform private.check_capability(v_merge.workspace_id, 'contacts.merge');
  select m.* into v_merge from public.contact_merges as m where m.id = v_merge.id and m.workspace_id = v_merge.workspace_id for update;
  if v_merge.reverted_at is not null then
    raise exception 'The merge was taken back already, at %', v_merge.reverted_at
      using errcode = 'object_not_in_prerequisite_state', constraint = 'merge_is_reverted';
  end if;
  return v_merge;
end
$$;
comment on function private.lock_merge(uuid) is 'A merge that the caller may take back, locked against others who would; or merge_not_found.';
revoke execute on function private.lock_merge(uuid) from public;
grant execute on function private.lock_merge(uuid) to authenticated, service_role;
