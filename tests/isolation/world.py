"""Two tenants with a row in every table, and everybody who could ask for one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg import sql

from tests.support import people

RANKS = people.MEMBERS[::-1]  # lowest first
SCHEMAS = ("public", "private", "audit", "auth", "procrastinate")

# Some of these tables may only be written by functions; the seed goes below them as the superuser.
_SEED = """
insert into auth.users (id, email, raw_user_meta_data)
values ({colleague}, {email}, jsonb_build_object('full_name', {name} || ' Colleague'));
insert into public.workspace_members (workspace_id, user_id, role)
values ({workspace}, {colleague}, 'member');
insert into public.items (workspace_id, list_id, values, deleted_at)
values ({workspace}, {list}, jsonb_build_object('address', 'Trash of ' || {name}), now());
insert into public.list_columns (id, list_id, name, type, config)
values ({relation}, {list}, 'Next door', 'relation', jsonb_build_object('target_list_id', {list}::uuid));
insert into public.links (column_id, item_id, target_item_id)
select {relation}, i.id, j.id from public.items as i, public.items as j
where i.list_id = {list} and j.list_id = {list} and i.deleted_at is null and j.deleted_at is null
  and i.id < j.id
order by i.id, j.id limit 1;
insert into public.workspace_invitations (id, workspace_id, email, role, invited_by, expires_at)
values ({invitation}, {workspace}, {guest}, 'editor', {owner}, now() + interval '7 days');
insert into private.invitation_tokens (token_hash, invitation_id, workspace_id)
values (private.token_hash({token}), {invitation}, {workspace});
insert into public.imports
  (id, workspace_id, list_id, list_name, file_name, file_size, file_sha256, created_by, status,
  transaction_id)
select i.id, {workspace}, {list}, 'Properties', {name} || '.csv', 1, repeat('0', 64), {owner}, i.status, '1'
from (values
  ({import}::uuid, 'queued'::public.import_status), ({tried}, 'checked'), ({imported}, 'done')
) as i (id, status);
insert into public.import_rejected_rows (import_id, workspace_id, row_number, cells)
values ({import}, {workspace}, 1, array['Secret of ' || {name}]);
insert into public.import_reverts (id, workspace_id, import_id, state, created_by)
values ({revert}, {workspace}, {imported}, 'done', {owner});
insert into public.import_conflicts (revert_id, workspace_id, number, code, reason)
values ({revert}, {workspace}, 1, 'changed_since', 'Secret of ' || {name});
insert into private.import_reverting (transaction_id, workspace_id) values ('1', {workspace});
insert into public.import_errors (import_id, workspace_id, row_number, reason)
values ({import}, {workspace}, 1, 'Secret of ' || {name});
insert into public.exports (id, workspace_id, scope, list_id, format, name, created_by, status, file_name,
  media_type, file_size, file_sha256, expires_at)
values ({export}, {workspace}, 'list', {list}, 'csv', 'Secret of ' || {name}, {owner}, 'done',
  {name} || '.csv', 'text/csv', 1, repeat('0', 64), now() + interval '1 day');
insert into public.exports (id, workspace_id, scope, format, name, created_by)
values ({unfinished_export}, {workspace}, 'workspace', 'csv', 'Secret of ' || {name}, {owner});
insert into private.sessions (id, user_id, expires_at) values ({session}, {owner}, now() + interval '7 days');
insert into private.refresh_tokens (token_hash, session_id, expires_at)
values (sha256({token}::bytea), {session}, now() + interval '7 days');
insert into private.one_time_tokens (token_hash, kind, user_id, email, expires_at)
values (sha256({token}::bytea), 'password_reset', {owner}, {email}, now() + interval '1 hour');
insert into private.idempotency_keys (user_id, key, request_hash, response)
values ({owner}, 'key', 'hash', '{{}}');
insert into private.unique_values (workspace_id, column_id, digest, item_id)
select {workspace}, c.id, sha256({token}::bytea), i.id from public.list_columns as c, public.items as i
where c.list_id = {list} and c.key = 'address' and i.list_id = {list} and i.deleted_at is not null;
insert into private.list_slots (list_id, column_id, workspace_id)
select list_id, id, workspace_id from public.list_columns where list_id = {list} and key = 'price';
insert into public.views (id, workspace_id, list_id, name, owner_id)
values ({view}, {workspace}, {list}, 'View of ' || {name}, null),
  (gen_random_uuid(), {workspace}, {list}, 'View of ' || {name} || ', own', {colleague});
insert into public.views (workspace_id, list_id, name, owner_id, deleted_at)
values ({workspace}, {list}, 'View of ' || {name} || ', gone', null, now());
insert into public.comments (id, workspace_id, item_id, body, created_by)
select {comment}, {workspace}, i.id, {remark}, {colleague}
from public.items as i where i.list_id = {list} and i.deleted_at is null order by i.id limit 1;
insert into public.comments (workspace_id, item_id, body, created_by, deleted_at)
select workspace_id, item_id, 'Deleted remark of ' || {name}, created_by, now()
from public.comments where id = {comment};
insert into public.attachments
  (id, workspace_id, list_id, item_id, name, size, sha256, media_type, created_by, deleted_at)
select n.id, {workspace}, {list}, c.item_id, 'File of ' || {name}, 1, repeat('0', 64), 'text/plain',
  {colleague}, n.deleted_at
from public.comments as c,
  (values ({attachment}::uuid, null), (gen_random_uuid(), now())) as n (id, deleted_at)
where c.id = {comment};
insert into private.uploads (id, workspace_id, list_id, item_id, name, length, created_by)
select {upload}, {workspace}, {list}, c.item_id, 'File of ' || {name}, 1, {owner}
from public.comments as c where c.id = {comment};
insert into private.stored_objects (object_key, workspace_id, attachment_id, kind)
values ({workspace} || '/attachment', {workspace}, {attachment}, 'file'),
  ({workspace} || '/upload', {workspace}, {upload}, 'file');
insert into private.search_documents (workspace_id, kind, subject_id, list_id, words)
select i.workspace_id, 'item', i.id, i.list_id, private.search_vector(i.workspace_id, i.values ->> 'address')
from public.items as i where i.list_id = {list};
insert into public.list_columns (id, workspace_id, list_id, name, type, config)
values ({choice}, {workspace}, {list}, 'Choice', 'select',
  '{{"options": [{{"id": "a", "label": "A"}}, {{"id": "b", "label": "B"}}]}}');
insert into public.list_columns (id, workspace_id, list_id, name, type, deleted_at)
values ({trashed_column}, {workspace}, {list}, 'Trashed', 'text', now());
insert into private.merged_options (workspace_id, column_id, option_id, into_option_id)
values ({workspace}, {choice}, 'c', 'a');
insert into public.column_changes (id, workspace_id, list_id, column_id, kind, state)
values ({column_change}, {workspace}, {list}, {choice}, 'merge_option', 'done');
insert into public.lists (id, workspace_id, name, deleted_at)
values ({trashed_list}, {workspace}, 'Trash list of ' || {name}, now());
insert into private.list_counts (list_id, workspace_id, items) values ({list}, {workspace}, 0);
insert into public.bulk_changes
  (id, workspace_id, list_id, filter, action, time_zone, items_total, created_by)
values ({bulk_change}, {workspace}, {list}, '{{"and": []}}', 'trash', 'UTC', 1, {owner});
insert into public.bulk_change_errors (bulk_change_id, workspace_id, item_id, code, reason)
values ({bulk_change}, {workspace}, gen_random_uuid(), 'unique_value', 'Secret of ' || {name});
insert into public.lists (id, workspace_id, name) values ({wishes}, {workspace}, 'Wishes of ' || {name});
insert into public.list_columns (list_id, key, name, type)
values ({wishes}, 'budget', 'Budget', 'number_range');
update public.lists set name = 'Homes' where id = {list};  -- the name is left to the template
insert into public.matchings (id, workspace_id, name, offer_list_id, request_list_id, criteria)
values ({matching}, {workspace}, 'Matching of ' || {name}, {list}, {wishes},
  '[{{"kind": "range", "offer": "price", "request": "budget"}}]');
insert into public.contacts (id, workspace_id, name) values
  ({original}, {workspace}, 'Original of ' || {name}), ({duplicate}, {workspace}, 'Duplicate of ' || {name});
insert into public.contacts (id, workspace_id, name, deleted_at)
values ({merged}, {workspace}, 'Merged of ' || {name}, now());
insert into public.contact_merges
  (id, workspace_id, contact_id, merged_ids, fields, before, after, moved, change_id)
values ({merge}, {workspace}, {original}, array[{merged}::uuid], '{{}}', '{{}}', '{{}}',
  '{{"deals": {{}}, "tasks": {{}}, "items": {{}}, "linked": []}}', gen_random_uuid());
insert into public.deals (workspace_id, title, amount) values ({workspace}, 'Secret deal of ' || {name}, 5);
insert into private.deal_stats (workspace_id, kind, pipeline_id)
select {workspace}, 'created', p.id from public.pipelines as p
where p.workspace_id = {workspace} and p.is_default;
insert into private.deal_stat_zones (workspace_id, time_zone) values ({workspace}, 'UTC');
insert into private.analytics_cache (workspace_id, report, parameters, body, computed_at)
values ({workspace}, 'summary', '{{}}', jsonb_build_object('secret', 'Secret of ' || {name}), now());
insert into public.exchange_rates (id, workspace_id, currency, rate) values ({rate}, {workspace}, 'EUR', 1.1);
insert into public.contacts (id, workspace_id, owner_id, name, email) values
  ({contact}, {workspace}, {colleague}, 'Contact of ' || {name}, 'contact@' || lower({name}) || '.example'),
  (gen_random_uuid(), {workspace}, {colleague}, 'Buyer of ' || {name}, null);
insert into public.contacts (workspace_id, name, deleted_at)
values ({workspace}, 'Lost contact of ' || {name}, now());
insert into public.deals (id, workspace_id, owner_id, contact_id, title, amount)
select {deal}, {workspace}, {colleague}, c.id, 'Deal of ' || {name}, 1
from public.contacts as c where c.name = 'Buyer of ' || {name};
insert into public.deals (workspace_id, title, deleted_at)
values ({workspace}, 'Lost deal of ' || {name}, now());
insert into public.tasks (id, workspace_id, deal_id, assignee_id, title, created_by)
values ({task}, {workspace}, {deal}, {colleague}, 'Task of ' || {name}, {colleague});
insert into public.tasks (workspace_id, title, deleted_at)
values ({workspace}, 'Lost task of ' || {name}, now());
insert into private.task_reminders (task_id, workspace_id, due_date, user_id)
values ({task}, {workspace}, current_date, {colleague});
insert into public.activities (id, workspace_id, deal_id, author_id, body)
values ({activity}, {workspace}, {deal}, {colleague}, {remark});
insert into public.activities (workspace_id, deal_id, author_id, body, deleted_at)
values ({workspace}, {deal}, {colleague}, 'Deleted remark of ' || {name}, now());
insert into public.deal_items (workspace_id, deal_id, item_id)
select {workspace}, {deal}, i.id from public.items as i
where i.list_id = {list} and i.deleted_at is null order by i.id limit 1;
insert into public.contact_items (workspace_id, contact_id, item_id)
select l.workspace_id, {contact}, l.item_id from public.deal_items as l where l.deal_id = {deal};
insert into public.pipelines (id, workspace_id, name)
values ({spare_pipeline}, {workspace}, 'Pipeline of ' || {name});
insert into public.pipeline_stages (id, workspace_id, pipeline_id, key, name, position)
values ({stage}, {workspace}, {spare_pipeline}, 'spare', 'Stage of ' || {name}, 1),
  (private.uuid_v7(), {workspace}, {spare_pipeline}, 'other', 'Other stage of ' || {name}, 2);
delete from public.stage_moves
where workspace_id = {workspace} and from_stage = 'negotiation' and to_stage = 'qualification';
insert into public.lost_reasons (id, workspace_id, name)
values ({lost_reason}, {workspace}, 'Reason of ' || {name});
insert into public.notifications (id, workspace_id, user_id, kind, event, subject, actor_name)
values ({notification}, {workspace}, {owner}, 'mention', 'a comment',
  jsonb_build_object('text', 'Secret of ' || {name}), {name} || ' Colleague');
insert into public.notification_preferences (user_id, kind, delivery) values ({owner}, 'mention', 'daily');
insert into public.workspace_notification_preferences (workspace_id, user_id, kind, delivery)
values ({workspace}, {owner}, 'mention', 'off');
insert into private.notification_mails (user_id, delivery) values ({owner}, 'daily');
insert into private.notification_deliveries (notification_id, workspace_id, user_id)
values ({notification}, {workspace}, {owner});
insert into private.unsubscribe_tokens (token_hash, user_id) values (sha256({token}::bytea), {owner});
insert into private.attempts (subject) values ('login of ' || {name});
select private.defer_job('nothing', '{{}}');
"""


@dataclass(frozen=True)
class Tenant:
    """One workspace: the ids in it by what they are, and strings that nobody outside may ever read."""

    name: str
    ids: Mapping[str, str]
    secrets: frozenset[str]


@dataclass(frozen=True)
class Persona:
    """A kind of caller: the login, the role it has taken on, and the claims it came with."""

    name: str
    login: str = "authenticator"
    role: str = "authenticated"
    claims: Mapping[str, Any] = field(default_factory=dict)
    ranks: Mapping[str, str] = field(default_factory=dict)

    @property
    def person(self) -> str | None:
        """Who the claims say it is."""
        return self.claims.get("sub")

    @property
    def is_person(self) -> bool:
        """Whether it comes with the rights of a signed-in person, a member of something or not."""
        return self.role == "authenticated"

    def has_rank(self, lowest: str, workspace: str | None) -> bool:
        """Whether it is at least `lowest` in the workspace."""
        rank = self.ranks.get(workspace or "")
        return rank is not None and RANKS.index(rank) >= RANKS.index(lowest)

    def assume(self) -> sql.Composed:
        """Statements that make the transaction of a superuser this caller's."""
        claims = json.dumps(self.claims) if self.claims else ""
        path = "procrastinate, public" if self.login == "worker" else "public"
        return sql.SQL(
            "set local session authorization {}; select set_config('role', {}, true), "
            "set_config('request.jwt.claims', {}, true), set_config('search_path', {}, true)"
        ).format(sql.Identifier(self.login), self.role, claims, path)


@dataclass(frozen=True)
class World:
    """A database in which every table holds rows of both tenants."""

    connection: psycopg.Connection
    ours: Tenant
    theirs: Tenant
    personas: Mapping[str, Persona]
    members: Mapping[str, frozenset[str]]

    def tenants(self) -> tuple[Tenant, Tenant]:
        """Demo, in which the named roles are, and Other, in which only other_owner is."""
        return self.ours, self.theirs


def build(connection: psycopg.Connection) -> World:
    """Fills a clone of the peopled template. `connection` is a superuser's, without autocommit."""
    ids = {name: str(value) for name, value in people.ids(connection).items()}
    ours = _seed(connection, "Demo", ids["owner"], people.email("invited"))
    theirs = _seed(connection, "Other", ids["other_owner"], "guest@other.example")
    members: dict[str, set[str]] = {}
    ranks: dict[str, dict[str, str]] = {}
    for workspace, user, role in connection.execute(
        "select workspace_id::text, user_id::text, role::text from public.workspace_members"
    ):
        members.setdefault(workspace, set()).add(user)
        ranks.setdefault(user, {})[workspace] = role
    connection.commit()
    personas = [
        *(Persona(name, claims=_claims(ids, name), ranks=ranks.get(ids[name], {})) for name in people.PEOPLE),
        # Signed in, says a token, but as nobody: null slips through many a comparison.
        Persona("nobody", claims={"role": "authenticated"}),
        # Claims are what the issuer lets through; no rule may read a right out of them.
        Persona("pretender", claims=_claims(ids, "outsider") | _pretence(ours)),
        Persona("anon", role="anon", claims={"role": "anon"}),
        Persona("service_role", role="service_role", claims={"role": "service_role"}),
        Persona("authenticator", role="none"),
        Persona("worker", login="worker", role="none"),
    ]
    return World(
        connection,
        ours,
        theirs,
        personas={persona.name: persona for persona in personas},
        members={workspace: frozenset(users) for workspace, users in members.items()},
    )


def _claims(ids: Mapping[str, str], name: str) -> dict[str, Any]:
    return people.claims(UUID(ids[name]), name) | {"sub": ids[name]}


def _pretence(tenant: Tenant) -> dict[str, Any]:
    rights = {"role": "owner", "workspace_id": tenant.ids["workspace"], "is_admin": True}
    return {"role": "service_role", "app_metadata": rights, "user_metadata": rights, "user_role": "owner"}


def _seed(connection: psycopg.Connection, name: str, owner: str, guest: str) -> Tenant:
    email = f"colleague@{name.lower()}.example"
    # The template invited the same address without a token.
    connection.execute("delete from public.workspace_invitations where email = %s", [guest])
    ids = {"owner": owner, "token": f"token-of-{name}", "remark": f"Remark of {name}"} | {
        key: str(uuid4())
        for key in (
            *("colleague", "invitation", "import", "session", "relation", "view", "comment"),
            *("attachment", "upload"),
            *("choice", "trashed_column", "trashed_list", "column_change", "bulk_change"),
            *("export", "unfinished_export"),
            *("wishes", "matching", "original", "duplicate", "merged", "merge", "rate"),
            *("tried", "imported", "revert"),
            *("contact", "deal", "task", "activity", "spare_pipeline", "stage", "lost_reason"),
            *("notification",),
        )
    }
    ids["workspace"], ids["list"] = _one(
        connection,
        "select workspace_id::text, id::text from public.lists where workspace_id = tests.workspace(%(n)s)",
        n=name,
    )
    values = {key: sql.Literal(value) for key, value in ids.items()}
    connection.execute(
        sql.SQL(_SEED).format(
            name=sql.Literal(name), email=sql.Literal(email), guest=sql.Literal(guest), **values
        )
    )
    # Whom it tells of a workspace is no member of it: tests/pgtap/test_notifications.sql has these.
    connection.execute("delete from public.notifications where kind = 'invitation'")
    connection.commit()  # a change of its own in the audit log
    workspace = ids["workspace"]
    ids["column"], ids["item"], ids["second_item"], ids["trashed"], ids["change"] = _one(
        connection,
        """
        with live as (
          select id::text, row_number() over (order by id) as n
          from public.items where workspace_id = %(w)s and deleted_at is null
        )
        select
          (select id::text from public.list_columns where workspace_id = %(w)s and key = 'address'),
          (select id from live where n = 1),
          (select id from live where n = 2),
          (select id::text from public.items where workspace_id = %(w)s and deleted_at is not null),
          (select change_id::text from audit.events where workspace_id = %(w)s and table_name = 'imports')
        """,
        w=workspace,
    )
    ids["pipeline"], ids["stage_move"], ids["status_move"] = _one(
        connection,
        """
        select p.id::text,
          (select m.id::text from public.stage_moves as m where m.pipeline_id = p.id order by m.id limit 1),
          (select m.id::text from public.status_moves as m where m.pipeline_id = p.id order by m.id limit 1)
        from public.pipelines as p where p.workspace_id = %(w)s and p.is_default
        """,
        w=workspace,
    )
    secrets = {
        email,
        *(
            f"{thing} of {name}"
            for thing in ("Contact", "Buyer", "Deal", "Task", "Pipeline", "Stage", "Reason")
        ),
        f"contact@{name.lower()}.example",
        f"{name} Street",
        f"{name} Colleague",
        f"Secret of {name}",
        f"Trash of {name}",
        f"Trash list of {name}",
        f"View of {name}",
        f"File of {name}",
        f"Wishes of {name}",
        f"Matching of {name}",
        f"Original of {name}",
        f"Duplicate of {name}",
        f"Merged of {name}",
        f"Secret deal of {name}",
    }
    return Tenant(name, ids, frozenset(secrets | set(ids.values())))


def _one(connection: psycopg.Connection, statement: str, **values: str) -> tuple[Any, ...]:
    row = connection.execute(statement.encode(), values).fetchone()
    assert row is not None
    return row
