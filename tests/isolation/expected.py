"""Who may do what. The matrix is made from the catalogue and held against this page.

A cell of TABLES names the least that a caller must be:

    -           nobody, trusted server code included
    service     service_role alone
    member …    that role in the workspace of the row, or a higher one; and service_role
    self        the person whose row it is; and service_role
    colleague   the person and whoever shares a workspace with them; and service_role
    anyone      every role of a client, signed in or not
    worker      the worker's login, and nobody else

One cell for a whole line stands for all its actions. Callers below that see no row (select, update,
delete, …) or are refused (42501). `(partition)` stands for every partition of its table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

ACTIONS = (
    *("select", "insert", "returning", "update", "delete", "upsert"),
    *("merge", "lock", "copy_to", "copy_from", "truncate"),
)

TABLES = """
table                          | select    | insert  | returning | update  | delete  | upsert  | merge   | lock    | copy_to   | copy_from | truncate
-------------------------------+-----------+---------+-----------+---------+---------+---------+---------+---------+-----------+-----------+---------
public.capabilities            | anyone    | -       | -         | -       | -       | -       | -       | -       | anyone    | -         | -
public.column_types            | anyone    | -       | -         | -       | -       | -       | -       | -       | anyone    | -         | -
public.filter_operators        | anyone    | -       | -         | -       | -       | -       | -       | -       | anyone    | -         | -
public.aggregate_functions     | anyone    | -       | -         | -       | -       | -       | -       | -       | anyone    | -         | -
public.formula_functions       | anyone    | -       | -         | -       | -       | -       | -       | -       | anyone    | -         | -
public.error_codes             | anyone    | -       | -         | -       | -       | -       | -       | -       | anyone    | -         | -
public.user_profiles           | colleague | service | service   | self    | service | service | self    | self    | colleague | service   | -
public.workspaces              | member    | service | service   | admin   | owner   | service | admin   | admin   | member    | service   | -
public.workspace_members       | member    | service | service   | service | service | service | service | service | member    | service   | -
public.workspace_invitations   | admin     | -       | -         | -       | -       | -       | -       | -       | admin     | -         | -
public.lists                   | member    | manager | manager   | manager | admin   | service | manager | manager | member    | service   | -
public.list_columns            | member    | manager | manager   | manager | -       | manager | manager | manager | member    | service   | -
public.items                   | member    | editor  | editor    | editor  | admin   | editor  | editor  | editor  | member    | service   | -
public.links                   | member    | editor  | editor    | editor  | editor  | editor  | editor  | editor  | member    | service   | -
public.view_settings           | anyone    | -       | -         | -       | -       | -       | -       | -       | anyone    | -         | -
public.views                   | member    | manager | manager   | manager | admin   | service | manager | manager | member    | service   | -
public.comments                | member    | member  | member    | editor  | admin   | service | editor  | editor  | member    | service   | -
public.contacts                | member    | member    | member    | editor    | admin     | service   | editor    | editor    | member    | service   | -
public.deals                   | member    | member    | member    | editor    | admin     | service   | editor    | editor    | member    | service   | -
public.tasks                   | member    | member    | member    | editor    | admin     | service   | editor    | editor    | member    | service   | -
public.activities              | member    | member    | member    | admin     | admin     | service   | admin     | admin     | member    | service   | -
public.pipelines               | member    | admin     | admin     | admin     | admin     | service   | admin     | admin     | member    | service   | -
public.pipeline_stages         | member    | admin     | admin     | admin     | admin     | service   | admin     | admin     | member    | service   | -
public.stage_moves             | member    | admin     | admin     | admin     | admin     | service   | admin     | admin     | member    | service   | -
public.status_moves            | member    | admin     | admin     | admin     | admin     | service   | admin     | admin     | member    | service   | -
public.lost_reasons            | member    | admin     | admin     | admin     | admin     | service   | admin     | admin     | member    | service   | -
public.deal_items              | member    | editor    | editor    | -         | editor    | -         | -         | -         | member    | service   | -
public.contact_items           | member    | editor    | editor    | -         | editor    | -         | -         | -         | member    | service   | -
public.attachments             | member    | -       | -         | editor  | admin   | -       | editor  | editor  | member    | -         | -
public.column_changes          | member    | -       | -         | -       | -       | -       | -       | -       | member    | -         | -
public.bulk_changes            | member    | -       | -         | -       | -       | -       | -       | -       | member    | -         | -
public.bulk_change_errors      | member    | -       | -         | -       | -       | -       | -       | -       | member    | -         | -
public.imports                 | member    | -       | -         | -       | -       | -       | -       | -       | member    | -         | -
public.exports                 | owner     | -       | -         | -       | -       | -       | -       | -       | owner     | -         | -
public.import_errors           | member    | worker  | -         | -       | -       | -       | -       | -       | member    | -         | -
public.workspace_templates     | anyone    | -       | -         | -       | -       | -       | -       | -       | anyone    | -         | -
public.matchings               | member    | manager | manager   | manager | manager | service | manager | manager | member    | service   | -
public.exchange_rates          | member    | admin   | admin     | admin   | admin   | service | admin   | admin   | member    | service   | -
public.contact_merges          | manager   | -       | -         | -       | -       | -       | -       | -       | manager   | -         | -
public.import_rejected_rows    | member    | worker  | -         | -       | -       | -       | -       | -       | member    | -         | -
public.import_reverts          | member    | -       | -         | -       | -       | -       | -       | -       | member    | -         | -
public.import_conflicts        | member    | worker  | -         | -       | -       | -       | -       | -       | member    | -         | -
public.notification_kinds      | anyone    | -       | -         | -       | -       | -       | -       | -       | anyone    | -         | -
public.notifications           | self      | -       | -         | self    | -       | -       | self    | self    | self      | -         | -
public.notification_preferences | self      | -       | -         | -       | -       | -       | -       | -       | self      | -         | -
public.workspace_notification_preferences | self      | -       | -         | -       | -       | -       | -       | -       | self      | -         | -
public.audit_log               | admin     | -       | -         | -       | -       | -       | -       | -       | -         | -         | -
audit.events                   | admin     | -       | -         | -       | -       | -       | -       | -       | admin     | -         | -
audit.events (partition)       | -
auth.users                     | -
private.attachment_usage       | -
private.analytics_cache        | -
private.deal_stages            | -
private.deal_stats             | -
private.deal_stat_deltas       | -
private.deal_stat_zones        | -
private.attempts               | -
private.callables              | -
private.checked_writes         | -
private.import_reverting       | -
private.computed_columns       | member    | -       | -         | -       | -       | -       | -       | -       | member    | -         | -
private.idempotency_keys       | -
private.invitation_tokens      | -
private.list_checks            | -
private.list_counts            | member    | -       | -         | -       | -       | -       | -       | -       | member    | -         | -
private.list_count_deltas      | member    | -       | -         | -       | -       | -       | -       | -       | member    | -         | -
private.merged_options         | member    | -       | -         | -       | -       | -       | -       | -       | member    | -         | -
private.list_slots             | member    | -       | -         | -       | -       | -       | -       | -       | member    | -         | -
private.job_errors             | -
private.notification_deliveries | -
private.notification_mails     | -
private.one_time_tokens        | -
private.task_runs              | -
private.unsubscribe_tokens     | -
private.refresh_tokens         | -
private.search_documents       | -
private.search_queue           | -
private.sessions               | -
private.task_reminders         | -
private.stored_objects         | -
private.unique_values          | -
private.uploads                | -
procrastinate.procrastinate_events          | worker | worker | worker | worker | worker | worker | worker | worker | worker | worker | -
procrastinate.procrastinate_jobs            | worker | worker | worker | worker | worker | worker | worker | worker | worker | worker | -
procrastinate.procrastinate_periodic_defers | worker | worker | worker | worker | worker | worker | worker | worker | worker | worker | -
procrastinate.procrastinate_workers         | worker | worker | worker | worker | worker | worker | worker | worker | worker | worker | -
"""  # noqa: E501

# The worker's own: what these functions do is Procrastinate's affair, and nobody else calls them.
QUEUE = "procrastinate"

# Rows that an action reaches besides the rule of the role.
ONLY_WHERE: Mapping[tuple[str, str], str] = {
    (
        "public.items",
        "delete",
    ): "deleted_at is not null",  # what is not in the trash cannot be deleted for good
    ("public.lists", "delete"): "deleted_at is not null",
    **{
        (f"public.{table}", "delete"): "deleted_at is not null"
        for table in ("comments", "contacts", "deals", "tasks", "activities")
    },
    # All else on a timeline is nobody's to change.
    **{("public.activities", action): "type = 'comment'" for action in ("update", "merge", "lock")},
    ("public.comments", "delete"): "deleted_at is not null",
    ("public.attachments", "delete"): "deleted_at is not null",
    # A personal view is its owner's, who is none of the callers: nobody else reaches it.
    **{("public.views", action): "owner_id is null" for action in ACTIONS},
    ("public.views", "delete"): "owner_id is null and deleted_at is not null",
}

# Rows that need a higher role than the line says: which, and the role.
ABOVE: Mapping[tuple[str, str], tuple[str, str]] = {
    # What was deleted, only its author and who moderates see.
    ("public.comments", action): ("deleted_at is not null", "admin")
    for action in ("select", "update", "merge", "lock", "copy_to")
} | {("public.activities", action): ("deleted_at is not null", "admin") for action in ("select", "copy_to")}

# Rules that hold whomever the policies let in, trusted server code too: constraint name or SQLSTATE.
HELD: Mapping[tuple[str, str], str] = {
    ("public.pipelines", "delete"): "pipeline_in_use",
    ("public.pipeline_stages", "delete"): "stage_in_use",
}

# An upsert of a client sets every column it sends, and what these rows are called by never changes.
FIXED = {"public.exchange_rates", "public.pipeline_stages", "public.stage_moves", "public.status_moves"}

# Trusted server code passes the policies, never the rules.
RULES: Mapping[tuple[str, str], str] = {
    ("public.user_profiles", "insert"): "23505",  # every account has one
    ("public.user_profiles", "returning"): "23505",
    ("public.user_profiles", "delete"): "workspace_keeps_an_owner",
    ("public.workspaces", "insert"): "workspace_keeps_an_owner",
    ("public.workspaces", "returning"): "workspace_keeps_an_owner",
    ("public.workspace_members", "delete"): "workspace_keeps_an_owner",
    ("public.contacts", "delete"): "contact_has_deals",
    **HELD,
}


@dataclass(frozen=True)
class Sample:
    """Values of a new row, as SQL over the ids of a tenant; what an update changes; the key of an old row.

    An update to a `constant` reads no column, so that the policy of select does not hold it back as well.
    """

    values: Mapping[str, str]
    change: str
    key: Mapping[str, str]
    constant: str = ""


# One for every table that some client may write.
SAMPLES: Mapping[str, Sample] = {
    "public.items": Sample(
        {"list_id": "{list}", "values": """'{{"address": "1 New Street"}}'"""},
        "values",
        {"id": "{item}", "workspace_id": "{workspace}"},
    ),
    "public.lists": Sample(
        {"workspace_id": "{workspace}", "name": "'New'"},
        "name",
        {"id": "{list}", "workspace_id": "{workspace}"},
    ),
    "public.list_columns": Sample(
        {"list_id": "{list}", "name": "'New'", "type": "'text'"},
        "name",
        {"id": "{column}", "workspace_id": "{workspace}"},
    ),
    "public.links": Sample(
        {
            "column_id": "{relation}",
            "item_id": "{second_item}",
            "target_item_id": "{item}",
            "target_position": "1",
        },
        "target_position",
        {
            "item_id": "{item}",
            "column_id": "{relation}",
            "target_item_id": "{second_item}",
            "workspace_id": "{workspace}",
        },
    ),
    "public.views": Sample(
        {"list_id": "{list}", "name": "'New'", "owner_id": "null"},
        "name",
        {"id": "{view}", "workspace_id": "{workspace}"},
    ),
    "public.matchings": Sample(
        {
            "workspace_id": "{workspace}",
            "name": "'New'",
            "offer_list_id": "{list}",
            "request_list_id": "{wishes}",
            "criteria": """'[{{"kind": "range", "offer": "price", "request": "budget"}}]'""",
        },
        "name",
        {"id": "{matching}", "workspace_id": "{workspace}"},
    ),
    "public.exchange_rates": Sample(
        {"workspace_id": "{workspace}", "currency": "'GBP'", "rate": "2"},
        "rate",
        {"id": "{rate}", "workspace_id": "{workspace}"},
    ),
    "public.comments": Sample(
        {"item_id": "{item}", "body": "{remark}"},  # the text of the comment: others' may not be changed
        "body",
        {"id": "{comment}", "workspace_id": "{workspace}"},
    ),
    "public.contacts": Sample(
        {"workspace_id": "{workspace}", "name": "'New'"},
        "name",
        {"id": "{contact}", "workspace_id": "{workspace}"},
    ),
    "public.deals": Sample(
        {"workspace_id": "{workspace}", "title": "'New'"},
        "title",
        {"id": "{deal}", "workspace_id": "{workspace}"},
    ),
    "public.tasks": Sample(
        {"workspace_id": "{workspace}", "title": "'New'"},
        "title",
        {"id": "{task}", "workspace_id": "{workspace}"},
    ),
    "public.activities": Sample(
        {"deal_id": "{deal}", "body": "{remark}"},  # the text of the comment: others' may not be changed
        "body",
        {"id": "{activity}", "workspace_id": "{workspace}"},
    ),
    "public.pipelines": Sample(
        {"workspace_id": "{workspace}", "name": "'New'"},
        "name",
        {"id": "{pipeline}", "workspace_id": "{workspace}"},
    ),
    "public.pipeline_stages": Sample(
        {
            "workspace_id": "{workspace}",
            "pipeline_id": "{pipeline}",
            "key": "'new'",
            "name": "'New'",
            "position": "7",
        },
        "name",
        {"id": "{stage}", "workspace_id": "{workspace}"},
    ),
    "public.stage_moves": Sample(
        {
            "workspace_id": "{workspace}",
            "pipeline_id": "{pipeline}",
            "from_stage": "'negotiation'",
            "to_stage": "'qualification'",
            "minimum_role": "'manager'",
        },
        "minimum_role",
        {"id": "{stage_move}", "workspace_id": "{workspace}"},
    ),
    "public.status_moves": Sample(
        {
            "workspace_id": "{workspace}",
            "pipeline_id": "{pipeline}",
            "from_status": "'new'",
            "to_status": "'lost'",
            "minimum_role": "'manager'",
        },
        "minimum_role",
        {"id": "{status_move}", "workspace_id": "{workspace}"},
    ),
    "public.lost_reasons": Sample(
        {"workspace_id": "{workspace}", "name": "'New'"},
        "name",
        {"id": "{lost_reason}", "workspace_id": "{workspace}"},
    ),
    "public.deal_items": Sample(
        {"deal_id": "{deal}", "item_id": "{second_item}"},
        "item_id",
        {"deal_id": "{deal}", "item_id": "{item}", "workspace_id": "{workspace}"},
    ),
    "public.contact_items": Sample(
        {"contact_id": "{contact}", "item_id": "{second_item}"},
        "item_id",
        {"contact_id": "{contact}", "item_id": "{item}", "workspace_id": "{workspace}"},
    ),
    "public.attachments": Sample(
        {"item_id": "{item}", "name": "'New'"}, "name", {"id": "{attachment}", "workspace_id": "{workspace}"}
    ),
    "public.workspaces": Sample({"name": "'New'"}, "name", {"id": "{workspace}"}),
    "public.workspace_members": Sample(
        {"workspace_id": "{workspace}", "user_id": "{outsider}", "role": "'member'"},
        "role",
        {"workspace_id": "{workspace}", "user_id": "{colleague}"},
    ),
    "public.notifications": Sample(
        {"read_at": "now()"},
        "read_at",
        {"id": "{notification}", "workspace_id": "{workspace}"},
        constant="now()",
    ),
    "public.user_profiles": Sample(
        {"user_id": "{colleague}", "full_name": "'New'"}, "full_name", {"user_id": "{colleague}"}
    ),
}


@dataclass(frozen=True)
class Call:
    """One call of a function and who gets an answer.

    `who` is a role (and those above it in the workspace of the arguments), or names of callers; `people`
    are all with the role authenticated, `clients` these, anon and service_role. `outside` and `below` are
    the names of the refusals to those who are not in the workspace or too low in it, `service` what
    service_role gets, `nobody` a token without a person. `but` has exceptions by caller, "caller@Other" for
    the other workspace. Everybody else may not execute it. Without `arguments` all are null, and whoever
    may call it gets whatever comes of that.
    """

    who: str
    arguments: str | None = ""
    outside: str = "workspace_not_found"
    below: str = "capability_required"
    service: str = "ok"
    nobody: str = ""
    but: Mapping[str, str] = field(default_factory=dict)
    tells: bool = False  # the arguments hold a secret that opens what they name


def _in_list(who: str, arguments: str) -> Call:
    return Call(who, arguments, outside="list_not_found")


def _of_column(arguments: str) -> Call:
    return Call("manager", arguments, outside="column_not_found")


def _of_item(who: str, arguments: str) -> Call:
    return Call(who, arguments, outside="item_not_found")


def _of_attachment(who: str, arguments: str) -> Call:
    return Call(who, arguments, outside="attachment_not_found")


def _of_upload(arguments: str) -> Call:
    """Only whoever began it goes on with it, here the owners: to everybody else it is not there."""
    return Call("owner", arguments, outside="upload_not_found", below="upload_not_found", service="forbidden")


def _of_view(who: str, arguments: str) -> Call:
    return Call(who, arguments, outside="view_not_found")


def _of_records(kind: str, fields: str) -> dict[str, Call]:
    """The functions of contacts, deals or tasks; the one of the world is a colleague's."""
    one, ids = f"{kind}_id => {{{kind}}}", f"{kind}_ids => jsonb_build_array({{{kind}}})"
    here, unknown = "workspace_id => {workspace}", f"{kind}_not_found"
    return {
        f"public.find_{kind}s": Call("member", here),
        f"public.get_{kind}": Call("member", one, outside=unknown),
        f"public.create_{kind}s": Call("member", f"{here}, {kind}s => '[{fields}]'"),
        f"public.update_{kind}": Call(
            "editor", f"{one}, changes => '{fields}'", outside=unknown, below="record_not_own"
        ),
        f"public.update_{kind}s": Call(
            "editor",
            f"{here}, {kind}s => jsonb_build_array(jsonb_build_object('id', {{{kind}}}))",
            below="record_not_own",
        ),
        f"public.trash_{kind}": Call("manager", one, outside=unknown),
        f"public.restore_{kind}": Call("manager", one, outside=unknown),
        f"public.trash_{kind}s": Call("manager", f"{here}, {ids}"),
        f"public.restore_{kind}s": Call("manager", f"{here}, {ids}"),
        # It is not in the trash.
        f"public.delete_{kind}s_forever": Call(
            "admin",
            f"{here}, {ids}",
            service="not_in_trash",
            but=dict.fromkeys(("owner", "admin", "other_owner@Other"), "not_in_trash"),
        ),
    }


def _of_links(kind: str) -> dict[str, Call]:
    """The items of contacts or deals."""
    one, unknown = f"{kind}_id => {{{kind}}}", f"{kind}_not_found"
    items = f"{one}, item_ids => jsonb_build_array({{second_item}})"
    return {
        f"public.find_{kind}_items": Call("member", one, outside=unknown),
        f"public.link_{kind}_items": Call("editor", items, outside=unknown, below="record_not_own"),
        f"public.unlink_{kind}_items": Call("editor", items, outside=unknown, below="record_not_own"),
    }


def _of_comment_on_deal(arguments: str) -> Call:
    return Call("admin", arguments, outside="activity_not_found", below="comment_not_own")


def _of_pipeline(who: str, arguments: str) -> Call:
    return Call(who, arguments, outside="pipeline_not_found")


_HASH = "repeat('0', 64)"

FUNCTIONS: Mapping[str, Call] = {
    # workspaces and their people
    "public.find_workspaces": Call("people"),
    "public.get_workspace": Call("member", "workspace_id => {workspace}"),
    "public.create_workspace": Call(
        "people", "name => 'New'", service="sign_in_required", nobody="sign_in_required"
    ),
    "public.update_workspace": Call(
        "admin", """workspace_id => {workspace}, changes => '{{"name": "New"}}'"""
    ),
    "public.delete_workspace": Call("owner", "workspace_id => {workspace}"),
    "public.transfer_workspace": Call("owner", "workspace_id => {workspace}, user_id => {colleague}"),
    "public.leave_workspace": Call(
        "member",
        "workspace_id => {workspace}",
        service="sign_in_required",
        nobody="sign_in_required",
        but={"owner": "workspace_keeps_an_owner", "other_owner@Other": "workspace_keeps_an_owner"},
    ),
    "public.find_members": Call("member", "workspace_id => {workspace}"),
    "public.update_member": Call(
        "admin", "workspace_id => {workspace}, user_id => {colleague}, role => 'editor'"
    ),
    "public.remove_member": Call("admin", "workspace_id => {workspace}, user_id => {colleague}"),
    "public.find_invitations": Call("admin", "workspace_id => {workspace}"),
    "public.create_invitation": Call("admin", "workspace_id => {workspace}, email => 'new@new.example'"),
    "public.resend_invitation": Call("admin", "workspace_id => {workspace}, invitation_id => {invitation}"),
    "public.revoke_invitation": Call("admin", "workspace_id => {workspace}, invitation_id => {invitation}"),
    "public.preview_invitation": Call("clients", "token => {token}", tells=True),
    "public.accept_invitation": Call(
        "invited",
        "token => {token}",
        outside="invitation_invalid",
        service="sign_in_required",
        nobody="sign_in_required",
        but={"invited@Other": "invitation_invalid"},
        tells=True,
    ),
    "public.get_me": Call("people", service="forbidden"),
    "public.update_me": Call("people", """changes => '{{"full_name": "New"}}'""", service="forbidden"),
    # lists and columns
    "public.find_lists": Call("member", "workspace_id => {workspace}"),
    "public.get_list": _in_list("member", "list_id => {list}"),
    "public.create_list": Call(
        "manager",
        """workspace_id => {workspace}, name => 'New', columns => '[{{"name": "A", "type": "text"}}]'""",
    ),
    "public.update_list": _in_list("manager", """list_id => {list}, changes => '{{"name": "New"}}'"""),
    "public.delete_list": _in_list("admin", "list_id => {list}"),
    "public.restore_list": _in_list("admin", "list_id => {trashed_list}"),
    "public.order_lists": Call(
        "manager",
        "workspace_id => {workspace}, list_ids => (select coalesce(jsonb_agg(l.id), '[]')"
        " from public.lists as l where l.workspace_id = {workspace} and l.deleted_at is null)",
    ),
    "private.move_list": _in_list("admin", "list_id => {list}, to_trash => true"),
    "public.order_columns": _in_list(
        "manager",
        "list_id => {list}, column_ids => (select coalesce(jsonb_agg(c.id), '[]')"
        " from public.list_columns as c where c.list_id = {list} and c.deleted_at is null)",
    ),
    "public.find_columns": _in_list("member", "list_id => {list}"),
    "public.create_column": _in_list("manager", "list_id => {list}, name => 'New', type => 'text'"),
    "public.update_column": _in_list(
        "manager", """list_id => {list}, column_id => {column}, changes => '{{"name": "New"}}'"""
    ),
    "public.delete_column": _in_list("manager", "list_id => {list}, column_id => {column}"),
    "public.restore_column": _of_column("column_id => {trashed_column}"),
    "public.preview_conversion": _of_column("column_id => {column}, type => 'long_text'"),
    "public.convert_column": _of_column("column_id => {column}, type => 'long_text'"),
    "private.begin_conversion": _of_column(
        "column_id => {column}, type => 'long_text', config => '{{}}', format => null,"
        " on_failure => 'keep_in_new_text_column'"
    ),
    "public.create_option": _of_column("column_id => {choice}, label => 'New'"),
    "public.update_option": _of_column(
        "column_id => {choice}, option_id => 'a', changes => '{{\"label\": \"New\"}}'"
    ),
    "public.order_options": _of_column('column_id => {choice}, option_ids => \'["b", "a"]\''),
    "public.merge_option": _of_column("column_id => {choice}, option_id => 'a', into_option_id => 'b'"),
    "public.delete_option": _of_column("column_id => {choice}, option_id => 'a'"),
    "private.begin_merge": _of_column("column_id => {choice}, option_id => 'a', into_option_id => 'b'"),
    "private.find_changeable_column": _of_column("column_id => {column}"),
    "public.get_column_change": Call(
        "member", "change_id => {column_change}", outside="column_change_not_found"
    ),
    **dict.fromkeys(
        (
            "private.check_conversion",
            "private.check_option",
            "private.column_change_json",
            "private.conversion_config",
            "private.conversion_requirement",
            "private.conversion_spec",
            "private.conversion_sql",
            "private.conversion_text_sql",
            "private.conversion_token",
            "private.duration_text",
            "private.filter_options",
            "private.is_merged_option",
            "private.item_count",
            "private.merged_into",
            "private.people_labels",
            "private.ordered_texts",
        ),
        Call("people service_role", None),
    ),
    "private.try_json": Call("people service_role worker", None),
    "private.step_column_change": Call("worker", None),
    "private.fail_column_change": Call("worker", None),
    # bulk changes
    "public.preview_bulk_change": _in_list("member", "list_id => {list}, filter => '{{\"and\": []}}'"),
    "public.start_bulk_change": Call(
        "editor",
        "list_id => {list}, filter => '{{\"and\": []}}', action => 'trash'",
        outside="list_not_found",
        service="forbidden",
        nobody="sign_in_required",
    ),
    "private.queue_bulk_change": Call(
        "editor",
        "list_id => {list}, filter => '{{\"and\": []}}', action => 'trash', \"values\" => null,"
        " time_zone => 'UTC', items_total => 1",
        outside="list_not_found",
        service="forbidden",
    ),
    "public.cancel_bulk_change": Call(
        "manager", "bulk_change_id => {bulk_change}", outside="bulk_change_not_found", service="forbidden"
    ),
    "public.get_bulk_change": Call(
        "member", "bulk_change_id => {bulk_change}", outside="bulk_change_not_found"
    ),
    "public.find_bulk_change_errors": Call(
        "member", "bulk_change_id => {bulk_change}", outside="bulk_change_not_found"
    ),
    "private.find_bulk_change": Call(
        "member", "bulk_change_id => {bulk_change}", outside="bulk_change_not_found"
    ),
    **dict.fromkeys(
        ("private.bulk_change_json", "private.bulk_condition", "private.check_bulk_action"),
        Call("people service_role", None),
    ),
    "private.change_item_batch": Call("people", None, service="forbidden"),
    "private.change_or_refuse": Call("people", None, service="forbidden"),
    "private.begin_bulk_batch": Call("worker", None),
    "private.end_bulk_batch": Call("worker", None),
    "private.fail_bulk_change": Call("worker", None),
    # items
    "public.find_items": _in_list("member", "list_id => {list}"),
    "public.find_trash": Call("member", "workspace_id => {workspace}"),
    "public.get_item": _of_item("member", "item_id => {item}"),
    "public.create_items": _in_list(
        "editor", """list_id => {list}, items => '[{{"values": {{"address": "1 New Street"}}}}]'"""
    ),
    "public.update_item": _of_item(
        "editor", """item_id => {item}, "values" => '{{"address": "1 New Street"}}'"""
    ),
    "public.update_items": _in_list(
        "editor",
        """list_id => {list}, items => jsonb_build_array(
          jsonb_build_object('id', {item}, 'values', '{{"price": 1}}'::jsonb),
          jsonb_build_object('id', {second_item}, 'values', '{{"price": 1}}'::jsonb))""",
    ),
    "public.trash_item": _of_item("editor", "item_id => {item}"),
    "public.trash_items": _in_list(
        "editor", "list_id => {list}, item_ids => jsonb_build_array({item}, {second_item})"
    ),
    "public.restore_item": _of_item("editor", "item_id => {trashed}"),
    "public.restore_items": _in_list("editor", "list_id => {list}, item_ids => jsonb_build_array({trashed})"),
    "public.delete_items_forever": _in_list(
        "admin", "list_id => {list}, item_ids => jsonb_build_array({trashed})"
    ),
    # links between items, and what is computed from them
    "public.find_links": _of_item("member", "item_id => {item}, \"column\" => 'next_door'"),
    "public.add_links": _of_item(
        "editor", "item_id => {second_item}, \"column\" => 'next_door', item_ids => jsonb_build_array({item})"
    ),
    "public.move_links": _of_item(
        "editor", "item_id => {item}, \"column\" => 'next_door', item_ids => jsonb_build_array({second_item})"
    ),
    "public.remove_links": _of_item(
        "editor", "item_id => {item}, \"column\" => 'next_door', item_ids => jsonb_build_array({second_item})"
    ),
    "public.replace_links": _of_item(
        "editor", "item_id => {item}, \"column\" => 'next_door', item_ids => '[]'"
    ),
    "private.hold_writers": _in_list("manager", "list_id => {list}"),
    "public.link_pairs": _in_list(
        "editor",
        "list_id => {list}, \"column\" => 'next_door', "
        "pairs => jsonb_build_array(jsonb_build_object('item_id', {second_item}::text, "
        "'linked_item_id', {item}::text))",
    ),
    "public.computed": Call("people service_role", "item => null"),
    "public.result": Call("people service_role", '"column" => null'),
    "private.find_relation": _of_item(
        "editor", "item_id => {item}, \"column\" => 'next_door', capability => 'links.write'"
    ),
    "private.lock_relation": _of_item("editor", "item_id => {item}, \"column\" => 'next_door'"),
    "private.list_relation": Call(
        "member",
        "list_id => {list}, \"column\" => 'next_door'",
        outside="column_not_found",
    ),
    "private.title_sql": _in_list("member", "list_id => {list}"),
    **dict.fromkeys(
        (
            "private.check_linkable",
            "private.column_json",
            "private.computed_sql",
            "private.count_links",
            "private.create_inverse",
            "private.decode_link_cursor",
            "private.drop_hidden_links",
            "private.element_column",
            "private.encode_link_cursor",
            "private.filter_links",
            "private.insert_links",
            "private.is_computed",
            "private.item_links",
            "private.items_json",
            "private.json_cell_sql",
            "private.link_ids",
            "private.link_items",
            "private.links_sql",
            "private.moment_sql",
            "private.place_links",
            "private.query_item",
            "private.shown_item",
            "private.stored_sql",
        ),
        Call("people service_role", None),
    ),
    # queries: SQL is made and run with the caller's own rights
    "public.query_items": _in_list(
        "member",
        """list_id => {list}, query => '{{"filter": {{"column": "price", "operator": "gt", "value": 1}},
          "sort": [{{"column": "address"}}], "aggregates": [{{"column": "price", "function": "sum"}}]}}'""",
    ),
    "private.want_slots": _in_list("member", "list_id => {list}, keys => '{{price}}'"),
    "private.fill_slots": Call("worker", "list_id => {list}"),
    **dict.fromkeys(
        (
            "private.aggregate_sql",
            "private.aggregates_sql",
            "private.answer_query",
            "private.cell_sql",
            "private.check_query",
            "private.check_query_fields",
            "private.column_family",
            "private.condition_sql",
            "private.decode_query_cursor",
            "private.encode_query_cursor",
            "private.filter_empty",
            "private.filter_number",
            "private.filter_sql",
            "private.filter_structure",
            "private.filter_text",
            "private.filter_time",
            "private.find_groups",
            "private.find_page",
            "private.find_query_column",
            "private.group_condition",
            "private.groups_sql",
            "private.keyset_sql",
            "private.number_key",
            "private.order_sql",
            "private.page_sql",
            "private.period_days",
            "private.pick_fields",
            "private.place_key_sql",
            "private.plain_keys",
            "private.queried_keys",
            "private.query_array",
            "private.query_branches",
            "private.query_circle",
            "private.query_days",
            "private.query_digest",
            "private.query_fields",
            "private.query_number",
            "private.query_operands",
            "private.query_page",
            "private.query_person",
            "private.query_span",
            "private.query_text",
            "private.query_time_zone",
            "private.rank_key",
            "private.ranked_values",
            "private.refuse_query",
            "private.slot_kind",
            "private.sort_keys",
            "private.text_after",
            "private.text_key",
            "private.turn_keys",
            "private.value_sql",
        ),
        Call("people service_role", None),
    ),
    # formulas: compiled and computed with the caller's own rights
    "public.check_formula": _in_list("member", "list_id => {list}, formula => '{{price}} * 2'"),
    "public.get_formula_functions": Call("clients"),
    **dict.fromkeys(
        (
            "private.check_formula_code",
            "private.check_formula_constants",
            "private.check_formula_nesting",
            "private.compile_formula",
            "private.find_formula_column",
            "private.formula_apply",
            "private.formula_as_text",
            "private.formula_bindings",
            "private.formula_bounded",
            "private.formula_call",
            "private.formula_cell",
            "private.formula_character_problem",
            "private.formula_code",
            "private.formula_column_part",
            "private.formula_columns",
            "private.formula_date",
            "private.formula_day",
            "private.formula_join",
            "private.formula_key",
            "private.formula_label",
            "private.formula_list",
            "private.formula_lists",
            "private.formula_literal",
            "private.formula_local",
            "private.formula_logic",
            "private.formula_next",
            "private.formula_number",
            "private.formula_operator",
            "private.formula_parameters",
            "private.formula_part",
            "private.formula_push",
            "private.formula_reduce",
            "private.formula_regex_replace",
            "private.formula_replace",
            "private.formula_result",
            "private.formula_solve",
            "private.formula_sql_type",
            "private.formula_substitute",
            "private.formula_text",
            "private.formula_text_change",
            "private.formula_text_search",
            "private.formula_token_kind",
            "private.formula_tokens",
            "private.formula_value",
            "private.formula_whole",
            "private.formula_zone",
            "private.is_formula_volatile",
            "private.parse_formula",
            "private.pattern_end_problem",
            "private.pattern_growth",
            "private.pattern_problem",
            "private.pattern_tokens",
            "private.refuse_formula",
            "private.refuse_formula_call",
            "private.show_formula",
            "private.store_formula",
        ),
        Call("people service_role", None),
    ),
    # views: opened with the caller's own rights, as queries are
    "public.find_views": _in_list("member", "list_id => {list}"),
    "public.get_view": _of_view("member", "view_id => {view}"),
    "public.create_view": _in_list(
        "manager",
        "list_id => {list}, name => 'New', is_shared => true, "
        """settings => '{{"columns": [{{"column": "price"}}]}}', """
        """query => '{{"sort": [{{"column": "price"}}]}}'""",
    ),
    "public.update_view": _of_view("manager", """view_id => {view}, changes => '{{"name": "New"}}'"""),
    "public.trash_view": _of_view("manager", "view_id => {view}"),
    "public.restore_view": _of_view("manager", "view_id => {view}"),
    "public.duplicate_view": Call(
        "member",
        "view_id => {view}",
        outside="view_not_found",
        service="sign_in_required",
    ),
    "public.order_views": _in_list("manager", "list_id => {list}, view_ids => jsonb_build_array({view})"),
    "public.open_view": _of_view(
        "member",
        "view_id => {view}, "
        """options => '{{"filter": {{"column": "price", "operator": "gt", "value": 1}}}}'""",
    ),
    "private.lock_view": _of_view("manager", "view_id => {view}"),
    "private.refuse_view": Call("", outside="view_not_found", service="view_not_found"),
    "private.purge_views_and_comments": Call("worker"),
    # attachments: rows under policies, uploads by their makers, objects by the API and the worker
    "public.find_attachments": _of_item("member", "item_id => {item}"),
    "public.get_attachment": _of_attachment("member", "attachment_id => {attachment}"),
    "public.update_attachment": _of_attachment(
        "editor", """attachment_id => {attachment}, changes => '{{"name": "New", "position": 1}}'"""
    ),
    "public.trash_attachment": _of_attachment("editor", "attachment_id => {attachment}"),
    "public.restore_attachment": _of_attachment("editor", "attachment_id => {attachment}"),
    "private.lock_attachment": _of_attachment("editor", "attachment_id => {attachment}"),
    "private.open_attachment": Call(
        "member",
        "attachment_id => {attachment}, kind => 'file'",
        outside="attachment_not_found",
        service="forbidden",
    ),
    "private.create_upload": Call(
        "editor",
        "item_id => {item}, name => 'New', length => 1",
        outside="item_not_found",
        service="forbidden",
        nobody="sign_in_required",
    ),
    "private.continue_upload": _of_upload("upload_id => {upload}"),
    "private.begin_storing": _of_upload("upload_id => {upload}"),
    "private.finish_upload": _of_upload(
        "upload_id => {upload}, object_key => {workspace} || '/upload', size => 1, "
        f"sha256 => {_HASH}, media_type => 'text/plain', has_preview => true"
    ),
    "private.abandon_upload": _of_upload("upload_id => {upload}"),
    "private.refuse_attachment": Call("", outside="attachment_not_found", service="attachment_not_found"),
    "private.refuse_upload": Call("", outside="upload_not_found", service="forbidden"),
    **dict.fromkeys(
        ("private.attachment_json", "private.filter_files", "private.place_attachment"),
        Call("people service_role", None),
    ),
    **dict.fromkeys(
        (
            "private.begin_preview",
            "private.find_object_folders",
            "private.find_open_uploads",
            "private.find_stored_objects",
            "private.find_unneeded_objects",
            "private.finish_preview",
            "private.forget_objects",
            "private.purge_attachments",
            "private.purge_expired_uploads",
            "private.report_objects",
        ),
        Call("worker", None),
    ),
    # comments
    "public.find_comments": _of_item("member", "item_id => {item}"),
    "public.create_comment": _of_item("member", "item_id => {item}, body => 'New', parent_id => {comment}"),
    "public.update_comment": Call(
        "editor",
        """comment_id => {comment}, changes => '{{"is_resolved": true}}'""",
        outside="comment_not_found",
        below="comment_not_own",
    ),
    "public.trash_comment": Call(
        "admin", "comment_id => {comment}", outside="comment_not_found", below="comment_not_own"
    ),
    "private.lock_comment": Call(
        "editor", "comment_id => {comment}", outside="comment_not_found", below="comment_not_own"
    ),
    "private.refuse_comment": Call("", outside="comment_not_found", service="comment_not_found"),
    "private.comment_mentions": Call(
        "people service_role", "workspace_id => {workspace}, body => 'Nobody', known => '{{}}'"
    ),
    # matching and templates
    "public.find_matches": _of_item("member", "item_id => {item}"),
    "public.find_matchings": Call("member", "workspace_id => {workspace}"),
    "public.get_matching": Call("member", "matching_id => {matching}", outside="matching_not_found"),
    "public.create_matching": Call(
        "manager",
        "workspace_id => {workspace}, name => 'New', offer_list_id => {list}, request_list_id => {wishes}, "
        """criteria => '[{{"kind": "range", "offer": "price", "request": "budget"}}]'""",
    ),
    "public.update_matching": Call(
        "manager",
        """matching_id => {matching}, changes => '{{"name": "New"}}'""",
        outside="matching_not_found",
    ),
    "public.delete_matching": Call("manager", "matching_id => {matching}", outside="matching_not_found"),
    "private.lock_matching": Call("manager", "matching_id => {matching}", outside="matching_not_found"),
    "private.refuse_matching": Call("", outside="matching_not_found", service="matching_not_found"),
    "public.get_templates": Call("clients"),
    "public.create_from_template": Call("manager", "workspace_id => {workspace}, template => 'real_estate'"),
    **dict.fromkeys(
        (
            "private.create_template_views",
            "private.criterion_problem",
            "private.decode_match_cursor",
            "private.encode_match_cursor",
            "private.fill_template",
            "private.find_matching",
            "private.find_template_matchings",
            "private.match_any_sql",
            "private.match_asked_sql",
            "private.match_bounds",
            "private.match_bounds_sql",
            "private.match_families",
            "private.match_is_asked",
            "private.match_labels",
            "private.match_number_part",
            "private.match_number_sql",
            "private.match_page",
            "private.match_pages_sql",
            "private.match_part",
            "private.match_parts",
            "private.match_reasons_sql",
            "private.match_score_sql",
            "private.match_share_part",
            "private.match_texts",
            "private.match_words_part",
            "private.matches_json",
            "private.match_options",
            "private.matching_json",
            "private.why_no_matches",
        ),
        Call("people service_role", None),
    ),
    # analytics: one answer for all members, behind the check that the caller is one
    **{
        f"public.{name}": Call("member", "workspace_id => {workspace}")
        for name in ("get_deal_summary", "get_deal_funnel", "get_deals_won", "get_deal_forecast")
    },
    "private.cached_report": Call(
        "member",
        "workspace_id => {workspace}, report => 'summary', max_age => 0, "
        """parameters => '{{"new_days": 30}}'""",
    ),
    "public.find_exchange_rates": Call("member", "workspace_id => {workspace}"),
    "public.set_exchange_rates": Call("admin", "workspace_id => {workspace}, rates => '[]'"),
    "private.rates_json": Call("people service_role", "workspace_id => {workspace}"),
    "private.fold_deal_stats": Call("worker"),
    "private.rebuild_deal_stats": Call("worker", None),
    # duplicates
    "public.find_duplicate_contacts": Call("member", "workspace_id => {workspace}"),
    "public.check_contact": Call("member", "workspace_id => {workspace}, name => 'Nobody'"),
    "private.blind_check": Call(
        "member", "workspace_id => {workspace}, email => null, phone => null, name => 'Nobody'"
    ),
    "public.merge_contacts": Call(
        "manager",
        "contact_id => {original}, merged_ids => jsonb_build_array({duplicate})",
        outside="contact_not_found",
    ),
    "private.lock_contacts": Call(
        "manager", "contact_ids => array[{original}]::uuid[]", outside="contact_not_found"
    ),
    "public.find_merges": Call("manager", "workspace_id => {workspace}"),
    "public.revert_merge": Call("manager", "merge_id => {merge}", outside="merge_not_found"),
    "private.lock_merge": Call("manager", "merge_id => {merge}", outside="merge_not_found"),
    "private.duplicate_groups": Call("people service_role", "workspace_id => {workspace}"),
    "private.alike_names": Call("people service_role", "workspace_id => {workspace}"),
    **dict.fromkeys(
        (
            "private.close_merge",
            "private.contact_fields",
            "private.decode_duplicates_cursor",
            "private.encode_duplicates_cursor",
            "private.lock_merged",
            "private.merge_json",
            "private.merged_fields",
            "private.merged_ids",
            "private.move_back",
            "private.move_to_contact",
            "private.refuse_merge",
            "private.store_merge",
            "private.write_contact",
        ),
        Call("people service_role", None),
    ),
    **dict.fromkeys(
        ("private.email_person", "private.name_words", "private.phone_tail"),
        Call("people service_role worker", None),
    ),
    # contacts, deals, tasks
    **_of_records("contact", '{{"name": "New"}}'),
    **_of_records("deal", '{{"title": "New"}}'),
    **_of_records("task", '{{"title": "New"}}'),
    **_of_links("contact"),
    **_of_links("deal"),
    "public.find_activities": Call("member", "deal_id => {deal}", outside="deal_not_found"),
    "public.create_activity": Call("member", "deal_id => {deal}, body => 'New'", outside="deal_not_found"),
    "public.update_activity": _of_comment_on_deal(
        "activity_id => {activity}, changes => '{{\"deleted_at\": null}}'"
    ),
    "public.trash_activity": _of_comment_on_deal("activity_id => {activity}"),
    "private.lock_activity": _of_comment_on_deal("activity_id => {activity}"),
    "public.find_pipelines": Call("member", "workspace_id => {workspace}"),
    "public.get_pipeline": _of_pipeline("member", "pipeline_id => {pipeline}"),
    "public.create_pipeline": Call(
        "admin", "workspace_id => {workspace}, name => 'New', stages => '[{{\"name\": \"A\"}}]'"
    ),
    "public.update_pipeline": _of_pipeline(
        "admin", 'pipeline_id => {pipeline}, changes => \'{{"name": "New"}}\''
    ),
    "public.delete_pipeline": _of_pipeline("admin", "pipeline_id => {spare_pipeline}"),
    "public.create_stage": _of_pipeline("admin", "pipeline_id => {pipeline}, name => 'New'"),
    "public.order_stages": _of_pipeline(
        "admin", 'pipeline_id => {spare_pipeline}, keys => \'["spare", "other"]\''
    ),
    "public.replace_moves": _of_pipeline("admin", "pipeline_id => {pipeline}, status_moves => '[]'"),
    "public.update_stage": Call(
        "admin", 'stage_id => {stage}, changes => \'{{"name": "New"}}\'', outside="stage_not_found"
    ),
    "public.delete_stage": Call("admin", "stage_id => {stage}", outside="stage_not_found"),
    "public.find_lost_reasons": Call("member", "workspace_id => {workspace}"),
    "public.create_lost_reason": Call("admin", "workspace_id => {workspace}, name => 'New'"),
    "public.update_lost_reason": Call(
        "admin",
        'lost_reason_id => {lost_reason}, changes => \'{{"name": "New"}}\'',
        outside="lost_reason_not_found",
    ),
    "public.delete_lost_reason": Call(
        "admin", "lost_reason_id => {lost_reason}", outside="lost_reason_not_found"
    ),
    "private.pipeline_workspace": _of_pipeline("admin", "kind => 'pipeline', record_id => {pipeline}"),
    "private.record_workspace": Call(
        "member", "kind => 'contact', record_id => {contact}", outside="contact_not_found"
    ),
    "private.lock_records": Call(
        "editor",
        "kind => 'contact', workspace_id => {workspace}, "
        "rows => jsonb_build_array(jsonb_build_object('id', {contact}))",
        outside="contact_not_found",
        below="record_not_own",
    ),
    "private.refuse_record": Call(
        "", "kind => 'contact'", outside="contact_not_found", service="contact_not_found"
    ),
    "private.check_subject": Call(
        "member",
        "workspace_id => {workspace}, kind => 'deal', subject_id => {deal}",
        outside="deal_not_found",
    ),
    "private.refuse_move": Call(
        "",
        "deal => null, field => 'stage', reason => 'stays'",
        outside="deal_move_illegal",
        service="deal_move_illegal",
    ),
    "private.refuse_trashed": Call("", "kind => 'deal'", outside="deal_in_trash", service="deal_in_trash"),
    "private.check_removal": Call(
        "people service_role", "workspace_id => {workspace}, deleted_by => auth.uid()"
    ),
    "private.is_upkeep": Call("people service_role worker", ""),
    "private.check_filter": Call("people service_role", "kind => 'deal', filter => '{{}}'"),
    "private.check_required": Call(
        "people service_role", "kind => 'deal', action => 'update', changes => '{{}}'"
    ),
    "private.check_moves": Call(
        "people service_role", "pipeline_id => {pipeline}, field => 'status_moves', moves => '[]'"
    ),
    "private.empty_stage": Call(
        "admin",
        "stage => (select s from public.pipeline_stages as s where s.id = {stage}), move_to => 'closed'",
    ),
    "private.plain_text": Call("people service_role worker", None),
    "private.text_candidates": Call(
        "people service_role", "kind => 'contact', workspace_id => {workspace}, query => 'contact'"
    ),
    "private.find_due_tasks": Call("worker", None),
    "private.purge_crm": Call("worker", None),
    "private.fold_text": Call("people service_role worker", None),
    "private.phone_key": Call("people service_role worker", None),
    **dict.fromkeys(
        (
            "private.check_rates",
            "private.contact_json",
            "private.deal_json",
            "private.default_pipeline",
            "private.find_linked_items",
            "private.find_records",
            "private.first_stage",
            "private.insert_records",
            "private.is_currency",
            "private.is_live_task",
            "private.link_record_items",
            "private.move_records",
            "private.named_rows",
            "private.pipeline_json",
            "private.record_conditions",
            "private.record_defaults",
            "private.record_fields",
            "private.record_filters",
            "private.record_sort",
            "private.refuse_locked",
            "private.refuse_rows",
            "private.refuse_used",
            "private.row_problems",
            "private.stage_key",
            "private.task_json",
            "private.texts_of",
            "private.today_in",
            "private.today_of",
            "private.trash_json",
            "private.update_records",
            "private.write_batch",
            "private.write_records",
        ),
        Call("people service_role", None),
    ),
    # search: candidates come from below the policies, hits are read with the caller's own rights
    "public.search": Call("member", "workspace_id => {workspace}, query => 'street', list_id => {list}"),
    "private.search_candidates": Call(
        "member", "workspace_id => {workspace}, words => '{{street}}', kinds => '{{item}}', list_id => {list}"
    ),
    "private.search_unindexed": Call("member", "workspace_id => {workspace}, kinds => '{{item}}'"),
    "private.index_search": Call("worker"),
    **dict.fromkeys(
        (
            "private.answer_view",
            "private.calendar_filter",
            "private.check_search",
            "private.check_view_options",
            "private.check_view_query",
            "private.check_view_settings",
            "private.fill_groups",
            "private.problems_json",
            "private.search_attachment_cells",
            "private.search_cells",
            "private.search_crm_cells",
            "private.search_hits",
            "private.search_kinds",
            "private.search_page",
            "private.search_snippet",
            "private.search_tag",
            "private.search_text",
            "private.search_words",
            "private.usable_filter",
            "private.usable_query",
            "private.usable_settings",
            "private.view_columns_problems",
            "private.view_json",
            "private.view_problems",
            "private.view_query",
            "private.view_query_problem",
            "private.view_setting_problem",
            "private.view_span",
        ),
        Call("people service_role", None),
    ),
    # strict: of nulls they are not even called
    **{
        f"private.{name}": Call("people service_role", arguments)
        for name, arguments in (
            ("formula_add", "moment => now(), amount => 1, unit => 'day', zone => 'UTC'"),
            ("formula_bounded_moment", "moment => now()"),
            ("formula_diff", "a => now(), b => now(), unit => 'day', zone => 'UTC'"),
            ("formula_eomonth", "day => '2024-01-01', months => 1"),
            ("formula_extract", "value => 'a', pattern => 'a'"),
            ("formula_find", "part => 'a', value => 'a', place => 1"),
            ("formula_make_date", "year => 2024, month => 1, day => 1"),
            ("formula_math", "name => 'mod', x => 1, y => 2"),
            ("formula_misfit", "parameters => '{{number}}', types => '{{text}}'"),
            ("formula_moment", "day => '2024-01-01', hours => 1, minutes => 1, seconds => 1, zone => 'UTC'"),
            ("formula_number_text", "x => 1, format => '0'"),
            ("formula_object_text", "family => 'point', value => '{{}}'"),
            ("formula_parse_date", "value => 'a'"),
            ("formula_parse_moment", "value => 'a'"),
            ("formula_parse_number", "value => 'a'"),
            ("formula_pattern", "pattern => 'a'"),
            ("formula_power", "base => 2, exponent => 2"),
            ("formula_repeat", "value => 'a', count => 2"),
            ("formula_shift_day", "day => '2024-01-01', days => 1"),
            ("formula_shift_moment", "moment => now(), days => 1"),
            ("formula_shift_month", "day => '2024-01-01', months => 1"),
            ("formula_time_text", "moment => '2024-01-01', format => 'D'"),
            ("formula_unit", "unit => 'day'"),
            ("formula_workday", "day => '2024-01-01', days => 1"),
        )
    },
    # notifications: each their own
    "public.find_notifications": Call(
        "people",
        "workspace_id => {workspace}",
        service="sign_in_required",
        nobody="sign_in_required",
    ),
    "public.read_notifications": Call(
        "people",
        "ids => jsonb_build_array({notification}), workspace_id => {workspace}",
        service="sign_in_required",
        nobody="sign_in_required",
    ),
    "public.get_notification_preferences": Call(
        "people", service="sign_in_required", nobody="sign_in_required"
    ),
    "public.set_notification_preferences": Call(
        "people",
        'preferences => \'[{{"kind": "mention", "delivery": "daily"}}]\'',
        service="sign_in_required",
        nobody="sign_in_required",
    ),
    **dict.fromkeys(
        ("private.notification_page", "private.notifications_json", "private.unread_count"),
        Call("people service_role", None),
    ),
    "private.unsubscribe": Call(
        "service_role", f"token_hash => {_HASH}, is_certain => true", service="token_invalid"
    ),
    "private.get_job_metrics": Call("service_role"),
    **dict.fromkeys(
        (
            "private.begin_mail",
            "private.finish_mail",
            "private.hand_over_mail",
            "private.purge_notifications",
            "private.queue_digests",
            "private.record_job_error",
            "private.record_runs",
            "private.remind_of_tasks",
        ),
        Call("worker", None),
    ),
    # imports
    "public.create_import": Call(
        "editor",
        "id => gen_random_uuid(), workspace_id => {workspace}, file_name => 'a.csv', file_size => 1, "
        f"file_sha256 => {_HASH}, list_id => {{list}}",
        service="forbidden",
    ),
    "public.create_inspection": Call(
        "editor",
        "id => gen_random_uuid(), workspace_id => {workspace}, file_name => 'a.csv', file_size => 1, "
        f"file_sha256 => {_HASH}, findings => '{{{{}}}}'",
        service="forbidden",
    ),
    "public.cancel_import": Call(
        "manager", "import_id => {import}", outside="import_not_found", service="forbidden"
    ),
    "public.update_import": Call(
        "manager",
        """import_id => {tried}, changes => '{{"mode": "insert"}}'""",
        outside="import_not_found",
        service="forbidden",
    ),
    "public.run_import": Call(
        "manager", "import_id => {tried}", outside="import_not_found", service="forbidden"
    ),
    "public.revert_import": Call(
        "manager", "import_id => {imported}", outside="import_not_found", service="forbidden"
    ),
    "public.find_import_fields": Call("member", "workspace_id => {workspace}, target => 'deals'"),
    **dict.fromkeys(
        (
            "private.import_choices_of",
            "private.import_field",
            "private.import_fields",
            "private.is_reverting",
        ),
        Call("people service_role", None),
    ),
    "public.find_imports": Call("member", "workspace_id => {workspace}"),
    "public.get_import": Call("member", "import_id => {import}", outside="import_not_found"),
    "public.find_import_errors": Call("member", "import_id => {import}", outside="import_not_found"),
    "public.find_rejected_cells": Call("member", "import_id => {import}", outside="import_not_found"),
    "public.find_import_conflicts": Call("member", "import_id => {imported}", outside="import_not_found"),
    "private.import_progress": Call("people service_role", None),
    "private.find_import": Call("member", "import_id => {import}", outside="import_not_found"),
    # exports: one's own alone, and those of the world are the owner's
    "public.create_export": Call(
        "editor",
        "format => 'csv', list_id => {list}, item_ids => jsonb_build_array({item})",
        outside="list_not_found",
        service="forbidden",
        nobody="sign_in_required",
    ),
    "private.queue_export": Call(
        "editor",
        "format => 'csv', list_id => {list}, view_id => {view}, workspace_id => {workspace}, "
        "item_ids => null, query => '{{}}', options => '{{}}', target => null",
        service="forbidden",
        nobody="sign_in_required",
    ),
    "public.find_exports": Call("editor", "workspace_id => {workspace}"),
    **{
        name: Call("owner", "export_id => {export}", outside="export_not_found", below="export_not_found")
        for name in ("public.get_export", "public.get_export_file", "private.find_export")
    },
    "public.cancel_export": Call(
        "owner",
        "export_id => {unfinished_export}",
        outside="export_not_found",
        below="export_not_found",
        service="forbidden",
    ),
    "private.plan_export": Call(
        "editor",
        "list_id => {list}, view_id => {view}, item_ids => null, query => '{{}}'",
        outside="list_not_found",
        service="forbidden",
    ),
    "private.open_export": Call(
        "editor",
        "list_id => {list}, view_id => {view}, item_ids => null, query => '{{}}', keys => '{{address}}'",
        outside="view_not_found",
        service="forbidden",
    ),
    "private.plan_records_export": Call(
        "editor", "target => 'deals', workspace_id => {workspace}, query => '{{}}'", service="forbidden"
    ),
    "private.open_records_export": Call(
        "editor",
        "target => 'contacts', workspace_id => {workspace}, query => '{{}}', keys => '{{name}}'",
        service="forbidden",
    ),
    "private.export_records_sql": Call(
        "editor", "target => 'tasks', workspace_id => {workspace}, query => '{{}}'", service="forbidden"
    ),
    "private.export_files": Call(
        "editor",
        "list_id => {list}, item_ids => array[{item}]::uuid[]",
        outside="list_not_found",
        service="forbidden",
    ),
    "private.plan_workspace_export": Call("editor", "workspace_id => {workspace}", service="forbidden"),
    "private.exported_view": _of_view("member", "view_id => {view}"),
    **dict.fromkeys(
        (
            "private.check_export_options",
            "private.check_export_request",
            "private.check_exported_items",
            "private.export_cells_sql",
            "private.export_expression",
            "private.export_fields",
            "private.export_item_ids",
            "private.export_items_sql",
            "private.export_json",
            "private.export_links_sql",
            "private.export_options",
            "private.export_source",
            "private.exported_people",
            "private.refuse_export",
            "private.view_fields",
        ),
        Call("people service_role", None),
    ),
    **dict.fromkeys(
        (
            "private.begin_export",
            "private.expire_exports",
            "private.fail_export",
            "private.find_kept_exports",
            "private.finish_export",
            "private.report_export_progress",
        ),
        Call("worker", None),
    ),
    "private.check_inspection": Call(
        "editor", "workspace_id => {workspace}, options => '{{}}'", service="forbidden"
    ),
    "private.import_json": Call("people service_role", None),
    "private.encode_error_cursor": Call("people service_role", None),
    "private.decode_error_cursor": Call("people service_role", None),
    # the worker's own chores and the steps of an import, and what it does of these as the person
    **dict.fromkeys(
        (
            "private.begin_import",
            "private.begin_import_revert",
            "private.count_import_matches",
            "private.count_bad_cells",
            "private.count_bad_cells_behind",
            "private.create_import_matches",
            "private.create_import_records",
            "private.store_import_problems",
            "private.take_import_refusals",
            "private.vouch_for_revert",
            "private.create_import_tables",
            "private.create_link_cells",
            "private.create_revert_tables",
            "private.describe_bad_cells",
            "private.fail_import",
            "private.fail_import_revert",
            "private.find_import_writes",
            "private.find_rejected_rows",
            "private.finish_import_revert",
            "private.report_import_revert",
            "private.revert_list",
            "private.skip_import_rows",
            "private.split_link_cells",
            "private.split_unknown_links",
            "private.store_key_errors",
            "private.store_link_errors",
            "private.store_revert_conflicts",
            "private.take_unlinkable_rows",
            "private.find_distinct_cells",
            "private.find_open_imports",
            "private.finish_import",
            "private.import_requirement",
            "private.purge_expired",
            "private.purge_trash",
            "private.purge_columns",
            "private.purge_lists",
            "private.defer_unfinished",
            "private.fold_list_counts",
            "private.has_unique_value",
            "private.store_taken_cells",
            "private.unique_digest",
            "private.report_import_progress",
            "private.store_bad_cells",
            "private.take_unusable_rows",
            "private.vouch_for_items",
        ),
        Call("worker", None),
    ),
    "private.has_distinct_elements": Call("people service_role worker", None),
    "private.import_cell": Call("people service_role worker", None),
    "private.import_source": Call("people worker", None, service="forbidden"),
    "private.import_conditions": Call("people worker", None, service="forbidden"),
    "private.import_values": Call("people", None, service="forbidden"),
    **dict.fromkeys(
        ("private.import_text", "private.import_match", "private.import_rows_sql"),
        Call("people worker", None, service="forbidden"),
    ),
    **dict.fromkeys(
        (
            "private.check_link_cells",
            "private.create_linked_items",
            "private.create_named_contacts",
            "private.drop_record_links",
            "private.fill_import_records",
            "private.find_taken_fields",
            "private.import_record",
            "private.import_record_key",
            "private.import_records_sql",
            "private.import_refusal",
            "private.is_alike",
            "private.match_import_records",
            "private.plan_record_cells",
            "private.resolve_contact_cells",
            "private.revert_new_records",
            "private.revert_record_cells",
            "private.revert_record_links",
            "private.store_record_conflicts",
            "private.write_import_records",
            "private.write_record_links",
            "private.drop_import_links",
            "private.resolve_link_cells",
            "private.import_item_id",
            "private.import_key",
            "private.is_linked_since",
            "private.link_keys_sql",
            "private.match_import_rows",
            "private.restore_cells",
            "private.revert_cells",
            "private.revert_columns",
            "private.revert_links",
            "private.revert_new_items",
            "private.revert_options",
            "private.unused_options",
            "private.update_import_items",
            "private.write_import_links",
        ),
        Call("people", None, service="forbidden"),
    ),
    "private.insert_import_items": Call("people", None, service="forbidden"),
    # rules and history
    "public.get_capabilities": Call("clients"),
    "public.get_column_types": Call("clients"),
    "public.get_error_codes": Call("people anon", service="forbidden"),
    "public.find_audit_events": Call(
        "admin", "workspace_id => {workspace}, actor_id => {owner}, row_id => {item}, change_id => {change}"
    ),
    "private.audit_actors": Call("admin", "workspace_id => {workspace}, actor_ids => '{{}}'"),
    "private.name_actors": Call("people service_role", "workspace_id => {workspace}, events => '[]'"),
    "public.get_change": Call(
        "admin", "change_id => {change}", outside="change_not_found", below="change_not_found"
    ),
    # helpers of the functions above, which run with the caller's rights
    "private.check_capability": Call("editor", "workspace_id => {workspace}, capability => 'items.write'"),
    "private.list_workspace": _in_list("editor", "list_id => {list}, capability => 'items.write'"),
    "private.list_json": Call("people service_role", "list_id => {list}"),
    "private.item_json": Call("people service_role", "item => null"),
    "private.member_json": Call("people service_role", "member => null"),
    "private.workspace_json": Call("people service_role", "workspace => null"),
    "private.insert_columns": Call(
        "manager",
        """workspace_id => {workspace}, list_id => {list}, columns => '[{{"name": "A", "type": "text"}}]'""",
        outside="forbidden",
        below="forbidden",
    ),
    "private.lock_item": _of_item("editor", "item_id => {item}"),
    "private.lock_items": Call(
        "editor",
        "workspace_id => {workspace}, list_id => {list}, item_ids => jsonb_build_array({item})",
        outside="item_not_found",
        below="item_not_found",
    ),
    "private.lock_column": _in_list("manager", "list_id => {list}, column_id => {column}"),
    "private.refuse_item": Call("", outside="item_not_found", service="item_not_found"),
    "private.require_user": Call("people", service="sign_in_required", nobody="sign_in_required"),
    "private.is_email_confirmed": Call("people service_role"),
    "private.is_trusted": Call("clients worker"),
    "private.workspace_ids": Call("clients worker", "capability => 'items.read'"),
    "private.uuid_v7": Call("clients worker"),
    "private.has_empty_cells": Call("people service_role", "cells => '{{}}'"),
    "private.check_batch": Call("people service_role", "batch => '[1]'"),
    "private.check_fields": Call("people service_role", "changes => '{{}}', allowed => '{{}}'"),
    "private.check_page_size": Call("people service_role", "page_size => 10"),
    "private.check_time_zone": Call("people service_role", "time_zone => 'UTC'"),
    "private.check_version": Call("people service_role", "expected => 1, actual => 1"),
    "private.encode_cursor": Call("people service_role", "list_id => {list}, item_id => {item}", tells=True),
    "private.decode_cursor": Call("people service_role", "cursor => null, list_id => {list}"),
    # signing in, on behalf of somebody who has not yet
    "private.begin_attempt": Call(
        "service_role", "action => 'login', account => 'a@b.example', address => '192.0.2.1'"
    ),
    "private.begin_login": Call("service_role", "email => 'owner@demo.example', address => '192.0.2.1'"),
    "private.close_session": Call("service_role", f"session_id => {{session}}, token_hash => {_HASH}"),
    "private.confirm_email": Call("service_role", f"token_hash => {_HASH}", service="token_invalid"),
    "private.confirm_password_reset": Call(
        "service_role", f"token_hash => {_HASH}, password_hash => 'hash'", service="token_invalid"
    ),
    "private.count_attempt": Call("service_role", "subject => 'a', at_most => 5"),
    "private.check_one_time_token": Call(
        "service_role", f"token_hash => {_HASH}, kind => 'password_reset'", service="token_invalid"
    ),
    "private.open_session": Call(
        "service_role", f"user_id => {{owner}}, token_hash => {_HASH}, address => '192.0.2.1'"
    ),
    "private.refresh_session": Call("service_role", f"token_hash => {_HASH}, new_token_hash => {_HASH}"),
    "private.register_user": Call(
        "service_role",
        "email => 'new@new.example', password_hash => 'hash', full_name => 'New', workspace_name => 'New', "
        f"token_hash => {_HASH}, address => '192.0.2.1'",
    ),
    "private.request_email_verification": Call("service_role", "user_id => {owner}, address => '192.0.2.1'"),
    "private.request_password_reset": Call(
        "service_role", "email => 'owner@demo.example', address => '192.0.2.1'"
    ),
    # logins
    "private.handle_request": Call(
        "authenticator worker",
        "p_role => 'authenticated', p_claims => '{{}}', p_request => '{{\"read_only\": true}}', "
        "p_function => 'public.get_capabilities', p_arguments => '{{}}'",
    ),
    "private.call_statement": Call(
        "authenticator worker", "function => 'public.get_me', arguments => '{{}}'"
    ),
    "private.claim_idempotency_key": Call(
        "authenticator", "user_id => {owner}, key => 'new', request_hash => 'a'"
    ),
    "private.store_idempotency_key": Call(
        "authenticator", "user_id => {owner}, key => 'new', request_hash => 'a', response => '{{}}'"
    ),
    "private.create_audit_partitions": Call("worker"),
    "private.mint_invitation_token": Call("worker", "invitation_id => {invitation}"),
    "private.mint_one_time_token": Call("worker", "user_id => {owner}, kind => 'password_reset'"),
    "private.get_health": Call("anon"),
    # identity
    "auth.jwt": Call("clients"),
    "auth.uid": Call("clients"),
    "auth.role": Call("clients"),
    "auth.email": Call("clients"),
}
