create function private.column_rules_problem(column_row public.list_columns)
  returns text
  language sql
  stable
  set search_path = ''
as $$
  select case
    when exists (
      select from private.merged_options as m
      where m.column_id = column_row.id and not m.is_moving
        and column_row.config -> 'options' @> jsonb_build_array(jsonb_build_object('id', m.option_id))
    ) then 'an option that was merged into another leaves its id to that one; give a new option an id of its own'
    when t.type = 'attachment' and column_row.is_required then 'files are put on an item that is there already, so they cannot be required'
    when t.is_read_only and column_row.is_required then format('cells of type %s are never empty, so it cannot be required', t.type)
    when column_row.is_unique and not t.can_be_unique then format('a column of type %s cannot be unique', t.type)
    when column_row.default_value is not null and not t.can_have_default then format('a column of type %s takes no default', t.type)
    when column_row.default_value is not null and column_row.is_unique then 'a unique column takes no default: the second item would be refused'
  end
  from public.column_types as t
  where t.type = column_row.type
$$;
comment on function private.column_rules_problem(public.list_columns) is
  'Why a column of this type cannot be required, be unique or have a default, or null.';
revoke execute on function private.column_rules_problem(public.list_columns) from public;
