create function private.slot_kind(family text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select case when family in ('number', 'boolean', 'date', 'datetime') then 'n' when family in ('text', 'choice', 'person') then 't' end
$$;
comment on function private.slot_kind(text) is
  'The letter of the slots that a column of this family may have, or null.';
revoke execute on function private.slot_kind(text) from public;
grant execute on function private.slot_kind(text) to authenticated, service_role;
