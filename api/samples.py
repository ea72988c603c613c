"""Examples for the OpenAPI document, composed from the schemas themselves so that they cannot disagree."""

from typing import Any

_UUID = "0197a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b"
_BY_FORMAT: dict[str, Any] = {"uuid": _UUID, "date-time": "2026-03-14T15:09:26.535898Z", "date": "2026-03-31"}
_BY_TYPE: dict[str, Any] = {"string": "text", "integer": 1, "number": 1.5, "boolean": True, "null": None}
_BY_NAME: dict[str, Any] = {
    "access_token": "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIwMTk3In0.c2lnbmF0dXJl",
    "action": "update",
    "attachment_quota": 10737418240,
    "actor_email": "ada@example.com",
    "actor_kind": "user",
    "actor_name": "Ada Lovelace",
    "address": {"street": "12 Elm St", "city": "Springfield", "country": "US"},
    "amount": "425000.00",
    "avatar_url": "https://example.com/ada.png",
    "capability": "items.write",
    "color": "#2f6f4f",
    "column": "Sale price",
    "cardinality": None,
    "company": "Analytical Engines",
    "computed": {"agent": {"count": 1, "items": [{"id": _UUID, "title": "Ada Lovelace"}]}, "visits": 3},
    "config": {},
    "cursor": "AZejxFttfo-aCxwtPk9aaw",
    "database": "ok",
    "decision": {"delimiter": ",", "encoding": "utf-8"},
    "default_currency": "EUR",
    "default_value": None,
    "diff": {"values": {"asking_price": [425000, 419000]}},
    "email": "ada@example.com",
    "error": None,
    "expires_in": 900,
    "file_name": "sales.csv",
    "file_sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "full_name": "Ada Lovelace",
    "icon": "home",
    "inverse_of": None,
    "inviter": "Grace Hopper",
    "links": {"agent": [_UUID]},
    "key": "asking_price",
    "job_title": "Buyer",
    "keys": [{"kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": "…", "x": "…", "y": "…"}],
    "latest": "0010_create_identity",
    "list_name": "King County sales",
    "locale": "en",
    "name": "Listings",
    "next_cursor": "AZejxFttfo-aCxwtPk9aaw",
    "options": {},
    "lost_reason": None,
    "password": "a long enough password",
    "pending": [],
    "phone": "+49 (0)30 9018-20",
    "phone_key": "+4930901820",
    "phase": "queued",
    "postgres": "17.5",
    "reason": "is not a number",
    "reference": "CRM-1042",
    "refresh_token": "2mTT_aXBaDTOJMSjVf9oGykRNio7UDydQ2wnWa4VKfc",
    "result": None,
    "settings": {},
    "source": "Open house",
    "stage": "proposal",
    "status": "ok",
    "table_name": "items",
    "time_zone": "Europe/Berlin",
    "target_list_id": None,
    "title": "12 Elm St",
    "token": "pTHr0Zl2L8cGkq7dM4iY1m3oVn5bXs9uWe6fRa0tQhE",
    "token_type": "Bearer",
    "type": "currency",
    "value": "n/a",
    "values": {"address": "12 Elm St", "asking_price": 425000},
    "version": 7,
    "website": "https://example.com",
    "workspace": "Demo Realty",
    "workspace_name": "Demo Realty",
}
_BULK: dict[str, Any] = {
    "filter": {"column": "status", "operator": "equals", "value": "sold"},
    "action": "set",
    "values": {"status": "archived"},
    "time_zone": "Europe/Berlin",
}
_CONTACT: dict[str, Any] = {
    "name": "Ada Lovelace",
    "email": "ada@example.com",
    "phone": "+49 (0)30 9018-20",
    "company": "Analytical Engines",
    "address": {"city": "Berlin", "country": "DE"},
    "tags": ["buyer"],
}
_DEAL: dict[str, Any] = {
    "title": "12 Elm St",
    "contact_id": _UUID,
    "amount": "425000.00",
    "currency": "EUR",
    "expected_close_date": "2026-03-31",
}
_CRITERION: dict[str, Any] = {
    "name": "Price",
    "kind": "range",
    "offer": "price",
    "request": "budget",
    "weight": 3,
    "tolerance": 0.1,
}
_TASK: dict[str, Any] = {"title": "Send the contract", "deal_id": _UUID, "due_date": "2026-03-31"}
_ATTACHMENT: dict[str, Any] = {
    "id": _UUID,
    "workspace_id": _UUID,
    "list_id": _UUID,
    "item_id": _UUID,
    "column_id": None,
    "name": "floor plan.pdf",
    "size": 48213,
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "media_type": "application/pdf",
    "width": None,
    "height": None,
    "page_count": 2,
    "preview_state": "ready",
    "preview_problem": None,
    "position": 1,
    "missing_at": None,
    "version": 1,
    "created_by": _UUID,
    "updated_by": _UUID,
    "created_at": _BY_FORMAT["date-time"],
    "updated_at": _BY_FORMAT["date-time"],
    "deleted_at": None,
}
_EXPORT: dict[str, Any] = {
    "id": _UUID,
    "workspace_id": _UUID,
    "scope": "list",
    "list_id": _UUID,
    "view_id": None,
    "item_ids": None,
    "query": {"fields": ["address"], "time_zone": "Europe/Berlin"},
    "format": "csv",
    "options": {"protection": "safe"},
    "name": "Listings",
    "status": "done",
    "rows_total": 84548,
    "rows_done": 84548,
    "rows_per_second": 21000.5,
    "file_name": "Listings.csv",
    "media_type": "text/csv; charset=utf-8",
    "file_size": 1048576,
    "file_sha256": _BY_NAME["file_sha256"],
    "report": {
        "lists": [
            {
                "list_id": _UUID,
                "name": "Listings",
                "rows": 84548,
                "columns": [{"name": "Address", "holds": "value", "key": "address", "type": "text"}],
                "problems": [],
                "import_options": {"delimiter": ",", "types": {"Address": {"type": "text"}}},
            }
        ],
        "notes": [],
    },
    "error": None,
    "request_id": None,
    "created_by": _UUID,
    "created_at": _BY_FORMAT["date-time"],
    "updated_at": _BY_FORMAT["date-time"],
    "started_at": _BY_FORMAT["date-time"],
    "finished_at": _BY_FORMAT["date-time"],
    "expires_at": _BY_FORMAT["date-time"],
}
# One of the two ways to send these, or what names alone do not tell.
_WHOLE: dict[str, Any] = {
    "Attachment": _ATTACHMENT,
    "UpdateAttachment": {"name": "floor plan, second floor.pdf", "position": 1, "version": 1},
    "PreviewBulkChange": {"filter": _BULK["filter"]},
    "StartBulkChange": _BULK | {"expected_count": 1250},
    "BulkChange": _BULK
    | {
        "id": _UUID,
        "workspace_id": _UUID,
        "list_id": _UUID,
        "state": "running",
        "items_total": 1250,
        "items_done": 1000,
        "items_changed": 998,
        "items_refused": 2,
        "error": None,
        "request_id": None,
        "created_by": _UUID,
        "created_at": _BY_FORMAT["date-time"],
        "updated_at": _BY_FORMAT["date-time"],
        "finished_at": None,
    },
    "CreateExport": {
        "format": "xlsx",
        "list_id": _UUID,
        "query": {
            "filter": _BULK["filter"],
            "sort": [{"column": "asking_price", "direction": "desc"}],
            "fields": ["address", "asking_price"],
        },
        "options": {"protection": "safe", "ids": "links"},
    },
    "ExportQuery": {"filter": _BULK["filter"], "fields": ["address", "asking_price"]},
    "ExportOptions": {"protection": "raw", "delimiter": ";", "columns": "writable"},
    "Export": _EXPORT,
    "ExportPage": {"exports": [_EXPORT], "next_cursor": None},
    "Criterion": _CRITERION,
    "CreateMatching": {
        "name": "Properties for requests",
        "offer_list_id": _UUID,
        "request_list_id": _UUID,
        "criteria": [_CRITERION],
        "offer_filter": {"column": "status", "operator": "equals", "value": "active"},
    },
    "UpdateMatching": {"criteria": [_CRITERION], "version": 3},
    "Reason": {
        "name": "Price",
        "kind": "range",
        "offer_column": "price",
        "request_column": "budget",
        "fits": False,
        "closeness": 0.5,
        "distance": 0.05,
        "offered": 420000,
        "asked": {"max": 400000},
    },
    "SetRate": {"currency": "GBP", "rate": "1.17", "as_of": "2026-03-14"},
    "MergeContacts": {"contact_id": _UUID, "merged_ids": [_UUID], "fields": {"email": _UUID}},
    "TakenFields": {"name": _UUID, "email": _UUID},
    "CheckContact": {"email": "ada@example.com"},
    "MappedColumn": {
        "from": "Sold by",
        "to": "agent",
        "split": {"by": " / ", "part": 1},
        "link": {"by": "email", "unmatched": "create"},
    },
    "Mapping": {
        "columns": [
            {"from": "Sold on", "to": "sold_at", "format": "DD.MM.YYYY", "empty": ["n/a"]},
            {"from": 7, "to": {"name": "Condition", "type": "select"}},
            {"constant": "Portal", "to": "source"},
            {"from": "Internal remarks", "to": None},
        ],
        "others": "match",
    },
    "ImportConflict": {
        "number": 1,
        "kind": "item",
        "list_id": _UUID,
        "item_id": _UUID,
        "field": "asking_price",
        "code": "changed_since",
        "reason": "somebody has changed the cell since",
        "before": 425000,
        "wrote": 419000,
        "found": 415000,
    },
    "UpdateImport": {"mode": "upsert", "key_columns": ["address"]},
    "CreateItems": {"values": _BY_NAME["values"]},
    "CreateContacts": _CONTACT,
    "NewContact": _CONTACT,
    "CreateDeals": _DEAL,
    "NewDeal": _DEAL,
    "CreateTasks": _TASK,
    "NewTask": _TASK,
    "UpdateContact": {"phone": "+49 30 901820", "version": 3},
    "ChangedContact": {"id": _UUID, "company": "Analytical Engines", "version": 3},
    "UpdateDeal": {"stage": "proposal", "amount": "425000.00", "version": 3},
    "ChangedDeal": {"id": _UUID, "status": "lost", "lost_reason": "Price", "version": 3},
    "OrderStages": {"keys": ["qualification", "proposal", "negotiation"]},
    "StageMove": {"from": "qualification", "to": "proposal", "minimum_role": "member"},
    "StatusMove": {"from": "in_progress", "to": "won", "minimum_role": "member"},
    "UpdateTask": {"is_done": True, "version": 1},
    "ChangedTask": {"id": _UUID, "due_date": "2026-04-02"},
    "Activity": {
        "id": _UUID,
        "workspace_id": _UUID,
        "deal_id": _UUID,
        "author_id": _UUID,
        "type": "stage_changed",
        "payload": {"from": "qualification", "to": "proposal"},
        "body": None,
        "mentions": [],
        "edited_at": None,
        "version": 1,
        "updated_by": _UUID,
        "created_at": _BY_FORMAT["date-time"],
        "updated_at": _BY_FORMAT["date-time"],
        "deleted_at": None,
        "deleted_by": None,
    },
    "QueryItems": {
        "filter": {"column": "asking_price", "operator": "between", "value": [300000, 450000]},
        "sort": [{"column": "asking_price", "direction": "desc", "nulls": "last"}],
        "aggregates": [{"column": "asking_price", "function": "median"}],
        "fields": ["address", "asking_price"],
        "limit": 50,
        "count": True,
        "time_zone": "Europe/Berlin",
    },
    "CheckedFormula": {
        "is_valid": True,
        "result_type": "number",
        "is_volatile": False,
        "depends_on": ["0192f1a0-0000-7000-8000-000000000001"],
        "stored": "{asking_price} / {size}",
        "errors": [],
    },
    "FormulaFunction": {
        "name": "round",
        "category": "numbers",
        "signatures": ["number, number? -> number"],
        "description": "Rounded to so many decimals, none unless said; halves away from zero",
        "example": "round(-2.345, 2)",
        "example_result": -2.35,
        "reads": None,
    },
    "OpenView": {
        "filter": {"column": "status", "operator": "equals", "value": "open"},
        "limit": 50,
        "count": True,
        "time_zone": "Europe/Berlin",
    },
    "ViewQuery": {
        "filter": {"column": "asking_price", "operator": "gte", "value": 300000},
        "sort": [{"column": "asking_price", "direction": "desc"}],
    },
    "Range": {"from": "2026-03-01", "to": "2026-03-31"},
    "OpenedGroup": {"values": ["sold"], "count": 12, "aggregates": None, "items": [], "next_cursor": None},
    "ViewProblem": {
        "field": "$.filter.and[0].column",
        "code": "query_invalid",
        "message": 'the list has no column with the key "status"',
    },
    "GroupOfItems": {"values": ["sold"], "count": 12, "aggregates": None},
    "Notification": {
        "id": _UUID,
        "workspace_id": _UUID,
        "workspace_name": "Demo Realty",
        "kind": "mention",
        "subject": {
            "comment_id": _UUID,
            "item_id": _UUID,
            "list_id": _UUID,
            "list_name": "Listings",
            "title": "12 Elm St",
            "text": "@Ada Lovelace have you seen the roof?",
        },
        "actor_id": _UUID,
        "actor_name": "Grace Hopper",
        "created_at": _BY_FORMAT["date-time"],
        "read_at": None,
    },
    "ReadNotifications": {"until": _BY_FORMAT["date-time"]},
    "NotificationKind": {
        "name": "mention",
        "title": "Mentions",
        "description": "Somebody mentions you in a comment",
        "default_delivery": "at_once",
        "is_mail_optional": True,
    },
    "ChosenPreference": {"kind": "mention", "delivery": "daily"},
    "NotificationPreference": {"kind": "mention", "workspace_id": None, "delivery": "daily"},
    "Health": {
        "status": "ok",
        "version": "0.1.0",
        "database": "ok",
        "postgres": "17.5",
        "migrations": {"applied": 10, "latest": "0010_create_identity", "pending": []},
        "deployed_at": _BY_FORMAT["date-time"],
    },
}


def sample(name: str, schema: dict[str, Any], schemas: dict[str, Any]) -> Any:
    """An example of a named schema."""
    if name in _WHOLE:
        return _WHOLE[name]
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return sample(name, schemas[name], schemas)
    if "properties" in schema:
        properties = schema["properties"].items()
        return {key: sample(key, value, schemas) for key, value in properties if key != "deleted_at"} | (
            {"deleted_at": None} if "deleted_at" in schema["properties"] else {}
        )
    if name in _BY_NAME and _BY_NAME[name] in schema.get("enum", [_BY_NAME[name]]):
        return _BY_NAME[name]
    return _plain(name, schema, schemas)


def _plain(name: str, schema: dict[str, Any], schemas: dict[str, Any]) -> Any:
    for keyword in ("examples", "enum"):
        if schema.get(keyword):
            return schema[keyword][0]
    if "default" in schema:
        return schema["default"]
    if "anyOf" in schema:
        return sample(name, schema["anyOf"][0], schemas)
    if schema.get("type") == "array":
        return [sample(name, schema["items"], schemas)]
    if schema.get("type") == "object":
        return {}
    return _BY_FORMAT.get(schema.get("format", "")) or _BY_TYPE[schema.get("type", "null")]
