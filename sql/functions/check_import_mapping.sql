create function private.check_import_mapping(import public.imports)
  returns void
  language plpgsql
  stable
  security definer  -- as create_import
  set search_path = ''
as $$
declare
  v_problems jsonb;
begin
  select jsonb_agg(jsonb_build_object('field', p.field, 'code', 'invalid', 'message', p.message) order by p.n)
  into v_problems
  from (
    select 0 as n, m.field, m.message from private.import_mapping_problems(import) as m
    union all
    select e.n, format('mapping.columns.%s.%s', e.n - 1, p.field), p.message
    from jsonb_array_elements(case jsonb_typeof(import.mapping -> 'columns') when 'array' then import.mapping -> 'columns' else '[]' end) with ordinality as e (entry, n)
    cross join lateral private.import_entry_problems(e.entry, import.workspace_id, import.list_id, import.target) as p
  ) as p;
  if v_problems is not null then
    raise exception '%: %', v_problems -> 0 ->> 'field', v_problems -> 0 ->> 'message'
      using errcode = 'check_violation', constraint = 'import_mapping_invalid', detail = v_problems::text;
  end if;
end
$$;
comment on function private.check_import_mapping(public.imports) is
  'Refuses a mapping, mode or keys that are not valid: import_mapping_invalid; DETAIL is a JSON array of {field, code, message}.';
revoke execute on function private.check_import_mapping(public.imports) from public;
