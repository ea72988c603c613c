create function private.match_pages_sql(parts private.match_part[], by_offer boolean, condition text)
  returns text[]
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_asked text;
  v_fits text;
  v_near text;
  v_from constant text := 'select i.id, %s as score from public.items as i where i.list_id = $1 and i.deleted_at is null and %s';
begin
  select
    case when by_offer then '(' || string_agg(format('(%s)', p.asked), ' or ') || ')' else 'true' end,
    string_agg(case when by_offer then format('(%s or not (%s))', p.fits, p.asked) else p.fits end, ' and '),
    coalesce(string_agg(case when by_offer then format('(%s or not (%s))', p.near, p.asked) else p.near end, ' and ') filter (where p.is_required), 'true')
  into v_asked, v_fits, v_near
  from unnest(parts) as p;
  condition := condition || ' and ' || v_asked;
  return array[
    -- What fits in all is equally good: newest first, and a page of it is found without looking at the rest.
    format(v_from || ' and i.id < $2 order by i.id desc limit $3', '10000', condition || ' and ' || v_fits),
    format('select * from (' || v_from || ') as m where (m.score, m.id) < ($4, $2) order by m.score desc, m.id desc limit $3',
      format('least(%s, 9999)::integer', private.match_score_sql(parts, by_offer)),
      condition || ' and ' || v_near || format(' and not (%s)', v_fits))
  ];
end
$$;
comment on function private.match_pages_sql(private.match_part[], boolean, text) is
  'Two statements, by list ($1), id ($2) and limit ($3): candidates that fit in all, and those that come close, best first (score $4).';
revoke execute on function private.match_pages_sql(private.match_part[], boolean, text) from public;
grant execute on function private.match_pages_sql(private.match_part[], boolean, text) to authenticated, service_role;
