create function private.column_change_json(change_id uuid)
  returns jsonb
  language sql
  volatile  -- sees what the statement before it wrote
  set search_path = ''
as $$
  select to_jsonb(c) - '{after_id,in_trash}'::text[] || jsonb_build_object('columns', (
    select coalesce(jsonb_agg(private.column_json(l) order by l.position, l.id), '[]')
    from public.list_columns as l
    where l.workspace_id = c.workspace_id and l.list_id = c.list_id and l.deleted_at is null
      and l.id::text in (c.column_id::text, c.plan ->> 'new_column_id', c.plan ->> 'rest_column_id')
  ))
  from public.column_changes as c
  where c.id = change_id
$$;
comment on function private.column_change_json(uuid) is
  'A change of a column as clients see it, with those columns that are now shown in its place.';
revoke execute on function private.column_change_json(uuid) from public;
grant execute on function private.column_change_json(uuid) to authenticated, service_role;
