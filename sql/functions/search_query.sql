create function private.search_query(workspace_id uuid, words text[], suffix text)
  returns tsquery
  language sql
  immutable
  set search_path = ''
as $$
  -- Quoted, and words hold neither quotes nor backslashes.
  select string_agg('''' || private.search_tag(workspace_id) || w || '''' || suffix, ' & ')::tsquery from unnest(words) as w
$$;
comment on function private.search_query(uuid, text[], text) is 'All of these words: whole ones, or with the suffix :* what begins with them.';
revoke execute on function private.search_query(uuid, text[], text) from public;
