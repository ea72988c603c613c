-- Tasks, the timeline of their deals, comments and reminders.
begin;
select plan(61);
create function tests.task(title text, fields jsonb default '{}') returns uuid language plpgsql set search_path = '' as $$
declare
  v_row jsonb := jsonb_build_object('workspace_id', tests.workspace(), 'title', title) || fields;
  v_columns text := (select string_agg(quote_ident(k), ', ') from jsonb_object_keys(v_row) as k);
begin
  execute format('insert into public.tasks (%1$s) select %1$s from jsonb_populate_record(null::public.tasks, $1)', v_columns) using v_row;
  return (select t.id from public.tasks as t where t.title = task.title);
end
$$;
create function tests.todo(title text) returns public.tasks language sql stable security definer
  return (select t from public.tasks as t where t.title = todo.title);
create function tests.last() returns public.activities language sql stable security definer
  return (select a from public.activities as a order by a.id desc limit 1);
create function tests.day(zone text, days integer default 0) returns text language sql stable
  return ((now() at time zone zone)::date + days)::text;
insert into public.deals (workspace_id, title, owner_id) values (tests.workspace(), 'House', tests.person('editor')), (tests.workspace('Other'), 'Away', null);
insert into public.contacts (workspace_id, name) values (tests.workspace(), 'Ada');
select set_config('tests.deal', (select id::text from public.deals where title = 'House'), true),
  set_config('tests.away', (select id::text from public.deals where title = 'Away'), true),
  set_config('tests.contact', (select id::text from public.contacts), true);

-- Whose it is.
select tests.authenticate_as('member');
select lives_ok(format('insert into public.tasks (deal_id, title) values (%L, ''Call'')', current_setting('tests.deal')), 'a member CAN make a task, naming the deal alone');
select is(row((tests.todo('Call')).workspace_id, (tests.todo('Call')).assignee_id, (tests.todo('Call')).is_done)::text,
  row(tests.workspace(), tests.person('member'), false)::text, 'which is theirs to do');
select is(row((tests.last()).type, (tests.last()).author_id, (tests.last()).payload ->> 'title')::text, row('task_created', tests.person('member'), 'Call')::text,
  'the timeline says so');
select lives_ok($$select tests.task('Visit', jsonb_build_object('assignee_id', tests.person('editor')))$$, 'also one for somebody else');
select throws_ok($$select tests.task('X', jsonb_build_object('assignee_id', tests.person('outsider')))$$, '23503', null, 'who is a member');
select throws_ok(format('insert into public.tasks (deal_id, title) values (%L, ''X'')', current_setting('tests.away')), '42501', null, 'NOT about a deal of another workspace');
select throws_ok($$select tests.task('X', jsonb_build_object('deal_id', current_setting('tests.away')))$$, 'P0002', null, 'nor by naming one''s own for it');
select throws_ok($$select tests.task('X', jsonb_build_object('deal_id', current_setting('tests.deal'), 'contact_id', current_setting('tests.contact')))$$, '23514', null,
  'nor about two things');
select throws_ok($$select tests.task('X', '{"done_at": "2020-01-01"}')$$, '42501', null, 'nor done by hand');
select throws_ok($$select tests.task(' ')$$, '23514', null, 'nor without a word');
select tests.authenticate_as('editor');
select lives_ok($$select tests.task('Paint')$$, 'an editor has one');
select lives_ok('update public.tasks set description = ''x'' where title = ''Call''', 'and CAN change any');
select throws_ok('update public.tasks set deleted_at = now() where title = ''Call''', '42501', null, 'but NOT trash it');
select tests.authenticate_as('member');
update public.tasks set description = 'Mine' where title = 'Paint';
select is((tests.todo('Paint')).description, '', 'which a member does NOT change');
update public.tasks set description = 'Please' where title = 'Visit';
select is((tests.todo('Visit')).description, 'Please', 'but what they have made for another');

-- Done and not.
select lives_ok('update public.tasks set is_done = true where title = ''Call''', 'whoever is to do it, does it');
select is(row((tests.todo('Call')).done_by, (tests.todo('Call')).done_at is not null)::text, row(tests.person('member'), true)::text, 'who and when');
select is(row((tests.last()).type, (tests.last()).author_id)::text, row('task_done', tests.person('member'))::text, 'on the timeline too');
update public.tasks set is_done = false where title = 'Call';
select is(row((tests.todo('Call')).done_by, (tests.todo('Call')).done_at)::text, row(null::uuid, null::timestamptz)::text, 'and not any more');
select is((tests.last()).type, 'task_reopened', 'likewise');

-- Due.
select throws_ok($$select tests.task('X', jsonb_build_object('due_date', tests.day('UTC', -1)))$$, '23514', null, 'a due date is NOT over when it is set');
select lives_ok(format('update public.tasks set due_date = %L where title = ''Call''', tests.day('UTC')), 'today it is not');
select tests.clear_authentication();
update public.user_profiles set time_zone = 'Pacific/Kiritimati' where user_id = tests.person('member');
update public.user_profiles set time_zone = 'Pacific/Pago_Pago' where user_id = tests.person('editor');
select tests.authenticate_as('member');
update public.tasks set due_date = null where title = 'Call';
select throws_ok(format('update public.tasks set due_date = %L where title = ''Call''', tests.day('Pacific/Kiritimati', -1)), '23514', null, 'where whoever sets it is');
select tests.authenticate_as('editor');
select lives_ok(format('update public.tasks set due_date = %L where title = ''Paint''', tests.day('Pacific/Pago_Pago')), 'which is not the same day for everybody');
select tests.clear_authentication();
alter table public.tasks disable trigger _400_rules;
update public.tasks set due_date = current_date - 9 where title = 'Call';
alter table public.tasks enable always trigger _400_rules;
select tests.authenticate_as('member');
select lives_ok('update public.tasks set description = ''late'', is_done = false where title = ''Call''', 'what is overdue CAN still be changed');
select is((select array_agg(t ->> 'title') from jsonb_array_elements(public.find_tasks(tests.workspace(), '{"overdue": true, "mine": true}') -> 'tasks') as t), '{Call}'::text[], 'is found as overdue');
select is(jsonb_array_length(public.find_tasks(tests.workspace(), '{"mine": true}') -> 'tasks'), 1, 'and each finds their own');

-- Reminders: once for a day and a person.
select tests.clear_authentication();
select is((select array_agg(t ->> 'title' order by t ->> 'title') from jsonb_array_elements(private.find_due_tasks()) as t), '{Call,Paint}'::text[], 'who is to do it is reminded of what is due');
select is(private.find_due_tasks(), '[]', 'once');
update public.tasks set assignee_id = tests.person('admin') where title = 'Call';
select is((select array_agg((t ->> 'user_id')::uuid) from jsonb_array_elements(private.find_due_tasks()) as t), array[tests.person('admin')], 'and so is whoever it goes to');
update public.tasks set due_date = current_date, assignee_id = tests.person('owner') where title = 'Visit';
update public.tasks set is_done = true where title = 'Visit';
select is(private.find_due_tasks(), '[]', 'nobody of what is done');

-- Comments on a deal.
select tests.authenticate_as('member');
select lives_ok(format('insert into public.activities (deal_id, body) values (%L, ''Hi @[Ed](%s)'')', current_setting('tests.deal'), tests.person('editor')), 'a member CAN comment');
select is(row((tests.last()).type, (tests.last()).author_id, (tests.last()).mentions)::text, row('comment', tests.person('member'), array[tests.person('editor')])::text, 'in their name, mentioning another');
select throws_ok(format('insert into public.activities (deal_id, type, payload) values (%L, ''system'', ''{}'')', current_setting('tests.deal')), '42501', null, 'NOT as the system');
select throws_ok(format('insert into public.activities (deal_id, body, author_id) values (%L, ''x'', %L)', current_setting('tests.deal'), tests.person('owner')), '42501', null, 'nor as somebody else');
select throws_ok(format('insert into public.activities (deal_id, body) values (%L, '' '')', current_setting('tests.deal')), '23514', null, 'nor nothing');
select lives_ok('update public.activities set body = ''Hello'' where body is not null', 'and change it');
select tests.authenticate_as('owner');
select throws_ok('update public.activities set body = ''Mine'' where type = ''comment''', '42501', null, 'which nobody else does');
select lives_ok('update public.activities set deleted_at = now() where type = ''comment''', 'who moderates CAN delete it');
select tests.authenticate_as('member');
select throws_ok('update public.activities set deleted_at = null where type = ''comment''', '42501', 'Somebody else deleted this comment', 'its author does NOT bring it back');
select throws_ok('update public.activities set body = ''Again'' where type = ''comment''', '42501', 'Somebody else deleted this comment', 'nor change it');
select throws_ok(format('select public.update_activity(%L, ''{"deleted_at": null}'')', (select a.id from public.activities as a where a.type = 'comment')), '42501', null,
  'nor by the function of the API');
select is((select a.deleted_by from public.activities as a where a.type = 'comment'), tests.person('owner'), 'it stays deleted, by whom it says');
select tests.authenticate_as('admin');
select lives_ok('update public.activities set deleted_at = null where type = ''comment''', 'who moderates CAN restore it');
update public.activities set deleted_at = now() where type = 'comment';
select tests.authenticate_as('editor');
select is((select count(*) from public.activities where type = 'comment'), 0::bigint, 'others read it no more');

-- With what they are about.
select tests.authenticate_as('manager');
insert into public.activities (deal_id, body) values (current_setting('tests.deal')::uuid, 'Soon');
update public.deals set deleted_at = now() where title = 'House';
select is((tests.last()).type, 'deal_trashed', 'the trash is on the timeline');
select throws_ok($$select tests.task('X', jsonb_build_object('deal_id', current_setting('tests.deal')))$$, '55000', null, 'there are no new tasks of what is in the trash');
select is(jsonb_array_length(public.find_tasks(tests.workspace(), jsonb_build_object('overdue', true, 'deal_id', current_setting('tests.deal'))) -> 'tasks'), 0, 'nor are those it has overdue');
select throws_ok('update public.tasks set is_done = not is_done where title = ''Call''', '55000', 'The deal is in the trash', 'a task of what is in the trash is NOT done');
select throws_ok('update public.activities set body = ''Late'' where body = ''Soon''', '55000', 'The deal is in the trash', 'nor is a comment on it changed');
select lives_ok('update public.tasks set deleted_at = now() where title = ''Visit''', 'a task goes to the trash');
select throws_ok('update public.tasks set title = ''Visited'' where title = ''Visit''', '55000', 'The task is in the trash', 'where it is NOT changed');
select is((select t.title from public.tasks as t where t.deleted_at is not null), 'Visit', 'it stays as it was');
select lives_ok('update public.tasks set deleted_at = null where title = ''Visit''', 'and CAN be restored');
insert into public.contacts (workspace_id, name) values (tests.workspace(), 'Gone');
insert into public.tasks (workspace_id, contact_id, title) select c.workspace_id, c.id, 'Ring' from public.contacts as c where c.name = 'Gone';
update public.contacts set deleted_at = now() where name = 'Gone';
select throws_ok('update public.tasks set is_done = true where title = ''Ring''', '55000', 'The contact is in the trash', 'nor is one of a contact in the trash done');
select lives_ok('update public.tasks set contact_id = null where title = ''Ring''', 'it CAN be taken from it');
select lives_ok('update public.tasks set is_done = true where title = ''Ring''', 'and then be done');
select throws_ok(format('insert into public.tasks (workspace_id, title, due_date) values (%L, ''X'', %L)', tests.workspace(), d), '23514', null, 'no task is due on a day that no calendar has: ' || d)
from unnest(array['infinity', '-infinity', '10000-01-01']) as d;
select tests.clear_authentication();
delete from public.deals where title = 'House';
select is((select count(*) from public.tasks where title = 'Call') + (select count(*) from public.activities), 1::bigint, 'tasks and timeline go with their deal');

select * from finish();
rollback;
