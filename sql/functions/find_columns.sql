create function public.find_columns(list_id uuid, trashed boolean default false)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  if not trashed then
    return jsonb_build_object('columns', public.get_list(list_id) -> 'columns');
  end if;
  perform private.list_workspace(list_id, 'lists.read');
  return jsonb_build_object('columns', (
    select coalesce(jsonb_agg(private.column_json(c) order by c.deleted_at desc, c.id), '[]')
    from public.list_columns as c
    where c.list_id = find_columns.list_id and c.deleted_at is not null and not c.is_pending
  ));
end
$$;
comment on function public.find_columns(uuid, boolean) is 'The columns of a list in order; or those in its trash, the latest first.';
revoke execute on function public.find_columns(uuid, boolean) from public;
grant execute on function public.find_columns(uuid, boolean) to authenticated, service_role;
