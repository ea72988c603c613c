create function private.refuse_taken_list_name(workspace_id uuid, name text)
  returns void
  language plpgsql
  stable
  security definer  -- called by definer functions that have checked the workspace
  set search_path = ''
as $$
begin
  -- Only the earlier and clearer answer; lists_name_key is what holds.
  if exists (
    select from public.lists as l
    where l.deleted_at is null and l.workspace_id = refuse_taken_list_name.workspace_id and lower(l.name) = lower(refuse_taken_list_name.name)
  ) then
    raise exception 'There is a list "%" already', name
      using errcode = 'unique_violation', constraint = 'lists_name_key',
        hint = 'Choose another name, or use that list.';
  end if;
end
$$;
comment on function private.refuse_taken_list_name(uuid, text) is 'Refuses a name that a list of the workspace has, ignoring case.';
revoke execute on function private.refuse_taken_list_name(uuid, text) from public;
