create function private.is_upkeep()
  returns boolean
  language sql
  stable
  set search_path = ''
as $$
  -- A foreign key and a trigger act one below the statement of the caller; a function of ours with the owner's rights is not the caller's either.
  select pg_catalog.pg_trigger_depth() > 1 or pg_catalog.pg_has_role(current_user, c.relowner, 'member')
  from pg_catalog.pg_class as c where c.oid = 'public.deals'::regclass
$$;
comment on function private.is_upkeep() is
  'Asked by a trigger: whether it is no client that writes but a foreign key, another trigger, a function with the rights of the owner, or the owner.';
revoke execute on function private.is_upkeep() from public;
grant execute on function private.is_upkeep() to authenticated, service_role, worker;
