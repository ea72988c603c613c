create function private.refuse_export(field text, problem text)
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  raise exception '%: %', field, problem
    using errcode = 'check_violation', constraint = 'export_invalid',
      detail = jsonb_build_array(jsonb_build_object('field', field, 'code', 'export_invalid', 'message', problem))::text;
end
$$;
comment on function private.refuse_export(text, text) is 'Raises export_invalid with the field that is at fault.';
revoke execute on function private.refuse_export(text, text) from public;
grant execute on function private.refuse_export(text, text) to authenticated, service_role;
