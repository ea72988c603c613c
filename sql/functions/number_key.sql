create function private.number_key(family text, cell text)
  returns double precision
  language sql
  stable
  parallel safe
  -- A body of this form is planned into the query that calls it.
  return coalesce(case family
    when 'number' then cell::double precision
    when 'boolean' then cell::boolean::integer::double precision
    when 'date' then (cell::date - '2000-01-01'::date)::double precision
    when 'datetime' then (extract(epoch from cell::timestamptz) * 1000000)::double precision
  end, 'NaN'::double precision);
comment on function private.number_key(text, text) is
  'Sort key of a cell as a number; NaN, which no cell holds and which sorts after all numbers, of an empty one.';
revoke execute on function private.number_key(text, text) from public;
grant execute on function private.number_key(text, text) to authenticated, service_role;
