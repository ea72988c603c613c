create function private.import_json(import public.imports)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select to_jsonb(import) - '{transaction_id,phase_started_at}'::text[] || private.import_progress(import) || jsonb_build_object('revert', (
    select to_jsonb(r) - '{workspace_id,import_id,request_id,updated_at}'::text[]
    from public.import_reverts as r where r.import_id = import.id and r.workspace_id = import.workspace_id order by r.id desc limit 1
  ))
$$;
comment on function private.import_json(public.imports) is 'An import as clients see it: with how fast it goes, and its last revert.';
revoke execute on function private.import_json(public.imports) from public;
grant execute on function private.import_json(public.imports) to authenticated, service_role;
