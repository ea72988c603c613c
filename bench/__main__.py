"""Measures the engine and prints ratios beside their targets.

    make bench                       # a million items, 10,000 workspaces: a quarter of an hour or more
    make bench ARGS=--quick          # a twentieth of it: under two minutes on an idle machine
    .venv/bin/python -m bench [--quick] [--only PART …] [--url SUPERUSER_URL] [--json FILE] [--page FILE]

Parts: security, queries, writes, imports, matching, analytics.
Variant and reference take turns within one session; the median of
the rounds' ratios counts, and the interval holds it 19 times out of 20. Without --url a server of its own is
started in a temporary folder. Only the full size is what the targets are set for.
"""

import argparse
import os
import platform
from pathlib import Path

import msgspec

from bench import analytics, imports, matching, queries, security, writes
from bench.page import write_page
from bench.rounds import Ratio
from bench.world import FULL, QUICK, World, make_world

PARTS = {
    "security": security,
    "queries": queries,
    "writes": writes,
    "imports": imports,
    "matching": matching,
    "analytics": analytics,
}


def main() -> None:
    """Prints a line for each ratio and writes them all to a file."""
    parser = argparse.ArgumentParser(
        prog="bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), metavar="PART")
    parser.add_argument("--url", help="a superuser's URL of a server to use")
    parser.add_argument("--json", type=Path, default=Path("build/bench.json"))
    parser.add_argument("--page", type=Path, help="write figures and plans between the marks of this page")
    given = parser.parse_args()
    with make_world(given.url, QUICK if given.quick else FULL) as world:
        about = _about(world)
        print(about["server"], flush=True)
        print(f"{'ratio':<68}{'median':>8}{'95 %':>16}{'target':>8}  note")
        ratios: dict[str, list[Ratio]] = {}
        for name in given.only:
            ratios[name] = []
            for ratio in PARTS[name].measure(world):
                ratios[name].append(ratio)
                print(_line(ratio), flush=True)
        if given.page:
            write_page(given.page, about, [r for part in ratios.values() for r in part], queries.plans(world))
    given.json.parent.mkdir(parents=True, exist_ok=True)
    given.json.write_bytes(
        msgspec.json.format(msgspec.json.encode({"about": about, "ratios": ratios})) + b"\n"
    )
    print(f"all of it: {given.json}")


def _line(ratio: Ratio) -> str:
    target = "" if ratio.target is None else f"≤ {ratio.target:.2f}"
    missed = " missed" if ratio.is_met is False else ""
    interval = f"{ratio.low:.2f} to {ratio.high:.2f}"
    return f"{ratio.name:<68}{ratio.median:>8.2f}{interval:>16}{target:>8}  {ratio.note}{missed}"


def _about(world: World) -> dict[str, object]:
    return {
        "server": world.one("select version()"),
        "machine": platform.machine(),
        "processors": os.cpu_count(),
        "size": world.size,
        "settings": dict(
            world.owner.execute(
                "select name, current_setting(name)"
                " from unnest('{shared_buffers,work_mem,fsync}'::text[]) as name"
            ).fetchall()
        ),
    }


if __name__ == "__main__":
    main()
