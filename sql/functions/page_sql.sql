create function private.page_sql(
  condition text, shown_keys private.sort_key[], keys private.sort_key[], id_descending boolean, has_fields boolean, computed text
)
  returns text
  language sql
  stable  -- as item_json, which it names
  set search_path = ''
as $$
  -- The inner query alone is ordered; what comes out of it keeps its order.
  select format('select array_agg(%s), array_agg(p.place) from (select i, jsonb_build_array(%s) as place from public.items as i '
    'where i.list_id = $1 and i.deleted_at is null and %s order by %s limit $2) as p' || case when computed is null then '' else ' cross join lateral (select (p.i).*) as i' end,
    format(case when has_fields then 'jsonb_set(private.item_json(p.i, %s)::jsonb, ''{values}'', private.pick_fields((p.i).values, $3))::json'
      else 'private.item_json(p.i, %s)' end, coalesce(computed, 'null')),
    concat_ws(', ', (select string_agg(k.expression, ', ' order by k.n) from unnest(shown_keys) with ordinality
      as k (expression, is_text, is_descending, branch_values, branch_conditions, signature, n)), 'i.id'),
    condition, private.order_sql(keys, id_descending))
$$;
comment on function private.page_sql(text, private.sort_key[], private.sort_key[], boolean, boolean, text) is
  'The statement of a page: items and their places, by list ($1), at most so many ($2), with these fields ($3). computed is SQL of what is computed of an item i.';
revoke execute on function private.page_sql(text, private.sort_key[], private.sort_key[], boolean, boolean, text) from public;
grant execute on function private.page_sql(text, private.sort_key[], private.sort_key[], boolean, boolean, text) to authenticated, service_role;
