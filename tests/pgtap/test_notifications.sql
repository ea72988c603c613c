-- Who is told of what, and who is not; through plain SQL, as a Supabase client writes it.
begin;
select plan(99);
select set_config('tests.item', (select id::text from public.items where list_id = tests.list() order by id limit 1), true);
insert into public.list_columns (list_id, name, type) values (tests.list(), 'Agent', 'user');

create function tests.comment(body text, variadic people text[]) returns void language sql as $$
  insert into public.comments (item_id, body)
  select current_setting('tests.item')::uuid, body || string_agg(format(' @[%s](%s)', initcap(p), tests.person(p)), '') from unnest(people) as p
$$;
create function tests.told(person text, kind text) returns bigint language sql stable security definer
  return (select count(*) from public.notifications as n where n.user_id = tests.person(person) and n.kind = told.kind);
create function tests.subject(person text, kind text) returns jsonb language sql stable security definer
  return (select n.subject from public.notifications as n where n.user_id = tests.person(person) and n.kind = subject.kind order by n.id desc limit 1);
-- Another request, and so another change.
create function tests.next_change() returns text language sql return set_config('deedbook.change_id', '', true);
create function tests.mails(person text) returns text language sql stable security definer
  return (select coalesce(string_agg(m.delivery || ' ' || m.state, ', ' order by m.id), '') from private.notification_mails as m where m.user_id = tests.person(person));
create function tests.waiting(person text) returns bigint language sql stable security definer
  return (select count(*) from private.notification_deliveries as d where d.user_id = tests.person(person) and d.mail_id is null);

-- Mentions.
select tests.authenticate_as('member');
select lives_ok($$ select tests.comment('Look', 'editor', 'member', 'editor') $$, 'a member CAN mention');
select is(tests.told('editor', 'mention'), 1::bigint, 'who is mentioned is told, once');
select is(tests.told('member', 'mention'), 0::bigint, 'nobody is told of their own doing');
select is(tests.told('owner', 'mention'), 0::bigint, 'nor somebody who was not mentioned');
select is(
  tests.subject('editor', 'mention') - '{comment_id,item_id,list_id}'::text[],
  '{"list_name": "Properties", "title": "1 Demo Street", "text": "Look @Editor @Member @Editor"}', 'with the words to show');
select is((select n.actor_name from public.notifications as n), null, 'the writer reads none of it');
select tests.authenticate_as('editor');
select is((select n.actor_name from public.notifications as n), 'Member', 'the reader sees who it was');
select is((select (public.find_notifications() -> 'notifications' -> 0 ->> 'workspace_name')), 'Demo', 'and in which workspace');
select tests.authenticate_as('member');
update public.comments set body = body || '!' where body like 'Look%';
select is(tests.told('editor', 'mention'), 1::bigint, 'an edit tells nobody again');
select is(tests.subject('editor', 'mention') ->> 'text', 'Look @Editor @Member @Editor!', 'but in the new words');
update public.comments set body = format('See @[M](%s)', tests.person('manager')) where body like 'Look%';
select is(array[tests.told('editor', 'mention'), tests.told('manager', 'mention')], '{0,1}', 'whom an edit takes out is told no longer, whom it names is');
update public.comments set deleted_at = now() where body like 'See%';
select is(tests.told('manager', 'mention'), 0::bigint, 'what is deleted is told no longer');
update public.comments set deleted_at = null where body like 'See%';
select is(tests.told('manager', 'mention'), 0::bigint, 'and is not told again when it comes back');
select tests.clear_authentication();
select is(private.notify(tests.workspace(), array[tests.person('outsider'), tests.person('other_owner'), tests.person('removed')], 'mention', '{}', null), 0,
  'who is not, or no more, a member is told nothing');

-- Assignments.
select tests.authenticate_as('manager');
update public.items set values = values || jsonb_build_object('agent', tests.person('editor')) where id = current_setting('tests.item')::uuid;
select is(tests.told('editor', 'assignment'), 1::bigint, 'who is put into a column of people is told');
select is(
  tests.subject('editor', 'assignment') - '{item_id,list_id}'::text[],
  '{"list_name": "Properties", "title": "1 Demo Street", "column": "agent", "column_name": "Agent", "count": 1}', 'with the words to show');
select tests.next_change();
update public.items set values = values || '{"price": 7}' where id = current_setting('tests.item')::uuid;
select is(tests.told('editor', 'assignment'), 1::bigint, 'another cell tells nothing');
update public.items set values = values || jsonb_build_object('agent', tests.person('manager')) where list_id = tests.list();
select is(tests.told('manager', 'assignment'), 0::bigint, 'nobody is told of what they take on themselves');
select tests.next_change();
update public.items set values = values || jsonb_build_object('agent', tests.person('admin')) where list_id = tests.list();
select is(array[tests.told('admin', 'assignment'), (tests.subject('admin', 'assignment') ->> 'count')::bigint], '{1,3}', 'many items are one notification, with how many');
insert into public.items (list_id, values) select tests.list(), jsonb_build_object('agent', tests.person('admin')) from generate_series(1, 4);
select is(array[tests.told('admin', 'assignment'), (tests.subject('admin', 'assignment') ->> 'count')::bigint], '{1,7}', 'the next batch of the same change adds to it');
select is((select count(*) from public.items where values ->> 'agent' is not null), 7::bigint, 'of them all');
select tests.next_change();
insert into public.items (list_id, values) values (tests.list(), jsonb_build_object('agent', tests.person('admin')));
select is(tests.told('admin', 'assignment'), 2::bigint, 'another change is another notification');
update public.items set deleted_at = now() where list_id = tests.list();
update public.items set deleted_at = null where list_id = tests.list();
select is(tests.told('admin', 'assignment'), 2::bigint, 'the trash tells nothing');
update public.items set values = values - 'agent' where list_id = tests.list();
select is(tests.told('admin', 'assignment'), 2::bigint, 'nor does taking somebody out');

-- Invitations.
select tests.authenticate_as('admin');
select is((public.create_invitation(tests.workspace(), 'outsider@demo.example') ->> 'status'), 'invited', 'an admin CAN invite');
select is(tests.told('outsider', 'invitation'), 1::bigint, 'who has an account is told');
select lives_ok($$ select public.create_invitation(tests.workspace(), 'nobody@demo.example') $$, 'and somebody who has none');
select tests.authenticate_as('outsider');
select is((public.find_notifications() -> 'notifications' -> 0 ->> 'workspace_name'), 'Demo', 'though not a member, reads where to');
select tests.authenticate_as('admin');
select public.revoke_invitation(tests.workspace(), i.id) from public.workspace_invitations as i where i.email = 'outsider@demo.example';
select is(tests.told('outsider', 'invitation'), 0::bigint, 'what is revoked is told no longer');
select set_config('tests.token', public.create_invitation(tests.workspace(), 'outsider@demo.example') ->> 'token', true);
select tests.authenticate_as('outsider');
select public.accept_invitation(current_setting('tests.token'));
select is((public.find_notifications() ->> 'unread_count'), '0', 'what is accepted is read');
select public.leave_workspace(tests.workspace());
select tests.clear_authentication();
update auth.users set email_confirmed_at = null where id = tests.person('outsider');
select tests.authenticate_as('admin');
select public.create_invitation(tests.workspace(), 'outsider@demo.example');
select is(tests.told('outsider', 'invitation'), 1::bigint, 'an address that nobody has confirmed is told nothing');

-- Jobs that ended.
select tests.clear_authentication();
insert into public.imports (id, workspace_id, list_id, list_name, file_name, file_size, file_sha256, created_by)
select n::text::uuid, tests.workspace(), tests.list(), 'Properties', f.name, 1, repeat('0', 64), tests.person('editor')
from (values ('00000000-0000-4000-8000-000000000001', 'a.csv'), ('00000000-0000-4000-8000-000000000002', 'b.csv'), ('00000000-0000-4000-8000-000000000003', 'c.csv')) as f (n, name);
update public.imports set status = 'running';
select is(tests.told('editor', 'import_finished'), 0::bigint, 'what goes on is told nobody');
update public.imports set status = 'done', rows_read = 3, rows_imported = 2, rows_rejected = 1 where file_name = 'a.csv';
update public.imports set status = 'failed', error = '{"code": "x", "message": "It is empty"}' where file_name = 'b.csv';
update public.imports set status = 'cancelled' where file_name = 'c.csv';
select is(array[tests.told('editor', 'import_finished'), tests.told('editor', 'import_failed')], '{1,1}', 'who asked for an import is told that it has ended');
select is(tests.subject('editor', 'import_finished') -> 'rows_imported', '2', 'and how');
select is(tests.subject('editor', 'import_failed') ->> 'text', 'It is empty', 'or why not');
delete from public.workspace_members where user_id = tests.person('editor');
update public.imports set status = 'queued' where file_name = 'a.csv';
update public.imports set status = 'failed' where file_name = 'a.csv';
select is(tests.told('editor', 'import_failed'), 1::bigint, 'but not after having left');
select tests.authenticate_as('editor');
select is((select count(*) from public.notifications), 0::bigint, 'who also reads no more of what was told before');
select is(public.find_notifications() ->> 'unread_count', '0', 'nor counts it');
select tests.clear_authentication();
insert into public.workspace_members (workspace_id, user_id, role) values (tests.workspace(), tests.person('editor'), 'editor');

-- Each their own.
select tests.authenticate_as('editor');
select is((select count(*) from public.notifications where user_id <> tests.person('editor')), 0::bigint, 'nobody reads those of others');
select throws_ok(
  format('insert into public.notifications (workspace_id, user_id, kind, event) values (%L, %L, ''mention'', ''x'')', tests.workspace(), tests.person('owner')),
  '42501', null, 'nobody writes one');
select throws_ok('select private.notify(null, null, null, null, null)', '42501', null, 'nor calls for one');
select throws_ok('update public.notifications set subject = ''{}''', '42501', null, 'nor changes its words');
select throws_ok('delete from public.notifications', '42501', null, 'nor deletes it');
update public.notifications set read_at = '2000-01-01' where kind = 'import_finished';
select is((select read_at from public.notifications where kind = 'import_finished'), now(), 'one CAN say that it is read, since now');
update public.notifications set read_at = null where kind = 'import_finished';
select is((public.read_notifications(ids => (select jsonb_agg(n.id) from public.notifications as n where n.kind = 'import_finished')) ->> 'count'), '1', 'by its id');
select tests.clear_authentication();
select set_config('tests.others', (select jsonb_agg(n.id)::text from public.notifications as n where n.user_id = tests.person('admin')), true);
select tests.authenticate_as('editor');
select is(public.read_notifications(ids => current_setting('tests.others')::jsonb) ->> 'count', '0', 'those of others stay as they are');
select is(public.read_notifications(until => now() - interval '1 day') ->> 'count', '0', 'what came later stays unread');
select is((public.read_notifications(until => now()) - 'count')::text, '{"unread_count": 0}', 'all that were there until a moment');
select throws_ok('select public.read_notifications()', '22023', null, 'not without saying which');
select throws_ok('select public.read_notifications(ids => ''["x"]'')', '22023', null, 'nor by what is no id');
select throws_ok('select public.find_notifications(state => ''old'')', '22023', null, 'a state that there is not');
select throws_ok('select public.find_notifications(cursor => ''x'')', '22023', null, 'a cursor of another query');
select tests.authenticate_as_anon();
select throws_ok('select public.find_notifications()', '42501', null, 'strangers have none');

-- What comes by mail.
select tests.authenticate_as('admin');
select is(tests.mails('admin'), 'at_once queued, at_once queued', 'an assignment is mailed at once, each change by one mail');
select is(tests.mails('outsider'), '', 'an invitation has a mail of its own');
select is(tests.mails('editor'), 'at_once queued, at_once queued, at_once queued', 'a finished import is not mailed by default');
select lives_ok($$ select public.set_notification_preferences('[{"kind": "mention", "delivery": "daily"}, {"kind": "assignment", "delivery": "off"}]') $$, 'one CAN choose');
select is(public.get_notification_preferences() -> 'preferences', '[{"kind": "assignment", "delivery": "off", "workspace_id": null}, {"kind": "mention", "delivery": "daily", "workspace_id": null}]', 'as is shown');
select throws_ok($$ select public.set_notification_preferences('[{"kind": "invitation", "delivery": "off"}]') $$, '23514', null, 'not an invitation, which is its own mail');
select throws_ok($$ select public.set_notification_preferences('[{"kind": "mention", "delivery": "never"}]') $$, '23514', null, 'nor what there is not');
select throws_ok($$ select public.set_notification_preferences('[{"kind": "mention", "delivery": "off"}, {"kind": "mention", "delivery": "daily"}]') $$, '23514', null, 'nor twice');
select throws_ok(format('select public.set_notification_preferences(%L)', jsonb_build_array(jsonb_build_object('kind', 'mention', 'delivery', 'off', 'workspace_id', tests.workspace('Other')))),
  '23514', null, 'nor for a workspace of others');
select throws_ok('select public.set_notification_preferences(''{}'')', '23514', null, 'nor by another shape');
select tests.authenticate_as('member');
select tests.comment('Daily', 'admin');
select is(array[tests.told('admin', 'mention'), tests.waiting('admin')], '{1,1}', 'what comes daily waits');
select tests.authenticate_as('manager');
select tests.next_change();
update public.items set values = values || jsonb_build_object('agent', tests.person('admin')) where id = current_setting('tests.item')::uuid;
select is(array[tests.told('admin', 'assignment'), tests.waiting('admin')], '{3,1}', 'what is off is told in the app alone');
select tests.authenticate_as('admin');
select public.set_notification_preferences(jsonb_build_array(
  jsonb_build_object('kind', 'mention', 'delivery', 'off'), jsonb_build_object('kind', 'mention', 'delivery', 'daily', 'workspace_id', tests.workspace())));
select tests.clear_authentication();
select is(private.delivery_of(tests.person('admin'), tests.workspace(), 'mention'), 'daily', 'what is chosen for a workspace goes first');
select is(private.delivery_of(tests.person('admin'), tests.workspace('Other'), 'mention'), 'off', 'then what is chosen for all');
select is(private.delivery_of(tests.person('admin'), tests.workspace(), 'assignment'), 'at_once', 'what is not named is as by default');
select is((select count(*) from audit.events where table_name like '%notification_preferences' and actor_id = tests.person('admin')) > 3, true, 'choices are audited');

-- The daily mail.
select is(private.digest_moment('Asia/Kathmandu', 8, '2026-01-10T02:14:59Z'), '2026-01-09T02:15:00Z'::timestamptz, 'eight in Kathmandu is a quarter past two in UTC');
select is(private.digest_moment('Asia/Kathmandu', 8, '2026-01-10T02:15:00Z'), '2026-01-10T02:15:00Z'::timestamptz, 'on the minute');
select is(private.digest_moment('Europe/Berlin', 8, '2026-03-28T12:00:00Z'), '2026-03-28T07:00:00Z'::timestamptz, 'the day before the clocks change');
select is(private.digest_moment('Europe/Berlin', 8, '2026-03-29T12:00:00Z'), '2026-03-29T06:00:00Z'::timestamptz, 'and on that day');
select is(private.digest_moment('Europe/Berlin', 2, '2026-03-29T12:00:00Z'), '2026-03-29T01:00:00Z'::timestamptz, 'an hour that the clocks skip comes as the next');
select is(private.digest_moment('Europe/Berlin', 2, '2026-10-25T12:00:00Z'), '2026-10-25T01:00:00Z'::timestamptz, 'of one that comes twice it is the second');
select is(private.digest_moment('Pacific/Kiritimati', 0, '2026-01-01T09:59:00Z'), '2025-12-31T10:00:00Z'::timestamptz, 'the day of the person counts');
select is(private.digest_moment('Nowhere/Land', 8, '2026-01-10T12:00:00Z'), '2026-01-10T08:00:00Z'::timestamptz, 'a zone that there is not is UTC');
select is(private.queue_digests(now()) + private.queue_digests(now() - interval '2 days'), 0, 'before the hour nothing goes out');
select is(private.queue_digests(now() + interval '1 day'), 1, 'then one mail for all that waits');
select is(private.queue_digests(now() + interval '1 day'), 0, 'and no second');
select is(tests.waiting('admin'), 0::bigint, 'nothing waits any longer');

-- A mail is sent by one attempt.
select set_config('tests.mail', (select id::text from private.notification_mails where delivery = 'daily'), true);
create function tests.begin_mail() returns jsonb language sql return private.begin_mail(current_setting('tests.mail')::uuid);
select is(tests.begin_mail() #>> '{notifications,0,subject,title}', '1 Demo Street', 'an attempt gets what there is to say');
select is(tests.begin_mail() -> 'attempt', '2', 'another may begin as long as nothing has left');
select is(private.hand_over_mail(current_setting('tests.mail')::uuid, 1), false, 'the first has lost it');
select is(private.hand_over_mail(current_setting('tests.mail')::uuid, 2), true, 'the second hands it over');
select is(tests.begin_mail(), '{"state": "handing_over"}', 'from then on nobody else begins');
select private.finish_mail(current_setting('tests.mail')::uuid, 1, 'queued');
select is(tests.begin_mail(), '{"state": "handing_over"}', 'whatever the first says');
select private.finish_mail(current_setting('tests.mail')::uuid, 2, 'queued', 'Not now');
select is(tests.begin_mail() -> 'attempt', '3', 'what the server has not taken is tried again');
delete from public.workspace_members where user_id = tests.person('admin');
select is(tests.begin_mail(), '{"state": "dropped"}', 'nothing of a workspace that the person has left');
select is(private.begin_mail(gen_random_uuid()), null, 'nor a mail that there is not');

-- To unsubscribe.
insert into private.unsubscribe_tokens (token_hash, user_id, kind)
select private.token_hash(t.token), tests.person('manager'), t.kind from (values ('one', 'mention'), ('daily', null)) as t (token, kind);
insert into public.notification_preferences (user_id, kind, delivery) values (tests.person('manager'), 'task_due', 'daily');
insert into public.workspace_notification_preferences (workspace_id, user_id, kind, delivery) values
  (tests.workspace(), tests.person('manager'), 'mention', 'daily'), (tests.workspace(), tests.person('manager'), 'import_failed', 'daily');
create function tests.chosen() returns text language sql stable security definer
  return (select string_agg(k.name || ' ' || private.delivery_of(tests.person('manager'), tests.workspace(), k.name), ', ' order by k.position)
    from public.notification_kinds as k where k.name in ('mention', 'assignment', 'import_failed', 'task_due'));
select tests.authenticate_as_service_role();
select is(private.unsubscribe(encode(sha256('one'), 'hex'), false), '{"kind": "mention", "title": "Mentions"}', 'a token says what it turns off');
select is(tests.chosen(), 'mention daily, assignment at_once, import_failed daily, task_due daily', 'and does not before it is told to');
select private.unsubscribe(encode(sha256('one'), 'hex'), true) from generate_series(1, 2);
select is(tests.chosen(), 'mention off, assignment at_once, import_failed daily, task_due daily', 'then this kind alone, in every workspace');
select private.unsubscribe(encode(sha256('daily'), 'hex'), true);
select throws_ok($$ select private.unsubscribe(repeat('0', 64), true) $$, 'P0002', null, 'an unknown token nothing');
select tests.authenticate_as('manager');
select throws_ok($$ select private.unsubscribe(repeat('0', 64), true) $$, '42501', null, 'it is no function for clients');

-- Kept for a while.
select tests.clear_authentication();
update public.notifications set created_at = now() - interval '40 days', read_at = case when kind = 'mention' then now() end;
select is((select count(*) from public.notifications where kind = 'mention') > 0, true, 'there are some that were read');
do $$ begin while private.purge_notifications(2) > 0 loop end loop; end $$;
select is((select count(*) from public.notifications where kind = 'mention'), 0::bigint, 'those go after 30 days');
select is((select count(*) from public.notifications) > 0, true, 'the unread stay');
update public.notifications set created_at = now() - interval '91 days';
do $$ begin while private.purge_notifications(2) > 0 loop end loop; end $$;
select is((select count(*) from public.notifications), 0::bigint, 'for 90');

select * from finish();
rollback;
