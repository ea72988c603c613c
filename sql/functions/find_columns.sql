create function public.find_columns(list_id uuid)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select jsonb_build_object('columns', public.get_list(list_id) -> 'columns')
$$;
comment on function public.find_columns(uuid) is 'The columns of a list in order.';
revoke execute on function public.find_columns(uuid) from public;
grant execute on function public.find_columns(uuid) to authenticated, service_role;
