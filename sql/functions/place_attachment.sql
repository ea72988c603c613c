create function private.place_attachment(attachment public.attachments, place jsonb)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_ids uuid[];
begin
  if jsonb_typeof(place) <> 'number' or place #>> '{}' !~ '^[1-9]\d{0,5}$' then
    raise exception 'A position is a whole number from 1' using errcode = 'check_violation', constraint = 'attachment_position_invalid';
  end if;
  -- Two who put files in order at once take turns.
  perform from public.items as i where i.id = attachment.item_id and i.workspace_id = attachment.workspace_id for update;
  v_ids := array(
    select a.id from public.attachments as a
    where a.item_id = attachment.item_id and a.workspace_id = attachment.workspace_id
      and a.column_id is not distinct from attachment.column_id and a.deleted_at is null and a.id <> attachment.id
    order by a.position, a.id
  );
  v_ids := v_ids[:place::integer - 1] || attachment.id || v_ids[place::integer:];
  update public.attachments as a set position = o.n
  from unnest(v_ids) with ordinality as o (id, n)
  where a.id = o.id and a.workspace_id = attachment.workspace_id and a.position <> o.n;
end
$$;
comment on function private.place_attachment(public.attachments, jsonb) is
  'Puts an attachment at a place among those of its item and column, and numbers them anew.';
revoke execute on function private.place_attachment(public.attachments, jsonb) from public;
grant execute on function private.place_attachment(public.attachments, jsonb) to authenticated, service_role;
