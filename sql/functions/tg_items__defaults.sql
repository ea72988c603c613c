create function private.tg_items__defaults()
  returns trigger
  language plpgsql
  security definer  -- reads the compiled defaults
  set search_path = ''
as $$
declare
  v_defaults jsonb := '{}';
begin
  if tg_op = 'INSERT' then
    select k.workspace_id, k.defaults into new.workspace_id, v_defaults
    from private.list_checks as k
    where k.list_id = new.list_id and k.workspace_id = coalesce(new.workspace_id, k.workspace_id);
  end if;
  if jsonb_typeof(new.values) = 'object' then
    select coalesce(jsonb_object_agg(e.key, e.value), '{}') into new.values
    from jsonb_each(coalesce(v_defaults, '{}') || new.values) as e
    where e.value not in ('null', '""', '[]');
  end if;
  return new;
end
$$;
comment on function private.tg_items__defaults() is
  'Fills in workspace and defaults, and drops empty cells (null, "" and []): an empty cell has no key. A null that was sent stands for "no default".';
revoke execute on function private.tg_items__defaults() from public;
