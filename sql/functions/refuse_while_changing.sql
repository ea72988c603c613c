create function private.refuse_while_changing(list_id uuid, column_id uuid default null)
  returns void
  language plpgsql
  stable
  security definer  -- asked by triggers for whoever writes
  set search_path = ''
as $$
declare
  v_change public.column_changes := (
    select c from public.column_changes as c
    where c.list_id = refuse_while_changing.list_id and c.state = 'running' and c.kind <> 'number_items'
      and (refuse_while_changing.column_id is null or refuse_while_changing.column_id::text
        in (c.column_id::text, c.plan ->> 'new_column_id', c.plan ->> 'rest_column_id'))
  );
begin
  if v_change.id is not null then
    raise exception 'A column of this list is being changed; % of % items are done', v_change.items_done, v_change.items_total
      using errcode = 'restrict_violation', constraint = 'column_change_running',
        hint = format('Wait until it is done: GET /column-changes/%s says how far it is.', v_change.id);
  end if;
end
$$;
comment on function private.refuse_while_changing(uuid, uuid) is
  'Raises column_change_running while a column of the list, or this one, is being converted, merged or purged.';
revoke execute on function private.refuse_while_changing(uuid, uuid) from public;
