create function private.view_json(view public.views)
  returns jsonb
  language sql
  immutable
  set search_path = ''
as $$
  select to_jsonb(view) || jsonb_build_object('is_shared', view.owner_id is null)
$$;
comment on function private.view_json(public.views) is 'A view as clients see it.';
revoke execute on function private.view_json(public.views) from public;
grant execute on function private.view_json(public.views) to authenticated, service_role;
