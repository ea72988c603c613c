create function private.refuse_shared_values(column_row public.list_columns)
  returns void
  language plpgsql
  stable
  security definer  -- looks at all items of the list
  set search_path = ''
as $$
declare
  v_values bigint;
  v_items bigint;
  v_examples jsonb;
begin
  execute format($sql$
    with shared as (
      select min(v ->> $2) as value, count(*) as items, min(id::text) as item_id
      from (select i.id, i.values as v from public.items as i where i.list_id = $1 and i.deleted_at is null and i.values ? $2) as i
      group by %s having count(*) > 1
    )
    select count(*), sum(items), (select jsonb_agg(jsonb_build_object('item_id', e.item_id, 'field', $2, 'code', 'column_not_unique',
      'value', e.value, 'message', format('"%%s" is in %%s items', left(e.value, 200), e.items)))
      from (select s.* from shared as s order by s.items desc, s.value collate "C" limit 10) as e)
    from shared$sql$, private.unique_digest(column_row.type, column_row.key))
    into v_values, v_items, v_examples using column_row.list_id, column_row.key;
  raise exception 'Column "%": % items share % values, such as %', column_row.name, v_items, v_values, v_examples -> 0 ->> 'message'
    using errcode = 'unique_violation', constraint = 'column_not_unique', detail = v_examples::text,
      hint = 'Nothing was changed. Make the named values differ first; items in the trash do not count.';
end
$$;
comment on function private.refuse_shared_values(public.list_columns) is
  'Raises column_not_unique with how many items share values; DETAIL is a JSON array of the ten values that most items share.';
revoke execute on function private.refuse_shared_values(public.list_columns) from public;
