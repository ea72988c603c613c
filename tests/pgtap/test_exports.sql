-- Exports through plain SQL: who may ask, who sees what was asked, and how one ends.
begin;
select plan(27);

create function pg_temp.ask(format text default 'csv', options jsonb default '{}') returns uuid language sql as $$
  select (public.create_export(format, list_id => tests.list(), options => options) ->> 'id')::uuid
$$;

select tests.authenticate_as('member');
select throws_ok('select pg_temp.ask()', '42501', null, 'a member can NOT export');
select throws_ok(
  format('insert into public.exports (workspace_id, scope, format, name) values (%L, ''workspace'', ''csv'', ''x'')', tests.workspace()),
  '42501', null, 'nor write an export down');

select tests.authenticate_as('editor');
select lives_ok('select pg_temp.ask()', 'an editor CAN');
select is(
  (select row(workspace_id, scope, list_id, status, name, created_by, query ->> 'time_zone')::text from public.exports),
  row(tests.workspace(), 'list'::text, tests.list(), 'queued'::text, 'Properties'::text, tests.person('editor'), 'UTC'::text)::text,
  'it says what and for whom, and where days begin');
select throws_ok('update public.exports set status = ''done''', '42501', null, 'nobody sets how it goes');
select throws_ok('delete from public.exports', '42501', null, 'nor takes it away');
select throws_ok('select pg_temp.ask(''pdf'')', '23514', 'format: must be csv, xlsx, json or ndjson', 'a format that is not known is refused');
select throws_ok('select pg_temp.ask(''json'', ''{"delimiter": ";"}'')', '23514', null, 'so is an option of another format');
select throws_ok(
  format('select public.create_export(''csv'', list_id => %L, workspace_id => %L)', tests.list(), tests.workspace()), '23514', null,
  'so are two things at once');
select throws_ok(
  format('select public.create_export(''csv'', list_id => %L, query => ''{"limit": 1}'')', tests.list()), '23514', null, 'so is a page of a query');
select throws_ok(
  format('select public.create_export(''csv'', list_id => %L)', tests.list('Properties', 'Other')), 'P0002', 'There is no such list',
  'a list of another workspace is not there');
select throws_ok(
  format('select public.create_export(''csv'', workspace_id => %L)', tests.workspace('Other')), 'P0002', 'There is no such workspace',
  'nor is that workspace');

select tests.authenticate_as('owner');
select is((select count(*) from public.exports), 0::bigint, 'nobody sees the export of another, not even an owner');

select tests.clear_authentication();
select is(
  (select count(*) from procrastinate.procrastinate_jobs as j join public.exports as e on j.args = jsonb_build_object('export_id', e.id)
    where j.task_name = 'export_file' and j.queue_name = 'exports'), 1::bigint, 'a job waits for it, with its id alone');
create temp table e as select id from public.exports;
grant select on e to public;

set local role worker;
select is((private.begin_export((select id from e)) #>> '{requester,sub}')::uuid, tests.person('editor'), 'the worker learns in whose name');
select ok(private.report_export_progress((select id from e), 1, 3), 'it tells how far it is');
select ok(private.finish_export((select id from e),
  jsonb_build_object('name', 'a.csv', 'media_type', 'text/csv', 'size', 1, 'sha256', repeat('0', 64)), '{}', 3, 24), 'and that it is done');
select is(private.begin_export((select id from e)), null, 'what is over is not begun again');
reset role;

select tests.authenticate_as('editor');
select is((select row(status, rows_done, expires_at > now() + interval '23 hours')::text from public.exports), '(done,3,t)', 'it has a file for a day');
select is(public.get_export_file((select id from e)) ->> 'file_name', 'a.csv', 'which its maker CAN have');
select throws_ok(format('select public.cancel_export(%L)', (select id from e)), '23001', null, 'what is over is not cancelled');

select tests.clear_authentication();
update public.exports set expires_at = now();
select tests.authenticate_as('editor');
select throws_ok(format('select public.get_export_file(%L)', (select id from e)), '55000', null, 'not a moment longer');
select is(public.get_export((select id from e)) ->> 'status', 'expired', 'and says so');

select lives_ok('select public.cancel_export(pg_temp.ask(''json''))', 'one''s own, not over yet, CAN be cancelled');
select is((select count(*) from public.exports where status = 'cancelled' and finished_at is not null), 1::bigint, 'and is over then');

select tests.clear_authentication();
update public.workspace_members set role = 'member' where user_id = tests.person('editor') and workspace_id = tests.workspace();
select tests.authenticate_as('editor');
select is((select count(*) from public.exports), 0::bigint, 'who may not export any more does not see what they have exported');
select throws_ok(format('select public.get_export_file(%L)', (select id from e)), 'P0002', 'There is no such export', 'nor gets the file');

select * from finish();
rollback;
