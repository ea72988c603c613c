-- Attachments through plain SQL: what rows clients of the database may change, and how rows come to be.
begin;
select plan(28);
select set_config('tests.item', (select id::text from public.items where list_id = tests.list() order by id limit 1), true);
insert into public.list_columns (list_id, name, type) values (tests.list(), 'Photos', 'attachment');
select set_config('tests.photos', (select id::text from public.list_columns where list_id = tests.list() and key = 'photos'), true);
select set_config('tests.text', (select id::text from public.list_columns where list_id = tests.list() and type = 'text' order by id limit 1), true);

create function tests.upload(name text, length bigint default 5, column_id text default null) returns uuid language sql volatile
  return (private.create_upload(current_setting('tests.item')::uuid, name, length, column_id::uuid) ->> 'id')::uuid;
create function tests.finish(upload uuid, size bigint default 5, key text default null) returns jsonb language plpgsql volatile as $$
declare
  v_key text := private.begin_storing(upload) #>> '{}';
begin
  return private.finish_upload(upload, coalesce(key, v_key), size, repeat('0', 64), 'text/plain', false);
end
$$;
create function tests.file(name text) returns public.attachments language sql stable security definer
  return (select a from public.attachments as a where a.name = file.name);
create function tests.used() returns bigint language sql stable security definer
  return (select u.bytes from private.attachment_usage as u where u.workspace_id = tests.workspace());
create function tests.unneeded() returns bigint language sql stable security definer
  return (select count(*) from private.stored_objects as o where o.unneeded_at is not null);
grant usage on schema tests to authenticated;

select tests.authenticate_as('member');
select throws_ok('select tests.upload(''a'')', '42501', null, 'a member may NOT upload');
select tests.authenticate_as('outsider');
select throws_ok('select tests.upload(''a'')', 'P0002', null, 'to a stranger the item is not there');

select tests.authenticate_as('editor');
select throws_ok('select tests.upload(''a/b'')', '23514', null, 'a name is no path');
select throws_ok('select tests.upload(''a'', -1)', '23514', null, 'a length is none below 0');
select throws_ok(format('select tests.upload(''a'', 5, %L)', current_setting('tests.text')), '23514', null, 'nor does a column of text take files');
select set_config('tests.upload', tests.upload('a.txt', 9, current_setting('tests.photos'))::text, true);
select is(tests.used(), 9::bigint, 'an editor CAN begin, and what it may take is reserved');
select throws_ok(format('select tests.finish(%L, 10)', current_setting('tests.upload')), '23514', null, 'but not end with more');
select throws_ok(format('select tests.finish(%L, 5, ''made up'')', current_setting('tests.upload')), 'P0002', null, 'nor with an object that was not noted');
select tests.authenticate_as('owner');
select throws_ok(format('select tests.finish(%L)', current_setting('tests.upload')), 'P0002', null, 'nobody ends the upload of another');
select tests.authenticate_as('editor');
select lives_ok(format('select tests.finish(%L)', current_setting('tests.upload')), 'its maker CAN');
select is(row((tests.file('a.txt')).id, (tests.file('a.txt')).size, (tests.file('a.txt')).created_by)::text,
  row(current_setting('tests.upload')::uuid, 5::bigint, tests.person('editor'))::text, 'and it is an attachment of the same id');
select is(tests.used(), 5::bigint, 'which takes what it has');
select is((private.finish_upload(current_setting('tests.upload')::uuid, null, null, null, null, null)) ->> 'name', 'a.txt', 'asked again, the answer is the same');
select is((select computed(i) #>> '{photos,0,name}' from public.items as i where i.id = current_setting('tests.item')::uuid), 'a.txt', 'the column shows it');

-- Rows under policies.
select throws_ok('insert into public.attachments (name) values (''x'')', '42501', null, 'nobody makes a row alone');
select throws_ok('update public.attachments set sha256 = repeat(''1'', 64)', '42501', null, 'nor changes what the file is');
select throws_ok('update public.attachments set name = E''a\nb''', '23514', null, 'a name has no line breaks');
update public.attachments set name = 'b.txt';
select is((tests.file('b.txt')).version, 2::bigint, 'an editor CAN rename');
update public.attachments set position = 7;
select is((tests.file('b.txt')).version, 2::bigint, 'a place is no version');
select tests.authenticate_as('member');
update public.attachments set name = 'c.txt';
select is((select name from public.attachments), 'b.txt', 'a member reads it, and changes nothing');
select tests.authenticate_as('outsider');
select is((select count(*) from public.attachments), 0::bigint, 'strangers read none');
select tests.authenticate_as('admin');
delete from public.attachments;
select isnt((tests.file('b.txt')).id, null, 'nobody deletes for good what is not in the trash');
update public.attachments set deleted_at = now();
select is((select jsonb_array_length(public.find_trash(tests.workspace())::jsonb -> 'attachments')), 1, 'the trash shows it');
delete from public.attachments;
select is(tests.used(), 0::bigint, 'an admin CAN delete it from there, and its bytes are free');
select is(tests.unneeded(), 1::bigint, 'its object is put down for the job');

-- The quota, and what is given up.
select tests.clear_authentication();
update public.workspaces set attachment_quota = 10 where id = tests.workspace();
select tests.authenticate_as('editor');
select set_config('tests.upload', tests.upload('d.txt', 10)::text, true);
select throws_ok('select tests.upload(''e.txt'', 1)', '54000', null, 'the quota holds');
select private.abandon_upload(current_setting('tests.upload')::uuid);
select lives_ok('select tests.upload(''e.txt'', 10)', 'what was given up is free again');
select tests.authenticate_as('owner');
update public.workspaces set name = name where id = tests.workspace();
select throws_ok('update public.workspaces set attachment_quota = 1000', '42501', null, 'nobody but the operator raises it');
select * from finish();
rollback;
