create function private.refuse_linked_items(column_row public.list_columns, targets bigint, sources bigint)
  returns void
  language plpgsql
  stable
  security definer  -- names a list
  set search_path = ''
as $$
begin
  if sources > 0 then
    raise exception '% of these items % linked from % of "%" (column "%")', targets, case targets when 1 then 'is' else 'are' end,
      case sources when 1 then 'an item' else sources || ' items' end,
      (select l.name from public.lists as l where l.id = column_row.list_id and l.workspace_id = column_row.workspace_id), column_row.name
      using errcode = 'restrict_violation', constraint = 'item_is_linked',
        detail = jsonb_build_array(jsonb_build_object('field', column_row.key, 'code', 'item_is_linked',
          'message', format('%s items are linked to %s of these', sources, targets)))::text,
        hint = 'Nothing was changed. Take these links away first, or put those items into the trash.';
  end if;
end
$$;
comment on function private.refuse_linked_items(public.list_columns, bigint, bigint) is
  'Raises item_is_linked with how many items are in the way, if any.';
revoke execute on function private.refuse_linked_items(public.list_columns, bigint, bigint) from public;
