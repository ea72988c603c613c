create function private.add_pending_column(like_column public.list_columns, type text, config jsonb, name text, replaces text[])
  returns public.list_columns
  language plpgsql
  volatile
  security definer  -- is_pending is nobody's to write
  set search_path = ''
as $$
declare
  v_column public.list_columns;
begin
  insert into public.list_columns as c (workspace_id, list_id, name, type, config, description, position, replaces, is_pending, deleted_at)
  values (like_column.workspace_id, like_column.list_id, add_pending_column.name, add_pending_column.type, add_pending_column.config,
    like_column.description, like_column.position, add_pending_column.replaces, true, now())
  returning c.* into v_column;
  return v_column;
end
$$;
comment on function private.add_pending_column(public.list_columns, text, jsonb, text, text[]) is
  'A column beside another one that nobody is shown until it is filled.';
revoke execute on function private.add_pending_column(public.list_columns, text, jsonb, text, text[]) from public;
