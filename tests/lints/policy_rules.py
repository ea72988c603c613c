"""Rules about policies, roles and triggers."""

import re
from collections import defaultdict

import psycopg

from tests.lints.rule import SCHEMAS, Rule, rows

_SUBSELECT = re.compile(r"\( ?SELECT (?:[a-z_]+\.)?[a-z_]+\([^()]*\) AS [a-z_]+\)")
_CALL = re.compile(r"\b(?:auth|private)\.[a-z_]+\(|\bcurrent_setting\(|\bcurrent_user\b|\bsession_user\b")
_COMMANDS = ("SELECT", "INSERT", "UPDATE", "DELETE")
_NUMBERED = re.compile(r"^_(\d{3})_[a-z_]+$")


def _bare_calls(connection: psycopg.Connection) -> list[str]:
    found = connection.execute(
        f"""
        select format('%s on %s.%s', policyname, schemaname, tablename), concat_ws(' ', qual, with_check)
        from pg_policies where schemaname in {SCHEMAS}
        """
    )
    return [name for name, text in found if _CALL.search(_SUBSELECT.sub("", text))]


def _doubled_policies(connection: psycopg.Connection) -> list[str]:
    places: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for table, roles, command, name in connection.execute(
        f"""
        select format('%s.%s', schemaname, tablename), roles::text[], cmd, policyname
        from pg_policies where schemaname in {SCHEMAS} and permissive = 'PERMISSIVE'
        """
    ):
        for role in roles:
            for each in _COMMANDS if command == "ALL" else (command,):
                places[table, each, role].append(name)
    return [f"{', '.join(names)} on {table}" for (table, _, _), names in places.items() if len(names) > 1]


def _triggers_out_of_order(connection: psycopg.Connection) -> list[str]:
    """Per table and event, triggers before the row are numbered below those after it, and audit comes "
    "last."""
    wrong = []
    for table, event, before, after in connection.execute(
        f"""
        select format('%s.%s', n.nspname, c.relname), e.event,
          coalesce(array_agg(t.tgname::text) filter (where t.tgtype & 2 <> 0), '{{}}'),
          coalesce(array_agg(t.tgname::text) filter (where t.tgtype & 2 = 0), '{{}}')
        from pg_trigger as t join pg_class as c on c.oid = t.tgrelid
        join pg_namespace as n on n.oid = c.relnamespace
        cross join (values ('insert', 4), ('delete', 8), ('update', 16), ('truncate', 32)) as e (event, bit)
        where not t.tgisinternal and t.tgtype & e.bit <> 0 and n.nspname in {SCHEMAS} and t.tgname like '\\_%'
          and t.tgparentid = 0
        group by 1, 2
        """
    ):
        if before and after and max(before) > min(after):
            wrong.append(
                f"{max(before)} on {table} is numbered after {min(after)}, and fires before it ({event})"
            )
        if any("audit" in name for name in after) and "audit" not in max(after):
            wrong.append(f"{max(after)} on {table} fires after the audit ({event})")
    return wrong


def _unnumbered_triggers(connection: psycopg.Connection) -> list[str]:
    found = connection.execute(
        f"""
        select format('%s on %s.%s', t.tgname, n.nspname, c.relname), t.tgname
        from pg_trigger as t join pg_class as c on c.oid = t.tgrelid
        join pg_namespace as n on n.oid = c.relnamespace
        where not t.tgisinternal and n.nspname in {SCHEMAS} and t.tgparentid = 0
        """
    )
    return [offender for offender, name in found if not _NUMBERED.match(name)]


_AUDITED = """
select format('%s: %s', c.relname, e.event)
from pg_class as c
cross join (values ('insert', 4), ('delete', 8), ('update', 16), ('truncate', 32)) as e (event, bit)
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not exists (
  select from pg_trigger as t
  where t.tgrelid = c.oid and t.tgfoid = 'private.tg_all__audit'::regproc and t.tgenabled = 'A'
    and t.tgtype & e.bit <> 0 and t.tgtype & 1 = 0 and t.tgtype & 2 = 0)
"""

# Not audited, and why.
_UNAUDITED = {
    "bulk_change_errors": "a report that is written once; the change it belongs to is audited",
    "capabilities": "written by migrations alone, which are recorded themselves",
    "workspace_templates": "written by migrations alone",
    "aggregate_functions": "written by migrations alone, which are recorded themselves",
    "formula_functions": "written by migrations alone, which are recorded themselves",
    "column_types": "written by migrations alone, which are recorded themselves",
    "error_codes": "written by migrations alone, which are recorded themselves",
    "filter_operators": "written by migrations alone, which are recorded themselves",
    "view_settings": "written by migrations alone, which are recorded themselves",
    "import_conflicts": "a report that is written once; the revert it belongs to is audited",
    "notification_kinds": "written by migrations alone, which are recorded themselves",
    "notifications": "written by triggers of tables that are audited; a reader changes read_at alone",
    "import_errors": "a report that is written once; the import it belongs to is audited",
    "import_rejected_rows": "a report that is written once; the import it belongs to is audited",
}

RULES = [
    Rule(
        "policies read the session in a sub-select",
        _bare_calls,
        "(select auth.uid()), (select private.workspace_ids('…')): bare, it is called once a row",
        "create policy broken on public.items as restrictive for select to authenticated using (created_by "
        "= auth.uid())",
    ),
    Rule(
        "one permissive policy per table, command and role",
        _doubled_policies,
        "join them with or; every one of them is evaluated",
        "create policy broken on public.items for all to authenticated using (false)",
    ),
    Rule(
        "policies name their roles",
        rows(
            f"select policyname || ' on ' || tablename from pg_policies where schemaname in {SCHEMAS} and "
            "'public' = any (roles)"
        ),
        "… to authenticated",
        "create policy broken on public.items as restrictive for select using (true)",
    ),
    Rule(
        "policies are named <command>_<who>",
        rows(
            f"select policyname || ' on ' || tablename from pg_policies where schemaname in {SCHEMAS} "
            "and policyname not like lower(cmd) || '\\_%'"
        ),
        "select_member, update_editor, …",
        "create policy broken on public.items as restrictive for select to anon using (true)",
    ),
    Rule(
        "every policy has a comment",
        rows(
            "select format('%s on %s.%s', p.polname, n.nspname, c.relname) from pg_policy as p "
            "join pg_class as c on c.oid = p.polrelid join pg_namespace as n on n.oid = c.relnamespace "
            f"where n.nspname in {SCHEMAS} and obj_description(p.oid, 'pg_policy') is null"
        ),
        "comment on policy … is who may and why",
        "create policy broken on public.items as restrictive for select to anon using (true)",
    ),
    Rule(
        "a policy of update checks the row before and after",
        rows(
            f"select policyname || ' on ' || tablename from pg_policies where schemaname in {SCHEMAS} "
            "and cmd = 'UPDATE' and (qual is null or with_check is null)"
        ),
        "using (…) with check (…)",
        "create policy broken on public.items as restrictive for update to anon using (true)",
    ),
    Rule(
        "clients' roles pass no policy and own nothing",
        rows(
            "select rolname from pg_roles where rolname in ('anon', 'authenticated', 'authenticator', "
            "'worker') "
            "and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolinherit) "
            "union all select format('%s owns %s', r.rolname, c.relname) from pg_class as c join pg_roles "
            "as r on r.oid = c.relowner "
            "where r.rolname in ('anon', 'authenticated', 'authenticator', 'worker', 'service_role') and "
            "c.relpersistence <> 't'"
        ),
        "alter role … noinherit nobypassrls; tables belong to the owner of the migrations",
        "alter role anon inherit",
    ),
    Rule(
        "clients' roles cannot log in",
        rows(
            "select rolname from pg_roles where rolname in ('anon', 'authenticated', 'service_role') and "
            "rolcanlogin"
        ),
        "alter role … nologin",
        "alter role anon login",
    ),
    Rule(
        "clients can create nothing in our schemas",
        rows(
            "select format('%s in %s', r.rolname, n.nspname) from pg_namespace as n cross join pg_roles as r "
            f"where n.nspname in {SCHEMAS} and r.rolname in ('anon', 'authenticated', 'service_role', "
            "'authenticator', 'worker') "
            "and has_schema_privilege(r.oid, n.oid, 'create')"
        ),
        "revoke create on schema … from …",
        "grant create on schema public to public",
    ),
    Rule(
        "triggers are numbered",
        _unnumbered_triggers,
        "_100_timestamps, _200_integrity, _500_rules, _900_audit",
        "create trigger broken before update on public.items for each row execute function "
        "private.tg_all__touch()",
        excused={
            f"deedbook_{name} on auth.users": "Supabase's own table: the name says whose the trigger is"
            for name in ("profile", "audit_insert", "audit_update", "audit_delete", "audit_truncate")
        },
    ),
    Rule(
        "triggers are numbered in firing order",
        _triggers_out_of_order,
        "number those before the row below those after it, and audit above all",
        "create trigger _950_broken before update on public.items for each row execute function "
        "private.tg_all__touch()",
    ),
    Rule(
        "every table of public is audited, whatever the session says",
        rows(_AUDITED),
        "four _900_audit triggers, each enable always (sql/triggers)",
        "alter table public.items enable trigger _900_audit_delete",
        excused={
            f"{table}: {event}": reason
            for table, reason in _UNAUDITED.items()
            for event in ("insert", "update", "delete", "truncate")
        },
    ),
    Rule(
        "trigger functions are called tg_<table>__<task>",
        rows(
            "select p.proname from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace "
            f"where n.nspname in {SCHEMAS} and p.prorettype = 'trigger'::regtype and p.proname !~ "
            "'^tg_[a-z_]+__[a-z_]+$'"
        ),
        "rename it",
        "create function private.broken() returns trigger language plpgsql as 'begin return new; end'",
    ),
]
