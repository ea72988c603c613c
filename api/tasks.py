"""Tasks: what somebody has to do."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from litestar import Response, Router, delete, get, patch, post
from litestar.params import JSONBody, QueryParameter
from msgspec import UNSET, Meta

from api import records
from api.auth import signed_in
from api.fields import Cursor, Id, PageSize, Time, Unset, Version, changes_of
from api.items import Deleted, Restored, Trashed
from api.limits import BATCH
from api.requests import ApiRequest, Body

Sort = Annotated[
    Literal["created", "-created", "updated", "-updated", "due_date", "-due_date"],
    QueryParameter(name="sort", required=False, description="A minus turns it around."),
]


class TaskFields(Body):
    """What is to be done, by whom and when, about a deal, a contact or neither."""

    title: records.Title | Unset = UNSET
    description: records.Text | Unset = UNSET
    deal_id: UUID | Unset | None = UNSET
    contact_id: UUID | Unset | None = UNSET
    assignee_id: UUID | Unset | None = UNSET
    due_date: (
        Annotated[date, Meta(description="Not in the past when it is set, where the caller is.")]
        | Unset
        | None
    ) = UNSET
    is_done: bool | Unset = UNSET


class NewTask(TaskFields, kw_only=True):
    """A task to be. Without `assignee_id` it is the caller's own."""

    title: records.Title


class CreateTasks(TaskFields):
    """One task (its fields), or up to 1,000 (`tasks`), all or none."""

    tasks: Annotated[list[NewTask], Meta(min_length=1, max_length=1000)] | Unset = UNSET


class UpdateTask(TaskFields):
    """The fields to change; null empties one."""

    version: Version | Unset = UNSET


class ChangedTask(UpdateTask, kw_only=True):
    """The fields to change in one of many tasks."""

    id: UUID


class UpdateTasks(Body):
    """Up to 1,000 tasks, all or none."""

    tasks: Annotated[list[ChangedTask], Meta(min_length=1, max_length=1000)]


class NamedTasks(Body):
    """Up to 1,000 tasks."""

    task_ids: records.Ids


class Task(msgspec.Struct):
    """A task."""

    id: UUID
    workspace_id: UUID
    deal_id: UUID | None
    contact_id: UUID | None
    assignee_id: UUID | None
    title: str
    description: str
    due_date: date | None
    is_done: bool
    done_at: Time | None
    done_by: UUID | None
    version: int
    created_by: UUID | None
    updated_by: UUID | None
    created_at: Time
    updated_at: Time
    deleted_at: Time | None


class Tasks(msgspec.Struct):
    """Tasks as they are now."""

    tasks: list[Task]


class TaskPage(msgspec.Struct):
    """Tasks, and where to go on; null at the end."""

    tasks: list[Task]
    next_cursor: str | None


@get("/tasks")
async def find_tasks(
    request: ApiRequest,
    text: records.Search = None,
    assignee_id: Annotated[UUID | None, QueryParameter(name="assignee_id", required=False)] = None,
    mine: Annotated[
        bool | None,
        QueryParameter(
            name="mine", required=False, description="Only what the caller is to do; false: only what not."
        ),
    ] = None,
    deal_id: Annotated[UUID | None, QueryParameter(name="deal_id", required=False)] = None,
    contact_id: Annotated[UUID | None, QueryParameter(name="contact_id", required=False)] = None,
    is_done: Annotated[bool | None, QueryParameter(name="is_done", required=False)] = None,
    due_from: Annotated[date | None, QueryParameter(name="due_from", required=False)] = None,
    due_to: Annotated[date | None, QueryParameter(name="due_to", required=False)] = None,
    overdue: records.Overdue = None,
    trashed: records.Trashed = False,
    sort: Sort = "created",
    cursor: Cursor = None,
    limit: PageSize = 100,
) -> Response[TaskPage]:
    """A page of tasks."""
    asked = records.filters(
        text=text,
        assignee_id=assignee_id,
        mine=mine,
        deal_id=deal_id,
        contact_id=contact_id,
        is_done=is_done,
        due_from=due_from,
        due_to=due_to,
        overdue=overdue,
        trashed=trashed,
    )
    return await request.call(
        "public.find_tasks",
        workspace_id=request.workspace_id,
        filter=asked,
        sort=sort,
        cursor=cursor,
        page_size=limit,
    )


@post("/tasks", request_max_body_size=BATCH)
async def create_tasks(request: ApiRequest, data: JSONBody[CreateTasks]) -> Response[Task | Tasks]:
    """Makes one task or many. One answers with the task itself, many with `tasks`."""
    return await records.create(request, "task", data, "title")


@patch("/tasks", request_max_body_size=BATCH)
async def update_tasks(request: ApiRequest, data: JSONBody[UpdateTasks]) -> Response[Tasks]:
    """Changes many tasks."""
    return await request.call(
        "public.update_tasks", workspace_id=request.require_workspace(), tasks=data.tasks
    )


@delete("/tasks", status_code=200)
async def trash_tasks(request: ApiRequest, data: JSONBody[NamedTasks]) -> Response[Trashed]:
    """Puts many tasks in the trash."""
    return await request.call(
        "public.trash_tasks", workspace_id=request.require_workspace(), task_ids=data.task_ids
    )


@post("/tasks/restore", status_code=200)
async def restore_tasks(request: ApiRequest, data: JSONBody[NamedTasks]) -> Response[Restored]:
    """Takes many tasks out of the trash."""
    return await request.call(
        "public.restore_tasks", workspace_id=request.require_workspace(), task_ids=data.task_ids
    )


@delete("/tasks/trash", status_code=200)
async def delete_tasks_forever(request: ApiRequest, data: JSONBody[NamedTasks]) -> Response[Deleted]:
    """Deletes tasks in the trash for good."""
    return await request.call(
        "public.delete_tasks_forever",
        workspace_id=request.require_workspace(),
        task_ids=data.task_ids,
    )


@get("/tasks/{task_id:uuid}")
async def get_task(request: ApiRequest, task_id: Id) -> Response[Task]:
    """One task."""
    return await request.call("public.get_task", task_id=task_id)


@patch("/tasks/{task_id:uuid}")
async def update_task(request: ApiRequest, task_id: Id, data: JSONBody[UpdateTask]) -> Response[Task]:
    """Changes a task."""
    return await request.call(
        "public.update_task",
        task_id=task_id,
        changes=changes_of(data),
        version=request.version(data.version),
    )


@delete("/tasks/{task_id:uuid}", status_code=200)
async def trash_task(request: ApiRequest, task_id: Id) -> Response[Task]:
    """Puts a task in the trash."""
    return await request.call("public.trash_task", task_id=task_id, version=request.version())


@post("/tasks/{task_id:uuid}/restore", status_code=200)
async def restore_task(request: ApiRequest, task_id: Id) -> Response[Task]:
    """Takes a task out of the trash."""
    return await request.call("public.restore_task", task_id=task_id)


router = Router(
    "/",
    route_handlers=[
        find_tasks,
        create_tasks,
        update_tasks,
        trash_tasks,
        restore_tasks,
        delete_tasks_forever,
        get_task,
        update_task,
        trash_task,
        restore_task,
    ],
    guards=[signed_in],
    security=[{"bearer": []}],
    tags=["tasks"],
)
