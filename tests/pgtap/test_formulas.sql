-- Formulas: who may check one, what it tells, and that no role reaches more than its own rights through it.
begin;
select plan(21);

select tests.authenticate_as('member');
select is(public.check_formula(tests.list(), 'len({Address}) * 2') - 'depends_on',
  '{"is_valid": true, "result_type": "number", "is_volatile": false, "stored": "len({address}) * 2", "errors": []}'::jsonb,
  'a member learns what a formula gives');
select is(public.check_formula(tests.list(), 'len({Address}) * 2') -> 'depends_on',
  (select jsonb_build_array(id) from public.list_columns where list_id = tests.list() and key = 'address'), 'and what it reads');
select is(public.check_formula(tests.list(), 'len({Address}) *') #>> '{errors,0,code}', 'syntax', 'or what is wrong');
select is((public.check_formula(tests.list(), 'len({Address}) *') #>> '{errors,0,position}')::integer, 17, 'and where, from 1');
select is((public.check_formula(tests.list(), '"äöü" + 1') #>> '{errors,0,position}')::integer, 1, 'counted in characters, not bytes');
select is(public.check_formula(tests.list(), null) #>> '{errors,0,code}', 'syntax', 'no formula is an empty one');
select throws_ok($$select private.compile_formula('1 +', '[]')$$, '23514', null, 'compiling raises');
select throws_ok($$select private.store_formula('{nope}', '[]')$$, '23514', null, 'as does storing what names no column');
select is(private.show_formula('{nope}', '[]'), '{nope}', 'showing does not');
select throws_ok('select public.check_formula(gen_random_uuid(), ''1'')', 'P0002', 'There is no such list', 'a list that is not there');
select isnt_empty('select from public.formula_functions', 'the functions are there to read');
select throws_ok('update public.formula_functions set description = ''x''', '42501', null, 'and nobody changes them');
select throws_ok('delete from public.formula_functions', '42501', null, 'nor deletes them');

select tests.authenticate_as('outsider');
select throws_ok(format('select public.check_formula(%L, ''1'')', tests.list()), 'P0002', 'There is no such list', 'nobody else learns of the list');
select tests.authenticate_as('removed');
select throws_ok(format('select public.check_formula(%L, ''1'')', tests.list()), 'P0002', 'There is no such list', 'nor who was removed');
select tests.clear_authentication();
set local role anon;
select throws_ok('select public.check_formula(gen_random_uuid(), ''1'')', '42501', null, 'nor who has not signed in');
select isnt_empty('select from public.formula_functions', 'who may read the functions');
select throws_ok($$select private.compile_formula('1', '[]')$$, '42501', null, 'but compile nothing');
reset role;

-- Where days begin: in the zone of the query, else the caller's own.
update public.user_profiles set time_zone = 'Pacific/Kiritimati' where user_id = (select id from tests.people where name = 'member');
select tests.authenticate_as('member');
select is(private.formula_zone(), 'Pacific/Kiritimati', 'the zone of who asks');
select set_config('deedbook.time_zone', 'America/New_York', true);
select is(private.formula_zone(), 'America/New_York', 'unless the query names one');
select public.query_items(tests.list(), '{"time_zone": "Asia/Tokyo"}');
select is(private.formula_zone(), 'Pacific/Kiritimati', 'a query leaves no zone behind');

select * from finish();
rollback;
