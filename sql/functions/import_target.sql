create function private.import_target(target jsonb, workspace_id uuid, list_id uuid, out type text, out other_list_id uuid, out problem text)
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_column public.list_columns;
begin
  if jsonb_typeof(target) = 'string' and target <> '"@id"' then
    v_column := private.import_column(list_id, target #>> '{}');
    type := v_column.type;
    other_list_id := coalesce(v_column.target_list_id, (
      select o.list_id from public.list_columns as o where o.id = v_column.inverse_of and o.workspace_id = v_column.workspace_id));
    problem := case
      when list_id is null then 'the list is new: name the column as {name, type}'
      when v_column.id is null then format('the list has no column "%s"', left(target #>> '{}', 200))
      when type <> 'relation' and (select t.is_read_only from public.column_types as t where t.type = v_column.type)
        then format('"%s" is of type %s: Deedbook fills it in itself', v_column.name, type) end;
  elsif jsonb_typeof(target) = 'object' then
    type := target ->> 'type';
    other_list_id := case when target #>> '{config,target_list_id}' ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (target #>> '{config,target_list_id}')::uuid end;
    problem := case
      when target - '{name,type,config}'::text[] <> '{}' or jsonb_typeof(target -> 'name') is distinct from 'string'
        or length(btrim(target ->> 'name')) not between 1 and 200 or jsonb_typeof(coalesce(target -> 'config', '{}')) <> 'object'
        then 'a new column is {name, type, config}'
      when type is not null and not exists (
        select from public.column_types as t where t.type = import_target.type and (t.type = 'relation' or t.from_text is not null))
        then format('columns of type "%s" are not imported', left(type, 50))
      when type = 'relation' and not exists (
        select from public.lists as l where l.id = other_list_id and l.workspace_id = import_target.workspace_id and l.deleted_at is null)
        then 'the workspace has no list with the target_list_id'
      -- The options of a select may be left out: they are then read from the file.
      when type is not null and (type not in ('select', 'multi_select') or target #> '{config,options}' is not null)
        then private.column_config_problem(type, coalesce(target -> 'config', '{}')) end;
  elsif target not in ('null', '"@id"') then
    problem := 'is a column of the list, {name, type, config} of a new one, or null';
  end if;
end
$$;
comment on function private.import_target(jsonb, uuid, uuid) is 'Where an entry of a mapping goes: the type of the column, the list that it links, and what is wrong.';
revoke execute on function private.import_target(jsonb, uuid, uuid) from public;
