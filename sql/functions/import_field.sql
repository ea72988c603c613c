create function private.import_field(workspace_id uuid, target text, name text)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select f.field
  from jsonb_array_elements(private.import_fields(workspace_id, target)) as f (field)
  where lower(btrim(import_field.name)) in (f.field ->> 'key', lower(f.field ->> 'name')) or f.field -> 'aliases' ? lower(btrim(import_field.name))
  order by f.field ->> 'key' = lower(btrim(import_field.name)) desc, f.field -> 'aliases' ? lower(btrim(import_field.name))
  limit 1
$$;
comment on function private.import_field(uuid, text, text) is 'The field of contacts or deals that a mapping means: by key, name or another name of it.';
revoke execute on function private.import_field(uuid, text, text) from public;
grant execute on function private.import_field(uuid, text, text) to authenticated, service_role;
