create function private.refuse_token()
  returns void
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  raise exception 'This link cannot be used'
    using errcode = 'no_data_found', constraint = 'token_invalid', hint = 'It may be used or expired. Ask for a new one.';
end
$$;
comment on function private.refuse_token() is 'The one answer to wrong, used, expired and replaced tokens of a mail.';
revoke execute on function private.refuse_token() from public;
