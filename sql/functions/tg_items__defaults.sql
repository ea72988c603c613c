create function private.tg_items__defaults()
  returns trigger
  language plpgsql
  security definer  -- reads the compiled defaults
  set search_path = ''
as $$
declare
  v_defaults jsonb;
  v_sequence text;
begin
  select k.workspace_id, k.defaults, k.number_sequence into new.workspace_id, v_defaults, v_sequence
  from private.list_checks as k
  where k.list_id = new.list_id and k.workspace_id = coalesce(new.workspace_id, k.workspace_id);
  if v_defaults <> '{}' and jsonb_typeof(new.values) = 'object' then
    new.values := v_defaults || new.values;
  end if;
  if v_sequence is not null then
    new.number := nextval(v_sequence::regclass);
  end if;
  return new;
end
$$;
comment on function private.tg_items__defaults() is
  'Fills in workspace, defaults and number. A null that was sent stands for "no default": the next trigger drops it.';
revoke execute on function private.tg_items__defaults() from public;
