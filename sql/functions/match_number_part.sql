create function private.match_number_part(part private.match_part, tolerance double precision, offered text, bounds text[])
  returns private.match_part
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  -- Open ends are infinite: an empty cell is NaN, which is above them, and so fits nothing that is asked.
  part.asked := format('num_nonnulls(%s, %s) > 0', bounds[1], bounds[2]);
  part.fits := format('(%1$s >= coalesce(%2$s, ''-Infinity'') and %1$s <= coalesce(%3$s, ''Infinity''))', offered, bounds[1], bounds[2]);
  part.near := case when tolerance = 0 then part.fits else format(
    '(%1$s >= coalesce(%2$s - abs(%2$s) * %4$L::float8, ''-Infinity'') and %1$s <= coalesce(%3$s + abs(%3$s) * %4$L::float8, ''Infinity''))',
    offered, bounds[1], bounds[2], tolerance) end;
  part.distance := format(
    '(case when %1$s = ''NaN'' then null when %1$s < %2$s then (%1$s - %2$s) / nullif(abs(%2$s), 0) when %1$s > %3$s then (%1$s - %3$s) / nullif(abs(%3$s), 0) end)',
    offered, bounds[1], bounds[2]);
  part.closeness := format('(case when %s then 1 when %s then greatest(0, 1 - abs(%s) / %L::float8) else 0 end)',
    part.fits, part.near, part.distance, nullif(tolerance, 0));
  part.offered_json := coalesce(part.offered_json, format('to_jsonb(nullif(%s, ''NaN''))', offered));
  return part;
end
$$;
comment on function private.match_number_part(private.match_part, double precision, text, text[]) is
  'A criterion of numbers: from 1 where it fits down to 0 at the end of the tolerance, which is a share of the bound.';
revoke execute on function private.match_number_part(private.match_part, double precision, text, text[]) from public;
grant execute on function private.match_number_part(private.match_part, double precision, text, text[]) to authenticated, service_role;
