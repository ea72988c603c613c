create function private.tg_pipelines__default()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
begin
  update public.pipelines as p set is_default = false
  where p.workspace_id = new.workspace_id and p.is_default and p.id <> new.id;
  return new;
end
$$;
comment on function private.tg_pipelines__default() is 'A workspace has one default: the one before stands back.';
revoke execute on function private.tg_pipelines__default() from public;
