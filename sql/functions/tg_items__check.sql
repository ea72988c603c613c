create function private.tg_items__check()
  returns trigger
  language plpgsql
  security definer  -- reads the compiled check
  set search_path = ''
as $$
declare
  v_list_id uuid;
  v_check private.list_checks;
  v_bad jsonb;
begin
  for v_list_id in
    select distinct n.list_id from new_rows as n order by n.list_id
  loop
    -- Shared with other writers, but not with compile_list: no item slips in between the old conditions and the new.
    select k.* into v_check from private.list_checks as k where k.list_id = v_list_id for share;
    -- An import has done the same to the text of its cells; again, on JSON, is a third of its time.
    if tg_op = 'UPDATE' or not private.is_vouched(v_list_id) then
      execute private.refused_items_sql(tg_op, v_check.accepts || ' and ' || v_check.accepts_change) into v_bad using v_list_id;
      if v_bad is not null then
        perform private.refuse_items(v_list_id, v_bad);
      end if;
    end if;
    if v_check.unique_cells is not null and tg_op = 'UPDATE' then
      execute private.release_values_sql(tg_op, v_check.unique_cells) using v_list_id;
    end if;
    if v_check.unique_cells is not null then
      execute private.claim_values_sql(tg_op, v_check.unique_cells) into v_bad using v_list_id;
      perform private.refuse_taken_values(v_list_id, v_bad);
    end if;
    -- Rows of a writer that skipped the defaults, or that began before the list had numbers.
    if v_check.number_sequence is not null and tg_op = 'INSERT' then
      update public.items as i set number = nextval(v_check.number_sequence::regclass)
      from new_rows as n where i.id = n.id and i.workspace_id = n.workspace_id and n.list_id = v_list_id and n.number is null;
    end if;
  end loop;
  return null;
end
$$;
comment on function private.tg_items__check() is
  'Holds every written item against its list''s compiled columns, a statement at a time; only when one fails does it look for the cell. Then unique values are claimed and missing numbers given.';
revoke execute on function private.tg_items__check() from public;
