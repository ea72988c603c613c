create function private.check_view_options(options jsonb)
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  perform private.check_query_fields(
    options, '{filter,sort,fields,group,limit,items_per_group,cursor,count,time_zone,from,to}', '$');
  if options ? 'items_per_group' and (jsonb_typeof(options -> 'items_per_group') <> 'number'
    or options ->> 'items_per_group' !~ '^[0-9]{1,3}$' or (options ->> 'items_per_group')::integer > 100) then
    perform private.refuse_query('$.items_per_group', 'must be a whole number from 0 to 100');
  end if;
  perform private.check_query(options - '{from,to,items_per_group,group}'::text[]);
end
$$;
comment on function private.check_view_options(jsonb) is 'Refuses what opening a view cannot be asked.';
revoke execute on function private.check_view_options(jsonb) from public;
grant execute on function private.check_view_options(jsonb) to authenticated, service_role;
