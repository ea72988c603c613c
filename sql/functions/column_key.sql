create function private.column_key(list_id uuid, name text)
  returns text
  language plpgsql
  stable
  security definer  -- keys of columns in the trash are taken too
  set search_path = ''
as $$
declare
  v_slug text := lower(regexp_replace(normalize(name, nfkd), '[\u0300-\u036f]', '', 'g'));
  v_key text;
  v_number integer := 1;
begin
  v_slug := trim(both '_' from left(regexp_replace(v_slug, '[^a-z0-9]+', '_', 'g'), 56));
  v_slug := case when v_slug = '' then 'column' when v_slug ~ '^[a-z]' then v_slug else 'c_' || v_slug end;
  v_key := v_slug;
  while exists (select from public.list_columns as c where c.list_id = column_key.list_id and c.key = v_key) loop
    v_number := v_number + 1;
    v_key := v_slug || '_' || v_number;
  end loop;
  return v_key;
end
$$;
comment on function private.column_key(uuid, text) is
  'A slug of the name that no column of the list has yet: lower-case letters, digits and _; accents dropped.';
revoke execute on function private.column_key(uuid, text) from public;
