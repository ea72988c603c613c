create function public.restore_column(column_id uuid, name text default null)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_column public.list_columns := private.find_changeable_column(column_id);
  v_is_required boolean;
begin
  v_column := private.lock_column(v_column.list_id, column_id);
  if v_column.deleted_at is null or v_column.is_pending then
    raise exception 'Column "%" is not in the trash', v_column.name using errcode = 'restrict_violation', constraint = 'column_not_in_trash';
  elsif exists (
    select from public.list_columns as c
    where c.list_id = v_column.list_id and c.deleted_at is null and lower(c.name) = lower(coalesce(restore_column.name, v_column.name))
  ) then
    -- Only the earlier and clearer answer; list_columns_name_key is what holds.
    raise exception 'The list has another column "%" now', coalesce(restore_column.name, v_column.name)
      using errcode = 'unique_violation', constraint = 'list_columns_name_key', hint = 'Restore it under another name, or rename the other column first.';
  end if;
  -- Items that were made meanwhile have no such cell: the column comes back, but asks for it no more.
  v_is_required := v_column.is_required and not exists (
    select from public.items as i where i.list_id = v_column.list_id and not i.values ? v_column.key
  );
  return public.update_column(v_column.list_id, column_id,
    jsonb_build_object('deleted_at', null, 'name', coalesce(restore_column.name, v_column.name), 'is_required', v_is_required));
end
$$;
comment on function public.restore_column(uuid, text) is
  'Takes a column out of the trash with its values, under another name if one is given. It is required no more when items were made without it. Refused when the values no longer fit.';
revoke execute on function public.restore_column(uuid, text) from public;
grant execute on function public.restore_column(uuid, text) to authenticated, service_role;
