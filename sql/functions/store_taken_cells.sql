create function private.store_taken_cells(import_id uuid, workspace_id uuid, spec jsonb, width integer, conditions jsonb)
  returns bigint
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_cell record;
  v_count bigint;
begin
  select c.* into v_cell from private.import_cell(spec) as c;
  -- Of the rows that come in at all: the first that has a value keeps it.
  execute format($sql$
    with taken as (
      select t.* from (
        select r.n, r.cell, first_value(r.n) over same as first, private.has_unique_value($2, $4, d.digest, r.item) as is_taken
        from (select n, %1$s as cell, %2$s as value, %8$s as item from %3$s where %1$s is not null and %4$s and %5$s) as r
        cross join lateral (select jsonb_build_object(%6$L, r.value) as v) as v
        cross join lateral (select %7$s as digest) as d
        window same as (partition by d.digest order by r.n)
      ) as t
      where t.is_taken or t.n <> t.first
    ), gone as (
      delete from pg_temp.import_rows_1 as r using taken as t where r.n = t.n
    )
    insert into public.import_errors (import_id, workspace_id, row_number, column_name, value, reason)
    select $1, $2, t.n, $3, left(t.cell, 10000), 'not unique: '
      || case when t.is_taken then 'an item of the list' else 'row ' || t.first || ' of the file' end || ' has this value'
    from taken as t$sql$,
    v_cell.cell, v_cell.value, private.import_source(width), v_cell.accepts, private.import_conditions(conditions),
    spec ->> 'key', private.unique_digest(spec ->> 'type', spec ->> 'key'), private.import_match())
    using import_id, workspace_id, spec ->> 'name', (spec ->> 'id')::uuid;
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function private.store_taken_cells(uuid, uuid, jsonb, integer, jsonb) is
  'For the worker: rows whose value in a unique column an item of the list or an earlier row has become errors, and come in no more; returns how many.';
revoke execute on function private.store_taken_cells(uuid, uuid, jsonb, integer, jsonb) from public;
grant execute on function private.store_taken_cells(uuid, uuid, jsonb, integer, jsonb) to worker;
