create function private.pick_fields(cells jsonb, keys text[])
  returns jsonb
  language sql
  immutable
  set search_path = ''
as $$
  select coalesce(jsonb_object_agg(e.key, e.value), '{}') from jsonb_each(cells) as e where e.key = any (keys)
$$;
comment on function private.pick_fields(jsonb, text[]) is
  'Some of the values of an item.';
revoke execute on function private.pick_fields(jsonb, text[]) from public;
grant execute on function private.pick_fields(jsonb, text[]) to authenticated, service_role;
