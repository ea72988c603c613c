-- Pipelines: the moves of a deal are data, and the data has rules.
begin;
select plan(61);
create function tests.pipeline(name text default 'Sales') returns uuid language sql stable security definer
  return (select p.id from public.pipelines as p where p.name = pipeline.name and p.workspace_id = tests.workspace());
create function tests.moves() returns text language sql stable security definer
  return (
    select string_agg(format('%s>%s:%s', coalesce(m.from_stage, '-'), m.to_stage, m.minimum_role), ' ' order by m.from_stage nulls first, m.to_stage)
    from public.stage_moves as m where m.pipeline_id = tests.pipeline('Rent') and m.to_stage <> 'closed'
  );
create function tests.refused(moves text) returns jsonb language plpgsql set search_path = '' as $$
declare
  v_detail text;
begin
  perform public.replace_moves(tests.pipeline('Rent'), moves::jsonb);
  return null;
exception when check_violation then
  get stacked diagnostics v_detail = pg_exception_detail;
  return jsonb_path_query_array(v_detail::jsonb, '$[*].field') || jsonb_path_query_array(v_detail::jsonb, '$[*].code');
end
$$;
create function tests.deal(title text, stage text, fields text default 'null', "values" text default '') returns text language sql stable
  return format('insert into public.deals (workspace_id, pipeline_id, title, stage) values (%L, %L, %L, %L)', tests.workspace(), tests.pipeline('Rent'), title, stage);

-- What everybody has.
select tests.create_workspace('Third', 'outsider');
select is(
  (select string_agg(format('%s:%s', s.key, s.probability), ' ' order by s.position) from public.pipeline_stages as s where s.workspace_id = tests.workspace('Third')),
  'qualification:20 proposal:50 negotiation:80 closed:0', 'a new workspace has a pipeline of four stages');
select is(
  (select string_agg(format('%s>%s:%s', coalesce(m.from_status, '-'), m.to_status, m.minimum_role), ' ' order by m.from_status nulls first, m.to_status)
    from public.status_moves as m where m.pipeline_id = tests.pipeline()),
  '->in_progress:member ->lost:editor ->new:member ->won:editor in_progress>lost:member in_progress>won:member new>in_progress:member', 'and the moves of a status');
select is((select count(*) from public.lost_reasons where workspace_id = tests.workspace()), 6::bigint, 'and reasons why deals are lost');
select tests.authenticate_as('member');
select is((select count(*) from public.pipelines), 1::bigint, 'members see it');
select throws_ok('insert into public.pipelines (workspace_id, name) values (tests.workspace(), ''Mine'')', '42501', null, 'and make none');
update public.stage_moves set minimum_role = 'member';
select is((select count(*) from public.stage_moves where minimum_role = 'admin'), 3::bigint, 'nor change a rule');
select tests.authenticate_as('manager');
update public.pipelines set name = 'Mine';
select is((select name from public.pipelines), 'Sales', 'a manager neither');

-- One's own.
select tests.authenticate_as('admin');
select lives_ok('insert into public.pipelines (workspace_id, name, needs_lost_reason) values (tests.workspace(), ''Rent'', true)', 'an admin CAN make a pipeline');
select throws_ok('insert into public.pipelines (workspace_id, name) values (tests.workspace(), ''rent'')', '23505', null, 'of a name of its own');
select throws_ok('insert into public.pipelines (workspace_id, name) values (tests.workspace(''Other''), ''X'')', '42501', null, 'NOT elsewhere');
select is((select array_agg(key) from public.pipeline_stages where pipeline_id = tests.pipeline('Rent')), '{closed}'::text[], 'which ends at closed');
select lives_ok(format('insert into public.pipeline_stages (workspace_id, pipeline_id, key, name, position, required_fields) values (tests.workspace(), %1$L, ''ask'', ''Ask'', 1, ''{}''), '
  '(tests.workspace(), %1$L, ''visit'', ''Visit'', 2, ''{amount,source}'')', tests.pipeline('Rent')), 'and has stages');
select is(tests.moves(), '->ask:member ->visit:member ask>visit:member visit>ask:admin', 'with the usual moves');
select throws_ok('update public.pipeline_stages set key = ''other'' where key = ''ask''', '42501', null, 'a key stays');
select throws_ok('update public.pipeline_stages set position = 40000 where key = ''ask''', '23514', null, 'closed is the last');
select throws_ok('update public.pipeline_stages set required_fields = ''{owner_id}'' where key = ''ask''', '23514', null, 'not everything can be required');
select throws_ok('delete from public.pipeline_stages where key = ''closed''', '23001', null, 'closed stays');
select throws_ok(format('insert into public.status_moves (workspace_id, pipeline_id, from_status, to_status) values (tests.workspace(), %L, ''won'', ''new'')', tests.pipeline('Rent')), '23514', null,
  'won is the end in every pipeline');
select throws_ok(format('insert into public.stage_moves (workspace_id, pipeline_id, from_stage, to_stage) values (tests.workspace(), %L, ''closed'', ''ask'')', tests.pipeline('Rent')), '23514', null,
  'and closed');
select lives_ok('update public.pipeline_stages set position = case key when ''ask'' then 2 else 1 end where key in (''ask'', ''visit'')', 'stages change places');
select is(tests.moves(), '->ask:member ->visit:member ask>visit:admin visit>ask:member', 'forward stays what every member may, back an admin');
update public.pipeline_stages set position = case key when 'ask' then 1 else 2 end where key in ('ask', 'visit');

-- Required fields, reasons.
select tests.authenticate_as('member');
select throws_ok(tests.deal('Flat', 'visit'), '23514', null, 'a deal does NOT begin in a stage that needs what it has not');
select lives_ok(tests.deal('Flat', 'ask'), 'but in another');
select throws_like('update public.deals set stage = ''visit'', amount = 1 where title = ''Flat''', '"Flat" (%) needs source to be in the stage visit', 'nor goes there');
select lives_ok('update public.deals set stage = ''visit'', amount = 1, source = ''Fair'' where title = ''Flat''', 'with all of it it does');
select throws_ok('update public.deals set source = null where title = ''Flat''', '23514', null, 'and keeps it there');
select lives_ok('update public.deals set status = ''in_progress'' where title = ''Flat''', 'worked on');
select throws_ok('update public.deals set status = ''lost'' where title = ''Flat''', '23514', null, 'it is NOT lost without a reason where the pipeline wants one');
select throws_ok(format('update public.deals set pipeline_id = %L where title = ''Flat''', tests.pipeline()), '42501', null, 'nor taken to another pipeline, which would be a way back');

-- Rules as data.
select tests.authenticate_as('admin');
delete from public.stage_moves where pipeline_id = tests.pipeline('Rent') and from_stage = 'visit' and to_stage = 'closed';
update public.status_moves set minimum_role = 'manager' where pipeline_id = tests.pipeline('Rent') and to_status = 'lost' and from_status is not null;
select tests.authenticate_as('member');
select throws_ok('update public.deals set status = ''lost'', lost_reason = ''Price'' where title = ''Flat''', '42501', null, 'a move that asks for more is refused to those who have less');
select throws_ok('update public.deals set status = ''won'' where title = ''Flat''', '23514', null, 'and one that is gone, to all');

-- Moves that cannot be.
select tests.authenticate_as('admin');
select is(tests.refused(m.moves), m.problem::jsonb, 'moves that cannot be are named: ' || m.problem)
from (values
  ('[{"from": null, "to": "ask"}, {"from": "ask", "to": "nowhere"}]', '["stage_moves[1].to", "stage_unknown"]'),
  ('[{"from": "ask", "to": "visit"}, {"from": "ask", "to": "visit"}]', '["stage_moves[1].to", "move_twice"]'),
  ('[{"from": "ask", "to": "ask"}]', '["stage_moves[0].to", "move_leads_nowhere"]'),
  ('[{"from": "closed", "to": "ask"}]', '["stage_moves[0].from", "move_ends_there"]'),
  ('[{"from": "ask"}]', '["stage_moves[0].to", "stage_unknown"]')
) as m (moves, problem);
select is(tests.moves(), '->ask:member ->visit:member ask>visit:member visit>ask:admin', 'and those that there were stay');

-- In use.
select tests.authenticate_as('admin');
select throws_ok('delete from public.pipeline_stages where key = ''visit''', '23001', 'The stage Visit has 1 deal', 'a stage with deals does NOT go, and says how many');
select throws_ok(format('delete from public.pipelines where id = %L', tests.pipeline('Rent')), '23001', 'The pipeline Rent has 1 deal', 'nor a pipeline');
select lives_ok(format('update public.deals set pipeline_id = %L where title = ''Flat''', tests.pipeline()), 'an admin CAN take it to another');
select is((select stage from public.deals where title = 'Flat'), 'qualification', 'where it begins at the first stage');
update public.pipelines set archived_at = now() where name = 'Rent';
select tests.authenticate_as('member');
select throws_ok(tests.deal('X', 'ask'), '55000', null, 'an archived pipeline takes NO deals');
select tests.authenticate_as('admin');
select lives_ok(format('delete from public.pipelines where id = %L', tests.pipeline('Rent')), 'without deals it CAN go');
update public.deals set status = 'lost', lost_reason = 'Price' where title = 'Flat';
select throws_ok('delete from public.lost_reasons where name = ''Price''', '23001', null, 'a reason that deals have does NOT go');
update public.lost_reasons set name = 'Too dear' where name = 'Price';
select is((select lost_reason from public.deals), 'Too dear', 'but may be renamed: they follow');
insert into public.pipelines (workspace_id, name, is_default) values (tests.workspace(), 'New', true);
select is((select array_agg(name) from public.pipelines where is_default), '{New}'::text[], 'there is one default');
select throws_ok('update public.pipelines set is_default = true where name = ''Sales''; update public.pipelines set archived_at = now() where name = ''Sales''', '23001',
  'The pipeline Sales is where deals begin that name none', 'the default is NOT archived');
select throws_ok('update public.pipelines set is_default = false where name = ''New''', '23001', 'The pipeline New is where deals begin that name none', 'nor is there to be none');
select throws_ok(format('select public.update_pipeline(%L, ''{"is_archived": true}'')', tests.pipeline('New')), '23001', null, 'nor by the function of the API');
select throws_ok(format('delete from public.pipelines where id = %L', tests.pipeline('New')), '23001', 'The pipeline New is where deals begin that name none', 'nor deleted');
select is((select array_agg(name) from public.pipelines where is_default and archived_at is null), '{New}'::text[], 'it stays the default');
select lives_ok('update public.pipelines set is_default = true where name = ''Sales''', 'another CAN take its place');
select throws_ok('update public.pipelines set is_default = true where name = ''New''', '23001', 'The pipeline New has no stage to begin in', 'but NOT one without a stage');
select lives_ok('update public.pipelines set archived_at = now() where name = ''New''', 'and then it CAN be archived');
insert into public.pipeline_stages (workspace_id, pipeline_id, key, name, position) select tests.workspace(), tests.pipeline('New'), k, k, n
from unnest(array['first', 'second']) with ordinality as s (k, n);
select throws_ok('update public.pipelines set is_default = true where name = ''New''', '23514', null, 'an archived one is NOT the default');
select is((select array_agg(name) from public.pipelines where is_default), '{Sales}'::text[], 'which stays where it was');
select throws_ok('delete from public.pipeline_stages where key in (''first'', ''second'')', '23001', 'A pipeline keeps a stage to begin in', 'the last stages do NOT go');
select lives_ok('delete from public.pipeline_stages where key = ''first''', 'the last but one CAN');
select throws_ok('delete from public.pipeline_stages where key = ''second''', '23001', 'A pipeline keeps a stage to begin in', 'the last does NOT');
select is((select count(*) from public.pipeline_stages where pipeline_id = tests.pipeline('New')), 2::bigint, 'it stays beside closed');
select throws_ok('insert into public.pipeline_stages (workspace_id, pipeline_id, key, name, position) select tests.workspace(), ' || quote_literal(tests.pipeline('New'))
  || ', ''s'' || n, ''S'', n from generate_series(1, 50) as n', '54000', null, 'a pipeline has at most 50 stages');

select * from finish();
rollback;
