create function private.describe_bad_cells(spec jsonb, width integer)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_cell text;
  v_accepts text;
  v_description jsonb;
begin
  select c.cell, c.accepts into v_cell, v_accepts from private.import_cell(spec) as c;
  execute format(
    'select jsonb_build_object(''filled'', count(%1$s), ''bad'', count(*) filter (where not (%2$s)), ''example'', '
    '(select left(%1$s, 100) from %3$s where not (%2$s) order by n limit 1)) from %3$s',
    v_cell, v_accepts, private.import_source(width)
  ) into v_description;
  return v_description;
end
$$;
comment on function private.describe_bad_cells(jsonb, integer) is
  'For the worker: {filled, bad, example}: how many cells are not empty, how many of these do not convert, and the first that does not.';
revoke execute on function private.describe_bad_cells(jsonb, integer) from public;
grant execute on function private.describe_bad_cells(jsonb, integer) to worker;
