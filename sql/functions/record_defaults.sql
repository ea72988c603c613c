create function private.record_defaults(kind text)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select case kind
    when 'contact' then jsonb_build_object('owner_id', auth.uid(), 'notes', '', 'tags', '[]'::jsonb)
    when 'deal' then jsonb_build_object('owner_id', auth.uid(), 'description', '', 'status', 'new')
    when 'task' then jsonb_build_object('assignee_id', auth.uid(), 'description', '', 'is_done', false)
  end
$$;
comment on function private.record_defaults(text) is 'What a new contact, deal or task has where it says nothing: as the defaults of its table.';
revoke execute on function private.record_defaults(text) from public;
grant execute on function private.record_defaults(text) to authenticated, service_role;
