create function private.number_slot(slot jsonb, cells jsonb)
  returns double precision
  language sql
  stable
  parallel safe
  return case when slot is not null then coalesce(case slot ->> 1
    when 'number' then (cells ->> (slot ->> 0))::double precision
    when 'boolean' then (cells ->> (slot ->> 0))::boolean::integer::double precision
    when 'date' then ((cells ->> (slot ->> 0))::date - '2000-01-01'::date)::double precision
    when 'datetime' then (extract(epoch from (cells ->> (slot ->> 0))::timestamptz) * 1000000)::double precision
  end, 'NaN'::double precision) end;
comment on function private.number_slot(jsonb, jsonb) is
  'What a number slot holds for the values of an item: private.number_key of the column, or null without a column. slot is [key, family].';
revoke execute on function private.number_slot(jsonb, jsonb) from public;
