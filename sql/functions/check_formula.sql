create function public.check_formula(list_id uuid, formula text)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_columns jsonb;
  v_compiled record;
  v_constraint text;
  v_errors text;
begin
  perform private.list_workspace(list_id, 'items.read');
  v_columns := private.formula_columns(list_id);
  v_compiled := private.compile_formula(formula, v_columns);
  return jsonb_build_object('is_valid', true, 'result_type', v_compiled.result_type, 'is_volatile', v_compiled.is_volatile,
    'depends_on', to_jsonb(v_compiled.depends_on), 'stored', private.store_formula(formula, v_columns), 'errors', '[]'::jsonb);
exception when check_violation then
  get stacked diagnostics v_constraint = constraint_name, v_errors = pg_exception_detail;
  if v_constraint is distinct from 'formula_invalid' then
    raise;
  end if;
  return jsonb_build_object('is_valid', false, 'result_type', null, 'is_volatile', null,
    'depends_on', '[]'::jsonb, 'stored', null, 'errors', v_errors::jsonb);
end
$$;
comment on function public.check_formula(uuid, text) is
  'What an editor shows of a formula while it is written: the type of its result and the columns it reads, or errors with their places. Changes nothing.';
revoke execute on function public.check_formula(uuid, text) from public;
grant execute on function public.check_formula(uuid, text) to authenticated, service_role;
