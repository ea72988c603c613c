create function private.search_snippet(cell text, words text[])
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  with parts as (
    select p.part, p.n from regexp_split_to_table(btrim(left(cell, 20000)), '\s+') with ordinality as p (part, n)
  ), first as (
    select coalesce(min(p.n), 1) as n from parts as p
    where exists (select from unnest(words) as w where strpos(private.search_text(p.part), ' ' || w) > 0)
  )
  select case when f.n > 7 then '… ' else '' end
    || left(string_agg(p.part, ' ' order by p.n), 300)
    || case when max(p.n) < (select max(l.n) from parts as l) then ' …' else '' end
  from first as f join parts as p on p.n between f.n - 6 and f.n + 20
  group by f.n
$$;
comment on function private.search_snippet(text, text[]) is 'Some words of a text around the first that was searched for.';
revoke execute on function private.search_snippet(text, text[]) from public;
grant execute on function private.search_snippet(text, text[]) to authenticated, service_role;
