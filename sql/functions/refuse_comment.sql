create function private.refuse_comment()
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  raise exception 'There is no such comment' using errcode = 'no_data_found', constraint = 'comment_not_found';
end
$$;
comment on function private.refuse_comment() is 'The one answer for a hidden and a missing comment.';
revoke execute on function private.refuse_comment() from public;
grant execute on function private.refuse_comment() to authenticated, service_role;
