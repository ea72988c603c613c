create function public.link_pairs(list_id uuid, "column" text, pairs jsonb)
  returns json
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_relation private.relation;
  v_other private.relation;
  v_from uuid[];
  v_to uuid[];
begin
  perform private.list_workspace(list_id, 'links.write');
  v_relation := private.list_relation(list_id, "column");
  if pairs is null or jsonb_typeof(pairs) <> 'array' or jsonb_array_length(pairs) not between 1 and 1000 then
    raise exception 'Pairs to link are an array of 1 to 1000 objects {item_id, linked_item_id}'
      using errcode = 'check_violation', constraint = 'links_out_of_range', hint = 'Send the pairs in several calls.';
  end if;
  perform private.check_fields(e.pair, '{item_id,linked_item_id}') from jsonb_array_elements(pairs) as e (pair);
  select array_agg((e.pair ->> 'item_id')::uuid order by e.n), array_agg((e.pair ->> 'linked_item_id')::uuid order by e.n) into v_from, v_to
  from jsonb_array_elements(pairs) with ordinality as e (pair, n);
  -- In order, so that two such calls never wait for each other in a circle. Not "for update": as in lock_relation.
  perform from public.items as i
  where i.id = any (v_from) and i.workspace_id = v_relation.workspace_id order by i.id for no key update;
  v_other := v_relation;
  v_other.is_inverse := not v_relation.is_inverse;
  perform private.check_linkable(v_other, v_from);
  return json_build_object('added', private.insert_links(v_relation, v_from, v_to));
end
$$;
comment on function public.link_pairs(uuid, text, jsonb) is
  'Links 1 to 1,000 pairs {item_id, linked_item_id} of a relation of a list, all or none, each behind what is linked already; pairs that are linked stay as they are. column is a key or id.';
revoke execute on function public.link_pairs(uuid, text, jsonb) from public;
grant execute on function public.link_pairs(uuid, text, jsonb) to authenticated, service_role;
