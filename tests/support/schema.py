"""Writes sql/schema.sql: `python -m tests.support.schema`."""

from deedbook.deploy import Files, dump_schema
from tests.support.server import DEPLOYED, StartedServer


def main() -> None:
    """Deploys to a throw-away server and dumps what came of it."""
    started = StartedServer()
    try:
        text = dump_schema(started.server.database(DEPLOYED).owner_url)
    finally:
        started.stop()
    target = Files.of_release().sql / "schema.sql"
    target.write_text(text, encoding="utf-8")
    print(f"{target.name}: {text.count(chr(10))} lines")


if __name__ == "__main__":
    main()
