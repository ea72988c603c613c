create function private.drop_empty_cells(cells jsonb)
  returns jsonb
  language sql
  immutable
  parallel safe
  return (select coalesce(jsonb_object_agg(e.key, e.value), '{}') from jsonb_each(cells) as e where e.value not in ('null', '""', '[]', '{}'));
comment on function private.drop_empty_cells(jsonb) is
  'The cells without those that private.has_empty_cells means.';
revoke execute on function private.drop_empty_cells(jsonb) from public;
