create function private.import_records_sql(action text, kind text)
  returns text
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_fields constant text[] := private.record_fields(kind, case action when 'insert' then 'create' else 'change' end);
  v_title constant text := case kind when 'contact' then 'name' else 'title' end;
  v_columns constant text := (select string_agg(quote_ident(f), ', ') from unnest(v_fields) as f);
  v_values constant text := (
    -- Of JSON, a null is a value.
    select string_agg(format(case f when 'address' then 'nullif(p.%I, ''null'')' else 'p.%I' end, f), ', ') from unnest(v_fields) as f);
begin
  -- Nobody may name the id of a new record; rows come back in the order in which they went in, and the names are held against each other.
  return case action when 'insert' then format($sql$
    with made as (
      insert into public.%1$I as t (workspace_id, %2$s)
      select $1, %3$s from pg_temp.import_records as r cross join lateral jsonb_populate_record(null::public.%1$I, $3 || jsonb_strip_nulls(r.fields)) as p
      where r.n = any ($2) order by r.n returning t.id, t.%4$I as title
    ), told as (select m.id, m.title, row_number() over () as place from made as m
    ), named as (select r.n, r.fields ->> %4$L as title, row_number() over (order by r.n) as place from pg_temp.import_records as r where r.n = any ($2))
    update pg_temp.import_records as r set id = t.id, is_done = private.is_alike(t.title, n.title)
    from told as t join named as n using (place) where r.n = n.n$sql$, kind || 's', v_columns, v_values, v_title)
  when 'update' then format($sql$
    with changed as (
      update public.%1$I as t set (%2$s) = row (%3$s)
      from (select r.n, x.id as record_id, p.* from pg_temp.import_records as r join public.%1$I as x on x.id = r.id and x.workspace_id = $1
        cross join lateral jsonb_populate_record(x, case when $3 is not null then r.fields end) as p where r.n = any ($2)) as p
      where t.id = p.record_id and t.workspace_id = $1 and (%4$s) is distinct from (%3$s) returning p.n
    )
    update pg_temp.import_records as r set is_done = true from changed as c where c.n = r.n$sql$,
    kind || 's', v_columns, v_values, (select string_agg(format('t.%I', f), ', ') from unnest(v_fields) as f))
  else format($sql$
    with gone as (
      update public.%1$I as t set deleted_at = now() from pg_temp.import_records as r
      where r.n = any ($2) and t.id = r.id and t.workspace_id = $1 and t.deleted_at is null and $3 is not null returning r.n
    )
    update pg_temp.import_records as r set is_done = true from gone as g where g.n = r.n$sql$, kind || 's') end;
end
$$;
comment on function private.import_records_sql(text, text) is
  'SQL that does something to the contacts or deals of import_records: insert, update or trash. $1: the workspace, $2: which rows, $3: what a new record has where it says nothing.';
revoke execute on function private.import_records_sql(text, text) from public;
grant execute on function private.import_records_sql(text, text) to authenticated;
