create function private.stage_key(name text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select case when k.slug ~ '^[a-z]' then k.slug else 'stage' || coalesce('_' || nullif(k.slug, ''), '') end
  from (select btrim(left(regexp_replace(private.fold_text(stage_key.name), '[^a-z0-9]+', '_', 'g'), 50), '_') as slug) as k
$$;
comment on function private.stage_key(text) is 'The key that a stage gets from its name.';
revoke execute on function private.stage_key(text) from public;
grant execute on function private.stage_key(text) to authenticated, service_role;
