create function private.text_candidates(kind text, workspace_id uuid, query text)
  returns uuid[]
  language plpgsql
  stable
  security definer  -- LIKE reaches no index under the policies; hits are read again with the caller's own rights
  set search_path = ''
as $$
declare
  v_workspaces constant uuid[] := private.workspace_ids('crm.read');
  v_found uuid[];
begin
  if private.is_trusted() or to_regclass('public.' || kind || 's_search_trgm_idx') is null then
    return null;
  end if;
  execute format('select array(select t.id from public.%I as t where t.workspace_id = any ($1) and (t.search_text like any ($2)) limit 1001)', kind || 's')
    into v_found
    using case when text_candidates.workspace_id is null then v_workspaces
        else array(select w from unnest(v_workspaces) as w where w = text_candidates.workspace_id) end,
      array(
        select '%' || replace(replace(replace(q.part, '\', '\\'), '%', '\%'), '_', '\_') || '%'
        from (values (private.fold_text(query)), (case when query ~ '^[0-9+()./ -]{3,}$' then private.phone_key(query) end)) as q (part)
        where q.part is not null
      );
  -- So much has it that a page is soon full of what stands in order.
  return case when cardinality(v_found) <= 1000 then v_found end;
end
$$;
comment on function private.text_candidates(text, uuid, text) is
  'What has this text in it, by the trigram index where there is one; null when there is none, or when it would be more than 1,000.';
revoke execute on function private.text_candidates(text, uuid, text) from public;
grant execute on function private.text_candidates(text, uuid, text) to authenticated, service_role;
