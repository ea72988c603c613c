create function private.compile_list(list_id uuid)
  returns void
  language plpgsql
  security definer  -- list_checks is nobody's to write
  set search_path = ''
as $$
begin
  insert into private.list_checks as k (list_id, workspace_id, accepts, defaults)
  select
    l.id,
    l.workspace_id,
    coalesce(string_agg(private.column_condition(c) || E'\n and ', '' order by c.position, c.id), '')
      || format('v - %L::text[] = ''{}''', coalesce(array_agg(c.key order by c.key) filter (where c.id is not null), '{}')),
    coalesce(jsonb_object_agg(c.key, c.default_value) filter (where c.default_value is not null and c.deleted_at is null), '{}')
  from public.lists as l
  left join public.list_columns as c on c.workspace_id = l.workspace_id and c.list_id = l.id
  where l.id = compile_list.list_id
  group by l.id, l.workspace_id
  -- The row lock waits for writers that were checked against the old conditions; see tg_items__check.
  on conflict on constraint list_checks_pkey do update set accepts = excluded.accepts, defaults = excluded.defaults;
end
$$;
comment on function private.compile_list(uuid) is 'Turns the columns of a list into one condition over an item''s values.';
revoke execute on function private.compile_list(uuid) from public;
