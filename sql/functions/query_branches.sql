create function private.query_branches(keys private.sort_key[], place text[], id_descending boolean)
  returns text[]
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_conditions constant text[] := keys[1].branch_conditions;
  v_first integer;
  -- The indexes of slots leave null out; a slot that is ready has none.
  v_there constant text := coalesce((
    select string_agg(format(' and %s is not null', k.expression), '') from unnest(keys) as k where k.expression ~ '^i\.[nt][1-8]$'
  ), '');
begin
  if v_conditions is null then
    return array[case when place is null then 'true' else private.keyset_sql(keys, place, id_descending) end || v_there];
  elsif place is null then
    return array(select c || v_there from unnest(v_conditions) with ordinality as u (c, n) order by n);
  end if;
  v_first := array_position(keys[1].branch_values::double precision[], place[1]::double precision);
  if v_first is null then
    raise exception 'This cursor does not belong to this query'
      using errcode = 'invalid_parameter_value', constraint = 'cursor_invalid', hint = 'Start again without a cursor.';
  end if;
  -- The first begins at the place itself. A condition that the place implies would have an index begin where the
  -- branch does, and read all that lies between.
  return array(
    select case
        when n > v_first then c
        when starts_with(c, keys[2].expression || case when keys[2].is_descending then ' < ' else ' > ' end) then private.keyset_sql(keys[2:], place[2:], id_descending)
        else c || ' and ' || private.keyset_sql(keys[2:], place[2:], id_descending) end || v_there
    from unnest(v_conditions) with ordinality as u (c, n) where n >= v_first order by n
  );
end
$$;
comment on function private.query_branches(private.sort_key[], text[], boolean) is
  'SQL conditions that together hold what comes after a place, each of which an index may serve in order; one after the other.';
revoke execute on function private.query_branches(private.sort_key[], text[], boolean) from public;
grant execute on function private.query_branches(private.sort_key[], text[], boolean) to authenticated, service_role;
