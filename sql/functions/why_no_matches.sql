create function private.why_no_matches(matching public.matchings, item public.items, by_offer boolean, asked integer)
  returns text
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_list_id constant uuid := case when by_offer then matching.offer_list_id else matching.request_list_id end;
  v_filter constant jsonb := case when by_offer then matching.offer_filter else matching.request_filter end;
  v_is_open boolean := item.deleted_at is null;
begin
  -- What is not found by others finds none of them: both ways must tell the same pairs.
  if v_is_open and v_filter is not null then
    execute 'select exists (select from public.items as i where i.list_id = $1 and i.id = $2 and '
      || private.filter_sql(v_list_id, v_filter, '$.filter', private.query_time_zone('{}')) || ')'
      into v_is_open using v_list_id, item.id;
  end if;
  return case when not v_is_open then 'not_open' when asked = 0 then 'asks_nothing' end;
end
$$;
comment on function private.why_no_matches(public.matchings, public.items, boolean, integer) is
  'Why an item has no matches whatever there is: not_open, when its own filter leaves it out, or asks_nothing; null when it may have some. asked: how many criteria there are.';
revoke execute on function private.why_no_matches(public.matchings, public.items, boolean, integer) from public;
grant execute on function private.why_no_matches(public.matchings, public.items, boolean, integer) to authenticated, service_role;
