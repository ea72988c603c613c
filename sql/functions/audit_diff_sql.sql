create function private.audit_diff_sql(ignored text[])
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  -- Text to be planned into the audit statement: as a function it would start an executor for each row.
  -- Only items.values is looked into, cell by cell; other objects are one value to a reader.
  select format($sql$
    cross join lateral (
      select to_jsonb(o) - %1$L::text[] as before, coalesce(to_jsonb(n), '{}') - %1$L::text[] as after offset 0
    ) as s
    cross join lateral (
      select jsonb_object_agg(k.key, case when k.key = 'values' and jsonb_typeof(s.after -> 'values') = 'object' then (
          select coalesce(jsonb_object_agg(c.key, jsonb_build_array(s.before -> 'values' -> c.key, s.after -> 'values' -> c.key)), '{}')
          from jsonb_object_keys((s.before -> 'values') || (s.after -> 'values')) as c (key)
          where s.before -> 'values' -> c.key is distinct from s.after -> 'values' -> c.key
        ) else jsonb_build_array(s.before -> k.key, s.after -> k.key) end) as diff
      from jsonb_object_keys(s.before) as k (key)
      where s.before -> k.key is distinct from s.after -> k.key
    ) as d
    where d.diff is not null$sql$, ignored)
$$;
comment on function private.audit_diff_sql(text[]) is
  'SQL that compares the rows o and n: d.diff is [before, after] per column that differs, and per cell of values.';
revoke execute on function private.audit_diff_sql(text[]) from public;
