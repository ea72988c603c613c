create function private.import_record_key(spec jsonb, out cell text, out there text)
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_key constant text := spec ->> 'key';
  v_cell record;
begin
  select c.* into v_cell from private.import_cell(spec || case v_key when 'contact' then '{"type": "text"}' else '{}' end::jsonb) as c;
  case v_key
    when '@id' then
      cell := format('lower(btrim(%s))', v_cell.cell);
      there := 'i.id::text';
    when 'contact' then
      -- A contact that is yet to be made is like none that is there.
      cell := format('(select coalesce(l.id::text, lower(l.c1)) from pg_temp.import_links_%s as l where l.n = r.n)', (spec ->> 'number')::integer);
      there := 'i.contact_id::text';
    when 'email' then
      cell := format('lower(%s)', v_cell.value);
      there := 'i.email_key';
    when 'phone' then
      cell := format('private.phone_key(%s)', v_cell.value);
      there := 'i.phone_key';
    else
      cell := v_cell.value;
      there := format('i.%I', v_key);
  end case;
end
$$;
comment on function private.import_record_key(jsonb) is
  'SQL of a key of contacts or deals as text: over a row r of the file, and over a record i.';
revoke execute on function private.import_record_key(jsonb) from public;
grant execute on function private.import_record_key(jsonb) to authenticated;
