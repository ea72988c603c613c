create function private.refuse_record(kind text)
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  case kind
    when 'contact' then
      raise exception 'There is no such contact' using errcode = 'no_data_found', constraint = 'contact_not_found';
    when 'deal' then
      raise exception 'There is no such deal' using errcode = 'no_data_found', constraint = 'deal_not_found';
    when 'task' then
      raise exception 'There is no such task' using errcode = 'no_data_found', constraint = 'task_not_found';
    when 'activity' then
      raise exception 'There is no such activity' using errcode = 'no_data_found', constraint = 'activity_not_found';
    when 'pipeline' then
      raise exception 'There is no such pipeline' using errcode = 'no_data_found', constraint = 'pipeline_not_found';
    when 'stage' then
      raise exception 'There is no such stage' using errcode = 'no_data_found', constraint = 'stage_not_found';
    else
      raise exception 'There is no such reason' using errcode = 'no_data_found', constraint = 'lost_reason_not_found';
  end case;
end
$$;
comment on function private.refuse_record(text) is 'The one answer for a hidden and a missing record of the CRM.';
revoke execute on function private.refuse_record(text) from public;
grant execute on function private.refuse_record(text) to authenticated, service_role;
