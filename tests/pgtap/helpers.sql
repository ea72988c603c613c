-- Loaded into the template of every test database, after the deploy: named people and ways to be one of them.
create schema tests;
grant usage on schema tests to public;

create table tests.people (
  name text primary key,
  id uuid not null default gen_random_uuid(),
  role public.workspace_role,
  description text not null
);
insert into tests.people (name, role, description) values
  ('owner', 'owner', 'member of Demo'),
  ('admin', 'admin', 'member of Demo'),
  ('manager', 'manager', 'member of Demo'),
  ('editor', 'editor', 'member of Demo'),
  ('member', 'member', 'member of Demo'),
  ('invited', null, 'has an open invitation to Demo, and no workspace'),
  ('revoked', null, 'had an invitation to Demo, which was revoked'),
  ('removed', null, 'was an editor of Demo'),
  ('outsider', null, 'belongs to nothing'),
  ('other_owner', null, 'owns the workspace Other');

create function tests.email(name text) returns text language sql immutable
  return case when name like '%@%' then name else name || '@demo.example' end;

create function tests.person(name text) returns uuid language plpgsql stable
  security definer  -- asked while acting as somebody who may not read this
  set search_path = '' as $$
declare
  v_id constant uuid := (select p.id from tests.people as p where tests.email(p.name) = tests.email(person.name));
begin
  if v_id is null then
    raise exception 'tests: there is no person called %', name;
  end if;
  return v_id;
end
$$;
comment on function tests.person(text) is 'The id of a named person.';

create function tests.workspace(name text default 'Demo') returns uuid language sql stable security definer
  set search_path = ''
  return (select w.id from public.workspaces as w where w.name = workspace.name);
comment on function tests.workspace(text) is 'The id of a workspace: Demo or Other.';

create function tests.list(name text default 'Properties', workspace text default 'Demo') returns uuid language sql stable
  security definer set search_path = ''
  return (select l.id from public.lists as l where l.name = list.name and l.workspace_id = tests.workspace(list.workspace));
comment on function tests.list(text, text) is 'The id of a list by its name and its workspace''s.';

create function tests.authenticate_as(name text) returns void language plpgsql set search_path = '' as $$
begin
  perform set_config('request.jwt.claims', jsonb_build_object(
    'sub', tests.person(name), 'role', 'authenticated', 'aud', 'authenticated', 'email', tests.email(name))::text, true);
  perform set_config('role', 'authenticated', true);
end
$$;
comment on function tests.authenticate_as(text) is 'Acts as a named person until the transaction ends or somebody else is named.';

create function tests.authenticate_as_anon() returns void language plpgsql set search_path = '' as $$
begin
  perform set_config('request.jwt.claims', '{"role": "anon"}', true);
  perform set_config('role', 'anon', true);
end
$$;
comment on function tests.authenticate_as_anon() is 'Acts as somebody who has not signed in.';

create function tests.authenticate_as_service_role() returns void language plpgsql set search_path = '' as $$
begin
  perform set_config('request.jwt.claims', '{"role": "service_role"}', true);
  perform set_config('role', 'service_role', true);
end
$$;
comment on function tests.authenticate_as_service_role() is 'Acts as trusted server code.';

create function tests.clear_authentication() returns void language plpgsql set search_path = '' as $$
begin
  perform set_config('role', 'none', true);
  perform set_config('request.jwt.claims', '', true);
end
$$;
comment on function tests.clear_authentication() is 'Acts as the login of the test again, which may do everything.';

insert into auth.users (id, email, encrypted_password, email_confirmed_at, raw_user_meta_data)
select id, tests.email(name), '$2b$04$TaTRon3sodJToxFhmkYGJOrDOlsnYNX/3BY8Zk3dTTCPi85hMmSQe', now(), jsonb_build_object('full_name', initcap(replace(name, '_', ' ')))
from tests.people;

-- Two workspaces of the same shape, so that a leak from one into the other has something to show.
create function tests.create_workspace(name text, founder text) returns void language plpgsql set search_path = '' as $$
declare
  v_workspace_id uuid := private.uuid_v7();
  v_list_id uuid := private.uuid_v7();
begin
  insert into public.workspace_members (workspace_id, user_id, role)
  values (v_workspace_id, tests.person(founder), 'owner');
  insert into public.workspaces (id, name, created_by) values (v_workspace_id, name, tests.person(founder));
  insert into public.lists (id, workspace_id, name, created_by)
  values (v_list_id, v_workspace_id, 'Properties', tests.person(founder));
  insert into public.list_columns (workspace_id, list_id, key, name, type, position) values
    (v_workspace_id, v_list_id, 'address', 'Address', 'text', 1),
    (v_workspace_id, v_list_id, 'price', 'Price', 'number', 2),
    (v_workspace_id, v_list_id, 'listed_on', 'Listed on', 'date', 3);
  insert into public.items (workspace_id, list_id, values, created_by)
  select v_workspace_id, v_list_id,
    jsonb_build_object('address', n || ' ' || name || ' Street', 'price', n * 100000, 'listed_on', '2025-01-0' || n),
    tests.person(founder)
  from generate_series(1, 3) as n;
end
$$;
select tests.create_workspace('Demo', 'owner'), tests.create_workspace('Other', 'other_owner');

insert into public.workspace_members (workspace_id, user_id, role, invited_by)
select tests.workspace(), id, coalesce(role, 'editor'), tests.person('owner')
from tests.people
where role < 'owner' or name = 'removed';
delete from public.workspace_members where user_id = tests.person('removed');

insert into public.workspace_invitations (workspace_id, email, role, status, invited_by, expires_at)
select tests.workspace(), tests.email(i.name), 'editor', i.status, tests.person('admin'), now() + interval '7 days'
from (values ('invited', 'invited'::public.invite_status), ('revoked', 'revoked')) as i (name, status);
