create function private.is_reverting(workspace_id uuid)
  returns boolean
  language sql
  stable
  security definer  -- import_reverting is nobody's to read or write
  set search_path = ''
as $$
  select exists (
    select from private.import_reverting as g where g.transaction_id = pg_current_xact_id_if_assigned() and g.workspace_id = is_reverting.workspace_id
  )
$$;
comment on function private.is_reverting(uuid) is 'Whether this transaction is the worker''s that takes an import of the workspace back.';
revoke execute on function private.is_reverting(uuid) from public;
grant execute on function private.is_reverting(uuid) to authenticated, service_role;
