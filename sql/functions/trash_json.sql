create function private.trash_json(workspace_id uuid, page private.trashed_row[], next_cursor text)
  returns json
  language sql
  stable
  set search_path = ''
as $$
  select json_build_object(
    'items', (
      select coalesce(json_agg(private.item_json(i) order by i.id), '[]') from public.items as i
      where i.workspace_id = trash_json.workspace_id and i.id in (select p.id from unnest(page) as p where p.kind = 'item')
    ),
    'attachments', (
      select coalesce(json_agg(private.attachment_json(a) order by a.id), '[]') from public.attachments as a
      where a.workspace_id = trash_json.workspace_id and a.id in (select p.id from unnest(page) as p where p.kind = 'attachment')
    ),
    'contacts', (
      select coalesce(json_agg(private.contact_json(c) order by c.id), '[]') from public.contacts as c
      where c.workspace_id = trash_json.workspace_id and c.id in (select p.id from unnest(page) as p where p.kind = 'contact')
    ),
    'deals', (
      select coalesce(json_agg(private.deal_json(d) order by d.id), '[]') from public.deals as d
      where d.workspace_id = trash_json.workspace_id and d.id in (select p.id from unnest(page) as p where p.kind = 'deal')
    ),
    'tasks', (
      select coalesce(json_agg(private.task_json(t) order by t.id), '[]') from public.tasks as t
      where t.workspace_id = trash_json.workspace_id and t.id in (select p.id from unnest(page) as p where p.kind = 'task')
    ),
    'next_cursor', next_cursor
  )
$$;
comment on function private.trash_json(uuid, private.trashed_row[], text) is 'A page of the trash as clients see it.';
revoke execute on function private.trash_json(uuid, private.trashed_row[], text) from public;
grant execute on function private.trash_json(uuid, private.trashed_row[], text) to authenticated, service_role;
