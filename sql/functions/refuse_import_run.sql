create function private.refuse_import_run(import public.imports)
  returns void
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  if import.status in ('queued', 'running') then
    raise exception 'The import has not ended yet' using errcode = 'restrict_violation', constraint = 'import_is_running';
  elsif import.status not in ('inspected', 'checked', 'failed') then
    raise exception 'The import is %; its file is not kept', import.status using errcode = 'restrict_violation', constraint = 'import_not_runnable';
  elsif import.updated_at < now() - interval '24 hours' then
    raise exception 'The file of the import was kept for 24 hours' using errcode = 'restrict_violation', constraint = 'import_not_runnable';
  end if;
end
$$;
comment on function private.refuse_import_run(public.imports) is 'Only an import that was inspected, tried or has failed is changed or run, as long as its file is kept.';
revoke execute on function private.refuse_import_run(public.imports) from public;
