create function private.import_choices_of(workspace_id uuid, field text)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select jsonb_build_object('options', coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'label', o.label) order by o.place, o.label), '[]'))
  from (
    select p.id::text as id, p.name as label, p.position as place from public.pipelines as p
    where field = 'pipeline' and p.workspace_id = import_choices_of.workspace_id and p.archived_at is null
    union all
    -- What two pipelines call alike is read as the default one has it: of labels the last one counts.
    select s.key, max(s.name), max(case when p.is_default then 1 else 0 end * 100000 + s.position) from public.pipeline_stages as s
    join public.pipelines as p on p.id = s.pipeline_id and p.workspace_id = s.workspace_id
    where field = 'stage' and s.workspace_id = import_choices_of.workspace_id group by s.key
    union all
    select v.id, v.label, v.place from (values ('new', 'New', 1), ('in_progress', 'In progress', 2), ('won', 'Won', 3), ('lost', 'Lost', 4)) as v (id, label, place)
    where field = 'status'
    union all
    select r.name, r.name, r.position from public.lost_reasons as r where field = 'lost_reason' and r.workspace_id = import_choices_of.workspace_id
  ) as o
  having field in ('pipeline', 'stage', 'status', 'lost_reason')
$$;
comment on function private.import_choices_of(uuid, text) is
  'The config of a field of deals that is one of several: what its values are and are called. Null for other fields.';
revoke execute on function private.import_choices_of(uuid, text) from public;
grant execute on function private.import_choices_of(uuid, text) to authenticated, service_role;
