create function private.find_page(
  list_id uuid, condition text, keys private.sort_key[], place text[], most integer, fields text[], is_backward boolean,
  out items json[], out places jsonb[]
)
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_id_descending constant boolean := coalesce(keys[cardinality(keys)].is_descending, is_backward);
  v_keys private.sort_key[] := keys;
  v_branches constant text[] := private.query_branches(keys, place, v_id_descending);
  v_computed constant text := private.computed_sql(list_id, fields);
  v_branch text;
  v_items json[];
  v_places jsonb[];
begin
  items := '{}';
  places := '{}';
  if keys[1].branch_conditions is not null then
    v_keys := keys[2:];
  end if;
  foreach v_branch in array v_branches loop
    execute private.page_sql(condition || ' and ' || v_branch, keys, v_keys, v_id_descending, fields is not null, v_computed)
      into v_items, v_places using list_id, most - cardinality(items), fields;
    items := items || v_items;
    places := places || v_places;
    exit when cardinality(items) >= most;
  end loop;
end
$$;
comment on function private.find_page(uuid, text, private.sort_key[], text[], integer, text[], boolean) is
  'The next items from a place on, and the place of each. condition and keys are SQL that condition_sql and sort_keys have made.';
revoke execute on function private.find_page(uuid, text, private.sort_key[], text[], integer, text[], boolean) from public;
grant execute on function private.find_page(uuid, text, private.sort_key[], text[], integer, text[], boolean) to authenticated, service_role;
