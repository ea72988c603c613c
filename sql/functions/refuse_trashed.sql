create function private.refuse_trashed(kind text)
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  case kind
    when 'deal' then
      raise exception 'The deal is in the trash'
        using errcode = 'object_not_in_prerequisite_state', constraint = 'deal_in_trash', hint = 'Restore it first.';
    when 'contact' then
      raise exception 'The contact is in the trash'
        using errcode = 'object_not_in_prerequisite_state', constraint = 'contact_in_trash', hint = 'Restore it first.';
    else
      raise exception 'The task is in the trash'
        using errcode = 'object_not_in_prerequisite_state', constraint = 'task_in_trash', hint = 'Restore it first.';
  end case;
end
$$;
comment on function private.refuse_trashed(text) is 'The answer for a contact, deal or task that is in the trash: deal_in_trash and its like.';
revoke execute on function private.refuse_trashed(text) from public;
grant execute on function private.refuse_trashed(text) to authenticated, service_role;
