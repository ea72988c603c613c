create function private.store_merge(merge public.contact_merges)
  returns public.contact_merges
  language plpgsql
  volatile
  security definer  -- contact_merges is nobody's to write
  set search_path = ''
as $$
declare
  v_merge public.contact_merges;
begin
  perform private.check_capability((merge).workspace_id, 'contacts.merge');
  insert into public.contact_merges (workspace_id, contact_id, merged_ids, fields, before, after, moved, change_id)
  values (merge.workspace_id, merge.contact_id, merge.merged_ids, merge.fields, merge.before, merge.after, merge.moved, private.change_id())
  returning * into v_merge;
  return v_merge;
end
$$;
comment on function private.store_merge(public.contact_merges) is 'Writes down what a merge did.';
revoke execute on function private.store_merge(public.contact_merges) from public;
grant execute on function private.store_merge(public.contact_merges) to authenticated, service_role;
