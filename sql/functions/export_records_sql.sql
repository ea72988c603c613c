create function private.export_records_sql(target text, workspace_id uuid, query jsonb)
  returns text
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_kind constant text := rtrim(target, 's');
  v_is_crm constant boolean := target in ('contacts', 'deals', 'tasks');
  v_sort record;
begin
  perform private.check_capability(workspace_id, 'exports.write');
  perform private.check_capability(workspace_id, 'crm.read');
  perform private.check_query_fields(query, '{filter,sort,time_zone}', '$');
  if query ? 'sort' and jsonb_typeof(query -> 'sort') <> 'string' then
    perform private.refuse_query('$.sort', 'must be a text, such as "-created"');
  end if;
  if jsonb_typeof(query -> 'filter') <> 'object' then
    perform private.refuse_query('$.filter', 'must be an object, such as {"mine": true}');
  end if;
  v_sort := private.record_sort(case when v_is_crm then v_kind else 'task' end, coalesce(query ->> 'sort', 'created'));
  return format('from public.%I as t where t.workspace_id = %L and %s order by %s %s, t.id', target, workspace_id,
    case
      when v_is_crm then private.record_conditions(v_kind, coalesce(query -> 'filter', '{}'))
      when target = 'activities' then 't.deleted_at is null and t.deal_id in (select d.id from public.deals as d'
        || format(' where d.workspace_id = %L and d.deleted_at is null)', workspace_id)
      else 'true'
    end,
    v_sort.expression, case when v_sort.is_descending then 'desc' else 'asc' end);
end
$$;
comment on function private.export_records_sql(text, uuid, jsonb) is
  'SQL of the contacts, deals, tasks, activities or pipelines t that an export is about, over the filter $1, as far as the caller sees them.';
revoke execute on function private.export_records_sql(text, uuid, jsonb) from public;
grant execute on function private.export_records_sql(text, uuid, jsonb) to authenticated;
