create function private.match_page(list_id uuid, statements text[], after_score integer, after_id uuid, page_size integer)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_last constant uuid := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
  v_page jsonb := '[]';
  v_more jsonb;
begin
  if after_score >= 10000 then
    execute 'select coalesce(jsonb_agg(jsonb_build_array(m.id, m.score)), ''[]'') from (' || statements[1] || ') as m'
      into v_page using list_id, after_id, page_size;
    after_score := 10000;
    after_id := v_last;
  end if;
  if jsonb_array_length(v_page) < page_size then
    execute 'select coalesce(jsonb_agg(jsonb_build_array(m.id, m.score)), ''[]'') from (' || statements[2] || ') as m'
      into v_more using list_id, after_id, page_size - jsonb_array_length(v_page), after_score;
    v_page := v_page || v_more;
  end if;
  return v_page;
end
$$;
comment on function private.match_page(uuid, text[], integer, uuid, integer) is
  'Ids and scores of a page of matches, best first.';
revoke execute on function private.match_page(uuid, text[], integer, uuid, integer) from public;
grant execute on function private.match_page(uuid, text[], integer, uuid, integer) to authenticated, service_role;
