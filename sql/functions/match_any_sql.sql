create function private.match_any_sql(list_id uuid, searched private.query_column, texts text[])
  returns text
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_ids constant text[] := array(
    select o.key from jsonb_each_text(private.match_labels(list_id, searched)) as o where o.value = any (texts) order by o.key
  );
begin
  return case searched.family
    -- As private.text_key has it, which is what the slot holds.
    when 'choice' then format('%s = any (%L::text[])', coalesce(searched.slot, format('private.text_key(%s)', searched.cell)),
      array(select lower(o.id) from unnest(v_ids) as o (id)))
    when 'choices' then format('coalesce(%s ?| %L::text[], false)', searched.cell_json, v_ids)
    when 'place' then format(
      'coalesce(array[lower(%1$s ->> ''city''), lower(%1$s ->> ''region''), lower(%1$s ->> ''postal_code'')] && %2$L::text[], false)',
      searched.cell_json, texts)
    -- One text may name several, as a request that was typed in.
    else format('(%s = any (%L::text[]) or %s and coalesce(regexp_split_to_array(lower(%s), ''\s*[,;\n]\s*'') && %2$L::text[], false))',
      coalesce(searched.slot, format('private.text_key(%s)', searched.cell)), texts,
      format('%s ~ ''[,;\n]''', searched.cell), searched.cell)
  end;
end
$$;
comment on function private.match_any_sql(uuid, private.query_column, text[]) is
  'SQL over the item i: whether its column says one of these, which are in lower case.';
revoke execute on function private.match_any_sql(uuid, private.query_column, text[]) from public;
grant execute on function private.match_any_sql(uuid, private.query_column, text[]) to authenticated, service_role;
