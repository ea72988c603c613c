create function private.seen_values(rewrite jsonb, item_values jsonb)
  returns jsonb
  language sql
  immutable
  set search_path = ''
as $$
  select case when rewrite is null then item_values
    else item_values - array(select jsonb_array_elements_text(rewrite -> 'hidden')) end
$$;
comment on function private.seen_values(jsonb, jsonb) is
  'The values of an item without columns that are still being filled. rewrite is that of private.list_checks, or null.';
revoke execute on function private.seen_values(jsonb, jsonb) from public;
