create function private.diff_cells(before jsonb, after jsonb)
  returns jsonb
  language sql
  immutable
  parallel safe
  set search_path = ''
as $$
  select jsonb_object_agg(k.key, jsonb_build_array(before -> k.key, after -> k.key))
  from (select jsonb_object_keys(coalesce(before, '{}') || coalesce(after, '{}'))) as k (key)
  where before -> k.key is distinct from after -> k.key
$$;
comment on function private.diff_cells(jsonb, jsonb) is 'What differs between two objects, per key [before, after]; null when nothing does.';
revoke execute on function private.diff_cells(jsonb, jsonb) from public;
