create function private.check_view_settings(list_id uuid, kind text, settings jsonb)
  returns void
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_problems constant jsonb := private.problems_json(list_id, kind, settings);
begin
  if v_problems <> '[]' then
    raise exception '%: %', v_problems -> 0 ->> 'field', v_problems -> 0 ->> 'message'
      using errcode = 'check_violation', constraint = 'view_invalid', detail = v_problems::text, hint = 'errors[].field says where.';
  end if;
end
$$;
comment on function private.check_view_settings(uuid, text, jsonb) is 'Refuses settings that a view of the kind cannot have, with view_invalid.';
revoke execute on function private.check_view_settings(uuid, text, jsonb) from public;
grant execute on function private.check_view_settings(uuid, text, jsonb) to authenticated, service_role;
