create function private.claim_values_sql(operation text, unique_cells text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  -- In the order of the key, so that two batches wait for each other instead of deadlocking. A row that
  -- was skipped is a value that somebody has, or that stands in this statement twice.
  select format($sql$
    with moved as materialized (%s),
    claimed as (
      insert into private.unique_values as u (workspace_id, column_id, digest, item_id)
      select m.workspace_id, m.column_id, m.digest, m.id from moved as m where m.digest is not null order by m.column_id, m.digest
      on conflict do nothing
      returning u.column_id, u.digest, u.item_id
    )
    select jsonb_agg(jsonb_build_object('row', t.row, 'item_id', t.id, 'column_id', t.column_id, 'digest', encode(t.digest, 'hex'), 'values', t.v))
    from (
      select m.* from moved as m
      where m.digest is not null and not exists (
        select from claimed as c where c.column_id = m.column_id and c.digest = m.digest and c.item_id = m.id
      )
      limit 100
    ) as t$sql$, private.moved_values_sql(operation, unique_cells))
$$;
comment on function private.claim_values_sql(text, text) is
  'SQL for triggers of items: takes the new values of unique columns, and answers with those that were taken already.';
revoke execute on function private.claim_values_sql(text, text) from public;
