create function private.tg_items__check()
  returns trigger
  language plpgsql
  security definer  -- reads the compiled check
  set search_path = ''
as $$
declare
  v_written constant text := case tg_op
    when 'INSERT' then 'select row_number() over () - 1 as row, n.id, n.list_id, n.values as v from new_rows as n'
    else 'select null as row, n.id, n.list_id, n.values as v from new_rows as n'
      || ' join old_rows as o on o.id = n.id and o.workspace_id = n.workspace_id where o.values is distinct from n.values' end;
  v_list_id uuid;
  v_accepts text;
  v_refused boolean;
  v_bad jsonb;
begin
  for v_list_id in
    select distinct n.list_id from new_rows as n order by n.list_id
  loop
    -- Shared with other writers, but not with compile_list: no item slips in between the old conditions and the new.
    select k.accepts into v_accepts from private.list_checks as k where k.list_id = v_list_id for share;
    -- An import has done the same to the text of its cells; again, on JSON, is a third of its time.
    continue when tg_op = 'INSERT' and exists (
      select from private.checked_writes as w where w.transaction_id = pg_current_xact_id() and w.list_id = v_list_id
    );
    execute format('select exists (select from (%s) as r where r.list_id = $1 and (%s) is not true)', v_written, v_accepts)
      into v_refused using v_list_id;
    if v_refused then
      execute format('select jsonb_agg(jsonb_build_object(''row'', b.row, ''item_id'', b.id, ''values'', b.v)) '
        'from (select r.* from (%s) as r where r.list_id = $1 and (%s) is not true limit 100) as b', v_written, v_accepts)
        into v_bad using v_list_id;
      perform private.refuse_items(v_list_id, v_bad);
    end if;
  end loop;
  return null;
end
$$;
comment on function private.tg_items__check() is
  'Holds every written item against its list''s compiled columns, a statement at a time; only when one fails does it look for the cell.';
revoke execute on function private.tg_items__check() from public;
