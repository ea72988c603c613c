create function private.refresh_computed(workspace_id uuid, changed uuid[])
  returns void
  language plpgsql
  volatile
  security definer  -- computed_columns is nobody's to write
  set search_path = ''
as $$
declare
  v_affected constant uuid[] := private.dependent_columns(workspace_id, changed);
  v_column public.list_columns;
  v_made private.computed_columns;
  v_is_new boolean := true;
begin
  delete from private.computed_columns as k using public.list_columns as c
  where c.id = k.column_id and c.workspace_id = k.workspace_id and k.column_id = any (changed) and (c.deleted_at is not null or not private.is_computed(c.type));
  -- As a rule a column is younger than those it depends on; where it is not, the next round sees to it. Of a
  -- circle there would be no end, so circles are refused after each round.
  while v_is_new loop
    v_is_new := false;
    for v_column in
      select c.* from public.list_columns as c
      where c.id = any (v_affected) and c.workspace_id = refresh_computed.workspace_id and c.deleted_at is null and private.is_computed(c.type)
      order by c.id
    loop
      v_made := private.compile_column(v_column);
      delete from private.computed_columns as k where k.column_id = v_column.id and k.workspace_id = v_column.workspace_id and k is distinct from v_made;
      insert into private.computed_columns select v_made.* on conflict do nothing;
      v_is_new := v_is_new or found;
    end loop;
    perform private.refuse_column_cycle(workspace_id, changed);
  end loop;
end
$$;
comment on function private.refresh_computed(uuid, uuid[]) is
  'Compiles computed columns of a workspace again: those that changed and all that depend on them, in whatever list.';
revoke execute on function private.refresh_computed(uuid, uuid[]) from public;
