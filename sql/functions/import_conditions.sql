create function private.import_conditions(conditions jsonb)
  returns text
  language sql
  stable
  set search_path = ''
as $$
  select coalesce(string_agg(case
      when s.spec ->> 'only' = 'new' then private.import_match() || ' is not null'
      when s.spec ->> 'column' is null then 'false'
      when (s.spec ->> 'required')::boolean then format('%s is not null and %s', c.cell, c.accepts)
      else c.accepts
    end, ' and '), 'true')
  from jsonb_array_elements(conditions) as s (spec)
  left join lateral private.import_cell(s.spec) as c on s.spec ->> 'column' is not null
$$;
comment on function private.import_conditions(jsonb) is 'SQL that is true for a row of the file that comes in. A spec {only: new} is of a column that the file does not have: rows of items that are there pass.';
revoke execute on function private.import_conditions(jsonb) from public;
grant execute on function private.import_conditions(jsonb) to worker, authenticated;
