create function private.begin_merge(column_id uuid, option_id text, into_option_id text)
  returns uuid
  language plpgsql
  volatile
  security definer  -- changes are nobody's to write
  set search_path = ''
as $$
declare
  v_column public.list_columns := private.find_changeable_column(column_id);
begin
  v_column := private.lock_column(v_column.list_id, column_id);
  perform private.refuse_while_changing(v_column.list_id);
  perform private.check_option(v_column, option_id);
  if into_option_id is not null then
    perform private.check_option(v_column, into_option_id);
    if into_option_id = option_id then
      raise exception 'An option cannot become itself' using errcode = 'check_violation', constraint = 'option_invalid';
    end if;
    insert into private.merged_options as m (workspace_id, column_id, option_id, into_option_id)
    values (v_column.workspace_id, v_column.id, begin_merge.option_id, begin_merge.into_option_id)
    on conflict on constraint merged_options_pkey do update set into_option_id = excluded.into_option_id, is_moving = true;
    -- Older ones that led here lead on; one that led back is undone.
    delete from private.merged_options as m where m.column_id = v_column.id and m.option_id = begin_merge.into_option_id;
    update private.merged_options as m set into_option_id = begin_merge.into_option_id
    where m.column_id = v_column.id and m.into_option_id = begin_merge.option_id;
  elsif v_column.is_required then
    raise exception 'Column "%" is required: its cells cannot be emptied', v_column.name
      using errcode = 'check_violation', constraint = 'option_invalid', hint = 'Replace the option with another one.';
  end if;
  return private.start_column_change(v_column, 'merge_option',
    jsonb_build_object('option_id', option_id, 'into_option_id', into_option_id),
    private.merge_sql(v_column.type, v_column.key, option_id, into_option_id));
end
$$;
comment on function private.begin_merge(uuid, text, text) is
  'One option becomes another, or nothing (null). From now on nobody writes the old one, and a filter that names either finds both.';
revoke execute on function private.begin_merge(uuid, text, text) from public;
grant execute on function private.begin_merge(uuid, text, text) to authenticated, service_role;
