-- The audit log: every write, by whom, as a diff, in the same transaction; and nobody changes it.
begin;
select plan(19);

select set_config('request.id', 'r-1', true);
select tests.authenticate_as('editor');
insert into public.items (list_id, values) select tests.list(), jsonb_build_object('price', n) from generate_series(1, 2500) as n;
update public.items set values = values || '{"price": 7000}' where values ->> 'price' = '7';
update public.items set values = values where values ->> 'price' = '8';
select throws_ok('select count(*) from audit.events_rest', '42501', null, 'partitions are nobody''s to read');
select is((select count(*) from public.audit_log), 0::bigint, 'an editor can NOT read the log');

select tests.authenticate_as('admin');
select is(
  (select array_agg(row_count order by id) from public.audit_log where action = 'insert' and request_id = 'r-1'),
  '{1000,1000,500}'::integer[], 'an insert is noted a thousand rows at a time');
select is(
  (select count(distinct r) from public.audit_log as e, unnest(e.row_ids) as r join public.items as i on i.id = r where e.request_id = 'r-1'),
  2500::bigint, 'each row is named');
select is(
  (select jsonb_agg(diff order by id) from public.audit_log where action = 'update' and table_name = 'items'),
  '[{"values": {"price": [7, 7000]}}]'::jsonb, 'an update as the cells that differ; one that changed nothing not at all');
select is(
  (select count(*) from public.audit_log where request_id = 'r-1' and actor_id = tests.person('editor') and actor_kind = 'user'), 4::bigint, 'by whom');
select is((select count(distinct change_id) from public.audit_log where request_id = 'r-1'), 1::bigint, 'as one change');
select is(
  (select jsonb_array_length(public.find_audit_events(tests.workspace(), page_size => 2) -> 'events')), 2, 'an admin CAN page through it');
select tests.clear_authentication();
delete from public.workspace_members where user_id = tests.person('editor');
select tests.authenticate_as('admin');
select is(
  (select jsonb_agg(distinct e -> 'actor_email') from jsonb_array_elements(public.find_audit_events(tests.workspace(), actor_id => tests.person('editor')) -> 'events') as e),
  '["editor@demo.example"]'::jsonb, 'somebody who left is still named');
select throws_ok('insert into audit.events default values', '42501', null, 'an admin can NOT write it');
select tests.authenticate_as('other_owner');
select is((select count(*) from public.audit_log where workspace_id = tests.workspace('Demo')), 0::bigint, 'another workspace''s owner sees nothing of it');

select tests.clear_authentication();
select throws_ok('update audit.events set actor_id = null', '23001', null, 'its owner can NOT change it');
select throws_ok('delete from audit.events', '23001', null, 'nor delete');
select throws_ok('truncate audit.events', '23001', null, 'nor empty');
select throws_ok(
  format('delete from %s', to_char(now() at time zone 'utc', '"audit.events_"YYYY_MM')), '23001', null, 'nor a partition');
select throws_ok(
  format('truncate %s', to_char(now() at time zone 'utc', '"audit.events_"YYYY_MM')), '23001', null, 'nor empty one');
set local session_replication_role = replica;
select throws_ok('delete from audit.events', '23001', null, 'not as a replica either');
update public.items set values = '{}' where values ->> 'price' = '9';
select is(
  (select actor_kind from audit.events where action = 'update' order by id desc limit 1), 'sql', 'a replica''s writes are noted too, as an SQL login''s');
set local session_replication_role = origin;
delete from public.items where values ->> 'price' = '10';
select is(
  (select diff -> 'values' -> 0 from audit.events where action = 'delete' and table_name = 'items' order by id desc limit 1), '{"price": 10}'::jsonb,
  'a deletion keeps what was there');

select * from finish();
rollback;
