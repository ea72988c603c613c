create function private.move_to_contact(contact public.contacts, from_ids uuid[])
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_moved jsonb := '{}';
  v_table text;
  v_part jsonb;
begin
  foreach v_table in array array['deals', 'tasks'] loop
    -- What each had is read before it is given away; its rows are locked by the way.
    execute format(
      'with had as (select r.id, r.contact_id from public.%1$I as r where r.workspace_id = $1 and r.contact_id = any ($2) for update), '
      'given as (update public.%1$I as r set contact_id = $3 from had where r.id = had.id and r.workspace_id = $1) '
      'select coalesce(jsonb_object_agg(h.contact_id, h.ids), ''{}'') from (select had.contact_id, jsonb_agg(had.id) as ids from had group by 1) as h', v_table)
      into v_part using contact.workspace_id, from_ids, contact.id;
    v_moved := v_moved || jsonb_build_object(v_table, v_part);
  end loop;
  with had as (
    delete from public.contact_items as l where l.workspace_id = contact.workspace_id and l.contact_id = any (from_ids) returning l.contact_id, l.item_id
  ), given as (
    insert into public.contact_items (workspace_id, contact_id, item_id)
    select distinct contact.workspace_id, contact.id, h.item_id from had as h
    on conflict do nothing returning contact_items.item_id
  )
  select jsonb_build_object(
    'items', (select coalesce(jsonb_object_agg(h.contact_id, h.ids), '{}') from (select h.contact_id, jsonb_agg(h.item_id) as ids from had as h group by 1) as h),
    'linked', (select coalesce(jsonb_agg(g.item_id), '[]') from given as g)) into v_part;
  return v_moved || v_part;
end
$$;
comment on function private.move_to_contact(public.contacts, uuid[]) is
  'Gives deals, tasks and linked items of some contacts to another, those in the trash included; says what came from whom.';
revoke execute on function private.move_to_contact(public.contacts, uuid[]) from public;
grant execute on function private.move_to_contact(public.contacts, uuid[]) to authenticated, service_role;
