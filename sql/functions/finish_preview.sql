create function private.finish_preview(attachment_id uuid, problem text, width integer, height integer, page_count integer)
  returns void
  language plpgsql
  volatile
  security definer  -- as begin_preview
  set search_path = ''
as $$
begin
  update public.attachments as a set
    preview_state = case when problem is null then 'ready' else 'failed' end, preview_problem = left(problem, 500),
    width = finish_preview.width, height = finish_preview.height, page_count = finish_preview.page_count
  where a.id = finish_preview.attachment_id and a.preview_state = 'pending';
  update private.stored_objects as o set unneeded_at = now()
  where o.attachment_id = finish_preview.attachment_id and o.kind = 'preview'
    and not exists (select from public.attachments as a where a.id = o.attachment_id and a.workspace_id = o.workspace_id and a.preview_state = 'ready');
end
$$;
comment on function private.finish_preview(uuid, text, integer, integer, integer) is
  'Notes what came of a preview: ready, or why there is none.';
revoke execute on function private.finish_preview(uuid, text, integer, integer, integer) from public;
grant execute on function private.finish_preview(uuid, text, integer, integer, integer) to worker;
