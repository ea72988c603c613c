create function private.bulk_change_json(change public.bulk_changes)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select to_jsonb(change) - '{after_id}'::text[]
$$;
comment on function private.bulk_change_json(public.bulk_changes) is 'A bulk change as clients see it.';
revoke execute on function private.bulk_change_json(public.bulk_changes) from public;
grant execute on function private.bulk_change_json(public.bulk_changes) to authenticated, service_role;
