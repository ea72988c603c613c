create function private.tg_list_columns__lock()
  returns trigger
  language plpgsql
  security definer  -- advisory locks are revoked from clients
  set search_path = ''
as $$
begin
  -- Columns of one workspace change one after the other: two sessions could each make half of a circle. Here,
  -- before compile_list takes its lock, so that nobody waits crosswise.
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('columns of ' || new.workspace_id, 0));
  if new.type = 'relation' and tg_op = 'UPDATE' then
    new.config := old.config || new.config;  -- what is not said stays
  end if;
  if tg_op = 'UPDATE' and (new.config -> 'target_list_id' is distinct from old.config -> 'target_list_id'
    or new.config -> 'inverse_of' is distinct from old.config -> 'inverse_of') then
    raise exception 'What the column "%" links cannot be changed', old.name
      using errcode = 'restrict_violation', constraint = 'relation_is_fixed', hint = 'Make a new column instead.';
  end if;
  if new.type = 'relation' and new.config ? 'target_list_id' then
    new.config := '{"cardinality": "many_to_many", "on_delete": "unlink"}' || new.config;
  elsif new.type = 'formula' and (tg_op = 'INSERT' or new.config is distinct from old.config) and jsonb_typeof(new.config -> 'formula') = 'string' then
    new.config := jsonb_set(new.config, '{formula}',
      to_jsonb(private.store_formula(new.config ->> 'formula', private.formula_columns(new.list_id))));
  end if;
  return new;
end
$$;
comment on function private.tg_list_columns__lock() is
  'Lets one session at a time change columns of a workspace. Fills in what a relation leaves out; what it links stays. A formula is kept by keys.';
revoke execute on function private.tg_list_columns__lock() from public;
