create function private.import_link_problem(link jsonb, type text, other_list_id uuid)
  returns text
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_column public.list_columns;
begin
  if type is distinct from 'relation' and type is distinct from 'contact' then
    return 'is for columns of type relation';
  elsif jsonb_typeof(link) <> 'object' or link - '{by,separator,unmatched}'::text[] <> '{}' then
    return 'is {by, separator, unmatched}';
  elsif link ? 'separator' and (jsonb_typeof(link -> 'separator') <> 'string' or length(link ->> 'separator') not between 1 and 20) then
    return 'separator is the text between the keys of a cell';
  elsif link -> 'unmatched' not in ('"report"', '"create"', '"leave_out"') then
    return 'unmatched is "report", "create" or "leave_out"';
  elsif link ? 'by' and jsonb_typeof(link -> 'by') <> 'string' then
    return 'by is a column of the linked list, or "@id"';
  elsif type = 'contact' then
    return case
      when link ? 'separator' then 'a deal has one contact: there is no separator'
      when link ? 'by' and link ->> 'by' not in ('@id', 'email', 'name', 'phone', 'reference') then 'by is "email", "name", "phone", "reference" or "@id" of the contact'
      when link ->> 'by' in ('@id', 'phone') and link ->> 'unmatched' = 'create' then 'a contact cannot be made from this: unmatched is "report" or "leave_out"'
    end;
  elsif link ->> 'by' = '@id' and link ->> 'unmatched' = 'create' then
    return 'an item cannot be made from its id: unmatched is "report" or "leave_out"';
  elsif link ? 'by' and link ->> 'by' <> '@id' then
    v_column := private.import_column(other_list_id, link ->> 'by');
    return case
      when v_column.id is null then format('the linked list has no column "%s"', left(link ->> 'by', 200))
      when (select t.is_read_only from public.column_types as t where t.type = v_column.type) then format('"%s" is not stored in the items: nothing can be found by it', v_column.name)
    end;
  end if;
  return null;
end
$$;
comment on function private.import_link_problem(jsonb, text, uuid) is 'What is wrong with how a mapping finds linked items, or null.';
revoke execute on function private.import_link_problem(jsonb, text, uuid) from public;
