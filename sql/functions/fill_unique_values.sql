create function private.fill_unique_values(column_row public.list_columns)
  returns void
  language plpgsql
  security definer  -- unique_values is nobody's to write
  set search_path = ''
as $$
declare
  v_is_kept constant boolean := exists (
    select from private.unique_values as u where u.workspace_id = column_row.workspace_id and u.column_id = column_row.id
  );
  v_missing bigint;
begin
  if not column_row.is_unique or column_row.deleted_at is not null then
    delete from private.unique_values as u where v_is_kept and u.workspace_id = column_row.workspace_id and u.column_id = column_row.id;
  elsif not v_is_kept then
    execute format($sql$
      with cells as materialized (
        select i.id, c.digest from (select i.id, i.values as v from public.items as i where i.list_id = $1 and i.deleted_at is null) as i
        cross join lateral (select %s as digest) as c where c.digest is not null
      ),
      claimed as (
        insert into private.unique_values as u (workspace_id, column_id, digest, item_id)
        select $2, $3, c.digest, c.id from cells as c order by c.digest, c.id
        on conflict do nothing returning 1
      )
      select (select count(*) from cells) - (select count(*) from claimed)$sql$, private.unique_digest(column_row.type, column_row.key))
      into v_missing using column_row.list_id, column_row.workspace_id, column_row.id;
    if v_missing > 0 then
      perform private.refuse_shared_values(column_row);
    end if;
  end if;
end
$$;
comment on function private.fill_unique_values(public.list_columns) is
  'After a column changed, its values are in unique_values exactly when it is unique and not in the trash; or column_not_unique.';
revoke execute on function private.fill_unique_values(public.list_columns) from public;
