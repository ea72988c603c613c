create function private.match_share_part(part private.match_part, tolerance double precision, share text)
  returns private.match_part
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  part.closeness := format('coalesce(%s, 0)::float8', share);
  part.fits := format('(%s >= 1)', part.closeness);
  part.near := format('(%s >= 1 - %L::float8)', part.closeness, tolerance);
  part.distance := format('nullif(%s - 1, 0)', part.closeness);
  return part;
end
$$;
comment on function private.match_share_part(private.match_part, double precision, text) is
  'A criterion of several wishes: as close as the share of them that come true.';
revoke execute on function private.match_share_part(private.match_part, double precision, text) from public;
grant execute on function private.match_share_part(private.match_part, double precision, text) to authenticated, service_role;
