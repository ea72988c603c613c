create function public.find_items(list_id uuid, cursor text default null, page_size integer default 100, trashed boolean default false)
  returns json
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_after uuid := coalesce(private.decode_cursor(cursor, list_id), '00000000-0000-0000-0000-000000000000');
  v_page public.items[];
begin
  perform private.list_workspace(list_id, 'items.read');
  perform private.check_page_size(page_size);
  -- Two statements, each with an index of its own; one more row than asked tells whether there is a next page.
  if trashed then
    v_page := array(
      select i from public.items as i
      where i.list_id = find_items.list_id and i.id > v_after and i.deleted_at is not null
      order by i.id limit page_size + 1
    );
  else
    v_page := array(
      select i from public.items as i
      where i.list_id = find_items.list_id and i.id > v_after and i.deleted_at is null
      order by i.id limit page_size + 1
    );
  end if;
  return json_build_object(
    'items', private.items_json(list_id, v_page[:page_size]),
    'next_cursor', case when cardinality(v_page) > page_size then private.encode_cursor(list_id, (v_page[page_size]).id) end
  );
end
$$;
comment on function public.find_items(uuid, text, integer, boolean) is 'A page of a list''s items in the order they were made, or of its trash; next_cursor leads to the next page and is null on the last.';
revoke execute on function public.find_items(uuid, text, integer, boolean) from public;
grant execute on function public.find_items(uuid, text, integer, boolean) to authenticated, service_role;
