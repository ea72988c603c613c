create function private.export_expression(target text, key text, type text)
  returns text
  language sql
  stable
  set search_path = ''
as $$
  select case
    when key in ('owner', 'assignee', 'author') then format('t.%I', key || '_id')
    when key in ('contact', 'contact_email') then format(
      '(select c.%I from public.contacts as c where c.id = t.contact_id and c.workspace_id = t.workspace_id)', case key when 'contact' then 'name' else 'email' end)
    when key in ('street', 'city', 'region', 'postal_code', 'country') then format('(t.address ->> %L)', key)
    when key = 'deal' then '(select d.title from public.deals as d where d.id = t.deal_id and d.workspace_id = t.workspace_id)'
    when key = 'pipeline' then '(select p.name from public.pipelines as p where p.id = t.pipeline_id and p.workspace_id = t.workspace_id)'
    when key in ('stages', 'stage_moves', 'status_moves') then format('(private.pipeline_json(t) -> %L)', key)
    when type = 'relation' then private.export_items_sql(rtrim(target, 's'))
    when type = 'datetime' then private.moment_sql(format('t.%I', key))
    else format('t.%I', key)
  end
$$;
comment on function private.export_expression(text, text, text) is
  'SQL of a field of an export over the contact, deal, task, activity or pipeline t; most are its column of that name.';
revoke execute on function private.export_expression(text, text, text) from public;
grant execute on function private.export_expression(text, text, text) to authenticated, service_role;
