-- Contacts through plain SQL, as a Supabase client writes them.
begin;
select plan(45);
create function tests.contact(fields jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  v_row jsonb := jsonb_build_object('workspace_id', tests.workspace()) || fields;
  v_columns text := (select string_agg(quote_ident(k), ', ') from jsonb_object_keys(v_row) as k);
begin
  execute format('insert into public.contacts (%1$s) select %1$s from jsonb_populate_record(null::public.contacts, $1)', v_columns) using v_row;
  return (select c.id from public.contacts as c where c.name = fields ->> 'name' and c.deleted_at is null);
end
$$;
create function tests.who(name text) returns public.contacts language sql stable security definer
  return (select c from public.contacts as c where c.name = who.name);

select tests.authenticate_as('member');
select lives_ok($$select tests.contact('{"name": "Ada", "email": "Ada@Example.com", "phone": "+49 (0)30 90-18 ext. 2"}')$$, 'a member CAN create a contact');
select is((tests.who('Ada')).owner_id, tests.person('member'), 'which is theirs');
select is(row((tests.who('Ada')).phone, (tests.who('Ada')).phone_key)::text, row('+49 (0)30 90-18 ext. 2', '+49309018')::text,
  'a number is kept as it was written, and normalised beside');
select is((select array_agg(private.phone_key(p)) from unnest(array['0049 30 9018', '+49 30/9018', '(030) 9018', '030.9018 x12', 'call me']) as p),
  '{+49309018,+49309018,0309018,0309018,NULL}'::text[], 'numbers that are the same compare as the same');
select throws_ok($$select tests.contact('{"name": "Eve", "email": "ada@example.COM"}')$$, '23505', null, 'an address is there once, whatever its case');
select throws_ok($$select tests.contact('{"name": "Eve", "email": "nobody"}')$$, '23514', null, 'and is one');
select throws_ok($$select tests.contact('{"name": "  "}')$$, '23514', null, 'a name says something');
select throws_ok($$select tests.contact('{"name": "\u200b\ufeff"}')$$, '23514', null, 'so that it can be seen');
select throws_ok($$select tests.contact('{"name": "Eve", "email": "a\u200bda@example.com"}')$$, '23514', null, 'an address has no character that nobody sees');
select lives_ok($$select tests.contact('{"name": "Zoe", "email": "zo\u00eb@example.com"}')$$, 'a letter with an accent it may have');
select throws_ok($$select tests.contact('{"name": "Eve", "email": "zoe\u0308@example.com"}')$$, '23505', null, 'which is the same, however it is written');
select is((select array_agg(c.name) from public.contacts as c), '{Ada,Zoe}'::text[], 'none of them is there');
select throws_ok($$select tests.contact('{"name": "Eve", "phone": "12"}')$$, '23514', null, 'a number has digits');
select throws_ok($$select tests.contact('{"name": "Eve", "website": "javascript:x"}')$$, '23514', null, 'a website is one');
select throws_ok($$select tests.contact('{"name": "Eve", "address": ["x"]}')$$, '23514', null, 'an address has parts');
select throws_ok($$select tests.contact('{"name": "Eve", "deal_count": 1}')$$, '42501', null, 'nobody counts deals by hand');
select throws_ok($$select tests.contact(jsonb_build_object('name', 'Eve', 'owner_id', tests.person('owner')))$$, '42501', null, 'nor makes one for another');
select throws_ok($$select tests.contact(jsonb_build_object('name', 'Eve', 'workspace_id', tests.workspace('Other')))$$, '42501', null, 'nor elsewhere');
select tests.authenticate_as('other_owner');
select lives_ok($$select tests.contact(jsonb_build_object('name', 'Ada too', 'email', 'ada@example.com', 'workspace_id', tests.workspace('Other')))$$,
  'another workspace has the address as well');
select is((select count(*) from public.contacts where name = 'Ada'), 0::bigint, 'and sees nothing of the first');

-- Whose it is.
select tests.authenticate_as('editor');
select lives_ok('update public.contacts set company = ''Acme'' where name = ''Ada''', 'an editor CAN change any');
select throws_ok('update public.contacts set owner_id = tests.person(''editor'') where name = ''Ada''', '42501', null, 'but NOT take it over');
select throws_ok('update public.contacts set deleted_at = now() where name = ''Ada''', '42501', null, 'nor trash it');
select lives_ok($$select tests.contact('{"name": "Bob"}')$$, 'and has one too');
select tests.authenticate_as('member');
update public.contacts set company = 'Mine' where name = 'Bob';
select is((tests.who('Bob')).company, null, 'which a member does NOT change');
select throws_ok('update public.contacts set deleted_at = now() where name = ''Ada''', '42501', null, 'nor trash their own');
select tests.authenticate_as('manager');
select lives_ok('update public.contacts set owner_id = tests.person(''manager'') where name = ''Bob''', 'a manager CAN take it over');

-- With deals.
insert into public.deals (workspace_id, contact_id, title) select tests.workspace(), (tests.who('Ada')).id, 'Deal ' || n from generate_series(1, 2) as n;
select is((tests.who('Ada')).deal_count, 2, 'deals are counted');
select is((tests.who('Ada')).version, 2::bigint, 'which is no change of the contact');
select throws_ok('update public.contacts set deleted_at = now() where name = ''Ada''', '23514', 'Ada has 2 deals', 'a contact with deals is NOT trashed, and how many it has');
update public.deals set deleted_at = now() where title = 'Deal 1';
update public.deals set contact_id = (tests.who('Bob')).id where title = 'Deal 2';
select is(row((tests.who('Ada')).deal_count, (tests.who('Bob')).deal_count)::text, row(0, 1)::text, 'the count follows');
select lives_ok('update public.contacts set deleted_at = now() where name = ''Ada''', 'without deals it CAN be');
select throws_ok('update public.deals set deleted_at = null where title = ''Deal 1''', '55000', null, 'a deal is NOT restored to a contact in the trash');
select throws_ok('update public.deals set contact_id = (tests.who(''Ada'')).id where title = ''Deal 2''', '55000', null, 'nor given to one');
select lives_ok($$select tests.contact('{"name": "Ada II", "email": "ada@example.com"}')$$, 'its address is free');
select throws_ok('update public.contacts set deleted_at = null where name = ''Ada''', '23505', null, 'and then not its own any more');
select throws_ok('update public.contacts set company = ''Old'' where name = ''Ada''', '55000', 'The contact is in the trash', 'a contact in the trash is NOT changed');
select throws_ok(format('insert into public.contact_items (contact_id, item_id) select %L, i.id from public.items as i limit 1', (tests.who('Ada')).id), '55000', null, 'nor linked');
select is((tests.who('Ada')).company, 'Acme', 'it stays as it was');
select tests.authenticate_as_service_role();
select throws_ok('delete from public.contacts where name = ''Ada''', '23514', 'Ada has 1 deal (1 of them in the trash)', 'trusted server code does NOT delete it past its deals');
select throws_ok('delete from public.contacts where name = ''Bob''', '23514', 'Bob has 1 deal', 'whatever they are');
select throws_ok('update public.contacts set deal_count = 0', '23001', null, 'nor count them away');

-- Items of it.
select tests.authenticate_as('member');
select throws_ok(format('insert into public.contact_items (contact_id, item_id) select %L, i.id from public.items as i limit 1', (tests.who('Bob')).id), '42501', null,
  'a member does NOT link what is another''s');
select tests.authenticate_as('editor');
select lives_ok(format('insert into public.contact_items (contact_id, item_id) select %L, i.id from public.items as i limit 1', (tests.who('Bob')).id), 'an editor CAN');
select tests.clear_authentication();
select set_config('tests.elsewhere', (select id::text from public.items where list_id = tests.list('Properties', 'Other') limit 1), true);
select tests.authenticate_as('editor');
select throws_ok(format('insert into public.contact_items (contact_id, item_id) values (%L, %L)', (tests.who('Bob')).id, current_setting('tests.elsewhere')),
  '23503', null, 'but NOT with an item of another workspace');

select * from finish();
rollback;
