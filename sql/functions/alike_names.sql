create function private.alike_names(workspace_id uuid)
  returns table (ids uuid[])
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_similarity constant text := (
    select format('%I.similarity', n.nspname)
    from pg_catalog.pg_extension as e join pg_catalog.pg_namespace as n on n.oid = e.extnamespace
    where e.extname = 'pg_trgm' and has_function_privilege(format('%I.similarity(text, text)', n.nspname), 'execute')
  );
begin
  if v_similarity is null then
    return;
  end if;
  -- Within a company, for everybody with everybody would be 5,000,000,000 pairs of 100,000 contacts.
  return query execute format(
    'with firms as (select c.company_key from public.contacts as c where c.workspace_id = $1 and c.deleted_at is null and c.company_key is not null '
    'group by c.company_key having count(*) between 2 and 200), '
    'people as (select c.id, c.company_key, c.name_key, c.name_words from public.contacts as c join firms using (company_key) '
    'where c.workspace_id = $1 and c.deleted_at is null) '
    'select array[a.id, b.id] from people as a join people as b using (company_key) '
    'where b.id > a.id and b.name_words is distinct from a.name_words and %s(a.name_key, b.name_key) >= 0.6', v_similarity) using workspace_id;
end
$$;
comment on function private.alike_names(uuid) is
  'Pairs of contacts of one company whose names are nearly the same, by trigrams; none where pg_trgm is not installed.';
revoke execute on function private.alike_names(uuid) from public;
grant execute on function private.alike_names(uuid) to authenticated, service_role;
