create function public.query_items(list_id uuid, query jsonb default '{}')
  returns json
  language plpgsql
  volatile  -- notes which columns are asked for; the answer itself is computed by a stable function
  set search_path = ''
as $$
declare
  v_answer json;
begin
  perform private.list_workspace(list_id, 'items.read');
  perform private.check_query(query);
  -- For formulas that ask for today: private.formula_zone.
  perform pg_catalog.set_config('deedbook.time_zone', case when query ? 'time_zone' then private.query_time_zone(query) else '' end, true);
  v_answer := private.answer_query(list_id, query);
  perform pg_catalog.set_config('deedbook.time_zone', '', true);
  if pg_catalog.current_setting('transaction_read_only') = 'off' and query ?| '{filter,sort,group_by}' then
    perform private.want_slots(list_id, private.queried_keys(query));
  end if;
  return v_answer;
end
$$;
comment on function public.query_items(uuid, jsonb) is
  'Items of a list by a query {filter, sort, group_by, group, aggregates, fields, limit, cursor, count, time_zone}; docs/query.md says all of it.';
revoke execute on function public.query_items(uuid, jsonb) from public;
grant execute on function public.query_items(uuid, jsonb) to authenticated, service_role;
