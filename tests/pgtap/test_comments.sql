-- Comments through plain SQL, as a Supabase client writes them.
begin;
select plan(39);
select set_config('tests.item', (select id::text from public.items where list_id = tests.list() order by id limit 1), true);
select set_config('tests.elsewhere', (select id::text from public.items where list_id = tests.list('Properties', 'Other') limit 1), true);

create function tests.comment(body text, parent text default null) returns text language sql stable
  return format('insert into public.comments (item_id, body, parent_id) values (%L, %L, %L)', current_setting('tests.item'), body, parent);
create function tests.said(body text) returns public.comments language sql stable security definer
  return (select c from public.comments as c where c.body = said.body);

select tests.authenticate_as('member');
select lives_ok(tests.comment('Hello @[Ed](' || tests.person('editor') || ') and @[Al](nobody)'), 'a member CAN comment, naming the item alone');
select is(
  (select row(workspace_id, created_by, mentions)::text from public.comments),
  row(tests.workspace(), tests.person('member'), array[tests.person('editor')])::text, 'mentions are read out of the text');
select throws_ok(tests.comment('@[X](' || tests.person('outsider') || ')'), '23514', null, 'only members are mentioned');
select throws_ok(tests.comment(''), '23514', null, 'an empty comment is none');
select throws_ok(tests.comment(repeat('x', 10001)), '23514', null, 'nor is a book');
select throws_ok(
  format('insert into public.comments (item_id, body) values (%L, ''x'')', current_setting('tests.elsewhere')), '42501', null,
  'not on an item of another workspace');
select throws_ok(
  format('insert into public.comments (item_id, workspace_id, body) values (%L, %L, ''x'')', current_setting('tests.elsewhere'), tests.workspace()),
  '23503', null, 'nor by naming one''s own workspace for it');
select throws_ok(
  format('insert into public.comments (item_id, body, created_by) values (%L, ''x'', %L)', current_setting('tests.item'), tests.person('owner')),
  '42501', null, 'nor in the name of somebody else');
update public.comments set body = 'Hello';
select is((tests.said('Hello')).mentions, '{}'::uuid[], 'mentions follow the text');
select isnt((tests.said('Hello')).edited_at, null, 'which says that it was edited');

-- Threads of one level.
select tests.authenticate_as('editor');
select lives_ok(tests.comment('Answer', (tests.said('Hello')).id::text), 'others CAN answer');
select throws_ok(tests.comment('Deeper', (tests.said('Answer')).id::text), '23514', null, 'but NOT answer an answer');
select throws_ok(tests.comment('Lost', gen_random_uuid()::text), 'P0002', null, 'nor what is not there');
select throws_ok('update public.comments set parent_id = null where body = ''Answer''', '42501', null, 'an answer stays where it is');

-- Whose it is.
select throws_ok('update public.comments set body = ''Changed'' where body = ''Hello''', '42501', null, 'nobody changes the text of another');
select throws_ok('update public.comments set deleted_at = now() where body = ''Hello''', '42501', null, 'nor deletes it');
select lives_ok('update public.comments set resolved_at = now() where body = ''Hello''', 'an editor CAN resolve a thread');
select is((tests.said('Hello')).resolved_by, tests.person('editor'), 'which says who did');
select throws_ok('update public.comments set resolved_at = now() where body = ''Answer''', '23514', null, 'but NOT an answer');
select tests.authenticate_as('member');
update public.comments set resolved_at = now() where body = 'Answer';
select is((tests.said('Answer')).resolved_at, null, 'a member resolves their own alone');
update public.comments set resolved_at = null where body = 'Hello';
select is((tests.said('Hello')).resolved_by, null, 'such as this');
select tests.authenticate_as('outsider');
select is((select count(*) from public.comments), 0::bigint, 'strangers read none');

-- Deleting.
select tests.authenticate_as('admin');
select throws_ok('update public.comments set body = ''Changed'' where body = ''Answer''', '42501', null, 'a moderator changes no text');
select lives_ok('update public.comments set deleted_at = now() where body = ''Answer''', 'but CAN delete it');
select tests.authenticate_as('member');
select is((select count(*) from public.comments where body = 'Answer'), 0::bigint, 'others read it no more');
select tests.authenticate_as('editor');
select is((select count(*) from public.comments where body = 'Answer'), 1::bigint, 'its author does');
select throws_ok('update public.comments set deleted_at = null where body = ''Answer''', '42501', 'Somebody else deleted this comment', 'and does NOT bring it back');
select throws_ok('update public.comments set body = ''Again'' where body = ''Answer''', '42501', 'Somebody else deleted this comment', 'nor change it');
select is((select c.deleted_by from public.comments as c where c.body = 'Answer'), tests.person('admin'), 'it stays deleted, by whom it says');
select tests.authenticate_as('admin');
select lives_ok('update public.comments set deleted_at = null where body = ''Answer''', 'who moderates CAN restore it');
select tests.authenticate_as('editor');
select lives_ok('update public.comments set deleted_at = now() where body = ''Answer''', 'what its author deleted');
select lives_ok('update public.comments set deleted_at = null where body = ''Answer''', 'they bring back');
select is((select row(c.deleted_at, c.deleted_by)::text from public.comments as c where c.body = 'Answer'), '(,)', 'without a trace in the row');
update public.comments set deleted_at = now() where body = 'Answer';
delete from public.comments where body = 'Answer';
select is((select count(*) from public.comments where body = 'Answer'), 1::bigint, 'and does NOT delete it for good');
select tests.authenticate_as('admin');
delete from public.comments where body in ('Answer', 'Hello');
select is((select array_agg(body) from public.comments), '{Hello}'::text[], 'an admin CAN, what was deleted before');

-- With its item.
select tests.clear_authentication();
update public.items set deleted_at = now() where id = current_setting('tests.item')::uuid;
select tests.authenticate_as('member');
select throws_ok(tests.comment('Late'), '55000', null, 'nobody comments on what is in the trash');
select tests.clear_authentication();
delete from public.items where id = current_setting('tests.item')::uuid;
select is((select count(*) from public.comments), 0::bigint, 'comments go with their item');
select is(
  (select e.diff -> 'body' from audit.events as e where e.table_name = 'comments' and e.action = 'update' and e.diff ? 'body'),
  format('["Hello @[Ed](%s) and @[Al](nobody)", "Hello"]', tests.person('editor'))::jsonb, 'the audit log keeps what was said before');
select is(
  (select count(*) from private.search_queue where kind = 'comment')::integer > 0, true, 'and search is told');

select * from finish();
rollback;
