create function private.shown_item(item public.items)
  returns json
  language sql
  stable
  set search_path = ''
as $$
  select private.items_json(item.list_id, array[item]) -> 0
$$;
comment on function private.shown_item(public.items) is
  'One item as clients see it, with what is computed of it.';
revoke execute on function private.shown_item(public.items) from public;
grant execute on function private.shown_item(public.items) to authenticated, service_role;
