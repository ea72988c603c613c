create function private.export_item_ids(item_ids jsonb)
  returns uuid[]
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  if item_ids is null then
    return null;
  elsif jsonb_typeof(item_ids) <> 'array' or jsonb_array_length(item_ids) not between 1 and 10000 then
    perform private.refuse_export('item_ids', 'must be an array of 1 to 10,000 ids');
  elsif exists (
    select from jsonb_array_elements(item_ids) as e (element)
    where jsonb_typeof(e.element) <> 'string' or e.element #>> '{}' !~ '^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$'
  ) then
    perform private.refuse_export('item_ids', 'must be ids of items');
  end if;
  return array(select distinct e.id::uuid from jsonb_array_elements_text(item_ids) as e (id));
end
$$;
comment on function private.export_item_ids(jsonb) is 'The ids of a selection, each once; null where there is none.';
revoke execute on function private.export_item_ids(jsonb) from public;
grant execute on function private.export_item_ids(jsonb) to authenticated, service_role;
