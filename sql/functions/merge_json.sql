create function private.merge_json(merge public.contact_merges)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select to_jsonb(merge) - '{before,after,moved}'::text[] || jsonb_build_object('moved', (
    select jsonb_object_agg(k.kind, (
      select coalesce(sum(jsonb_array_length(e.value)), 0) from jsonb_each(merge.moved -> k.kind) as e))
    from (values ('deals'), ('tasks'), ('items')) as k (kind)))
$$;
comment on function private.merge_json(public.contact_merges) is 'A merge as clients see it, with how many deals, tasks and items it moved.';
revoke execute on function private.merge_json(public.contact_merges) from public;
grant execute on function private.merge_json(public.contact_merges) to authenticated, service_role;
