create function private.search_candidates(
  workspace_id uuid, words text[], kinds text[], list_id uuid, out found_kinds text[], out ids uuid[], out is_capped boolean
)
  language plpgsql
  stable
  security definer  -- reads the index below the policies; whoever asks is a member, and hits are read again with their own rights
  set search_path = ''
  set enable_seqscan = off  -- one workspace of many: no guess about a common word may read them all
as $$
declare
  v_most constant integer := 1000;
  v_suffix text;
  v_query tsquery;
  v_more record;
begin
  perform private.check_capability(search_candidates.workspace_id, 'items.read');
  found_kinds := '{}';
  ids := '{}';
  -- Whole words first: of those that only begin so there may be many.
  foreach v_suffix in array '{"",:*}'::text[] loop
    v_query := private.search_query(search_candidates.workspace_id, search_candidates.words, v_suffix);
    select coalesce(array_agg(f.kind), '{}') as kinds, coalesce(array_agg(f.subject_id), '{}') as ids into v_more
    from (
      select d.kind, d.subject_id from private.search_documents as d
      where d.words @@ v_query
        and d.workspace_id = search_candidates.workspace_id and d.kind = any (search_candidates.kinds)
        and (search_candidates.list_id is null or d.list_id = search_candidates.list_id)
        and d.subject_id <> all (search_candidates.ids)
      limit v_most + 1 - cardinality(search_candidates.ids)
    ) as f;
    found_kinds := found_kinds || v_more.kinds;
    ids := ids || v_more.ids;
  end loop;
  is_capped := cardinality(ids) > v_most;
end
$$;
comment on function private.search_candidates(uuid, text[], text[], uuid) is
  'Items, comments, contacts and deals that had these words when the index last read them, at most 1,000 and then some; is_capped tells that there are more.';
revoke execute on function private.search_candidates(uuid, text[], text[], uuid) from public;
grant execute on function private.search_candidates(uuid, text[], text[], uuid) to authenticated, service_role;
