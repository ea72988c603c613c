create function private.search_cells(workspace_id uuid, kind text, ids uuid[], of_live_items boolean)
  returns table (subject_id uuid, list_id uuid, item_id uuid, place integer, field text, name text, cell text)
  language sql
  stable
  set search_path = ''
as $$
  -- A kind of thing is a branch of this query, a name in search_kinds and triggers that queue it.
  select i.id, i.list_id, i.id, c.position, c.key, c.name, s.cell
  from public.items as i
  join public.list_columns as c on c.workspace_id = i.workspace_id and c.list_id = i.list_id and c.deleted_at is null
  cross join lateral (select case
    when c.type in ('text', 'long_text', 'email', 'phone', 'url', 'integer', 'number', 'currency') then i.values ->> c.key
    when c.type = 'auto_number' then i.number::text
    when c.type = 'select' then
      jsonb_path_query_first(c.config, '$.options[*] ? (@.id == $id).label', jsonb_build_object('id', i.values -> c.key)) #>> '{}'
    when c.type = 'multi_select' then (
      select string_agg(o.option ->> 'label', ', ' order by o.n)
      from jsonb_array_elements(c.config -> 'options') with ordinality as o (option, n) where i.values -> c.key ? (o.option ->> 'id')
    )
    when c.type = 'user' then (
      select coalesce(nullif(p.full_name, ''), p.email) from public.user_profiles as p where p.user_id = (i.values ->> c.key)::uuid
    )
    when c.type = 'address' then (select string_agg(a.value, ', ') from jsonb_each_text(i.values -> c.key) as a)
  end as cell) as s
  join public.lists as l on l.id = i.list_id and l.workspace_id = i.workspace_id and (l.deleted_at is null or not of_live_items)
  where kind = 'item' and i.workspace_id = search_cells.workspace_id and i.id = any (ids) and i.deleted_at is null and s.cell is not null
  union all
  select c.id, i.list_id, i.id, 0, 'body', 'Comment', regexp_replace(c.body, '@\[([^\]\n]{1,200})\]\([0-9a-f-]{36}\)', '@\1', 'g')
  from public.comments as c
  join public.items as i on i.workspace_id = c.workspace_id and i.id = c.item_id
  join public.lists as l on l.id = i.list_id and l.workspace_id = i.workspace_id and (l.deleted_at is null or not of_live_items)
  where kind = 'comment' and c.workspace_id = search_cells.workspace_id and c.id = any (ids) and c.deleted_at is null
    -- The index keeps the comments of an item that is in the trash: it may come back.
    and (i.deleted_at is null or not of_live_items)
  union all
  select r.* from private.search_crm_cells(search_cells.workspace_id, kind, ids) as r where kind in ('contact', 'deal')
$$;
comment on function private.search_cells(uuid, text, uuid[], boolean) is
  'What is searched of these items, comments, contacts or deals, field by field, as far as the caller may see it. The index is made of it, and hits are held against it.';
revoke execute on function private.search_cells(uuid, text, uuid[], boolean) from public;
grant execute on function private.search_cells(uuid, text, uuid[], boolean) to authenticated, service_role;
