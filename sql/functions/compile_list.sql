create function private.compile_list(list_id uuid)
  returns void
  language plpgsql
  security definer  -- list_checks is nobody's to write
  set search_path = ''
as $$
begin
  -- Waits for writers that were checked against the old conditions (see tg_items__check) and for others who
  -- change columns; only then are the columns read, so that nobody's change is compiled away.
  perform from private.list_checks as k where k.list_id = compile_list.list_id for update;
  insert into private.list_checks as k (list_id, workspace_id, accepts, accepts_change, unique_cells, defaults)
  select
    l.id,
    l.workspace_id,
    coalesce(string_agg(private.column_condition(c) || E'\n and ', '' order by c.position, c.id) filter (where c.id is not null), '')
      || format('v - %L::text[] = ''{}''', coalesce(array_agg(c.key order by c.key) filter (where not private.is_read_only(c.type)), '{}')),
    coalesce(string_agg(private.change_condition(c), E'\n and ' order by c.position, c.id), 'true'),
    string_agg(format('(%L::uuid, %s)', c.id, private.unique_digest(c.type, c.key)), ', ' order by c.id) filter (where c.is_unique and c.deleted_at is null),
    coalesce(jsonb_object_agg(c.key, c.default_value) filter (where c.default_value is not null and c.deleted_at is null), '{}')
  from public.lists as l
  left join public.list_columns as c on c.workspace_id = l.workspace_id and c.list_id = l.id
  where l.id = compile_list.list_id
  group by l.id, l.workspace_id
  on conflict on constraint list_checks_pkey do update set
    accepts = excluded.accepts, accepts_change = excluded.accepts_change, unique_cells = excluded.unique_cells, defaults = excluded.defaults;
  perform pg_catalog.set_config('deedbook.plain_list', '', true);
end
$$;
comment on function private.compile_list(uuid) is 'Turns the columns of a list into conditions over an item''s values.';
revoke execute on function private.compile_list(uuid) from public;
