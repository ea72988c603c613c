create function private.create_audit_partitions(months integer default 3)
  returns integer
  language plpgsql
  volatile
  security definer  -- the worker runs it daily and owns no tables
  set search_path = ''
as $$
declare
  v_month date;
  v_name text;
  v_made integer := 0;
begin
  for v_month in
    select date_trunc('month', now() at time zone 'utc')::date + (n || ' months')::interval from generate_series(0, months) as n
  loop
    v_name := format('events_%s', to_char(v_month, 'YYYY_MM'));
    -- A month whose first events already stand in the rest stays there.
    continue when to_regclass(format('audit.%I', v_name)) is not null
      or exists (
        select from audit.events_rest as e
        where e.occurred_at >= v_month::timestamp at time zone 'utc'
          and e.occurred_at < (v_month + interval '1 month') at time zone 'utc'
      );
    execute format('create table audit.%I partition of audit.events for values from (%L) to (%L)', v_name,
      v_month::timestamp at time zone 'utc', (v_month + interval '1 month') at time zone 'utc');
    execute format('alter table audit.%I enable row level security', v_name);
    execute format('comment on table audit.%I is %L', v_name, 'Events of ' || to_char(v_month, 'YYYY-MM') || ' (UTC).');
    v_made := v_made + 1;
  end loop;
  -- Row triggers reach partitions by themselves; those for TRUNCATE do not.
  for v_name in select i.inhrelid::regclass from pg_catalog.pg_inherits as i where i.inhparent = 'audit.events'::regclass loop
    execute format('create or replace trigger _210_refuse_truncate before truncate on %s '
      'for each statement execute function private.tg_events__append_only()', v_name);
  end loop;
  return v_made;
end
$$;
comment on function private.create_audit_partitions(integer) is
  'Makes the partitions of this month and the next ones, and guards every partition against TRUNCATE; returns how many are new.';
revoke execute on function private.create_audit_partitions(integer) from public;
grant execute on function private.create_audit_partitions(integer) to worker;
