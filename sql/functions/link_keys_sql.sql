create function private.link_keys_sql(spec jsonb, out cell text, out item text, out value text)
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_by constant jsonb := spec -> 'by';
  v_cell record;
begin
  if v_by ->> 'key' = '@id' then
    cell := 'lower(c1)';
    item := 'i.id::text';
    return;
  end if;
  select c.accepts, c.value into v_cell from private.import_cell(v_by || '{"column": 1}') as c;
  value := format('case when %s then to_jsonb(%s) end', v_cell.accepts, v_cell.value);
  cell := private.import_key(v_by ->> 'type', value);
  item := private.import_key(v_by ->> 'type', format('i.values -> %L', v_by ->> 'key'));
end
$$;
comment on function private.link_keys_sql(jsonb) is
  'SQL of the text by which linked items are told apart: over c1, what a cell names, and over an item i; value is what a new item would hold. spec.by: {key, type, config, …} of a column of the other list, or {key: "@id"}.';
revoke execute on function private.link_keys_sql(jsonb) from public;
grant execute on function private.link_keys_sql(jsonb) to authenticated;
