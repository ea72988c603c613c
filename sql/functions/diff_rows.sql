create function private.diff_rows(before jsonb, after jsonb)
  returns jsonb
  language sql
  immutable
  parallel safe
  set search_path = ''
as $$
  -- Only items.values is looked into, cell by cell; other objects are one value to a reader.
  select case
    when before -> 'values' is distinct from after -> 'values' then
      coalesce(private.diff_cells(before - 'values', after - 'values'), '{}')
      || jsonb_build_object('values', coalesce(private.diff_cells(before -> 'values', after -> 'values'), '{}'))
    else private.diff_cells(before - 'values', after - 'values')
  end
$$;
comment on function private.diff_rows(jsonb, jsonb) is 'What differs between two rows, per column [before, after], of values per cell; null when nothing does.';
revoke execute on function private.diff_rows(jsonb, jsonb) from public;
