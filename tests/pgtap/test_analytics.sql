-- Reports of deals, rates and merges as SQL and Supabase clients see them.
begin;
select plan(25);
create function tests.summary(path text) returns text language sql volatile
  return public.get_deal_summary(tests.workspace(), max_age => 0) #>> path::text[];
create function tests.contact(name text) returns uuid language sql stable
  return (select c.id from public.contacts as c where c.name = contact.name and c.workspace_id = tests.workspace());
create function tests.merge() returns jsonb language sql volatile
  return public.merge_contacts(tests.contact('Ada'), jsonb_build_array(tests.contact('Bob')));

select tests.authenticate_as('editor');
insert into public.deals (workspace_id, title, amount, currency) values
  (tests.workspace(), 'A', 10, 'EUR'), (tests.workspace(), 'B', 20, 'EUR'), (tests.workspace(), 'C', 5, 'USD');
update public.deals set status = 'in_progress' where title in ('A', 'B');
update public.deals set status = 'won' where title = 'A';
select tests.authenticate_as('member');
select is(tests.summary('{deals}'), '3', 'a member CAN read the summary');
select is(tests.summary('{statuses,2,amounts,0,amount}'), '10', 'what is won is counted');
select is(
  public.get_deal_funnel(tests.workspace(), max_age => 0) #>> '{stages,0,conversion}', '0.3333', 'and one of three has gone on');
select is(public.get_deal_forecast(tests.workspace(), max_age => 0) #>> '{amounts,0,weighted}', '4', 'a fifth of what is in the first stage');
select is(public.get_deals_won(tests.workspace(), max_age => 0) #>> '{owners,0,deals}', '1', 'whose it is, is said');
select throws_ok($$select * from private.deal_stats$$, '42501', null, 'nobody reads the counters themselves');
select throws_ok($$select * from private.analytics_cache$$, '42501', null, 'nor what is kept');
select tests.authenticate_as('outsider');
select throws_ok($$select public.get_deal_summary(tests.workspace())$$, 'P0002', null, 'strangers get no report');
select tests.authenticate_as('manager');
update public.deals set deleted_at = now() where title = 'B';
select is(tests.summary('{deals}'), '2', 'what is in the trash is not counted');
update public.deals set deleted_at = null where title = 'B';
select is(tests.summary('{deals}'), '3', 'what comes back is');
select throws_ok(
  $$insert into public.exchange_rates (workspace_id, currency, rate) values (tests.workspace(), 'EUR', 2)$$, '42501', null,
  'a manager sets NO rates');
select tests.authenticate_as('admin');
select lives_ok(
  $$insert into public.exchange_rates (workspace_id, currency, rate, as_of) values (tests.workspace(), 'EUR', 2, '2026-01-01')$$, 'an admin CAN');
select is(tests.summary('{statuses,2,converted,amount}'), '20', 'and then amounts are converted');
select throws_ok(
  $$insert into public.exchange_rates (workspace_id, currency, rate) values (tests.workspace(), 'USD', 2)$$, '23514', null,
  'the currency of the workspace has no rate');
select throws_ok($$update public.exchange_rates set rate = 0$$, '23514', null, 'and no rate is nothing');
select throws_ok($$update public.exchange_rates set as_of = 'infinity'$$, '23514', null, 'nor of a day that never comes');
select throws_ok(
  $$insert into public.exchange_rates (workspace_id, currency, rate) values (tests.workspace(), 'ZZZ', 2)$$, '23514', null,
  'nor of a currency that is not there');
select throws_ok($$update public.exchange_rates set base_currency = 'JPY'$$, '42501', null, 'what it was given in is not for clients to say');

-- Merges.
select tests.authenticate_as('editor');
insert into public.contacts (workspace_id, name, email) values
  (tests.workspace(), 'Ada', 'ada@example.com'), (tests.workspace(), 'Bob', 'bob@example.com');
update public.deals set contact_id = tests.contact('Bob') where title = 'B';
select throws_ok('select tests.merge()', '42501', null, 'an editor may NOT merge');
select tests.authenticate_as('manager');
select lives_ok('select tests.merge()', 'a manager CAN');
select is((select d.contact_id from public.deals as d where d.title = 'B'), tests.contact('Ada'), 'the deal went along');
select throws_ok('select tests.merge()', '55000', null, 'what is merged is in the trash');
select tests.authenticate_as('editor');
select is((select count(*) from public.contact_merges), 0::bigint, 'an editor reads no merges');
select tests.authenticate_as('manager');
select lives_ok('select public.revert_merge(id) from public.contact_merges', 'the manager takes it back');
select is((select d.contact_id from public.deals as d where d.title = 'B'), tests.contact('Bob'), 'and the deal goes back');
select * from finish();
rollback;
