-- Deals through plain SQL, as a Supabase client writes them: rights, the state machine, the timeline.
begin;
select plan(127);

create function tests.deal(title text, fields jsonb default '{}') returns uuid language plpgsql set search_path = '' as $$
declare
  v_row jsonb := jsonb_build_object('workspace_id', tests.workspace(), 'title', title) || fields;
  v_columns text := (select string_agg(quote_ident(k), ', ') from jsonb_object_keys(v_row) as k);
begin
  execute format('insert into public.deals (%1$s) select %1$s from jsonb_populate_record(null::public.deals, $1)', v_columns) using v_row;
  return (select d.id from public.deals as d where d.title = deal.title);
end
$$;
create function tests.the(title text) returns public.deals language sql stable security definer
  return (select d from public.deals as d where d.title = the.title);
create function tests.move(title text, changes text) returns text language sql stable
  return format('update public.deals set %s where title = %L', changes, title);
create function tests.last(title text) returns public.activities language sql stable security definer
  return (select a from public.activities as a where a.deal_id = (tests.the(title)).id order by a.id desc limit 1);

-- Whose it is.
select tests.authenticate_as('member');
select lives_ok($$select tests.deal('House')$$, 'a member CAN create a deal');
select is(
  (select row(d.owner_id, d.status, d.stage, d.currency, d.closed_at)::text from public.deals as d),
  row(tests.person('member'), 'new', 'qualification', 'USD', null)::text, 'which is theirs and begins where the pipeline does');
select throws_ok($$select tests.deal('X', jsonb_build_object('workspace_id', tests.workspace('Other')))$$, '42501', null, 'NOT in another workspace');
select throws_ok($$select tests.deal('X', jsonb_build_object('owner_id', tests.person('editor')))$$, '42501', null, 'nor for another owner');
select throws_ok($$select tests.deal('X', jsonb_build_object('created_by', tests.person('editor')))$$, '42501', null, 'nor in the name of somebody else');
select throws_ok($$select tests.deal('X', '{"stage_changed_at": "2020-01-01"}')$$, '42501', null, 'nor with what triggers keep');
select lives_ok(tests.move('House', 'amount = 100'), 'a member CAN change their own');
select tests.authenticate_as('editor');
select lives_ok($$select tests.deal('Flat', '{"amount": 50, "currency": "EUR"}')$$, 'an editor has one too');
select lives_ok(tests.move('House', 'source = ''Fair'''), 'and CAN change any');
select throws_ok(tests.move('House', 'owner_id = tests.person(''editor'')'), '42501', null, 'but NOT take it over');
select throws_ok(tests.move('House', 'deleted_at = now()'), '42501', null, 'nor trash it');
select tests.authenticate_as('member');
update public.deals set source = 'Mine' where title = 'Flat';
select is((tests.the('Flat')).source, null, 'a member does NOT change another''s');
select throws_ok(tests.move('House', 'deleted_at = now()'), '42501', null, 'nor trash their own');
select throws_ok(tests.move('House', 'owner_id = null'), '42501', null, 'nor give it away');
select tests.authenticate_as('manager');
select lives_ok(tests.move('House', 'owner_id = tests.person(''editor'')'), 'a manager CAN give it to another');
select throws_ok(tests.move('House', 'owner_id = tests.person(''outsider'')'), '23503', null, 'who is a member');
select lives_ok(tests.move('House', 'owner_id = tests.person(''member'')'), 'and back');
select lives_ok(tests.move('House', 'deleted_at = now()'), 'and CAN trash it');
select lives_ok(tests.move('House', 'deleted_at = null'), 'and restore it');
delete from public.deals where title = 'House';
select isnt((tests.the('House')).id, null, 'nobody deletes past the trash');
select tests.authenticate_as('outsider');
select is((select count(*) from public.deals), 0::bigint, 'strangers see none');
select throws_ok($$select tests.deal('X')$$, '42501', null, 'and make none');
select throws_ok(format('insert into public.deals (workspace_id, title, stage) values (%L, ''X'', ''nowhere'')', tests.workspace()), '42501', null,
  'nor learn what stages there are');

-- What a deal holds.
select tests.authenticate_as('member');
select throws_ok(tests.move('House', 'amount = -1'), '23514', null, 'no amount below 0');
select throws_ok(tests.move('House', 'amount = 1.00001'), '23514', null, 'nor of five decimals: nothing is rounded');
select throws_ok(tests.move('House', 'amount = ''NaN'''), '23514', null, 'nor one that is no number');
select throws_ok(tests.move('House', 'currency = ''XYZ'''), '23514', null, 'no currency that ISO 4217 does not have');
select throws_ok(tests.move('House', 'contact_id = gen_random_uuid()'), 'P0002', null, 'no contact that is not there');
select throws_ok(tests.move('House', 'title = ''  '''), '23514', null, 'a title says something');
select throws_ok(tests.move('House', 'workspace_id = tests.workspace(''Other'')'), '42501', null, 'no way into another workspace');

-- Stages: forward by everybody, over any number; back by an admin.
select lives_ok(tests.move('House', 'stage = ''proposal'''), 'a member CAN move forward');
select throws_ok(tests.move('House', 'stage = ''qualification'''), '42501', null, 'NOT back');
select throws_ok(tests.move('House', 'stage = ''nowhere'''), '23514', null, 'nor to a stage that is not there');
select throws_ok(tests.move('House', 'stage = ''closed'''), '23514', null, 'nor to closed without an end');
select tests.authenticate_as('manager');
select throws_ok(tests.move('House', 'stage = ''qualification'''), '42501', '"House" (' || (tests.the('House')).id
  || ') is made to go from proposal to qualification by the role admin or higher; you are manager', 'a manager neither, who is told why');
select tests.authenticate_as('admin');
select lives_ok(tests.move('House', 'stage = ''qualification'''), 'an admin CAN move back');
select tests.authenticate_as('owner');
select lives_ok(tests.move('House', 'stage = ''negotiation'''), 'and an owner forward over a stage');
select lives_ok(tests.move('House', 'stage = ''proposal'''), 'and back');
select is((tests.last('House')).payload - '{since,from_pipeline_id,to_pipeline_id}'::text[], '{"from": "negotiation", "to": "proposal"}'::jsonb,
  'the timeline says from where to where');
select is((tests.last('House')).author_id, tests.person('owner'), 'and who did it');

-- Status: new, in_progress, then won or lost for good.
select tests.authenticate_as('member');
select throws_ok(tests.move('House', 'status = ''won'''), '23514', null, 'a new deal is NOT won');
select throws_ok(tests.move('House', 'status = ''gone'''), '23514', null, 'nor anything else');
select lives_ok(tests.move('House', 'status = ''in_progress'''), 'it is worked on');
select throws_ok(tests.move('House', 'status = ''new'''), '23514', null, 'and new no more');
select throws_ok(tests.move('House', 'status = ''won'', amount = 0'), '23514', null, 'won needs an amount above 0');
select throws_ok(tests.move('House', 'status = ''won'', amount = null'), '23514', null, 'or any at all');
select throws_ok(tests.move('House', 'lost_reason = ''Price'''), '23514', null, 'what is not lost has no reason for it');
select throws_ok(tests.move('House', 'status = ''won'', amount = 120, stage = ''negotiation'''), '23514', null, 'nor does it stay in a stage besides');
select is(row((tests.the('House')).status, (tests.the('House')).stage)::text, '(in_progress,proposal)', 'it is where it was');
select lives_ok(tests.move('House', 'status = ''won'', amount = 120'), 'a member CAN win it');
select is(row((tests.the('House')).stage, (tests.the('House')).closed_at is not null)::text, row('closed', true)::text, 'which closes it, and says when');
select is(
  (select array_agg(a.type order by a.id desc) from (select a.* from public.activities as a where a.deal_id = (tests.the('House')).id order by a.id desc limit 3) as a),
  '{amount_changed,stage_changed,status_changed}'::text[], 'each on the timeline');
select tests.authenticate_as('owner');
select throws_ok(tests.move('House', 'status = ''in_progress'''), '23514', null, 'won is the end, for an owner too');
select throws_ok(tests.move('House', 'status = ''lost'''), '23514', null, 'it is not lost afterwards');
select throws_ok(tests.move('House', 'stage = ''proposal'''), '23514', null, 'nor opened by its stage');
select throws_ok(tests.move('House', 'amount = 0'), '23514', null, 'and keeps an amount');
select tests.authenticate_as_service_role();
select throws_ok(tests.move('House', 'status = ''in_progress'''), '23514', null, 'nor by trusted server code');
select throws_ok(tests.move('House', 'closed_at = null'), '23514', null, 'which cannot take the day away either');
select tests.clear_authentication();
select throws_ok(tests.move('House', 'status = ''in_progress'''), '23514', null, 'nor by the owner of the database');
select tests.authenticate_as('editor');
select lives_ok(tests.move('Flat', 'status = ''in_progress'''), 'the other is lost:');
select throws_ok(tests.move('Flat', 'status = ''lost'', lost_reason = ''Ghosts'''), '23503', null, 'NOT for a reason that the workspace does not know');
select lives_ok(tests.move('Flat', 'status = ''lost'', lost_reason = ''Price'''), 'but for one that it does');
select throws_ok('delete from public.activities where type = ''status_changed''; update public.activities set type = ''system''', '42501', null,
  'nobody rewrites the timeline');
select is((select count(*) from public.activities where type = 'status_changed'), 4::bigint, 'and nobody deletes of it');

-- Many at once: all or none, and the one is named.
select lives_ok($$select tests.deal('One', '{"amount": 1}'), tests.deal('Two', '{"status": "in_progress", "amount": 1}')$$, 'two more');
select throws_like('update public.deals set status = ''won'' where title in (''One'', ''Two'')', '"One" (%) cannot go from new to won; it can go to in_progress',
  'one that cannot be won holds up the other');
select is((tests.the('Two')).status, 'in_progress', 'which stays as it was');

-- Recording the past.
select tests.authenticate_as('member');
select throws_ok($$select tests.deal('Past', '{"status": "won", "amount": 5, "closed_at": "2020-02-02"}')$$, '42501', null, 'a member does NOT begin with won');
select tests.authenticate_as('editor');
select throws_ok($$select tests.deal('Future', '{"status": "won", "amount": 5, "closed_at": "2199-02-02"}')$$, '23514', null, 'nobody closes in the future');
select lives_ok($$select tests.deal('Past', '{"status": "won", "amount": 5, "closed_at": "2020-02-02"}')$$, 'an editor CAN');
select is((tests.the('Past')).closed_at::date, '2020-02-02', 'with the day that it was');
select throws_ok(format('insert into public.deals (workspace_id, title, status, amount, closed_at) values (%L, ''Odd'', ''won'', 5, %L)', tests.workspace(), d), '23514', null,
  'NOT one that was never: ' || d) from unnest(array['infinity', '-infinity', '1899-12-31', '0044-03-15 BC']) as d;
select throws_ok(tests.move('One', format('expected_close_date = %L', d)), '23514', null, 'nor is one expected: ' || d)
from unnest(array['infinity', '-infinity', '10000-01-01', '0044-03-15 BC']) as d;
select lives_ok(tests.move('One', 'expected_close_date = ''9999-12-31'''), 'but on any day that a calendar has');
select is((tests.the('One')).expected_close_date, '9999-12-31', 'which it keeps');

-- In the trash.
select tests.authenticate_as('manager');
insert into public.deal_items (deal_id, item_id) select (tests.the('One')).id, min(i.id::text)::uuid from public.items as i where i.list_id = tests.list();
update public.deals set deleted_at = now() where title = 'One';
select throws_ok(tests.move('One', c), '55000', 'The deal is in the trash', 'a deal in the trash is NOT changed: ' || c)
from unnest(array['title = ''Uno''', 'stage = ''proposal''', 'status = ''in_progress''', 'amount = 7', 'owner_id = null', 'lost_reason = ''Price''']) as c;
select throws_ok(format('select public.update_deal(%L, ''{"stage": "proposal"}'')', (tests.the('One')).id), '55000', null, 'nor by the function of the API');
select throws_ok('delete from public.deal_items', '55000', null, 'nor is a link taken from it');
select throws_ok(format('insert into public.deal_items (deal_id, item_id) select %L, max(i.id::text)::uuid from public.items as i where i.list_id = tests.list()', (tests.the('One')).id),
  '55000', null, 'nor given');
select throws_ok(format('select public.link_deal_items(%L, (select jsonb_agg(i.id) from public.items as i where i.list_id = tests.list()))', (tests.the('One')).id), '55000', null,
  'nor by the function of the API');
select is((tests.the('One')).title || (tests.the('One')).stage, 'Onequalification', 'it stays as it was');
select is((select count(*) from public.deal_items), 1::bigint, 'with its link');
select tests.authenticate_as_service_role();
select throws_ok(tests.move('One', 'amount = 7'), '55000', null, 'trusted server code does NOT change it either');
select tests.authenticate_as('admin');
insert into public.contacts (workspace_id, name) values (tests.workspace(), 'Heir');
select lives_ok(format('update public.deals set contact_id = (select c.id from public.contacts as c where c.name = ''Heir'') where id = %L', (tests.the('One')).id),
  'it CAN be given to another contact, so that the first may go');
select lives_ok(format('select public.delete_stage(%L, ''proposal'')', (select s.id from public.pipeline_stages as s where s.key = 'qualification')),
  'a stage that goes takes along to another what is in the trash');
select is((tests.the('One')).stage, 'proposal', 'which stands there then');
select tests.authenticate_as('manager');
select lives_ok(tests.move('One', 'deleted_at = null'), 'restored');
select lives_ok(tests.move('One', 'amount = 7'), 'it CAN be changed again');

-- Finding.
select throws_ok(format('select public.find_deals(tests.workspace(), %L)', f), '23514', null, 'what is no filter is NOT read as one: ' || f)
from unnest(array['[]', 'null', '5', '{"status": 5}', '{"status": ["won", 5]}', '{"text": 5}', '{"overdue": []}', '{"mine": "yes"}', '{"amount_min": "much"}', '{"stages": "proposal"}']) as f;
select throws_like('select public.find_deals(tests.workspace(), ''{"stages": "x"}'')', 'There is nothing to filter by called stages; there are: amount_max, %', 'and says what there is');
update public.deals set expected_close_date = '2020-01-01' where title = 'Two';
select is((select jsonb_path_query_array(public.find_deals(tests.workspace(), f::jsonb), '$.deals[*].title') ? 'Two'), is_there, 'an overdue deal is found by ' || f || ': ' || is_there)
from (values ('{"overdue": true}', true), ('{"overdue": false}', false), ('{"overdue": null}', true), ('{"amount_max": 1, "status": "in_progress"}', true)) as a (f, is_there);

-- Rows that are none.
select throws_ok(format('select public.create_deals(tests.workspace(), %L)', r.rows), '23514', r.message, 'no deal is made of ' || r.rows)
from (values ('[5]', 'This is no object of fields: 5'), ('[{}]', 'The deal has no title'), ('[{"title": null}]', 'The deal has no title'),
  ('[{"title": "X", "status": null}]', 'The deal has no status')) as r (rows, message);
select throws_ok(format('select public.update_deal(%L, ''{"title": null}'')', (tests.the('One')).id), '23514', 'The deal has no title', 'nor does one lose its title');
select isnt((tests.the('One')).title, null, 'it has it still');
select tests.authenticate_as('admin');
select throws_ok(format('select public.delete_deals_forever(tests.workspace(), %L)', jsonb_build_array((tests.the('One')).id)), '55000',
  'Not in the trash: ' || (tests.the('One')).id, 'what is not in the trash is NOT deleted for good');
select isnt((tests.the('One')).id, null, 'it stays');
select throws_ok(tests.move('One', 'title = E''\u200B'''), '23514', null, 'a title can be seen');

-- Whose owner leaves.
select tests.clear_authentication();
delete from public.workspace_members where user_id = tests.person('member');
select is((tests.the('House')).owner_id, null, 'whoever leaves owns nothing');
select is((tests.last('House')).payload, jsonb_build_object('from', tests.person('member'), 'to', null), 'which the timeline says');
select is(
  (select count(*) from audit.events as e where e.table_name = 'deals' and e.diff ? 'status')::integer > 0, true, 'the audit log has the changes');
delete from public.workspaces where id = tests.workspace();
select is((select count(*) from public.deals), 0::bigint, 'a workspace takes its deals along');

select * from finish();
rollback;
