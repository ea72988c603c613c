create function public.computed(item public.items)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_computed jsonb;
begin
  if item.id is not null then
    execute format('select %s from (select ($1).*) as i', coalesce(private.computed_sql(item.list_id), 'null::jsonb')) into v_computed using item;
  end if;
  return coalesce(v_computed, '{}');
end
$$;
comment on function public.computed(public.items) is
  'What the list of an item computes of it: relations, lookups, rollups, counts, formulas, attachments. A computed field, as in select=*,computed; find_items and query_items compute a whole page at once.';
revoke execute on function public.computed(public.items) from public;
grant execute on function public.computed(public.items) to authenticated, service_role;
