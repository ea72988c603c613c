create function public.search(
  workspace_id uuid, query text, kinds jsonb default null, list_id uuid default null, cursor text default null, page_size integer default 20
)
  returns jsonb
  language plpgsql
  stable  -- one snapshot for all: the index, the queue, the rows themselves
  set search_path = ''
as $$
declare
  v_words constant text[] := private.search_words(left(query, 1000));
  v_kinds constant text[] := case jsonb_typeof(coalesce(kinds, 'null'))
    when 'null' then private.search_kinds()
    when 'array' then array(select jsonb_array_elements_text(kinds))
    else array[kinds::text] end;
  v_digest constant text := left(encode(sha256(convert_to(concat_ws(E'\n', workspace_id, v_words, v_kinds, list_id), 'UTF8')), 'hex'), 32);
  v_place constant text[] := (private.decode_query_cursor(cursor, v_digest,
    array[row(null, false, true, null, null, null)::private.sort_key])).place;
  v_found record;
  v_waiting record;
  v_page record;
begin
  perform private.check_capability(workspace_id, 'items.read');
  perform private.check_page_size(page_size);
  perform private.check_search(query, v_words, v_kinds);
  if v_words = '{}' then
    return '{"hits": [], "next_cursor": null, "is_capped": false, "unindexed": null}';
  end if;
  v_found := private.search_candidates(workspace_id, v_words, v_kinds, list_id);
  v_waiting := private.search_unindexed(workspace_id, v_kinds);
  v_page := private.search_page(workspace_id, v_words, list_id, v_found.found_kinds || v_waiting.found_kinds,
    v_found.ids || v_waiting.ids, v_place, page_size + 1);
  return jsonb_build_object(
    'hits', case when jsonb_array_length(v_page.hits) > page_size then v_page.hits - page_size else v_page.hits end,
    'next_cursor', case when jsonb_array_length(v_page.hits) > page_size then
      private.encode_query_cursor(v_digest, 'next', v_page.places -> page_size - 1) end,
    'is_capped', v_found.is_capped,
    'unindexed', case when v_waiting.since is not null then jsonb_build_object('count', v_waiting.waiting, 'since', v_waiting.since) end
  );
end
$$;
comment on function public.search(uuid, text, jsonb, uuid, text, integer) is
  'Items, comments, contacts and deals of a workspace that have all the words of a text, whole or as beginnings, the best first; docs/search.md.';
revoke execute on function public.search(uuid, text, jsonb, uuid, text, integer) from public;
grant execute on function public.search(uuid, text, jsonb, uuid, text, integer) to authenticated, service_role;
