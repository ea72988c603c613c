create function private.tg_list_columns__rules()
  returns trigger
  language plpgsql
  security definer  -- evaluates the compiled condition
  set search_path = ''
as $$
declare
  v_problem text := coalesce(private.column_config_problem(new.type, new.config), private.column_rules_problem(new));
  v_accepted boolean;
begin
  if tg_op = 'UPDATE' and (new.type <> old.type or new.key <> old.key) then
    raise exception 'The % of a column cannot be changed', case when new.key <> old.key then 'key' else 'type' end
      using errcode = 'restrict_violation', constraint = 'column_type_is_fixed',
        hint = 'Rename the column, or convert it into another type.';
  end if;
  -- Only the job itself, which ends the change first.
  if tg_op = 'UPDATE' and (new.config, new.is_required, new.is_unique, new.default_value, new.deleted_at, new.is_pending)
    is distinct from (old.config, old.is_required, old.is_unique, old.default_value, old.deleted_at, old.is_pending) then
    perform private.refuse_while_changing(new.list_id, new.id);
  end if;
  new.converted_into := case when new.deleted_at is not null then new.converted_into end;
  if v_problem is not null then
    raise exception 'Column "%": %', new.name, v_problem
      using errcode = 'check_violation', constraint = 'column_config_invalid';
  end if;
  if new.default_value is not null then
    execute 'select ' || private.column_condition(new) || ' from (select jsonb_build_object($1, $2) as v) as x'
      into v_accepted using new.key, new.default_value;
    if v_accepted is not true then
      raise exception 'The default of column "%" must be %; it is %', new.name,
        private.type_requirement(new.type, new.config), left(new.default_value::text, 200)
        using errcode = 'check_violation', constraint = 'column_default_invalid';
    end if;
  end if;
  return new;
end
$$;
comment on function private.tg_list_columns__rules() is 'Settings fit the type, the default is a value the column accepts, key and type stay.';
revoke execute on function private.tg_list_columns__rules() from public;
