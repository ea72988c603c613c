create function private.match_words_part(
  part private.match_part, tolerance double precision, matching public.matchings, offer private.query_column, request private.query_column,
  cell jsonb, by_offer boolean
)
  returns private.match_part
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_searched constant private.query_column := case when by_offer then request else offer end;
  v_list_id constant uuid := case when by_offer then matching.request_list_id else matching.offer_list_id end;
  v_texts text[];
  v_ids text[];
begin
  v_texts := case when by_offer then private.match_texts(matching.offer_list_id, offer, cell)
    else private.match_texts(matching.request_list_id, request, cell) end;
  part.asked := case when by_offer then private.match_asked_sql(matching.request_list_id, request) else (v_texts <> '{}')::text end;
  if part.kind = 'one_of' then
    part.fits := case when v_texts = '{}' then 'false' else private.match_any_sql(v_list_id, v_searched, v_texts) end;
    part.near := part.fits;
    part.closeness := format('(%s)::integer::float8', part.fits);
    part.distance := 'null::float8';
    return part;
  end if;
  v_ids := array(select o.key from jsonb_each_text(private.match_labels(v_list_id, v_searched)) as o where o.value = any (v_texts));
  return private.match_share_part(part, tolerance, case
    -- Of an offer's features: which share of the wishes of i are among them; of a request's wishes: which share i has.
    when by_offer then format('(select avg((w.id = any (%L::text[]))::integer) from jsonb_array_elements_text(%s) as w (id) where w.id = any (%L::text[]))',
      v_ids, request.cell_json, private.match_options(v_list_id, v_searched))
    else format('(select count(*) from jsonb_array_elements_text(%s) as w (id) where w.id = any (%L::text[]))::float8 / %s',
      offer.cell_json, v_ids, greatest(cardinality(v_texts), 1)) end);
end
$$;
comment on function private.match_words_part(private.match_part, double precision, public.matchings, private.query_column, private.query_column, jsonb, boolean) is
  'A criterion of words: one_of the words that are asked for, or all_of the wishes.';
revoke execute on function private.match_words_part(private.match_part, double precision, public.matchings, private.query_column, private.query_column, jsonb, boolean) from public;
grant execute on function private.match_words_part(
  private.match_part, double precision, public.matchings, private.query_column, private.query_column, jsonb, boolean
) to authenticated, service_role;
