create function private.is_vouched(list_id uuid)
  returns boolean
  language sql
  stable
  security definer  -- checked_writes is nobody's to read
  set search_path = ''
as $$
  select exists (
    select from private.checked_writes as w where w.transaction_id = pg_current_xact_id() and w.list_id = is_vouched.list_id
  )
$$;
comment on function private.is_vouched(uuid) is
  'Whether this transaction has said that what it inserts into the list was checked before (private.vouch_for_items).';
revoke execute on function private.is_vouched(uuid) from public;
