create function private.refuse_locked(kind text, are_visible boolean, ids uuid[])
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  if not are_visible then
    perform private.refuse_record(kind);
  end if;
  raise exception 'This % is somebody else''s', kind
    using errcode = 'insufficient_privilege', constraint = 'record_not_own', hint = 'Ask whose it is, or an editor. Nothing was saved.',
      detail = (select jsonb_agg(jsonb_build_object('id', i.id, 'code', 'record_not_own', 'message', 'somebody else''s')) from unnest(ids) as i (id));
end
$$;
comment on function private.refuse_locked(text, boolean, uuid[]) is 'Says why rows could not be locked: not there, or not the caller''s to change.';
revoke execute on function private.refuse_locked(text, boolean, uuid[]) from public;
grant execute on function private.refuse_locked(text, boolean, uuid[]) to authenticated, service_role;
