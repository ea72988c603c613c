create function private.tg_list_columns__computed()
  returns trigger
  language plpgsql
  security definer  -- as refresh_computed
  set search_path = ''
as $$
declare
  v_inverse record;
  v_workspace_id uuid;
  v_changed uuid[];
  v_made uuid[];
begin
  if tg_op = 'UPDATE' then
    -- An inverse goes to the trash with its relation, and comes back with it. One by one: a statement that
    -- changes nothing would still fire this trigger again, without end.
    for v_inverse in
      select c.id, c.workspace_id, n.deleted_at
      from new_rows as n join old_rows as o on o.id = n.id and o.workspace_id = n.workspace_id
      join public.list_columns as c on c.inverse_of = n.id and c.workspace_id = n.workspace_id
      where o.deleted_at is distinct from n.deleted_at and c.deleted_at is not distinct from o.deleted_at
    loop
      update public.list_columns as c set deleted_at = v_inverse.deleted_at where c.id = v_inverse.id and c.workspace_id = v_inverse.workspace_id;
    end loop;
  end if;
  for v_workspace_id, v_changed, v_made in
    execute private.changed_columns_sql(tg_op)
  loop
    if tg_op <> 'DELETE' or exists (select from public.workspaces as w where w.id = v_workspace_id) then
      perform private.refresh_computed(v_workspace_id, v_changed);
    end if;
    perform private.refuse_column(c) from public.list_columns as c
    where c.id = any (v_made) and c.workspace_id = v_workspace_id and c.deleted_at is null;
  end loop;
  return null;
end
$$;
comment on function private.tg_list_columns__computed() is
  'Compiles what is computed from the columns that a statement wrote. A new column must work; an old one that no longer does says why.';
revoke execute on function private.tg_list_columns__computed() from public;
