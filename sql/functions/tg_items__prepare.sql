create function private.tg_items__prepare()
  returns trigger
  language plpgsql
  security definer  -- reads what was compiled
  set search_path = ''
as $$
declare
  v_defaults jsonb;
  v_sequence text;
  v_slots jsonb;
  v_rewrite jsonb;
begin
  -- Shared with other writers, but not with who compiles the list: what is filled in here stays right to the end.
  select k.workspace_id, k.defaults, k.number_sequence, k.slots, k.rewrite
  into new.workspace_id, v_defaults, v_sequence, v_slots, v_rewrite
  from private.list_checks as k
  where k.list_id = new.list_id and k.workspace_id = coalesce(new.workspace_id, k.workspace_id)
  for share;
  -- A bulk writer that has applied the defaults itself says so and saves a step a row. Whoever else says so
  -- only goes without: what is stored is checked after the statement.
  if coalesce(pg_catalog.current_setting('deedbook.defaults_applied', true), '') <> 'on' then
    if v_defaults <> '{}' and jsonb_typeof(new.values) = 'object' then
      new.values := v_defaults || new.values;
    end if;
    if private.has_empty_cells(new.values) then
      new.values := private.drop_empty_cells(new.values);
    end if;
    if v_sequence is not null then
      new.number := nextval(v_sequence::regclass);
    end if;
  end if;
  if v_rewrite is not null then
    new.values := private.rewrite_values(v_rewrite, new.values);
  elsif v_slots = '{}' and v_defaults = '{}' and v_sequence is null then
    perform pg_catalog.set_config('deedbook.plain_list', new.list_id::text, true);
  end if;
  begin
    select s.* into new.n1, new.n2, new.n3, new.n4, new.n5, new.n6, new.n7, new.n8, new.t1, new.t2, new.t3, new.t4, new.t5, new.t6, new.t7, new.t8
    from private.values_in_slots(v_slots, new.values) as s;
  exception when data_exception then
    null;  -- A cell that does not convert: the check after the statement refuses it, and says which.
  end;
  return new;
end
$$;
comment on function private.tg_items__prepare() is
  'Fills in workspace, defaults, number and slots, and drops empty cells; applies the change of a column that is going on. A null that was sent stands for "no default". Remembers for the transaction that a list has nothing to fill in.';
revoke execute on function private.tg_items__prepare() from public;
