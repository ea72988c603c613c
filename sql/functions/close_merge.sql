create function private.close_merge(merge public.contact_merges, conflicts jsonb)
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
  update public.contact_merges as m set reverted_at = now(), reverted_by = auth.uid(), conflicts = close_merge.conflicts
  where m.id = merge.id and m.workspace_id = merge.workspace_id and m.reverted_at is null
  returning m.* into v_merge;
  return v_merge;
end
$$;
comment on function private.close_merge(public.contact_merges, jsonb) is 'Notes that a merge was taken back, and what was left as it was.';
revoke execute on function private.close_merge(public.contact_merges, jsonb) from public;
grant execute on function private.close_merge(public.contact_merges, jsonb) to authenticated, service_role;
