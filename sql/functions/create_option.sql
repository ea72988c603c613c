create function public.create_option(column_id uuid, label text, color text default null, id text default null)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_column public.list_columns := private.find_changeable_column(column_id);
  v_slug text := coalesce(nullif(trim(both '_' from left(regexp_replace(lower(label), '[^a-z0-9]+', '_', 'g'), 50)), ''), 'option');
begin
  v_column := private.lock_column(v_column.list_id, column_id);
  if v_column.type not in ('select', 'multi_select') then
    raise exception 'Column "%" is of type % and has no options', v_column.name, v_column.type
      using errcode = 'check_violation', constraint = 'option_invalid';
  end if;
  -- An id that was merged away stays taken: filters that name it mean another option.
  v_slug := coalesce(create_option.id, (
    select s.slug from (select v_slug || case n when 1 then '' else '_' || n end as slug, n from generate_series(1, 4001) as n) as s
    where not v_column.config -> 'options' @> jsonb_build_array(jsonb_build_object('id', s.slug)) and not private.is_merged_option(v_column.id, s.slug)
    order by s.n limit 1));
  return public.update_column(v_column.list_id, column_id, jsonb_build_object('config', jsonb_set(v_column.config, '{options}',
    v_column.config -> 'options' || jsonb_strip_nulls(jsonb_build_object('id', v_slug, 'label', label, 'color', color)))));
end
$$;
comment on function public.create_option(uuid, text, text, text) is
  'Adds an option to a column, last, with an id made from its label. Two people who add at once both succeed. The answer is the column.';
revoke execute on function public.create_option(uuid, text, text, text) from public;
grant execute on function public.create_option(uuid, text, text, text) to authenticated, service_role;
