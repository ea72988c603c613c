create function private.count_import_matches(plan jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_counts jsonb;
begin
  execute format('select jsonb_build_object(''matched'', count(*), ''changed'', count(*) filter (where is_changed)) from %s and item_id is not null',
    private.import_rows_sql(plan)) into v_counts;
  return v_counts;
end
$$;
comment on function private.count_import_matches(jsonb) is
  'For the worker: {matched, changed}: how many rows of the file are about items that were there, and how many of these changed them.';
revoke execute on function private.count_import_matches(jsonb) from public;
grant execute on function private.count_import_matches(jsonb) to worker;
