create function private.compile_slots(list_id uuid)
  returns void
  language plpgsql
  volatile
  security definer  -- list_checks is nobody's to write
  set search_path = ''
as $$
begin
  -- The row lock waits for those who write by the old map; whoever has an older snapshot is told to try again.
  update private.list_checks as k set slots = (
    select coalesce(jsonb_object_agg(s.slot, jsonb_build_array(c.key, private.column_family(c.type))), '{}')
    from private.list_slots as s
    join public.list_columns as c on c.id = s.column_id and c.workspace_id = s.workspace_id
    where s.list_id = compile_slots.list_id and s.state in ('filling', 'ready')
  )
  where k.list_id = compile_slots.list_id;
  perform pg_catalog.set_config('deedbook.plain_list', '', true);
end
$$;
comment on function private.compile_slots(uuid) is
  'Writes down which slots writers of the list fill from now on.';
revoke execute on function private.compile_slots(uuid) from public;
