-- Templates and matchings through plain SQL, as a Supabase client writes them.
begin;
select plan(19);
create function tests.matching(criteria text) returns text language sql stable
  return format('insert into public.matchings (workspace_id, name, offer_list_id, request_list_id, criteria) values (%L, %L, %L, %L, %L)',
    tests.workspace(), 'New', tests.list('Properties'), tests.list('Requests'), criteria);
create function tests.found(title text) returns text language sql volatile
  return (select string_agg(coalesce(m.match #>> '{item,values,name}', m.match #>> '{item,values,buyer}') || ' ' || (m.match ->> 'score'), ', ' order by m.n)
    from public.items as i, jsonb_array_elements((public.find_matches(i.id) -> 'matches')::jsonb) with ordinality as m (match, n)
    where title in (i.values ->> 'name', i.values ->> 'buyer'));
-- The name of the list of the template is taken in Demo.
update public.lists set name = 'Homes' where id = tests.list();

select tests.authenticate_as('editor');
select throws_ok(
  $$select public.create_from_template(tests.workspace(), 'real_estate')$$, '42501', null, 'an editor may NOT make lists from a template');
select tests.authenticate_as('outsider');
select throws_ok(
  $$select public.create_from_template(tests.workspace(), 'real_estate')$$, 'P0002', null, 'to a stranger there is no workspace');
select tests.authenticate_as('manager');
select throws_ok($$select public.create_from_template(tests.workspace(), 'x')$$, 'P0002', null, 'there is no other template');
select lives_ok($$select public.create_from_template(tests.workspace(), 'real_estate')$$, 'a manager CAN');
select is(
  (select string_agg(l.name, ' ' order by l.name) from public.lists as l where l.name <> 'Homes'), 'Owners Properties Requests Viewings',
  'and then there are the lists');
select is((select count(*) from public.matchings), 1::bigint, 'and how they are matched');
select throws_ok($$select public.create_from_template(tests.workspace(), 'real_estate')$$, '23505', null, 'twice is once too often');
select is((select count(*) from public.lists as l where l.name = 'Owners'), 1::bigint, 'and changes nothing');

select tests.authenticate_as('editor');
select throws_ok(tests.matching('[{"kind": "range", "offer": "price", "request": "budget"}]'), '42501', null, 'an editor may NOT set up a matching');
select tests.authenticate_as('manager');
select throws_ok(tests.matching('[]'), '23514', null, 'without criteria it is none');
select throws_ok(tests.matching('[{"kind": "range", "offer": "price", "request": "buyer"}]'), '23514', null, 'a text asks for no range');
select throws_ok(tests.matching('[{"kind": "like", "offer": "price", "request": "budget"}]'), '23514', null, 'there is no such kind');
select lives_ok(tests.matching('[{"kind": "range", "offer": "price", "request": "budget"}]'), 'a manager CAN set one up');
select throws_ok(
  $$update public.matchings set criteria = '[{"kind": "range", "offer": "name", "request": "budget"}]' where name = 'New'$$, '23514', null,
  'which fits its columns afterwards too');

-- Both ways.
select tests.authenticate_as('editor');
insert into public.items (list_id, values) values
  (tests.list('Properties'), '{"name": "Fits", "status": "active", "price": 90, "rooms": 3}'),
  (tests.list('Properties'), '{"name": "Near", "status": "active", "price": 105, "rooms": 3}'),
  (tests.list('Properties'), '{"name": "Sold", "status": "sold", "price": 90, "rooms": 3}'),
  (tests.list('Properties'), '{"name": "Dear", "status": "active", "price": 200, "rooms": 3}'),
  (tests.list('Requests'), '{"buyer": "Ada", "status": "active", "budget": {"max": 100}, "rooms": {"min": 2}}');
select tests.authenticate_as('member');
select is(tests.found('Ada'), 'Fits 1.0000, Near 0.7000', 'a request finds what fits, then what is near; neither sold nor dear');
select is(tests.found('Near'), 'Ada 0.7000', 'and is found by it');
select is(tests.found('Dear'), null, 'and not by what it cannot pay');
select tests.authenticate_as('other_owner');
select is((select count(*) from public.matchings), 0::bigint, 'strangers see no matching');
select tests.authenticate_as('manager');
delete from public.matchings;
select throws_ok(
  $$select public.find_matches(i.id) from public.items as i where i.values ->> 'buyer' = 'Ada'$$, 'P0002', null, 'without one nothing is matched');
select * from finish();
rollback;
