create function private.check_required(kind text, action text, changes jsonb)
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_fields constant text[] := case kind when 'contact' then '{name,notes,tags}' when 'deal' then '{title,description,status}' else '{title,description,is_done}' end;
  -- The first has no default.
  v_missing constant text := (
    select f.field from unnest(v_fields) with ordinality as f (field, n)
    where changes -> f.field = 'null' or f.n = 1 and action = 'create' and not changes ? f.field
    order by f.n limit 1
  );
begin
  if v_missing is not null then
    raise exception 'The % has no %', kind, v_missing
      using errcode = 'check_violation', constraint = 'field_required',
        detail = jsonb_build_array(jsonb_build_object('field', v_missing, 'code', 'field_required', 'message', 'it has to have a value'));
  end if;
end
$$;
comment on function private.check_required(text, text, jsonb) is
  'Refuses a new contact, deal or task without its name or title, and null where there is always a value.';
revoke execute on function private.check_required(text, text, jsonb) from public;
grant execute on function private.check_required(text, text, jsonb) to authenticated, service_role;
