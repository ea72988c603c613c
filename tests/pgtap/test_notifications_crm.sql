-- Who is told of tasks, deals and contacts.
begin;
select plan(18);
create function tests.told(person text, kind text) returns bigint language sql stable security definer
  return (select count(*) from public.notifications as n where n.user_id = tests.person(person) and n.kind = told.kind);
create function tests.subject(person text, kind text) returns jsonb language sql stable security definer
  return (select n.subject from public.notifications as n where n.user_id = tests.person(person) and n.kind = subject.kind order by n.id desc limit 1);
create function tests.next_change() returns text language sql return set_config('deedbook.change_id', '', true);

select tests.authenticate_as('manager');
insert into public.tasks (workspace_id, assignee_id, title) values
  (tests.workspace(), tests.person('editor'), 'Call'), (tests.workspace(), tests.person('editor'), 'Write'), (tests.workspace(), tests.person('manager'), 'Think');
select is(tests.told('editor', 'assignment'), 1::bigint, 'who is given tasks is told once of them all');
select is(tests.subject('editor', 'assignment') - 'task_id', '{"thing": "task", "title": "Call", "count": 2}', 'with the words to show');
select is(tests.told('manager', 'assignment'), 0::bigint, 'nobody is told of what they take on themselves');
select tests.next_change();
update public.tasks set title = 'Call again' where title = 'Call';
select is(tests.told('editor', 'assignment'), 1::bigint, 'another column tells nothing');
update public.tasks set assignee_id = tests.person('admin') where title = 'Write';
select is(array[tests.told('editor', 'assignment'), tests.told('admin', 'assignment')], '{1,1}', 'who gets a task from another is told, who had it is not');
insert into public.contacts (workspace_id, name, owner_id) values (tests.workspace(), 'Ann Buyer', tests.person('editor'));
select is(tests.subject('editor', 'assignment') - 'contact_id', '{"thing": "contact", "title": "Ann Buyer", "count": 1}', 'and who is given a contact');
insert into public.deals (workspace_id, title, contact_id, owner_id) select tests.workspace(), 'Elm St', c.id, tests.person('member') from public.contacts as c;
select is(tests.subject('member', 'assignment') - 'deal_id', '{"thing": "deal", "title": "Elm St", "count": 1}', 'or a deal');

-- Comments on deals.
insert into public.activities (deal_id, body) select d.id, format('See @[E](%s) and @[M](%s)', tests.person('editor'), tests.person('manager')) from public.deals as d;
select is(tests.subject('editor', 'mention') - '{activity_id,deal_id}'::text[], '{"title": "Elm St", "text": "See @E and @M"}', 'who is mentioned on a deal is told');
select is(tests.told('manager', 'mention'), 0::bigint, 'but not of their own doing');
update public.activities set body = format('See @[A](%s)', tests.person('admin')) where type = 'comment';
select is(array[tests.told('editor', 'mention'), tests.told('admin', 'mention')], '{0,1}', 'mentions follow the text');
update public.activities set deleted_at = now() where type = 'comment';
select is(tests.told('admin', 'mention'), 0::bigint, 'and go with it');

-- Tasks that are due.
select tests.clear_authentication();
update public.user_profiles set time_zone = 'UTC';
alter table public.tasks disable trigger user;
update public.tasks set due_date = (now() at time zone 'UTC')::date + case title when 'Think' then 1 else 0 end;
update public.tasks set is_done = true, done_at = now() where title = 'Write';
select is(private.remind_of_tasks(), 1, 'of what is open and due today, somebody is reminded');
select is(tests.subject('editor', 'task_due') - 'task_id', jsonb_build_object('title', 'Call again', 'due_date', (now() at time zone 'UTC')::date), 'who has to do it');
select is(private.remind_of_tasks(), 0, 'once');
update public.tasks set due_date = due_date - 1 where title = 'Call again';
select is(private.remind_of_tasks(), 1, 'another day is another reminder');
select is(tests.told('editor', 'task_due'), 2::bigint, 'and told again');
delete from public.workspace_members where user_id = tests.person('editor');
update public.tasks set due_date = due_date - 1 where title = 'Call again';
select is(tests.told('editor', 'task_due'), 2::bigint, 'nobody is reminded who has left');
select is(private.remind_of_tasks(), 0, 'nor is anybody else');

select * from finish();
rollback;
