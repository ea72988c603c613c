create function private.check_subject(workspace_id uuid, kind text, subject_id uuid)
  returns void
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_trashed boolean;
begin
  if kind = 'deal' then
    select d.deleted_at is not null into v_trashed from public.deals as d where d.id = subject_id and d.workspace_id = check_subject.workspace_id;
  else
    select c.deleted_at is not null into v_trashed from public.contacts as c where c.id = subject_id and c.workspace_id = check_subject.workspace_id;
  end if;
  if v_trashed is null then
    perform private.refuse_record(kind);
  elsif v_trashed then
    perform private.refuse_trashed(kind);
  end if;
end
$$;
comment on function private.check_subject(uuid, text, uuid) is 'Refuses a contact or deal that is not in the workspace, or is in its trash.';
revoke execute on function private.check_subject(uuid, text, uuid) from public;
grant execute on function private.check_subject(uuid, text, uuid) to authenticated, service_role;
