create function private.finish_import_revert(revert_id uuid, report jsonb)
  returns void
  language plpgsql
  volatile
  security definer  -- the worker may not write reverts
  set search_path = ''
as $$
begin
  delete from private.import_reverting as g where g.transaction_id = pg_current_xact_id();
  update public.import_reverts as r set
    state = 'done', finished_at = clock_timestamp(), items_done = r.items_total, conflicts = (report ->> 'conflicts')::bigint,
    items_trashed = (report ->> 'items_trashed')::bigint, items_restored = (report ->> 'items_restored')::bigint,
    cells_restored = (report ->> 'cells_restored')::bigint, links_restored = (report ->> 'links_restored')::bigint,
    options_removed = (report ->> 'options_removed')::bigint, columns_trashed = (report ->> 'columns_trashed')::bigint,
    lists_trashed = (report ->> 'lists_trashed')::bigint
  where r.id = revert_id and r.state = 'running';
  if not found then
    raise exception 'The revert has ended already' using errcode = 'restrict_violation', constraint = 'import_is_over';
  end if;
  update public.imports as i set status = 'reverted', phase = 'reverted'
  from public.import_reverts as r where r.id = revert_id and i.id = r.import_id and i.workspace_id = r.workspace_id;
end
$$;
comment on function private.finish_import_revert(uuid, jsonb) is
  'The last statement of a revert, in its transaction. Refuses, and so undoes it all, when it was cancelled meanwhile.';
revoke execute on function private.finish_import_revert(uuid, jsonb) from public;
grant execute on function private.finish_import_revert(uuid, jsonb) to worker;
