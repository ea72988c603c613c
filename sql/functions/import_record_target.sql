create function private.import_record_target(
  goal jsonb, workspace_id uuid, target text, out type text, out other_list_id uuid, out problem text
)
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_field jsonb;
begin
  if jsonb_typeof(goal) = 'string' and goal <> '"@id"' then
    v_field := private.import_field(workspace_id, target, goal #>> '{}');
    type := v_field ->> 'type';
    problem := case when v_field is null then format('%s have no field "%s"', target, left(goal #>> '{}', 200)) end;
  elsif jsonb_typeof(goal) = 'object' and goal ->> 'type' is distinct from 'relation' then
    problem := format('%s take no new columns; an object links items: {name, type: "relation", config: {target_list_id}}', target);
  else
    select t.type, t.other_list_id, t.problem into type, other_list_id, problem from private.import_target(goal, workspace_id, null) as t;
  end if;
end
$$;
comment on function private.import_record_target(jsonb, uuid, text) is
  'Where an entry of a mapping goes, of an import of contacts or deals: the type of the field, the list whose items are linked, and what is wrong.';
revoke execute on function private.import_record_target(jsonb, uuid, text) from public;
