create function private.index_documents(workspace_id uuid, kind text, ids uuid[])
  returns void
  language sql
  volatile
  set search_path = ''
as $$
  with found as materialized (
    select c.subject_id, c.list_id, string_agg(c.cell, ' ' order by c.place) as content
    from private.search_cells(index_documents.workspace_id, index_documents.kind, ids, false) as c
    group by c.subject_id, c.list_id
  ), written as (
    insert into private.search_documents as d (workspace_id, kind, subject_id, list_id, words)
    select index_documents.workspace_id, index_documents.kind, f.subject_id, f.list_id,
      private.search_vector(index_documents.workspace_id, f.content)
    from found as f
    on conflict on constraint search_documents_pkey do update set words = excluded.words
      where d.words <> excluded.words
  )
  delete from private.search_documents as d
  where d.subject_id = any (ids) and d.kind = index_documents.kind and d.workspace_id = index_documents.workspace_id
    and d.subject_id not in (select f.subject_id from found as f)
$$;
comment on function private.index_documents(uuid, text, uuid[]) is 'Writes the words of these items, comments, contacts or deals as they are now; of those that are gone, none.';
revoke execute on function private.index_documents(uuid, text, uuid[]) from public;
