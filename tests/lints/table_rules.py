"""Rules about tables, columns, keys, indexes and views."""

import psycopg

from deedbook.deploy import Files
from tests.lints.rule import SCHEMAS, Rule, rows

_CLASS = "from pg_class as c join pg_namespace as n on n.oid = c.relnamespace"
_ITS_CLASS = "join pg_class as c on c.oid = k.conrelid join pg_namespace as n on n.oid = c.relnamespace"

_TABLES = f"""
{_CLASS}
where n.nspname in {SCHEMAS} and c.relkind in ('r', 'p')
"""

_NAME = "format('%s.%s', n.nspname, c.relname)"

# A table of tenants, besides the partitions of one.
_TENANT_TABLE = """
exists (select from pg_attribute as w where w.attrelid = c.oid and w.attname = 'workspace_id')
and n.nspname in ('public', 'private') and c.relkind in ('r', 'p') and not c.relispartition
"""

# Words that say everything about a column.
_OBVIOUS = """
name email full_name avatar_url locale time_zone title description hint position role status icon color
key type config values settings version count created_at updated_at created_by updated_by deleted_at
archived_at started_at finished_at expires_at revoked_at used_at accepted_at sent_at banned_until
last_sign_in_at email_confirmed_at default_currency invited_by accepted_by encrypted_password
raw_app_meta_data raw_user_meta_data capability minimum_role sqlstate http_status slug is_required
default_value trash_days file_name file_size file_sha256 list_name token_hash kind action table_name diff
function parameter response request_id occurred_at rows_read rows_rejected reason value sent_count
""".replace("\n", " ")


def _defaults_that_need_sql(connection: psycopg.Connection) -> list[str]:
    replaceable = {
        name.removeprefix("sql/functions/").removesuffix(".sql")
        for name in Files.of_release().replaceable()
        if name.startswith("sql/functions/")
    }
    found = connection.execute(
        """
        select
          format('%s needs %s.%s', pg_describe_object(d.classid, d.objid, d.objsubid), n.nspname, p.proname),
          p.proname
        from pg_depend as d
        join pg_proc as p on p.oid = d.refobjid and d.refclassid = 'pg_proc'::regclass
        join pg_namespace as n on n.oid = p.pronamespace and n.nspname in ('public', 'private', 'auth')
        where d.classid in ('pg_attrdef'::regclass, 'pg_constraint'::regclass, 'pg_class'::regclass)
        """
    )
    return [offender for offender, name in found if name in replaceable]


RULES = [
    Rule(
        "every table has row-level security",
        rows(f"select {_NAME} {_TABLES} and not c.relrowsecurity"),
        "alter table … enable row level security, in the migration that creates it",
        "create table public.broken (id uuid primary key)",
    ),
    Rule(
        "row-level security is not forced",
        rows(f"select {_NAME} {_TABLES} and c.relforcerowsecurity"),
        "definer functions stand on passing it: alter table … no force row level security",
        "alter table public.items force row level security",
    ),
    Rule(
        "every table has a primary key",
        rows(
            f"select {_NAME} {_TABLES} and not exists (select from pg_index as i where i.indrelid = c.oid "
            "and i.indisprimary)"
        ),
        "give it one; logical replication and Supabase clients need it",
        "create table public.broken (id uuid)",
    ),
    Rule(
        "all tables belong to the same owner",
        rows(
            f"select {_NAME} {_TABLES} and c.relowner <> (select relowner from pg_class where oid = "
            "'public.items'::regclass)"
        ),
        "let the owner of the migrations make it",
        "create table public.broken (id uuid primary key); alter table public.broken owner to authenticator",
    ),
    Rule(
        "every foreign key says what happens on delete",
        rows(
            f"select format('%s on %s', k.conname, {_NAME}) from pg_constraint as k "
            f"{_ITS_CLASS} "
            f"where k.contype = 'f' and k.confdeltype = 'a' and n.nspname in {SCHEMAS}"
        ),
        "on delete cascade, restrict or set null",
        "alter table public.items add constraint broken foreign key (created_by) references auth.users (id)",
        excused={
            f"deals_{what}_fkey on public.deals": "no action: it waits until a workspace that is deleted has "
            "taken its deals along, in whatever order; restrict would not"
            for what in ("contact", "stage", "lost_reason")
        },
    ),
    Rule(
        "every foreign key is indexed",
        # An index over all rows that begins with its columns, or with the one that is not the tenant.
        rows(
            f"select format('%s on %s', k.conname, {_NAME}) from pg_constraint as k "
            f"{_ITS_CLASS} "
            f"where k.contype = 'f' and n.nspname in {SCHEMAS} and not exists ("
            "  select from pg_index as i"
            "  join pg_attribute as a on a.attrelid = c.oid and a.attnum = i.indkey[0]"
            "  where i.indrelid = c.oid and i.indpred is null and i.indkey[0] = any (k.conkey)"
            "  and (a.attname <> 'workspace_id' or (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> "
            "k.conkey))"
        ),
        "create an index that begins with its columns: deleting what it refers to scans the table otherwise",
        "drop index public.links_column_fkey_idx",
    ),
    Rule(
        "a foreign key between tables of tenants includes the tenant",
        rows(
            f"select format('%s on %s', k.conname, {_NAME}) from pg_constraint as k "
            f"{_ITS_CLASS} "
            "join pg_attribute as a on a.attrelid = k.confrelid and a.attname = 'workspace_id' "
            f"where k.contype = 'f' and {_TENANT_TABLE} and not exists ("
            "  select from unnest(k.conkey) as x (n) join pg_attribute as o on o.attrelid = c.oid and "
            "o.attnum = x.n"
            "  where o.attname = 'workspace_id')"
        ),
        "foreign key (workspace_id, …_id) references … (workspace_id, id): no row may point into another "
        "tenant",
        "create unique index broken on public.lists (id); alter table public.imports add constraint broken "
        "foreign key (list_id) references public.lists (id) on delete set null",
    ),
    Rule(
        "a unique rule on tenant data is per workspace",
        rows(
            "select x.relname from pg_index as i join pg_class as x on x.oid = i.indexrelid "
            "join pg_class as c on c.oid = i.indrelid join pg_namespace as n on n.oid = c.relnamespace "
            f"where i.indisunique and {_TENANT_TABLE} and not exists ("
            "  select from pg_attribute as a where a.attrelid = i.indexrelid and a.attname = 'workspace_id')"
        ),
        "begin with workspace_id: a global rule tells whether somebody else has the value",
        "create unique index broken on public.workspace_invitations (email)",
        excused={
            "list_columns_key_key": "per list, which is in one workspace",
            "list_columns_name_key": "per list, which is in one workspace",
            "list_checks_pkey": "one line per list; no client brings the id of a list",
            "import_errors_pkey": "per import; no client writes any",
            "invitation_tokens_pkey": "the hash of 256 random bits, in a table that no role reads",
        },
    ),
    Rule(
        "the tenant of a row is never null",
        rows(
            f"select {_NAME} {_CLASS} "
            "join pg_attribute as a on a.attrelid = c.oid and a.attname = 'workspace_id' "
            f"where {_TENANT_TABLE} and not a.attnotnull"
        ),
        "alter table … alter column workspace_id set not null",
        "alter table public.imports drop constraint imports_pkey cascade; "
        "alter table public.imports alter column workspace_id drop not null",
    ),
    Rule(
        "the tenant of a row never changes",
        # A trigger refuses it, or nobody but the owner of the table may update it at all.
        rows(
            f"select {_NAME} {_CLASS} "
            f"where {_TENANT_TABLE} and n.nspname = 'public' and not exists ("
            "  select from pg_trigger as t where t.tgrelid = c.oid and t.tgfoid = "
            "'private.tg_all__keep_identity'::regproc"
            "  and t.tgenabled in ('O', 'A') "
            "  and 'workspace_id' = any (string_to_array(encode(t.tgargs, 'escape'), E'\\\\000')))"
            " and exists (select from aclexplode(c.relacl) as a where a.privilege_type = 'UPDATE' and "
            "a.grantee <> c.relowner)"
        ),
        "a _200_identity trigger with private.tg_all__keep_identity('id', 'workspace_id', …)",
        "drop trigger _200_identity on public.items",
    ),
    Rule(
        "every table and view has a comment",
        rows(
            f"select {_NAME} {_CLASS} "
            f"where n.nspname in {SCHEMAS} and c.relkind in ('r', 'p', 'v', 'm') and "
            "obj_description(c.oid, 'pg_class') is null"
        ),
        "comment on table … is what it holds and why",
        "create table public.broken (id uuid primary key)",
    ),
    Rule(
        "every type has a comment",
        rows(
            "select format('%s.%s', n.nspname, t.typname) from pg_type as t join pg_namespace as n on "
            "n.oid = t.typnamespace "
            f"where n.nspname in {SCHEMAS} and t.typtype in ('e', 'd') and obj_description(t.oid, "
            "'pg_type') is null"
        ),
        "comment on type … is what it tells",
        "create type public.broken as enum ('a')",
    ),
    Rule(
        "every column that does not speak for itself has a comment",
        rows(
            f"select format('%s.%s', {_NAME}, a.attname) {_CLASS} "
            "join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped "
            f"where n.nspname in {SCHEMAS} and c.relkind in ('r', 'p') and not c.relispartition "
            f"and a.attname !~ '^(.*_)?id$' and a.attname <> all (string_to_array('{_OBVIOUS}', ' ')) and "
            "col_description(c.oid, a.attnum) is null"
        ),
        "comment on column … is what a reader could not guess",
        "alter table public.items add column broken boolean",
    ),
    Rule(
        "views read with the rights of the reader",
        rows(
            f"select {_NAME} {_CLASS} "
            f"where n.nspname in {SCHEMAS} and c.relkind = 'v' "
            "and not coalesce('security_invoker=true' = any (c.reloptions), false)"
        ),
        "create view … with (security_invoker = true)",
        "create view public.broken as select * from public.items",
    ),
    Rule(
        "nobody is granted a materialized view",
        rows(
            f"select {_NAME} {_CLASS} "
            "cross join aclexplode(c.relacl) as a where c.relkind = 'm' and a.grantee <> c.relowner"
        ),
        "it knows no row-level security: revoke, and read it through a function that checks",
        "create materialized view public.broken as select * from public.items; grant select on "
        "public.broken to anon",
    ),
    Rule(
        "PUBLIC is granted no table and no sequence",
        rows(
            f"select {_NAME} {_CLASS} "
            f"cross join aclexplode(c.relacl) as a where n.nspname in {SCHEMAS} and a.grantee = 0"
        ),
        "grant to roles by name",
        "grant select on public.items to public",
    ),
    Rule(
        "anon is granted nothing but what the rules themselves are",
        rows(
            f"select distinct format('%s %s', lower(a.privilege_type), {_NAME}) "
            f"{_CLASS} "
            "left join pg_attribute as t on t.attrelid = c.oid and t.attacl is not null "
            "cross join lateral (select * from aclexplode(c.relacl) union all select * from "
            "aclexplode(t.attacl)) as a "
            "where a.grantee = 'anon'::regrole"
        ),
        "revoke it, or say here why a stranger needs it",
        "grant select on public.lists to anon",
        excused={
            "select public.capabilities": "the permission table is no secret",
            "select public.aggregate_functions": "documentation",
            "select public.formula_functions": "documentation",
            "select public.column_types": "documentation",
            "select public.error_codes": "documentation",
            "select public.filter_operators": "documentation",
            "select public.view_settings": "documentation",
            "select public.notification_kinds": "documentation",
            "select public.workspace_templates": "documentation",
        },
    ),
    Rule(
        "no default, check or index depends on a function of sql/",
        _defaults_that_need_sql,
        "sql/ is dropped and created again: make the function in a migration",
        "alter table public.items alter column values set default public.get_capabilities()",
    ),
    Rule(
        "no two indexes are the same",
        rows(
            "select min(i.indexrelid::regclass::text) from pg_index as i join pg_class as c on c.oid = "
            "i.indrelid "
            f"join pg_namespace as n on n.oid = c.relnamespace where n.nspname in {SCHEMAS} "
            "group by i.indrelid, i.indkey::text, i.indclass::text, pg_get_expr(i.indexprs, i.indrelid), "
            "pg_get_expr(i.indpred, i.indrelid) having count(*) > 1"
        ),
        "drop one",
        "create index broken on public.lists (created_by)",
    ),
]
