create function private.check_export_options(format text, options jsonb)
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_unknown text;
begin
  if format is null or format not in ('csv', 'xlsx', 'json', 'ndjson') then
    perform private.refuse_export('format', 'must be csv, xlsx, json or ndjson');
  elsif options is null or jsonb_typeof(options) <> 'object' then
    perform private.refuse_export('options', 'must be an object');
  end if;
  v_unknown := (select min(o.key) from jsonb_object_keys(options) as o (key)
    where o.key <> all (private.export_options(format)));
  if v_unknown is not null then
    perform private.refuse_export('options.' || left(v_unknown, 100),
      format('is not an option of %s; these are: %s', format, array_to_string(private.export_options(format), ', ')));
  elsif options ? 'protection' and coalesce(options ->> 'protection', '') not in ('safe', 'raw') then
    perform private.refuse_export('options.protection', 'must be "safe" or "raw"');
  elsif options ? 'ids' and coalesce(options ->> 'ids', '') not in ('all', 'links', 'none') then
    perform private.refuse_export('options.ids', 'must be "all", "links" or "none"');
  elsif options ? 'columns' and coalesce(options ->> 'columns', '') not in ('all', 'writable') then
    perform private.refuse_export('options.columns', 'must be "all" or "writable"');
  elsif options ? 'delimiter' and (jsonb_typeof(options -> 'delimiter') <> 'string' or options ->> 'delimiter' not in (',', ';', E'\t', '|')) then
    perform private.refuse_export('options.delimiter', 'must be a comma, a semicolon, a tab or a bar');
  elsif options ? 'encoding' and coalesce(options ->> 'encoding', '') not in ('utf-8', 'utf-16', 'windows-1252') then
    perform private.refuse_export('options.encoding', 'must be "utf-8", "utf-16" or "windows-1252"');
  elsif options ? 'byte_order_mark' and (jsonb_typeof(options -> 'byte_order_mark') <> 'boolean' or coalesce(options ->> 'encoding', 'utf-8') <> 'utf-8') then
    perform private.refuse_export('options.byte_order_mark', 'must be true or false, and goes with utf-8');
  end if;
end
$$;
comment on function private.check_export_options(text, jsonb) is 'Refuses a format or options that are not known: export_invalid.';
revoke execute on function private.check_export_options(text, jsonb) from public;
grant execute on function private.check_export_options(text, jsonb) to authenticated, service_role;
