"""The figures in docs/performance.md."""

from collections.abc import Mapping
from pathlib import Path

from bench.rounds import Ratio

_BEGIN, _END = "<!-- figures -->\n", "<!-- end of figures -->"


def write_page(
    path: Path, about: Mapping[str, object], ratios: list[Ratio], plans: Mapping[str, str]
) -> None:
    """Puts a table of ratios and the plans between the marks. Raises ValueError where there are none."""
    text = path.read_text()
    before, after = text.index(_BEGIN) + len(_BEGIN), text.index(_END)
    path.write_text(text[:before] + "\n".join(_lines(about, ratios, plans)) + text[after:])


def _lines(about: Mapping[str, object], ratios: list[Ratio], plans: Mapping[str, str]) -> list[str]:
    lines = [
        "",
        f"{str(about['server']).split(' on ')[0]}, {about['processors']} processors;"
        f" settings {about['settings']}.",
        "",
        "| ratio | median | 95 % | target | variant, ms | note |",
        "|---|---|---|---|---|---|",
    ]
    for ratio in ratios:
        target = (
            "" if ratio.target is None else f"≤ {ratio.target:.2f}{'' if ratio.is_met else ' **missed**'}"
        )
        lines.append(
            f"| {ratio.name} | {ratio.median:.2f} | {ratio.low:.2f} to {ratio.high:.2f} | {target}"
            f" | {(ratio.variant_seconds or 0) * 1000:.3g} | {ratio.note} |"
        )
    lines += ["", "## Plans", ""]
    for name, plan in plans.items():
        lines += [f"### {name}", "", "```", plan.rstrip(), "```", ""]
    return lines
