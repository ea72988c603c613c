create function private.is_matched_column(list_id uuid, column_id uuid)
  returns boolean
  language sql
  stable
  security definer  -- asked by the job that fills slots, which is nobody's member
  set search_path = ''
as $$
  select exists (
    select from public.matchings as m
    join public.list_columns as c on c.id = is_matched_column.column_id and c.workspace_id = m.workspace_id
    cross join lateral jsonb_array_elements(m.criteria) as e (element)
    where m.offer_list_id = is_matched_column.list_id and e.element ->> 'offer' = c.key
      or m.request_list_id = is_matched_column.list_id and e.element ->> 'request' = c.key
  )
$$;
comment on function private.is_matched_column(uuid, uuid) is 'Whether a matching goes by this column of the list.';
revoke execute on function private.is_matched_column(uuid, uuid) from public;
