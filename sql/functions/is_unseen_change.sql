create function private.is_unseen_change(list_id uuid, before jsonb, after jsonb)
  returns boolean
  language sql
  stable
  security definer  -- list_checks is nobody's to read
  set search_path = ''
as $$
  select coalesce((
    select before - h.keys = after - h.keys
    from private.list_checks as k
    cross join lateral (select array(select jsonb_array_elements_text(k.rewrite -> 'hidden')) as keys) as h
    where k.list_id = is_unseen_change.list_id and k.rewrite is not null
  ), false)
$$;
comment on function private.is_unseen_change(uuid, jsonb, jsonb) is
  'Whether values differ at most in columns that are still being filled.';
revoke execute on function private.is_unseen_change(uuid, jsonb, jsonb) from public;
