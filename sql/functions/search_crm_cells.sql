create function private.search_crm_cells(workspace_id uuid, kind text, ids uuid[])
  returns table (subject_id uuid, list_id uuid, item_id uuid, place integer, field text, name text, cell text)
  language sql
  stable
  set search_path = ''
as $$
  select k.id, null::uuid, null::uuid, s.place, s.field, s.name, s.cell from public.contacts as k
  cross join lateral (values
    (0, 'name', 'Name', k.name), (1, 'company', 'Company', k.company), (2, 'email', 'E-mail', k.email), (3, 'phone', 'Phone', k.phone),
    (4, 'job_title', 'Job title', k.job_title), (5, 'tags', 'Tags', array_to_string(k.tags, ', ')),
    (6, 'address', 'Address', (select string_agg(a.value, ', ') from jsonb_each_text(k.address) as a)), (7, 'notes', 'Notes', k.notes)
  ) as s (place, field, name, cell)
  where kind = 'contact' and k.workspace_id = search_crm_cells.workspace_id and k.id = any (ids) and k.deleted_at is null and s.cell <> ''
  union all
  select d.id, null, null, s.place, s.field, s.name, s.cell from public.deals as d
  cross join lateral (values
    (0, 'title', 'Title', d.title), (1, 'source', 'Source', d.source), (2, 'lost_reason', 'Lost reason', d.lost_reason),
    (3, 'description', 'Description', d.description)
  ) as s (place, field, name, cell)
  where kind = 'deal' and d.workspace_id = search_crm_cells.workspace_id and d.id = any (ids) and d.deleted_at is null and s.cell <> ''
$$;
comment on function private.search_crm_cells(uuid, text, uuid[]) is 'As search_cells, of contacts and deals.';
revoke execute on function private.search_crm_cells(uuid, text, uuid[]) from public;
grant execute on function private.search_crm_cells(uuid, text, uuid[]) to authenticated, service_role;
