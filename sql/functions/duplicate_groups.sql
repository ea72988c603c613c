create function private.duplicate_groups(workspace_id uuid)
  returns table (ids uuid[], reasons text[])
  language sql
  stable
  set search_path = ''
as $$
  select g.ids, array_agg(distinct g.reason order by g.reason)
  from (
    select array_agg(c.id order by c.id) as ids, k.reason
    from public.contacts as c
    cross join lateral (values ('email', c.email_person), ('phone', c.phone_tail), ('name', c.name_words)) as k (reason, key)
    where c.workspace_id = duplicate_groups.workspace_id and c.deleted_at is null and k.key is not null
    group by k.reason, k.key having count(*) > 1
    union all
    select a.ids, 'similar_name' from private.alike_names(duplicate_groups.workspace_id) as a
  ) as g
  group by g.ids
$$;
comment on function private.duplicate_groups(uuid) is
  'Contacts that may be the same, the first made first, and by what: mailbox, number, name, or a name that is nearly the same.';
revoke execute on function private.duplicate_groups(uuid) from public;
grant execute on function private.duplicate_groups(uuid) to authenticated, service_role;
