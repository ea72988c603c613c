create function private.import_source(width integer)
  returns text
  language sql
  stable
  set search_path = ''
as $$
  select 'pg_temp.import_rows_1' || coalesce(string_agg(format(' join pg_temp.import_rows_%s using (n)', part), '' order by part), '')
    || case when to_regclass('pg_temp.import_matches') is not null then ' left join pg_temp.import_matches using (n)' else '' end
  from generate_series(2, (width + 249) / 250) as part
$$;
comment on function private.import_source(integer) is 'SQL: the tables of create_import_tables as one; with the item of each row, item_id, once private.create_import_matches was called.';
revoke execute on function private.import_source(integer) from public;
grant execute on function private.import_source(integer) to worker, authenticated;
