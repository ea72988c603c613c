create function public.get_export_file(export_id uuid)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_export constant public.exports := private.find_export(export_id);
begin
  if v_export.status = 'expired' or v_export.expires_at <= now() then
    raise exception 'The file was kept until %', to_char(v_export.expires_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"')
      using errcode = 'object_not_in_prerequisite_state', constraint = 'export_expired', hint = 'Ask for the export again.';
  elsif v_export.status <> 'done' then
    raise exception 'The export is %', v_export.status
      using errcode = 'object_not_in_prerequisite_state', constraint = 'export_not_done', hint = 'GET /exports/{id} says how it goes, or why it failed.';
  end if;
  return jsonb_build_object('id', v_export.id, 'file_name', v_export.file_name, 'media_type', v_export.media_type,
    'file_size', v_export.file_size, 'file_sha256', v_export.file_sha256);
end
$$;
comment on function public.get_export_file(uuid) is
  'Name, type, size and hash of the file of an export that the caller may have now; the file itself is served over REST alone.';
revoke execute on function public.get_export_file(uuid) from public;
grant execute on function public.get_export_file(uuid) to authenticated, service_role;
