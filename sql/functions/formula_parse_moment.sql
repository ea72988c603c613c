create function private.formula_parse_moment(value text)
  returns timestamptz
  language plpgsql
  immutable
  strict
  set search_path = ''
as $$
declare
  v_parts constant text[] := regexp_match(btrim(value) collate "C",
    '^([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9](?:[.][0-9]{1,6})?))?(?:Z|([-+])(0[0-9]|1[0-4]):?([0-5][0-9]))?$');
begin
  return private.formula_bounded_moment(private.formula_shift_moment(private.formula_parse_date(v_parts[1])::timestamp at time zone 'UTC', (
    v_parts[2]::numeric * 3600 + v_parts[3]::numeric * 60 + coalesce(v_parts[4], '0')::numeric
    - coalesce(v_parts[5] || '1', '0')::numeric * (coalesce(v_parts[6], '0')::numeric * 3600 + coalesce(v_parts[7], '0')::numeric * 60)
  ) / 86400));
end
$$;
comment on function private.formula_parse_moment(text) is
  'The moment that a text of ISO 8601 says, in UTC unless it names an offset; or null.';
revoke execute on function private.formula_parse_moment(text) from public;
grant execute on function private.formula_parse_moment(text) to authenticated, service_role;
