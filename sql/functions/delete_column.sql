create function public.delete_column(list_id uuid, column_id uuid)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_column public.list_columns := private.lock_column(list_id, column_id);
begin
  update public.list_columns as c set deleted_at = now()
  where c.id = v_column.id and c.list_id = v_column.list_id and c.deleted_at is null;
end
$$;
comment on function public.delete_column(uuid, uuid) is 'Puts a column into the trash; its values stay and come back with it.';
revoke execute on function public.delete_column(uuid, uuid) from public;
grant execute on function public.delete_column(uuid, uuid) to authenticated, service_role;
