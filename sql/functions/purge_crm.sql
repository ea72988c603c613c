create function private.purge_crm(batch_size integer default 1000)
  returns integer
  language plpgsql
  volatile
  security definer  -- for no person: the workspace's own setting asks for it
  set search_path = ''
as $$
declare
  v_table text;
  v_count integer;
  v_most integer := 0;
begin
  -- Deals before the contacts that they hold.
  foreach v_table in array '{tasks,activities,deals,contacts}'::text[] loop
    execute format('delete from public.%1$I as r where (r.id, r.workspace_id) in ('
      'select t.id, t.workspace_id from public.%1$I as t join public.workspaces as w on w.id = t.workspace_id '
      'where t.deleted_at < now() - make_interval(days => w.trash_days)%2$s limit $1 for update of t skip locked)',
      v_table, case v_table when 'contacts' then
        ' and not exists (select from public.deals as d where d.contact_id = t.id and d.workspace_id = t.workspace_id)' end) using batch_size;
    get diagnostics v_count = row_count;
    v_most := greatest(v_most, v_count);
  end loop;
  return v_most;
end
$$;
comment on function private.purge_crm(integer) is
  'As purge_trash, for tasks, comments on deals, deals and contacts; returns of which were most, so that a batch that was full is seen.';
revoke execute on function private.purge_crm(integer) from public;
grant execute on function private.purge_crm(integer) to worker;
