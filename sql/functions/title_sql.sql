create function private.title_sql(list_id uuid)
  returns text
  language plpgsql
  stable
  security definer  -- reads how columns are compiled; asks first who is calling
  set search_path = ''
as $$
begin
  perform private.list_workspace(list_id, 'items.read');
  return private.label_sql(private.title_column(list_id));
end
$$;
comment on function private.title_sql(uuid) is
  'SQL of what an item i of a list is called; null where it has no such cell.';
revoke execute on function private.title_sql(uuid) from public;
grant execute on function private.title_sql(uuid) to authenticated, service_role;
