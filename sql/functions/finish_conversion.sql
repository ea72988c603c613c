create function private.finish_conversion(change public.column_changes)
  returns void
  language plpgsql
  volatile
  security definer  -- as step_column_change
  set search_path = ''
as $$
declare
  v_old constant public.list_columns := (select c from public.list_columns as c where c.id = change.column_id and c.workspace_id = change.workspace_id);
  v_new constant public.list_columns := (select c from public.list_columns as c where c.id = (change.plan ->> 'new_column_id')::uuid);
  v_rest_id constant uuid := change.plan ->> 'rest_column_id';
  v_fails constant boolean := exists (
    select from public.items as i where i.list_id = change.list_id and i.values ? v_old.key and not i.values ? v_new.key
  );
begin
  if v_fails and v_rest_id is null then
    raise exception 'Values that do not convert were written meanwhile' using errcode = 'check_violation', constraint = 'conversion_refused',
      hint = 'Nothing is lost: the column is as it was. Preview the conversion again.';
  end if;
  update public.list_columns as c set deleted_at = coalesce(c.deleted_at, now()), converted_into = v_new.key
  where c.list_id = change.list_id and (c.id = v_old.id or c.converted_into = v_old.key);
  update public.list_columns as c set
    is_pending = false, deleted_at = null, name = v_old.name, position = v_old.position, description = v_old.description,
    is_required = v_old.is_required and not v_fails,
    is_unique = v_old.is_unique and (select t.can_be_unique from public.column_types as t where t.type = c.type)
  where c.id = v_new.id and c.workspace_id = v_new.workspace_id;
  if v_fails then
    update public.list_columns as c set
      is_pending = false, deleted_at = null, position = v_old.position, name = private.free_column_name(c.list_id, left(v_old.name, 190) || ' (old)')
    where c.id = v_rest_id and c.workspace_id = v_old.workspace_id;
  else
    delete from public.list_columns as c where c.id = v_rest_id and c.workspace_id = v_old.workspace_id;
    perform private.compile_list(change.list_id);
  end if;
end
$$;
comment on function private.finish_conversion(public.column_changes) is
  'The new column takes the name and the place of the old one, which goes to the trash; what did not convert is shown beside it.';
revoke execute on function private.finish_conversion(public.column_changes) from public;
