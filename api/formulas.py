"""Formulas: what they may call, and what is to be said of one while it is written."""

from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from litestar import Response, Router, get, post
from litestar.params import JSONBody
from msgspec import Meta

from api.auth import anyone, signed_in
from api.errors import FieldProblem
from api.fields import Id
from api.requests import ApiRequest, Body


class CheckFormula(Body):
    """A formula over the columns of the list, by their names or keys."""

    formula: Annotated[
        str, Meta(max_length=10_000, examples=['if({Asking price} > 500000, "large", "small")'])
    ]


class CheckedFormula(msgspec.Struct):
    """What a formula gives and reads, or what is wrong with it and where."""

    is_valid: bool
    result_type: Literal["text", "number", "boolean", "date", "datetime"] | None
    is_volatile: Annotated[
        bool | None, Meta(description="Whether another moment or time zone gives another result.")
    ]
    depends_on: Annotated[list[UUID], Meta(description="The columns that it reads.")]
    stored: Annotated[str | None, Meta(description="The formula with the keys of its columns.")]
    errors: Annotated[
        list[FieldProblem], Meta(description="`position` is a character of the formula, from 1.")
    ]


class FormulaFunction(msgspec.Struct):
    """A function or an operator, with an example and what that gives."""

    name: str
    category: Literal["operators", "logic", "numbers", "text", "dates", "lists"]
    signatures: list[str]
    description: str
    example: str
    example_result: Any
    reads: Literal["clock", "zone"] | None


class FormulaFunctions(msgspec.Struct):
    """All functions and operators, in the order of docs/formulas.md."""

    formula_functions: list[FormulaFunction]


@get("/formula-functions", guards=[anyone], tags=["lists"])
async def get_formula_functions(request: ApiRequest) -> Response[FormulaFunctions]:
    """The functions and operators that formulas know."""
    return await request.call("public.get_formula_functions")


@post("/lists/{list_id:uuid}/formulas/check", status_code=200)
async def check_formula(
    request: ApiRequest, list_id: Id, data: JSONBody[CheckFormula]
) -> Response[CheckedFormula]:
    """Checks a formula for an editor; changes nothing."""
    return await request.call("public.check_formula", list_id=list_id, formula=data.formula)


router = Router(
    "/", route_handlers=[check_formula], guards=[signed_in], security=[{"bearer": []}], tags=["lists"]
)
