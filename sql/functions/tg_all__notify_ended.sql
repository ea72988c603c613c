create function private.tg_all__notify_ended()
  returns trigger
  language plpgsql
  security definer  -- notifications are nobody's to write
  set search_path = ''
as $$
declare
  v_row constant jsonb := to_jsonb(new);
  v_words constant text[] :=
    '{status,list_id,list_name,file_name,format,rows_read,rows_imported,rows_updated,rows_skipped,rows_rejected,rows_written,expires_at}';
begin
  perform private.notify(
    new.workspace_id, array[new.created_by], tg_argv[0] || case v_row ->> 'status' when 'failed' then '_failed' else '_finished' end,
    jsonb_strip_nulls(jsonb_build_object(
      tg_argv[0] || '_id', new.id,
      'title', coalesce(v_row ->> 'file_name', v_row ->> 'list_name', v_row ->> 'name'),
      'text', left(v_row #>> '{error,message}', 1000)
    )) || coalesce((select jsonb_object_agg(w.key, w.value) from jsonb_each(v_row) as w where w.key = any (v_words) and w.value <> 'null'), '{}'),
    null
  );
  return null;
end
$$;
comment on function private.tg_all__notify_ended() is
  'Tells whoever asked for it (created_by) that a job has ended. Argument: what it is; "import" tells import_failed where status is failed, else import_finished. The trigger says at which status.';
revoke execute on function private.tg_all__notify_ended() from public;
