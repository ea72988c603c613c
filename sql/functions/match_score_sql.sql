create function private.match_score_sql(parts private.match_part[], by_offer boolean)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select case when by_offer then format('floor(10000 * (%s) / nullif(%s, 0))',
    string_agg(format('case when %s then %L::float8 * %s else 0 end', p.asked, p.weight, p.closeness), ' + '),
    string_agg(format('case when %s then %L::float8 else 0 end', p.asked, p.weight), ' + '))
  else format('floor(10000 * (%s) / %L::float8)',
    string_agg(format('%L::float8 * %s', p.weight, p.closeness), ' + '), sum(p.weight)) end
  from unnest(parts) as p
$$;
comment on function private.match_score_sql(private.match_part[], boolean) is
  'SQL of the score of the candidate i in ten-thousandths: the mean of how close the criteria come, by weight.';
revoke execute on function private.match_score_sql(private.match_part[], boolean) from public;
grant execute on function private.match_score_sql(private.match_part[], boolean) to authenticated, service_role;
