create function private.check_query(query jsonb)
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  perform private.check_query_fields(query, '{filter,sort,group_by,group,aggregates,fields,limit,cursor,count,time_zone}', '$');
  if query ? 'limit' and (jsonb_typeof(query -> 'limit') <> 'number' or query ->> 'limit' !~ '^[0-9]{1,4}$'
    or (query ->> 'limit')::integer not between 1 and 1000) then
    perform private.refuse_query('$.limit', 'must be a whole number from 1 to 1000');
  elsif query ? 'cursor' and (jsonb_typeof(query -> 'cursor') <> 'string' or length(query ->> 'cursor') > 20000) then
    perform private.refuse_query('$.cursor', 'must be a cursor of the page before');
  elsif query ? 'count' and jsonb_typeof(query -> 'count') <> 'boolean' then
    perform private.refuse_query('$.count', 'must be true or false');
  elsif query ? 'time_zone' and jsonb_typeof(query -> 'time_zone') <> 'string' then
    perform private.refuse_query('$.time_zone', 'must be a time zone such as "Europe/Berlin"');
  elsif query ? 'group' and not query ? 'group_by' then
    perform private.refuse_query('$.group', 'goes with group_by');
  elsif length((query -> 'filter')::text) > 200000 then
    perform private.refuse_query('$.filter', 'has at most 200000 characters');
  end if;
  perform private.query_array(coalesce(query -> 'sort', '[]'), '$.sort', 0, 5);
  if query ? 'group_by' then
    perform private.query_array(query -> 'group_by', '$.group_by', 1, 2);
  end if;
end
$$;
comment on function private.check_query(jsonb) is
  'Refuses a query whose parts are not of their form; what columns are asked is checked where it is compiled.';
revoke execute on function private.check_query(jsonb) from public;
grant execute on function private.check_query(jsonb) to authenticated, service_role;
