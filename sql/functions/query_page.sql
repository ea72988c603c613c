create function private.query_page(list_id uuid, query jsonb, condition text, out items json, out next_cursor text, out previous_cursor text)
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_most constant integer := coalesce((query ->> 'limit')::integer, 100);
  v_keys constant private.sort_key[] := private.sort_keys(list_id, coalesce(query -> 'sort', '[]'), '$.sort');
  v_digest constant text := private.query_digest(list_id, query, v_keys);
  v_at record := private.decode_query_cursor(query ->> 'cursor', v_digest, v_keys);
  v_page record := private.find_page(list_id, condition, case when v_at.is_backward then private.turn_keys(v_keys) else v_keys end,
    v_at.place, v_most + 1, private.query_fields(list_id, query -> 'fields'), v_at.is_backward);
  v_has_more constant boolean := cardinality(v_page.items) > v_most;
  v_items json[] := v_page.items[:v_most];
  v_places jsonb[] := v_page.places[:v_most];
begin
  if v_at.is_backward then
    v_items := array(select v.item from unnest(v_items) with ordinality as v (item, n) order by v.n desc);
    v_places := array(select v.place from unnest(v_places) with ordinality as v (place, n) order by v.n desc);
  end if;
  items := coalesce(array_to_json(v_items), '[]');
  -- A place outlives the item that stood there: behind it comes what comes behind it.
  if v_places <> '{}' and (v_has_more or v_at.is_backward) then
    next_cursor := private.encode_query_cursor(v_digest, 'next', v_places[cardinality(v_places)]);
  end if;
  if v_places <> '{}' and (case when v_at.is_backward then v_has_more else v_at.place is not null end) then
    previous_cursor := private.encode_query_cursor(v_digest, 'previous', v_places[1]);
  end if;
end
$$;
comment on function private.query_page(uuid, jsonb, text) is
  'A page of items, and the cursors to the one behind and the one before it.';
revoke execute on function private.query_page(uuid, jsonb, text) from public;
grant execute on function private.query_page(uuid, jsonb, text) to authenticated, service_role;
