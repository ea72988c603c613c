create function private.search_vector(workspace_id uuid, content text)
  returns tsvector
  language sql
  immutable
  set search_path = ''
as $$
  select array_to_tsvector(array(select private.search_tag(workspace_id) || w from unnest(private.search_words(content)) as w))
$$;
comment on function private.search_vector(uuid, text) is 'The words of a text for the index. No parser of PostgreSQL has a say in it.';
revoke execute on function private.search_vector(uuid, text) from public;
