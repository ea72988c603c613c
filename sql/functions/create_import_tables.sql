create function private.create_import_tables(width integer)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_columns text;
begin
  -- 250 columns a table: the short values of more than that would not fit into one page of 8 kB.
  for v_part in 1 .. (width + 249) / 250 loop
    select string_agg(format('c%s text', n), ', ') into v_columns
    from generate_series(v_part * 250 - 249, least(v_part * 250, width)) as n;
    execute format('create temporary table import_rows_%s (n bigint not null, %s%s) on commit drop',
      v_part, case v_part when 1 then 'problem text, ' else '' end, v_columns);
    execute format('grant select on pg_temp.import_rows_%s to authenticated', v_part);
  end loop;
  return jsonb_build_object(
    'head', lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0'), 'tail', right(gen_random_uuid()::text, 10)
  );
end
$$;
comment on function private.create_import_tables(integer) is
  'For the worker: temporary tables for the cells of a file as they are, c1, c2, …; problem says why a row cannot be used. Answers with what the ids of the new items are made from.';
revoke execute on function private.create_import_tables(integer) from public;
grant execute on function private.create_import_tables(integer) to worker;
