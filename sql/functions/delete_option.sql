create function public.delete_option(column_id uuid, option_id text, replace_with text default null, clear boolean default false)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_column constant public.list_columns := private.find_changeable_column(column_id);
  v_count bigint;
begin
  perform private.check_option(v_column, option_id);
  if replace_with is not null and clear then
    raise exception 'Either replace the option or clear it' using errcode = 'check_violation', constraint = 'option_invalid';
  elsif replace_with is not null then
    return public.merge_option(column_id, option_id, replace_with);
  end if;
  -- From here on nobody writes to the list until this is over: what is counted is what there is.
  perform private.hold_writers(v_column.list_id);
  v_count := (
    select count(*) from public.items as i
    where i.list_id = v_column.list_id and (i.values -> v_column.key = to_jsonb(option_id) or i.values -> v_column.key ? option_id)
  );
  if v_count > 0 and not clear then
    raise exception '% items hold option "%" of column "%"', v_count, option_id, v_column.name
      using errcode = 'restrict_violation', constraint = 'option_in_use',
        hint = 'Say what becomes of them: replace_with another option, or clear. Those in the trash count too.';
  end if;
  return private.column_change_json(private.begin_merge(column_id, option_id, null));
end
$$;
comment on function public.delete_option(uuid, text, text, boolean) is
  'Removes an option. Cells that hold it get another one (replace_with) or become empty (clear); without either, an option in use is refused with the count. The answer is the change.';
revoke execute on function public.delete_option(uuid, text, text, boolean) from public;
grant execute on function public.delete_option(uuid, text, text, boolean) to authenticated, service_role;
