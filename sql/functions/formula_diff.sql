create function private.formula_diff(a timestamptz, b timestamptz, unit text, zone text)
  returns numeric
  language plpgsql
  stable
  strict
  set search_path = ''
as $$
declare
  v_unit constant text := private.formula_unit(unit);
  v_from constant timestamp := least(a, b) at time zone zone;
  v_to constant timestamp := greatest(a, b) at time zone zone;
  v_seconds constant numeric := abs(extract(epoch from b) - extract(epoch from a));
  v_days constant numeric := v_to::date - v_from::date - (v_to::time < v_from::time)::integer;
  v_months constant numeric := (extract(year from v_to) - extract(year from v_from)) * 12 + extract(month from v_to) - extract(month from v_from)
    - ((extract(day from v_to), v_to::time) < (extract(day from v_from), v_from::time))::integer;
begin
  return sign(extract(epoch from b) - extract(epoch from a)) * trunc(case v_unit
    when 'second' then v_seconds when 'minute' then v_seconds / 60 when 'hour' then v_seconds / 3600
    when 'day' then v_days when 'week' then v_days / 7
    when 'month' then v_months when 'quarter' then v_months / 3 when 'year' then v_months / 12 end);
end
$$;
comment on function private.formula_diff(timestamptz, timestamptz, text, text) is
  'How many whole units lie from a to b, below zero when b is earlier; null for an unknown unit.';
revoke execute on function private.formula_diff(timestamptz, timestamptz, text, text) from public;
grant execute on function private.formula_diff(timestamptz, timestamptz, text, text) to authenticated, service_role;
