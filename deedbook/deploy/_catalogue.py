"""What a database holds of the things that sql/ can make, whoever made them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import LiteralString, NamedTuple

import psycopg

# `identity` is what follows "drop policy", "drop trigger", "drop view", "drop routine" or "revoke"; `part`
# tells grants on one relation apart. A row trigger's clones on partitions come and go with their parent.
_LIVE: LiteralString = """
  with relations as (
    select tableoid, oid, relkind, relowner, relacl, xmin,
      pg_catalog.quote_ident(relnamespace::pg_catalog.regnamespace::text) || '.'
        || pg_catalog.quote_ident(relname) as name
    from pg_catalog.pg_class
    where relnamespace <> all ('{pg_catalog,information_schema,pg_toast}'::pg_catalog.regnamespace[])
      and relpersistence <> 't'
      and relkind in ('r', 'p', 'v', 'S')
  ),
  acls (objid, owner, acl, columns, name, xmin) as (
    select oid, relowner, relacl, '', name, xmin from relations
    union all
    select a.attrelid, r.relowner, a.attacl, ' (' || pg_catalog.quote_ident(a.attname) || ')', r.name, a.xmin
    from pg_catalog.pg_attribute as a join relations as r on r.oid = a.attrelid
    where a.attacl is not null and not a.attisdropped
  ),
  grants (objid, privilege, name, grantee, xmin) as (
    select acls.objid, a.privilege_type || acls.columns, acls.name,
      case when a.grantee = 0 then 'public' else a.grantee::pg_catalog.regrole::text end, acls.xmin
    from acls cross join pg_catalog.aclexplode(acls.acl) as a
    where a.grantee <> acls.owner
  ),
  objects (kind, classid, objid, relid, xmin) as (
    select 'policy', tableoid, oid, polrelid, xmin from pg_catalog.pg_policy
    union all
    select 'trigger', tableoid, oid, tgrelid, xmin from pg_catalog.pg_trigger
    where not tgisinternal and tgparentid = 0
    union all
    select 'view', tableoid, oid, null, xmin from relations where relkind = 'v'
    union all
    select 'routine', tableoid, oid, null, xmin from pg_catalog.pg_proc
    where pronamespace <> all ('{pg_catalog,information_schema}'::pg_catalog.regnamespace[])
  ),
  live (kind, objid, relid, part, identity, xmin) as (
    select o.kind, o.objid, o.relid, '', i.identity, o.xmin
    from objects as o cross join pg_catalog.pg_identify_object(o.classid, o.objid, 0) as i
    union all
    select 'grant', objid, null, privilege || ' ' || grantee,
      privilege || ' on ' || name || ' from ' || grantee, xmin
    from grants
  )
"""


class Managed(NamedTuple):
    """Something that sql/ made in an earlier deploy and that is still there."""

    kind: str
    objid: int
    relid: int | None
    part: str
    identity: str


def with_live(query: LiteralString) -> LiteralString:
    """A query that may read `live`: every policy, trigger, view, routine and grant."""
    return _LIVE + query


def managed(connection: psycopg.Connection) -> list[Managed]:
    """What migration.objects names, as far as it still exists."""
    rows = connection.execute(
        with_live(
            """
            select kind, objid, relid, part, identity from live join migration.objects using (kind, identity)
            order by kind, identity
            """
        )
    )
    return [Managed(*row) for row in rows]


def names(connection: psycopg.Connection) -> list[str]:
    """Everything that is there, to tell later what is new."""
    return [row[0] for row in connection.execute(with_live("select kind || ' ' || identity from live"))]


def remember_new(connection: psycopg.Connection, before: list[str]) -> int:
    """Writes down what this transaction made; others may be making objects of their own right now."""
    return connection.execute(
        with_live(
            """
            insert into migration.objects (kind, identity)
            select kind, identity from live
            where xmin = pg_catalog.pg_current_xact_id()::xid and kind || ' ' || identity <> all (%s)
            """
        ),
        [before],
    ).rowcount


@contextmanager
def following(connection: psycopg.Connection) -> Iterator[None]:
    """Keeps migration.objects true while a migration renames what it names."""
    known = [(m.objid, m.part, m.kind, m.identity) for m in managed(connection)]
    yield
    if not known:
        return
    objids, parts, kinds, identities = zip(*known, strict=True)
    connection.execute(
        with_live(
            """
            update migration.objects as object set identity = live.identity
            from live
            join unnest(%s::oid[], %s::text[], %s::text[], %s::text[]) as known (objid, part, kind, identity)
              using (objid, part, kind)
            where object.kind = known.kind and object.identity = known.identity
              and live.identity <> known.identity
            """
        ),
        [list(objids), list(parts), list(kinds), list(identities)],
    )
