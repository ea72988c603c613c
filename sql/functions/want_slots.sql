create function private.want_slots(list_id uuid, keys text[])
  returns void
  language plpgsql
  volatile
  security definer  -- list_slots is nobody's to write
  set search_path = ''
as $$
declare
  v_workspace_id constant uuid := private.list_workspace(list_id, 'items.read');
begin
  update private.list_slots as s set used_at = now()
  from public.list_columns as c
  where s.list_id = want_slots.list_id and s.used_at < now() - interval '1 day'
    and c.id = s.column_id and c.workspace_id = s.workspace_id and c.key = any (keys);
  if not exists (
    select from public.list_columns as c
    where c.list_id = want_slots.list_id and c.key = any (keys) and c.deleted_at is null
      and not exists (select from private.list_slots as s where s.list_id = c.list_id and s.column_id = c.id)
  ) or not exists (
    -- Below this size a sort of the whole list is as fast.
    select from public.items as i where i.list_id = want_slots.list_id and i.deleted_at is null offset 4999 limit 1
  ) then
    return;
  end if;
  insert into private.list_slots (list_id, column_id, workspace_id)
  select c.list_id, c.id, v_workspace_id
  from public.list_columns as c
  where c.list_id = want_slots.list_id and c.key = any (keys) and c.deleted_at is null
    and private.slot_kind(private.column_family(c.type)) is not null and not private.is_read_only(c.type)
  on conflict do nothing;
  if found then
    perform private.defer_slots(list_id);
  end if;
end
$$;
comment on function private.want_slots(uuid, text[]) is
  'Notes that a query sorts or filters by these columns; in a large list that gives them a slot.';
revoke execute on function private.want_slots(uuid, text[]) from public;
grant execute on function private.want_slots(uuid, text[]) to authenticated, service_role;
