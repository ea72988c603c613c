create function private.link_items(list_id uuid, item_ids uuid[], items jsonb)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_key text;
  v_relation private.relation;
  v_from uuid[];
  v_to uuid[];
begin
  for v_key in
    select distinct l.key from jsonb_array_elements(items) as e (item) cross join lateral jsonb_object_keys(e.item -> 'links') as l (key) order by 1
  loop
    v_relation := private.list_relation(list_id, v_key);
    select array_agg(i.id order by e.n, l.n), array_agg(l.target_id::uuid order by e.n, l.n) into v_from, v_to
    from jsonb_array_elements(items) with ordinality as e (item, n)
    join unnest(item_ids) with ordinality as i (id, n) on i.n = e.n
    cross join lateral jsonb_array_elements_text(e.item -> 'links' -> v_key) with ordinality as l (target_id, n);
    if v_from is not null then
      perform private.insert_links(v_relation, v_from, v_to);
    end if;
  end loop;
end
$$;
comment on function private.link_items(uuid, uuid[], jsonb) is
  'Links items that were just made, from the links of each, {column: [ids]}: one statement for each column.';
revoke execute on function private.link_items(uuid, uuid[], jsonb) from public;
grant execute on function private.link_items(uuid, uuid[], jsonb) to authenticated, service_role;
