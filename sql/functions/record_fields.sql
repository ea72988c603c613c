create function private.record_fields(kind text, action text)
  returns text[]
  language sql
  immutable
  set search_path = ''
as $$
  select case kind
    when 'contact' then '{owner_id,name,email,phone,company,job_title,website,address,notes,tags,reference}'::text[]
    when 'deal' then '{pipeline_id,contact_id,owner_id,title,description,source,amount,currency,status,stage,expected_close_date,lost_reason,reference}'::text[]
      || case when action = 'create' then '{closed_at}'::text[] else '{}' end
    when 'task' then '{deal_id,contact_id,assignee_id,title,description,due_date,is_done}'::text[]
  end
$$;
comment on function private.record_fields(text, text) is 'What a client sets of a contact, deal or task; columns of its table.';
revoke execute on function private.record_fields(text, text) from public;
grant execute on function private.record_fields(text, text) to authenticated, service_role;
