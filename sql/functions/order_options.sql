create function public.order_options(column_id uuid, option_ids jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_column public.list_columns := private.find_changeable_column(column_id);
  v_wanted constant text[] := private.ordered_texts(option_ids);
  v_there text[];
begin
  v_column := private.lock_column(v_column.list_id, column_id);
  v_there := array(select o.option ->> 'id' from jsonb_array_elements(v_column.config -> 'options') as o (option) order by 1);
  if v_there is distinct from array(select n.id from unnest(v_wanted) as n (id) order by 1) then
    raise exception 'The order names each of the % options of column "%" exactly once', cardinality(v_there), v_column.name
      using errcode = 'check_violation', constraint = 'order_invalid';
  end if;
  return public.update_column(v_column.list_id, column_id, jsonb_build_object('config', jsonb_set(v_column.config, '{options}', (
    select coalesce(jsonb_agg(o.option order by array_position(v_wanted, o.option ->> 'id')), '[]') from jsonb_array_elements(v_column.config -> 'options') as o (option)
  ))));
end
$$;
comment on function public.order_options(uuid, jsonb) is 'Puts the options of a column in this order, by which it also sorts. The answer is the column.';
revoke execute on function public.order_options(uuid, jsonb) from public;
grant execute on function public.order_options(uuid, jsonb) to authenticated, service_role;
