create function private.refresh_callables()
  returns void
  language sql
  volatile
  set search_path = ''
as $$
  delete from private.callables;
  insert into private.callables (function, parameter, expression)
  select
    n.nspname || '.' || p.proname,
    coalesce(a.name, ''),
    case when a.type in ('jsonb'::regtype, 'json'::regtype) then format('$1 -> %L', a.name)
      else format('($1 ->> %L)::%s', a.name, pg_catalog.format_type(a.type, null)) end
  from pg_catalog.pg_proc as p
  join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
  left join lateral unnest(p.proargnames, p.proargtypes::oid[]) with ordinality as a (name, type, n)
    on a.n <= p.pronargs
  where n.nspname in ('public', 'private')
    and p.prokind = 'f'
    and p.prorettype in ('json'::regtype, 'jsonb'::regtype, 'void'::regtype)
$$;
comment on function private.refresh_callables() is 'Reads from the catalogue what handle_request may call, and with which arguments; run at every deploy.';
revoke execute on function private.refresh_callables() from public;
