create function private.match_options(list_id uuid, searched private.query_column)
  returns text[]
  language sql
  stable
  set search_path = ''
as $$
  select array(select k.id from jsonb_object_keys(private.match_labels(list_id, searched)) as k (id) order by k.id)
$$;
comment on function private.match_options(uuid, private.query_column) is 'The ids of the options that a column of choices has.';
revoke execute on function private.match_options(uuid, private.query_column) from public;
grant execute on function private.match_options(uuid, private.query_column) to authenticated, service_role;
