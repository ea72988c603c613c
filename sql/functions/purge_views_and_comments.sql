create function private.purge_views_and_comments(batch_size integer default 1000)
  returns integer
  language plpgsql
  volatile
  security definer  -- for no person: the workspace's own setting asks for it
  set search_path = ''
as $$
declare
  v_views integer;
  v_comments integer;
begin
  delete from public.views as v
  where (v.id, v.workspace_id) in (
    select t.id, t.workspace_id
    from public.views as t join public.workspaces as w on w.id = t.workspace_id
    where t.deleted_at < now() - make_interval(days => w.trash_days)
    limit batch_size
    for update of t skip locked
  );
  get diagnostics v_views = row_count;
  delete from public.comments as c
  where (c.id, c.workspace_id) in (
    select t.id, t.workspace_id
    from public.comments as t join public.workspaces as w on w.id = t.workspace_id
    where t.deleted_at < now() - make_interval(days => w.trash_days)
    limit batch_size
    for update of t skip locked
  );
  get diagnostics v_comments = row_count;
  return greatest(v_views, v_comments);
end
$$;
comment on function private.purge_views_and_comments(integer) is
  'As purge_trash, for views and comments; returns of which were more, so that a batch that was full is seen.';
revoke execute on function private.purge_views_and_comments(integer) from public;
grant execute on function private.purge_views_and_comments(integer) to worker;
