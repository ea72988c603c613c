create function private.attachment_json(attachment public.attachments)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select to_jsonb(attachment) - 'column_type'
$$;
comment on function private.attachment_json(public.attachments) is
  'An attachment as clients see it.';
revoke execute on function private.attachment_json(public.attachments) from public;
grant execute on function private.attachment_json(public.attachments) to authenticated, service_role;
