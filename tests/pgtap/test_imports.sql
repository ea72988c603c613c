-- What an import is to do and its way back: who may say so, who may not, and what is there afterwards.
begin;
select plan(30);

create function tests.raised(statement text) returns text language plpgsql as $$
declare
  v_name text;
begin
  execute statement;
  return 'done';
exception when others then
  get stacked diagnostics v_name = constraint_name;
  return coalesce(nullif(v_name, ''), sqlstate);
end
$$;
create function tests.imported(status text, by text default 'manager') returns uuid language sql security definer set search_path = ''
  as $$
  insert into public.imports (id, workspace_id, list_id, list_name, file_name, file_size, file_sha256, status, transaction_id, created_by)
  values (gen_random_uuid(), tests.workspace(), tests.list(), 'Properties', 'a.csv', 1, repeat('0', 64), status::public.import_status, '1', tests.person(by))
  returning id
$$;
create temporary table made as select
  tests.imported('checked') as tried, tests.imported('queued') as queued, tests.imported('done') as done,
  tests.imported('done', 'editor') as own, tests.imported('cancelled') as cancelled;
grant select on made to authenticated;

-- The frame.
select tests.authenticate_as('manager');
select is(tests.raised(format('select public.update_import(%L, ''{"mode": "upsert", "key_columns": ["address"]}'')', tried)), 'done', 'a manager CAN change an import that was tried') from made;
select is((select mode || key_columns::text from public.imports where id = tried), 'upsert{address}', 'and it is so') from made;
select is(tests.raised(format('select public.update_import(%L, ''{"mode": "update", "key_columns": []}'')', tried)), 'import_mapping_invalid', 'but NOT to a mode without keys') from made;
select is(tests.raised(format('select public.update_import(%L, ''{"status": "done"}'')', tried)), 'unknown_field', 'nor to what it is not his to say') from made;
select is(tests.raised(format('select public.update_import(%L, ''{"list_id": null}'')', tried)), 'import_options_invalid', 'nor to no list') from made;
select is(tests.raised(format('select public.update_import(%L, ''{"mapping": {"columns": [{"from": "A", "to": "nowhere"}]}}'')', tried)), 'import_mapping_invalid', 'nor to a column that is not there') from made;
select is(tests.raised(format('select public.update_import(%L, ''{"mapping": {"columns": [{"from": "A", "to": {"name": "B", "type": "count"}}]}}'')', tried)), 'import_mapping_invalid', 'nor to a new one that is computed') from made;
select is(tests.raised(format('select public.update_import(%L, ''{"mode": "insert"}'')', queued)), 'import_is_running', 'NOT one that is on its way') from made;
select is(tests.raised(format('select public.update_import(%L, ''{"mode": "insert"}'')', done)), 'import_not_runnable', 'NOT one that is over') from made;
select is((select mode || key_columns::text from public.imports where id = tried), 'upsert{address}', 'what was refused has changed nothing') from made;
select is(public.update_import(tried, '{"mode": "insert"}') ->> 'key_columns', '[]', 'an insert has no keys') from made;
select tests.authenticate_as('editor');
select is(tests.raised(format('select public.update_import(%L, ''{"mode": "insert"}'')', tried)), 'capability_required', 'an editor can NOT change another''s import') from made;
select is(tests.raised(format('select public.run_import(%L)', tried)), 'capability_required', 'nor run it') from made;
select tests.authenticate_as('outsider');
select is(tests.raised(format('select public.update_import(%L, ''{"mode": "insert"}'')', tried)), 'import_not_found', 'to an outsider there is no such import') from made;
select is(tests.raised(format('select public.revert_import(%L)', done)), 'import_not_found', 'nor anything to revert') from made;
select is((select count(*) from public.import_reverts), 0::bigint, 'nor reverts to see');

-- Running.
select tests.authenticate_as('admin');
select is(public.run_import(tried, dry_run => true) ->> 'status', 'queued', 'an admin CAN run it') from made;
select is((select created_by from public.imports where id = tried), auth.uid(), 'with his own rights, whoever asked for it first') from made;
select is(tests.raised(format('select public.run_import(%L)', tried)), 'import_is_running', 'but NOT twice at once') from made;
select is(tests.raised(format('select public.run_import(%L)', cancelled)), 'import_not_runnable', 'NOT one that was cancelled') from made;

-- The way back.
select tests.authenticate_as('editor');
select is(tests.raised(format('select public.revert_import(%L)', done)), 'capability_required', 'an editor can NOT revert another''s import') from made;
select is(public.revert_import(own) #>> '{revert,state}', 'queued', 'but CAN one''s own') from made;
select is(tests.raised(format('select public.revert_import(%L)', own)), 'import_reverts_one_at_a_time_key', 'once at a time') from made;
select is(public.cancel_import(own) #>> '{revert,state}', 'cancelled', 'and CAN stop it') from made;
select is((select status::text from public.imports where id = own), 'done', 'which leaves the import as it was') from made;
select tests.authenticate_as('manager');
select is(public.revert_import(own, force => true) #>> '{revert,is_forced}', 'true', 'a manager CAN revert another''s') from made;
select is(tests.raised(format('select public.revert_import(%L)', cancelled)), 'import_not_revertible', 'but NOT what has not happened') from made;
select is(tests.raised('insert into public.import_conflicts (revert_id, workspace_id, number, code, reason) values (gen_random_uuid(), gen_random_uuid(), 1, ''x'', ''x'')'), '42501', 'conflicts are NOT a client''s to write');
select is(tests.raised('insert into public.import_rejected_rows (import_id, workspace_id, row_number, cells) values (gen_random_uuid(), gen_random_uuid(), 1, ''{}'')'), '42501', 'nor are rejected rows');
select tests.clear_authentication();
select is(tests.raised(format('update public.imports set rows_read = 2, rows_imported = 1 where id = %L', done)), 'imports_rows_add_up', 'each row of an import that is done is counted once') from made;

select finish();
rollback;
