create function public.find_duplicate_contacts(workspace_id uuid, cursor text default null, page_size integer default 25)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_after text;
  v_page jsonb;
begin
  perform private.check_capability(workspace_id, 'crm.read');
  perform private.check_page_size(page_size);
  v_after := private.decode_duplicates_cursor(cursor, workspace_id);
  select coalesce(jsonb_agg(p.page order by p.place collate "C"), '[]') into v_page
  from (
    select k.place, jsonb_build_object('place', k.place, 'group', jsonb_build_object('reasons', g.reasons, 'count', cardinality(g.ids), 'contacts', (
      -- Hundreds who share a number are no group to look through.
      select jsonb_agg(private.contact_json(c) order by c.id) from public.contacts as c
      where c.id = any (g.ids[:20]) and c.workspace_id = find_duplicate_contacts.workspace_id))) as page
    from private.duplicate_groups(find_duplicate_contacts.workspace_id) as g
    cross join lateral (select g.ids[1] || ' ' || md5(g.ids::text) as place) as k
    where v_after is null or k.place > v_after collate "C"
    order by k.place collate "C" limit page_size + 1
  ) as p;
  return jsonb_build_object(
    'groups', (select coalesce(jsonb_agg(e.page -> 'group' order by e.n), '[]') from jsonb_array_elements(v_page) with ordinality as e (page, n) where e.n <= page_size),
    'next_cursor', case when jsonb_array_length(v_page) > page_size then
      private.encode_duplicates_cursor(workspace_id, v_page -> (page_size - 1) ->> 'place') end);
end
$$;
comment on function public.find_duplicate_contacts(uuid, text, integer) is
  'Groups of contacts that may be the same person, with the reasons; of each group the first 20.';
revoke execute on function public.find_duplicate_contacts(uuid, text, integer) from public;
grant execute on function public.find_duplicate_contacts(uuid, text, integer) to authenticated, service_role;
