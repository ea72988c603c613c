create function public.find_trash(workspace_id uuid, cursor text default null, page_size integer default 100)
  returns json
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_after uuid := coalesce(private.decode_cursor(cursor, workspace_id), '00000000-0000-0000-0000-000000000000');
  v_page private.trashed_row[];
begin
  perform private.check_capability(workspace_id, 'items.read');
  perform private.check_page_size(page_size);
  -- Each from an index of its own; one more row than asked tells whether there is a next page.
  v_page := array(
    select row(t.kind, t.id)::private.trashed_row from (
      (select 'item' as kind, i.id from public.lists as l join public.items as i on i.list_id = l.id and i.workspace_id = l.workspace_id
        where l.workspace_id = find_trash.workspace_id and l.deleted_at is null and i.id > v_after and i.deleted_at is not null order by i.id limit page_size + 1)
      union all
      (select 'contact', c.id from public.contacts as c
        where c.workspace_id = find_trash.workspace_id and c.deleted_at is not null and c.id > v_after order by c.id limit page_size + 1)
      union all
      (select 'deal', d.id from public.deals as d
        where d.workspace_id = find_trash.workspace_id and d.deleted_at is not null and d.id > v_after order by d.id limit page_size + 1)
      union all
      (select 'task', k.id from public.tasks as k
        where k.workspace_id = find_trash.workspace_id and k.deleted_at is not null and k.id > v_after order by k.id limit page_size + 1)
      union all
      -- Files of a row in the trash come and go with it.
      (select 'attachment', a.id from public.attachments as a join public.lists as l on l.id = a.list_id and l.workspace_id = a.workspace_id
        where a.workspace_id = find_trash.workspace_id and l.deleted_at is null and a.deleted_at is not null and a.id > v_after order by a.id limit page_size + 1)
    ) as t order by t.id limit page_size + 1
  );
  return private.trash_json(workspace_id, v_page[:page_size],
    case when cardinality(v_page) > page_size then private.encode_cursor(workspace_id, (v_page[page_size]).id) end);
end
$$;
comment on function public.find_trash(uuid, text, integer) is
  'A page of what is in the trash of a workspace: items, attachments, contacts, deals and tasks, in the order they were made.';
revoke execute on function public.find_trash(uuid, text, integer) from public;
grant execute on function public.find_trash(uuid, text, integer) to authenticated, service_role;
