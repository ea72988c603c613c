create function private.import_choices(spec jsonb, p text, out shape text, out value text)
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_parts constant text := format('from unnest(string_to_array(%s, %L)) as u (part) where btrim(u.part) <> ''''', p, spec ->> 'format');
begin
  shape := format('not exists (select %s and not %L::jsonb ? lower(btrim(u.part)))', v_parts, spec -> 'labels');
  value := format('(select jsonb_agg(%L::jsonb -> lower(btrim(u.part))) %s)', spec -> 'labels', v_parts);
end
$$;
comment on function private.import_choices(jsonb, text) is
  'SQL over a cell p of several labels: whether all are known, and their ids. spec.format is what separates them.';
revoke execute on function private.import_choices(jsonb, text) from public;
