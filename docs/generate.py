"""Writes the pages that only repeat what the database says.

make generate                      writes them, from a throw-away database
tests/docs/test_generated.py       fails when one is out of date
"""

import re
from collections.abc import Callable, Iterable

import psycopg

from api.errors import KINDS

MADE = "<!-- Made by docs/generate.py from {}. Do not edit. -->"


def permissions(connection: psycopg.Connection) -> str:
    """docs/permissions.md: who may do what."""
    roles = [
        row[0]
        for row in connection.execute(
            "select unnest(enum_range(null::public.workspace_role))::text"
        ).fetchall()
    ]
    capabilities = connection.execute(
        "select capability, minimum_role::text, description from public.capabilities order by position"
    ).fetchall()
    rows = (
        [
            f"`{capability}`",
            text,
            *("yes" if roles.index(role) >= roles.index(least) else "" for role in roles),
        ]
        for capability, least, text in capabilities
    )
    return "\n".join(
        [
            "# Permissions",
            "",
            MADE.format("public.capabilities"),
            "",
            "Roles are ordered; each has what those before it have. Policies and functions read this table,",
            "and so do clients: `GET /api/v1/capabilities`, or `public.capabilities` for a Supabase client.",
            "",
            *_table(["capability", "what it allows", *roles], rows),
            "",
            "Beyond the table, for everybody (why: [decisions/capabilities.md](decisions/capabilities.md)):",
            "",
            "- Nobody grants a role above their own (`role_above_own`).",
            "- Nobody changes or removes a member of their own rank or above; owners among themselves may"
            " (`member_of_equal_rank`).",
            "- A workspace keeps an owner, whatever happens (`workspace_keeps_an_owner`).",
            "",
        ]
    )


def error_codes(connection: psycopg.Connection) -> str:
    """docs/error-codes.md: every refusal."""
    refusals = connection.execute(
        "select http_status, slug, sqlstate, name, title, hint from public.error_codes"
    ).fetchall()
    own = sorted((kind.status, slug, kind.title, kind.hint) for slug, kind in KINDS.items())
    return "\n".join(
        [
            "# Error codes",
            "",
            MADE.format("public.error_codes and api/errors.py"),
            "",
            "REST answers every refusal as `application/problem+json` (RFC 9457): `type` (below), `title`,",
            "`status`, `detail`, `hint`, `errors` (field, row, code, message), `request_id`. In SQL the name",
            "is the constraint of the error. Supabase clients see SQLSTATE, message, detail and hint.",
            "",
            "## Refused by the database",
            "",
            "A row without a name serves the rest of its SQLSTATE.",
            "",
            *_table(
                ["HTTP", "type", "SQLSTATE", "name", "title", "hint"],
                (
                    [str(status), f"`{slug}`", f"`{state}`", f"`{name}`" if name else "", title, hint]
                    for status, slug, state, name, title, hint in sorted(refusals)
                ),
            ),
            "",
            "## Refused by the API itself",
            "",
            *_table(
                ["HTTP", "type", "title", "hint"],
                ([str(status), f"`{slug}`", title, hint] for status, slug, title, hint in own),
            ),
            "",
        ]
    )


def reference(connection: psycopg.Connection) -> str:
    """docs/supabase-reference.md: what clients of the database itself may use."""
    return "\n".join(
        [
            "# Tables and functions for clients of the database",
            "",
            MADE.format("the catalogue"),
            "",
            "What somebody who is signed in (role `authenticated`) may name; which rows, the policies in",
            "`sql/policies` say. How to use them: [supabase.md](supabase.md).",
            "",
            "## Tables",
            "",
            *_table(["table", "select", "insert", "update", "delete"], _rights(connection)),
            "",
            "## Foreign keys",
            "",
            "Names are stable: use them as the hint of an embed, as in `lists!items_list_fkey(name)`.",
            "",
            *_table(["table", "name", "columns", "refers to"], _foreign_keys(connection)),
            "",
            "## Functions",
            "",
            "`= …` is a default: leave it out. Whoever has not signed in may call those marked *anyone*.",
            "",
            *_table(["function", "arguments", "what it does"], _functions(connection)),
            "",
        ]
    )


def _rights(connection: psycopg.Connection) -> list[list[str]]:
    rows = connection.execute(
        """
        select c.relname, p.privilege, has_table_privilege('authenticated', c.oid, p.privilege),
          array(
            select a.attname::text from pg_catalog.pg_attribute as a
            where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and p.privilege <> 'delete'
              and has_column_privilege('authenticated', c.oid, a.attnum, p.privilege)
            order by a.attnum
          )
        from pg_catalog.pg_class as c
        cross join unnest('{select,insert,update,delete}'::text[]) with ordinality as p (privilege, n)
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v')
        order by c.relname collate "C", p.n
        """
    ).fetchall()
    cells: dict[str, list[str]] = {}
    for table, privilege, is_whole, columns in rows:
        named = ", ".join(f"`{column}`" for column in columns)
        whole = "yes" if privilege in {"select", "delete"} else named
        cells.setdefault(f"`{table}`", []).append(whole if is_whole else named)
    return [[table, *rights] for table, rights in cells.items()]


def _foreign_keys(connection: psycopg.Connection) -> list[list[str]]:
    rows = connection.execute(
        """
        select c.relname, k.conname,
          (select string_agg(a.attname, ', ' order by u.n)
           from unnest(k.conkey) with ordinality as u (number, n)
           join pg_catalog.pg_attribute as a on a.attrelid = c.oid and a.attnum = u.number),
          r.relname
        from pg_catalog.pg_constraint as k
        join pg_catalog.pg_class as c on c.oid = k.conrelid
        join pg_catalog.pg_class as r on r.oid = k.confrelid
        where k.contype = 'f' and c.relnamespace = 'public'::regnamespace
          and r.relnamespace = 'public'::regnamespace
        order by c.relname collate "C", k.conname collate "C"
        """
    ).fetchall()
    return [[f"`{table}`", f"`{name}`", columns, f"`{target}`"] for table, name, columns, target in rows]


def _functions(connection: psycopg.Connection) -> list[list[str]]:
    rows = connection.execute(
        """
        select p.proname, pg_catalog.pg_get_function_arguments(p.oid),
          pg_catalog.obj_description(p.oid, 'pg_proc'),
          has_function_privilege('anon', p.oid, 'execute')
        from pg_catalog.pg_proc as p
        where p.pronamespace = 'public'::regnamespace
          and has_function_privilege('authenticated', p.oid, 'execute')
        order by p.proname collate "C"
        """
    ).fetchall()
    return [
        [f"`{name}`", _arguments(arguments), f"{text} *Anyone.*" if is_open else text]
        for name, arguments, text, is_open in rows
    ]


def _arguments(text: str) -> str:
    """The catalogue's list of arguments without the types of its defaults."""
    shorter = (
        re.sub(r" DEFAULT ('[^']*'|\w+)(::[\w ]+)?", r" = \1", text).replace('"', "").replace("NULL", "null")
    )
    return ", ".join(f"`{argument}`" for argument in shorter.split(", ")) if shorter else ""


def column_types(connection: psycopg.Connection) -> str:
    """docs/column-types.md: what a column of each type takes and gives."""
    types = connection.execute(
        """
        select type, family, json_form, description, sort_form, export_form, coalesce(from_text, ''), editor,
          settings, is_read_only, can_be_unique, can_have_default
        from public.column_types order by position
        """
    ).fetchall()
    return "\n".join(
        [
            "# Column types",
            "",
            MADE.format("public.column_types"),
            "",
            "The same as data: `GET /api/v1/column-types`, or `public.column_types` for a Supabase client.",
            "",
            "## What a cell holds",
            "",
            "Types of one family compare, sort and filter alike.",
            "",
            *_table(
                ["type", "family", "JSON", "what it is", "order"],
                ([f"`{t[0]}`", t[1], t[2], t[3], t[4]] for t in types),
            ),
            "",
            '`null`, `""`, `[]` and `{}` are an empty cell in every type: it has no key in `values`.',
            "",
            "## In files and in forms",
            "",
            *_table(
                ["type", "from the text of a file", "exported as", "editor"],
                (
                    [
                        f"`{t[0]}`",
                        t[6] or ("keys of the linked items" if t[0] == "relation" else "not imported"),
                        t[5],
                        t[7],
                    ]
                    for t in types
                ),
            ),
            "",
            "## What a column may demand",
            "",
            *_table(
                ["type", "settings in `config`", "unique", "default", "required"],
                (
                    [
                        f"`{t[0]}`",
                        "; ".join(f"`{key}`: {text}" for key, text in sorted(t[8].items())),
                        *("yes" if able else "" for able in (t[10], t[11], not t[9])),
                    ]
                    for t in types
                ),
            ),
            "",
            _COLUMN_NOTES,
        ]
    )


_COLUMN_NOTES = """\
**Unique** (`is_unique`): no two items of the list hold the same value. Empty cells are many. Text is
compared as it is stored, letter by letter; numbers by value, so 1 and 1.0 are the same; times by moment.
Items in the trash do not count: their values are free, and an item whose value somebody else has taken
since cannot be restored (`unique_value`). Turning it on over values that are shared is refused, with how
many and which (`column_not_unique`). Two values may change places in one request, not in two. Two who write
one value at the same moment wait for each other; one of them is refused, at every isolation level.

**Pattern** (`pattern`): the whole value has to match. Known are characters, the escapes `\\d` `\\w` `\\s`
`\\D` `\\W` `\\S` (ASCII) and `\\` before punctuation, classes such as `[A-Z0-9-]`, `.`, groups, `|`, the
repetitions `*` `+` `?` `{m}` `{m,}` `{m,n}`, `^` first and `$` last. Not known are back-references,
look-around and options: without them the time of a match grows with the length of the text alone. A pattern
has at most 200 characters, also when its repetitions are written out (`(?:ab){50}` is 100).

**Limits** (`min`, `max`): of a `number_range` both ends keep them. Those of a `datetime` are whole seconds.

**Members** (`user`): who is named must be a member of the workspace at that moment. Who leaves later stays
named, and other cells of the item can be changed; naming them again is refused.

**Read-only types** are shown from the item itself: `number`, `created_at`, `created_by`, `updated_at`,
`updated_by`. They are never part of `values`; a write that names one is refused (`read_only`).
`auto_number` counts the items of a list from 1 on in the order in which they are made; the items that a
list has when it gets its first such column are numbered in the order in which they were made, those in the
trash included. Numbers never change and never come twice; some are skipped, when a write is refused or
after a crash.
"""


def formulas(connection: psycopg.Connection) -> str:
    """docs/formulas.md: how formulas are written and what they may call."""
    functions = connection.execute(
        """
        select category, name, signatures, description, example, coalesce(example_result::text, 'blank')
        from public.formula_functions order by position
        """
    ).fetchall()
    chapters: list[str] = []
    for category in dict.fromkeys(row[0] for row in functions):
        rows = (
            [f"`{name}`", "<br>".join(f"`{s.strip()}`" for s in signatures), text, f"`{example}`", result]
            for of, name, signatures, text, example, result in functions
            if of == category
        )
        head = ["name", "takes -> gives", "what it gives", "example", "which is"]
        chapters += [f"### {category.capitalize()}", "", *_table(head, rows), ""]
    return "\n".join(
        [
            "# Formulas",
            "",
            MADE.format("public.formula_functions"),
            "",
            _FORMULA_NOTES,
            *chapters,
        ]
    )


_FORMULA_NOTES = """\
A formula computes a value from the other columns of its item, whenever the item is read:

```
if({Status} = "Sold", {Price} * 0.03, null)
```

It is parsed, checked for types and compiled to SQL by the database when it is saved
(`private.compile_formula`). Nothing of its text reaches that SQL but literals, quoted.

- `POST /api/v1/lists/{list_id}/formulas/check`, or `public.check_formula(list_id, formula)`, says what a
  formula gives and reads, or what is wrong and at which character.
- `GET /api/v1/formula-functions`, or `public.formula_functions`, has the tables below as data.

## How it is written

- **Columns** stand in braces: `{Asking price}`, or `{asking_price}` by the key. They are stored by key, so
  a column can get another name. A key goes before a name, a name in the same case before one in another.
- **Texts** stand in straight quotes: `"sold"`. Inside, `""` or `\\"` is a quote, `\\\\` a backslash, `\\n`
  a line end, `\\t` a tab; any other backslash is itself, so patterns such as `"\\d+"` need no second one.
- **Numbers** have a point: `1250.5`, `1e6`. **Truth** is `true`, `false`. A blank is `null`.
- **Operators**, from those that bind most: `^` (from the right), `-` before a value, `* / %`, `+ -`, `&`,
  then `= <> != < <= > >=`. `-2 ^ 2` is -4. `%` is the rest of a division. Brackets change the order.
- **Functions** are written in any case: `ROUND(…)` is `round(…)`. Their values are separated by commas.

## Types

A value is `text`, `number`, `boolean`, `date` or `datetime`; a column with several values is a list, which
only the functions of the chapter Lists take. Nothing is converted silently but by `&`, `concat`, `join` and
`text`, which take anything: `text(…)`, `number(…)`, `date(…)` and `datetime(…)` convert. Whatever does not
fit is refused when the formula is saved.

| column | in a formula |
| --- | --- |
| text, long_text, email, phone, url | text |
| integer, number, currency, percent, rating, auto_number | number; 12.5 % is 0.125 |
| duration | number of seconds |
| boolean, date, datetime, created_at, updated_at | the same |
| select | the label of the option |
| multi_select | list of labels |
| user, created_by, updated_by | the name of the person |
| address | its parts, separated by ", " |
| geo_point, number_range, json | text, as in a file |
| lookups with several values | list |

## Blanks, and what is not computable

A formula never fails, whatever the cells hold. What cannot be computed is **blank**: `1 / 0`, `sqrt(-1)`,
`ln(0)`, `number("a")`, a day outside the years 1 to 9999, a number from 1e38 on.

- Arithmetic with a blank is blank. `sum`, `average`, `min`, `max`, `count`, `join` and `coalesce` pass over
  blanks; the sum of none is 0.
- An empty text is a blank. In `&`, `concat`, `len`, `exact` a blank is an empty text.
- Tests are true or false, never blank. `=` finds two blanks the same; `<`, `<=`, `>`, `>=` are false of a
  blank. A blank boolean is a box that is not checked: false in `if`, `and`, `or`, `not`, `xor` and `=`;
  `is_blank` tells them apart.
- A blank count of characters, places or decimals is 0.

## Numbers, texts, times

- **One rule of rounding**: what an operator or function gives is rounded to 20 decimals, halves away from
  zero. So `1 / 3 * 3` is 0.99999999999999999999; `round(…, 10)` it before comparing. `^`, `exp`, `ln`,
  `log`, `sqrt` are right to 15 digits at least.
- **Texts** that a formula puts together have at most 32,767 characters; the rest is cut off. Comparisons
  pass over upper and lower case, as filters do; `exact`, `find` and `substitute` do not.
- **Patterns** are those of columns ([column-types](column-types.md#what-a-column-may-demand)): no
  back-references, no look-around, at most 200 characters, written out in the formula. They look at the
  first 10,000 characters of a text, `regex_extract` and `regex_replace` at the first 2,000; `regex_replace`
  puts at most 200 characters in. So no pattern and no text can take long.
- **Days** of `today()`, and of a `datetime` in `date`, `day`, `hour` and so on, are those of the time zone
  that the query names, else of whoever asks, else UTC. Weeks begin on Monday. Days minus days are days;
  moments minus moments are days with a fraction.
- **Formats** of numbers: `0` is a digit, `#` one that may be missing, `,` the thousands, `%` a percentage,
  other characters stay. Formats of times: `YYYY YY MMMM MMM MM M DD D dddd ddd HH H hh h mm m ss s A a Q`;
  words between `[` and `]` stay. A format of at most 60 characters; an unknown one of numbers gives a
  blank.

## Limits

| what | at most | `errors[].code` |
| --- | --- | --- |
| characters | 5,000 | `too_long` |
| values, operators and functions together | 500 | `too_many_parts` |
| nesting, a chain such as `a + b + c` counted as well | 60 | `too_deep` |
| brackets that are open at once | 200 | `too_deep` |
| characters of the SQL, formulas that it uses included | 100,000 | `too_large` |
| nesting of the SQL, formulas that it uses included | 1,500 | `too_nested` |

The other codes: `syntax`, `out_of_range` (a number too long), `unknown_column`, `unknown_function`,
`wrong_arguments` (how many), `wrong_type`, `wrong_value` (a pattern or unit).

## Functions

`?` may be left out, `...` comes as often as wanted, `*` may be a list too; `any` is any type, `T` and `S`
are any one type; a `pattern` is a text that is written out, a `unit` one of `"seconds"`, `"minutes"`,
`"hours"`, `"days"`, `"weeks"`, `"months"`, `"quarters"`, `"years"`.
"""


PAGES: dict[str, Callable[[psycopg.Connection], str]] = {
    "column-types.md": column_types,
    "error-codes.md": error_codes,
    "formulas.md": formulas,
    "permissions.md": permissions,
    "supabase-reference.md": reference,
}


def _table(head: list[str], rows: Iterable[list[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines]
