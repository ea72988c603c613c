create function private.revert_new_items(workspace_id uuid, after bigint, batch integer, force boolean)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_ids uuid[];
  v_trashed uuid[];
  v_last bigint;
  v_refused jsonb;
begin
  select array_agg(b.row_id), max(b.n) into v_ids, v_last
  from (select w.row_id, w.n from pg_temp.import_writes as w where w.table_name = 'items' and w.action = 'insert' and w.n > after order by w.n limit batch) as b;
  perform from public.items as i where i.id = any (v_ids) and i.workspace_id = revert_new_items.workspace_id order by i.id for no key update;
  with used as (
    select i.id, i.list_id, case when i.version > 1 then 'changed_since' when private.is_linked_since(i.workspace_id, i.id) then 'linked_since'
      when exists (select from public.comments as c where c.item_id = i.id and c.workspace_id = i.workspace_id and c.deleted_at is null) then 'commented_since' end as code
    from public.items as i
    where i.id = any (v_ids) and i.workspace_id = revert_new_items.workspace_id and i.deleted_at is null and not force
  )
  insert into pg_temp.revert_conflicts (list_id, item_id, code, reason)
  select u.list_id, u.id, u.code, case u.code when 'changed_since' then 'somebody has changed the item since'
    when 'linked_since' then 'somebody has linked the item since' else 'somebody has commented on the item since' end
  from used as u where u.code is not null order by u.id;
  v_trashed := array(
    select i.id from public.items as i
    where i.id = any (v_ids) and i.workspace_id = revert_new_items.workspace_id and i.deleted_at is null
      and not exists (select from pg_temp.revert_conflicts as c where c.item_id = i.id)
    order by i.id
  );
  v_refused := private.change_or_refuse(jsonb_populate_record(null::public.bulk_changes, jsonb_build_object('action', 'trash', 'workspace_id', workspace_id)), v_trashed);
  insert into pg_temp.revert_conflicts (list_id, item_id, code, reason)
  select i.list_id, i.id, r.refusal ->> 'code', r.refusal ->> 'reason'
  from jsonb_array_elements(v_refused) as r (refusal) join public.items as i on i.id = (r.refusal ->> 'item_id')::uuid and i.workspace_id = revert_new_items.workspace_id;
  return jsonb_build_object('last', v_last, 'items', cardinality(v_ids), 'items_trashed', cardinality(v_trashed) - jsonb_array_length(v_refused));
end
$$;
comment on function private.revert_new_items(uuid, bigint, integer, boolean) is
  'Run as the person who asked, under row-level security: the next items that the import made go to the trash; those that somebody has changed, linked or commented on since are conflicts, unless force. {last, items, items_trashed}.';
revoke execute on function private.revert_new_items(uuid, bigint, integer, boolean) from public;
grant execute on function private.revert_new_items(uuid, bigint, integer, boolean) to authenticated;
