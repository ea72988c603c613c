"""What went wrong in a deploy, in words that say which file and line."""

import re

import psycopg

_INLINE_LINE = re.compile(r"inline_code_block line (\d+)")


class DeployError(Exception):
    """A deploy was refused or failed. The message names the file, the line and what to do."""


def describe(error: psycopg.Error) -> str:
    """Message, detail, hint and the innermost context of a server's error."""
    diag = error.diag
    lines = [diag.message_primary or str(error)]
    if diag.message_detail:
        lines.append(f"  detail: {diag.message_detail}")
    if diag.message_hint:
        lines.append(f"  hint: {diag.message_hint}")
    if diag.context:
        lines.append(f"  where: {diag.context.splitlines()[0]}")
    return "\n".join(lines)


def offset_in(statement: str, error: psycopg.Error) -> int:
    """Where in a statement the server found the error, as an offset; 0 when it did not say."""
    diag = error.diag
    if diag.statement_position:
        return int(diag.statement_position) - 1
    if diag.internal_query and diag.internal_position:
        start = statement.find(diag.internal_query)
        if start >= 0:
            return start + int(diag.internal_position) - 1
    inline = _INLINE_LINE.search(diag.context or "")
    body = re.search(r"\$\w*\$", statement)
    if inline and body:
        return _start_of_line(statement, body.end(), int(inline[1]))
    return 0


def _start_of_line(text: str, start: int, line: int) -> int:
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return start
