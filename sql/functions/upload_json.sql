create function private.upload_json(upload private.uploads)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select to_jsonb(upload) - 'created_by' || jsonb_build_object('is_finished', false)
$$;
comment on function private.upload_json(private.uploads) is
  'An upload as the API sees it.';
revoke execute on function private.upload_json(private.uploads) from public;
