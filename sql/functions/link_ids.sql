create function private.link_ids(item_ids jsonb, fewest integer default 1, most integer default 1000)
  returns uuid[]
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  if item_ids is null or jsonb_typeof(item_ids) <> 'array' or jsonb_array_length(item_ids) not between fewest and most then
    raise exception 'Items to link are an array of % to % ids', fewest, most
      using errcode = 'check_violation', constraint = 'links_out_of_range', hint = 'Send the ids in several calls.';
  end if;
  return array(select e.id::uuid from jsonb_array_elements_text(item_ids) with ordinality as e (id, n) group by e.id::uuid order by min(e.n));
end
$$;
comment on function private.link_ids(jsonb, integer, integer) is
  'Ids of items, each once, in their order; or links_out_of_range.';
revoke execute on function private.link_ids(jsonb, integer, integer) from public;
grant execute on function private.link_ids(jsonb, integer, integer) to authenticated, service_role;
