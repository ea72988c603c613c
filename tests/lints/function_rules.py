"""Rules about functions, and what their texts name."""

import re

import psycopg

from deedbook.deploy import Files
from tests.lints.rule import SCHEMAS, Rule, rows

_FUNCTIONS = f"""
from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace
where n.nspname in {SCHEMAS} and p.prokind in ('f', 'p', 'w')
"""
_NAME = "format('%s.%s', n.nspname, p.proname)"
_BODY = "coalesce(pg_get_function_sqlbody(p.oid), p.prosrc)"

# Functions of public that run as the owner. Their first statement asks who is calling.
_DEFINERS = {
    "public.accept_invitation": "makes a membership",
    "public.cancel_bulk_change": "bulk changes have no direct grants",
    "public.cancel_export": "exports have no direct grants",
    "public.cancel_import": "imports have no direct grants",
    "public.revert_import": "imports have no direct grants",
    "public.run_import": "imports have no direct grants",
    "public.update_import": "imports have no direct grants",
    "public.create_import": "imports have no direct grants",
    "public.create_inspection": "imports have no direct grants",
    "public.create_invitation": "invitations have no direct grants",
    "public.create_workspace": "makes the first membership, which nobody may write directly",
    "public.preview_invitation": "the holder of the token is not a member yet",
    "public.remove_member": "memberships have no direct grants",
    "public.resend_invitation": "invitations have no direct grants",
    "public.revoke_invitation": "invitations have no direct grants",
    "public.set_notification_preferences": "preferences have no direct grants",
    "public.transfer_workspace": "memberships have no direct grants",
    "public.update_member": "memberships have no direct grants",
}

_READS_SETTINGS = re.compile(
    r"\bcurrent_setting\s*\(|\bauth\.(?:uid|jwt|role|email)\s*\(|\bcurrent_(?:user|role|date|time|timestamp)\b"
    r"|\bsession_user\b|\b(?:now|clock_timestamp|random|gen_random_uuid)\s*\("
)
_CALL = re.compile(r"\b((?:public|private|auth)\.[a-z_0-9]+)\s*\(")
_RAISE = re.compile(r"\braise\s+exception\b(?:[^;']|'(?:[^']|'')*')*;", re.IGNORECASE)
_OPTION = re.compile(r"\b(errcode|constraint)\s*=\s*'(\w+)'")
_CAPABILITY = re.compile(r"'([a-z_]+\.[a-z_]+)'(?!::regclass)")

# Mistakes of a programmer, not of a caller: they become 500.
_BUGS = {"internal_error", "undefined_function"}


def _bodies(connection: psycopg.Connection) -> dict[str, str]:
    found = connection.execute(f"select {_NAME}, {_BODY} {_FUNCTIONS}".encode())
    return {name: re.sub(r"--[^\n]*", "", body) for name, body in found}


def _lying_immutables(connection: psycopg.Connection) -> list[str]:
    bodies = _bodies(connection)
    volatility: dict[str, str] = dict(
        connection.execute(f"select {_NAME}, p.provolatile::text {_FUNCTIONS}".encode()).fetchall()
    )
    wrong = []
    for name, body in bodies.items():
        if volatility[name] != "i":
            continue
        if found := _READS_SETTINGS.search(body):
            wrong.append(f"{name} reads {found[0].strip('( ')}")
        # Whatever it calls has to be immutable too, and so on to the end.
        wrong += [
            f"{name} calls {called}" for called in _CALL.findall(body) if volatility.get(called, "i") != "i"
        ]
    return wrong


def _long_bodies(connection: psycopg.Connection) -> list[str]:
    found = connection.execute(f"select {_NAME}, p.prosrc {_FUNCTIONS} and p.prosqlbody is null".encode())
    return [f"{name} has {n} lines" for name, body in found if (n := body.count("\n") - 1) > 40]


def _unexplained_definers(connection: psycopg.Connection) -> list[str]:
    return [
        name
        for name, text in Files.of_release().replaceable().items()
        for line in text.splitlines()
        if re.match(r"\s*security definer\b", line, re.IGNORECASE) and not re.search(r"definer\s+-- \S", line)
    ]


def _capability_words(connection: psycopg.Connection) -> tuple[set[str], set[str]]:
    """Capabilities that the table has, and those that policies and functions name."""
    known = {name for (name,) in connection.execute("select capability from public.capabilities")}
    kinds = {name.split(".")[0] for name in known}
    texts = [*_bodies(connection).values()]
    texts += [
        f"{qual} {check}" for qual, check in connection.execute("select qual, with_check from pg_policies")
    ]
    named = {word for text in texts for word in _CAPABILITY.findall(text) if word.split(".")[0] in kinds}
    return known, named


def _unknown_capabilities(connection: psycopg.Connection) -> list[str]:
    known, named = _capability_words(connection)
    return sorted(named - known)


def _unused_capabilities(connection: psycopg.Connection) -> list[str]:
    known, named = _capability_words(connection)
    return sorted(known - named)


def _sqlstate(condition: str) -> str:
    if re.fullmatch(r"[0-9A-Z]{5}", condition):
        return condition
    camel = condition.title().replace("_", "")
    error = getattr(psycopg.errors, camel, None) or getattr(psycopg.errors, f"{camel}_")
    return str(error.sqlstate)


def _raised(connection: psycopg.Connection) -> set[tuple[str, str, str]]:
    """(function, SQLSTATE, name) of every raise; name is '' where it has none."""
    found = set()
    for function, body in _bodies(connection).items():
        for statement in _RAISE.findall(body):
            options = dict(_OPTION.findall(statement))
            if options.get("errcode") not in _BUGS:
                state = _sqlstate(options["errcode"]) if "errcode" in options else "P0001"
                found.add((function, state, options.get("constraint", "")))
    return found


def _known_errors(connection: psycopg.Connection) -> set[tuple[str, str]]:
    return set(connection.execute("select sqlstate, name from public.error_codes").fetchall())


def _unlisted_errors(connection: psycopg.Connection) -> list[str]:
    known = _known_errors(connection)
    return sorted(
        f"{function}: {state} {name}"
        for function, state, name in _raised(connection)
        if (state, name) not in known
    )


def _unraised_errors(connection: psycopg.Connection) -> list[str]:
    raised = {(state, name) for _, state, name in _raised(connection)}
    states = {"c": "23514", "f": "23503", "u": "23505", "p": "23505", "x": "23P01"}
    constraints = {
        (states[kind], name)
        for name, kind in connection.execute(
            "select conname, contype::text from pg_constraint where contype::text = any ('{c,f,u,p,x}')"
        )
    }
    constraints |= {
        ("23505", name)
        for (name,) in connection.execute("select indexrelid::regclass::text from pg_index where indisunique")
    } | {
        ("23505", name)
        for (name,) in connection.execute(
            "select c.relname from pg_index as i join pg_class as c on c.oid = i.indexrelid where "
            "i.indisunique"
        )
    }
    return sorted(
        f"{state} {name}"
        for state, name in _known_errors(connection)
        if name and (state, name) not in raised | constraints
    )


def _nameless_errors(connection: psycopg.Connection) -> list[str]:
    """A client cannot tell apart what has no name."""
    return sorted(f"{function}: {state}" for function, state, name in _raised(connection) if not name)


def _invalid_bodies(connection: psycopg.Connection) -> list[str]:
    """What PostgreSQL itself finds wrong; with plpgsql_check, every statement of every body too."""
    wrong = []
    connection.execute("set local check_function_bodies = on")
    has_check = connection.execute(
        "select 1 from pg_available_extensions where name = 'plpgsql_check'"
    ).fetchone()
    if has_check:
        connection.execute("create extension if not exists plpgsql_check")
    for name, oid, language, is_trigger in connection.execute(
        f"select {_NAME}, p.oid, l.lanname, p.prorettype = 'trigger'::regtype "
        f"{_FUNCTIONS.replace('where', 'join pg_language as l on l.oid = p.prolang where')}".encode()
    ).fetchall():
        if language not in ("plpgsql", "sql"):
            continue
        validator = "plpgsql_validator" if language == "plpgsql" else "fmgr_sql_validator"
        try:
            with connection.transaction():
                connection.execute(f"select {validator}(%s)".encode(), [oid])
        except psycopg.Error as error:
            wrong.append(f"{name}: {error.diag.message_primary}")
        if has_check and language == "plpgsql" and not is_trigger:
            wrong += [
                f"{name}: {line}"
                for (line,) in connection.execute(
                    "select * from plpgsql_check_function(%s::oid, fatal_errors => false)", [oid]
                )
                if line.startswith("error:")
            ]
    return wrong


RULES = [
    Rule(
        "every function pins its search_path",
        # Empty; or, for the one that wraps functions of others, a list that ends in pg_temp.
        # Below PostgreSQL 18 uuid_v7 is a text too, which qualifies every name; it is called once a row.
        rows(
            f"select {_NAME} {_FUNCTIONS} and p.prosqlbody is null and p.proname <> 'uuid_v7' "
            "and not exists (select from unnest(p.proconfig) as s "
            "where s = 'search_path=\"\"' or s ~ '^search_path=[a-z_]+, pg_temp$')"
        ),
        "set search_path = ''",
        "create function private.broken() returns int language sql as 'select 1'",
        excused={
            "private.handle_request": "every request would pay for it; its text qualifies every name",
        },
    ),
    Rule(
        "definer functions of public are few and known",
        rows(f"select {_NAME} {_FUNCTIONS} and n.nspname = 'public' and p.prosecdef"),
        "security invoker; or say here, and in the file, why it has to be the owner's",
        "alter function public.get_item(uuid) security definer",
        excused=_DEFINERS,
    ),
    Rule(
        "a definer function says why in its file",
        _unexplained_definers,
        "security definer  -- why",
        "",
    ),
    Rule(
        "PUBLIC may execute no function",
        rows(
            f"select {_NAME} from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace "
            "cross join aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a "
            f"where (n.nspname in {SCHEMAS} or n.nspname = 'procrastinate') and a.grantee = 0"
        ),
        "revoke execute on function … from public, in the file that creates it",
        "grant execute on function public.get_item(uuid) to public",
    ),
    Rule(
        "anon may execute only what needs no sign-in",
        rows(
            f"select {_NAME} from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace "
            f"cross join aclexplode(p.proacl) as a where n.nspname in {SCHEMAS} and a.grantee = "
            "'anon'::regrole"
        ),
        "revoke it, or say here why a stranger needs it",
        "grant execute on function public.get_item(uuid) to anon",
        excused={
            "public.get_capabilities": "documentation",
            "public.get_column_types": "documentation",
            "public.get_templates": "documentation",
            "public.get_formula_functions": "documentation",
            "public.get_error_codes": "documentation; the API reads it at its start",
            "public.preview_invitation": "whoever holds the token may see what it offers",
            "private.get_health": "the health check has not signed in",
            "private.is_trusted": "asked by functions above",
            "private.workspace_ids": "policies call it",
            "private.uuid_v7": "a default",
            "auth.jwt": "policies call it",
            "auth.uid": "policies call it",
            "auth.role": "policies call it",
            "auth.email": "policies call it",
        },
    ),
    Rule(
        "no immutable function reads a setting or the clock",
        _lying_immutables,
        "stable: the plan of an immutable one keeps the first tenant",
        "create function private.broken() returns uuid language sql immutable set search_path = '' as "
        "'select auth.uid()'",
    ),
    Rule(
        "no function is leakproof",
        rows(f"select {_NAME} {_FUNCTIONS} and p.proleakproof"),
        "not leakproof: it would see rows before the policy does",
        "alter function private.token_hash(text) leakproof",
    ),
    Rule(
        "every function has a comment",
        rows(f"select {_NAME} {_FUNCTIONS} and obj_description(p.oid, 'pg_proc') is null"),
        "comment on function … is what it answers or refuses",
        "create function private.broken() returns int language sql return 1",
    ),
    Rule(
        "functions are not overloaded",
        rows(f"select {_NAME} {_FUNCTIONS} group by 1 having count(*) > 1"),
        "one file, one function, one name: PostgREST and handle_request call by name",
        "create function public.get_item(a int) returns int language sql return 1",
    ),
    Rule(
        "bodies have 40 lines at most",
        _long_bodies,
        "split it",
        "create function private.broken() returns int language sql as '" + "\n" * 45 + "select 1'",
    ),
    Rule(
        "bodies are valid",
        _invalid_bodies,
        "mend what PostgreSQL names",
        "create table public.broken_table (a int); create function public.broken() returns int language sql "
        "as 'select a from public.broken_table'; drop table public.broken_table",
    ),
    Rule(
        "capabilities that are asked for exist",
        _unknown_capabilities,
        "add it to public.capabilities, or correct the name",
        "create function private.broken() returns uuid[] language sql as "
        "$$select private.workspace_ids('items.broken')$$",
    ),
    Rule(
        "capabilities that exist are asked for",
        _unused_capabilities,
        "a line of the permission table that nothing holds is a lie: use it or delete it",
        "insert into public.capabilities values ('items.broken', 'member', 'Broken', 1)",
    ),
    Rule(
        "errors that are raised stand in public.error_codes",
        _unlisted_errors,
        "insert (sqlstate, name, …) in a migration: the API answers with its status, the docs list it",
        "create function private.broken() returns void language plpgsql as "
        "$$begin raise exception 'x' using errcode = 'check_violation', constraint = 'broken'; end$$",
    ),
    Rule(
        "errors that are raised have a name",
        _nameless_errors,
        "constraint = '…'",
        "create function private.broken() returns void language plpgsql as $$begin raise exception 'x'; "
        "end$$",
    ),
    Rule(
        "errors of public.error_codes are raised",
        _unraised_errors,
        "raise it, name a constraint like it, or delete the line",
        "insert into public.error_codes values ('23514', 'broken', 422, 'broken', 'Broken')",
    ),
]
