create function private.formula_zone()
  returns text
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_zone constant text := nullif(current_setting('deedbook.time_zone', true), '');
begin
  return private.query_time_zone(case when v_zone is null then '{}' else jsonb_build_object('time_zone', v_zone) end);
end
$$;
comment on function private.formula_zone() is
  'Where days begin and end in a formula: the zone of the query, as query_items sets it, else the callers own, else UTC.';
revoke execute on function private.formula_zone() from public;
grant execute on function private.formula_zone() to authenticated, service_role;
