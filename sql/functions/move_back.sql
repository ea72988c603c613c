create function private.move_back(merge public.contact_merges)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_conflicts jsonb := '[]';
  v_part jsonb;
  v_table text;
begin
  foreach v_table in array array['deals', 'tasks'] loop
    execute format(
      'with had as (select e.key::uuid as contact_id, i.id::uuid as id from jsonb_each($1) as e cross join lateral jsonb_array_elements_text(e.value) as i (id)), '
      'given as (update public.%1$I as r set contact_id = had.contact_id from had '
      'where r.id = had.id and r.workspace_id = $2 and r.contact_id = $3 returning r.id) '
      'select coalesce(jsonb_agg(jsonb_build_object(''kind'', %1$L, ''id'', had.id, ''field'', ''contact_id'', ''message'', %2$L)), ''[]'') '
      'from had where not exists (select from given where given.id = had.id)', v_table, 'belongs to somebody else since, or is gone')
      into v_part using merge.moved -> v_table, merge.workspace_id, merge.contact_id;
    v_conflicts := v_conflicts || v_part;
  end loop;
  delete from public.contact_items as l
  where l.workspace_id = merge.workspace_id and l.contact_id = merge.contact_id
    and l.item_id in (select i.id::uuid from jsonb_array_elements_text(merge.moved -> 'linked') as i (id));
  insert into public.contact_items (workspace_id, contact_id, item_id)
  select merge.workspace_id, e.key::uuid, i.id::uuid
  from jsonb_each(merge.moved -> 'items') as e cross join lateral jsonb_array_elements_text(e.value) as i (id)
  where exists (select from public.items as t where t.id = i.id::uuid and t.workspace_id = merge.workspace_id)
  on conflict do nothing;
  return v_conflicts;
end
$$;
comment on function private.move_back(public.contact_merges) is
  'Gives back what a merge moved, unless it was given to somebody else since; says what was left.';
revoke execute on function private.move_back(public.contact_merges) from public;
grant execute on function private.move_back(public.contact_merges) to authenticated, service_role;
