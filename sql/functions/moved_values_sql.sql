create function private.moved_values_sql(operation text, unique_cells text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  -- What an item in the trash holds is nobody's: null, as an empty cell.
  select format($sql$
    select r.row, r.id, r.workspace_id, r.v, c.column_id, c.digest, p.digest as old_digest
    from (%s) as r
    cross join lateral (values %s) as c (column_id, digest)
    cross join lateral (select w.digest from (select r.o as v) as x, lateral (values %2$s) as w (column_id, digest) where w.column_id = c.column_id) as p
    where c.digest is distinct from p.digest$sql$,
    case operation
      when 'INSERT' then
        'select row_number() over () - 1 as row, n.id, n.workspace_id, n.list_id, case when n.deleted_at is null then n.values end as v, null::jsonb as o'
        ' from new_rows as n where n.list_id = $1'
      when 'UPDATE' then
        'select null::bigint as row, n.id, n.workspace_id, n.list_id, case when n.deleted_at is null then n.values end as v,'
        ' case when o.deleted_at is null then o.values end as o'
        ' from new_rows as n join old_rows as o on o.id = n.id and o.workspace_id = n.workspace_id'
        ' where n.list_id = $1 and (o.values is distinct from n.values or o.deleted_at is distinct from n.deleted_at)'
      when 'DELETE' then
        'select null::bigint as row, o.id, o.workspace_id, o.list_id, null::jsonb as v, case when o.deleted_at is null then o.values end as o'
        ' from old_rows as o where o.list_id = $1'
    end, unique_cells)
$$;
comment on function private.moved_values_sql(text, text) is
  'SQL for triggers of items: each cell of a unique column whose value changed, with the digests before and after; null is no value.';
revoke execute on function private.moved_values_sql(text, text) from public;
