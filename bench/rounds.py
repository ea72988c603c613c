"""Variant and reference take turns, so that what disturbs the machine disturbs both."""

import math
import statistics
import time
from collections.abc import Callable

import msgspec

WARM_UP = 2


class Ratio(msgspec.Struct, frozen=True):
    """How many times the reference the variant takes; the median is from low to high in 19 of 20 sessions."""

    name: str
    median: float
    low: float
    high: float
    rounds: int
    target: float | None = None
    variant_seconds: float | None = None
    reference_seconds: float | None = None
    note: str = ""

    @property
    def is_met(self) -> bool | None:
        """None: nothing was set."""
        return None if self.target is None else self.median <= self.target


def interleave(
    name: str,
    variant: Callable[[], object],
    reference: Callable[[], object],
    *,
    rounds: int,
    target: float | None = None,
    repeat: int = 1,
    warm_up: int = WARM_UP,
    note: str = "",
) -> Ratio:
    """Times both `rounds` times, each round `repeat` calls of one and then of the other."""
    pairs = [(seconds(variant, repeat), seconds(reference, repeat)) for _ in range(rounds + warm_up)][
        warm_up:
    ]
    return ratio_of(name, pairs, target=target, note=note)


def ratio_of(
    name: str, pairs: list[tuple[float, float]], *, target: float | None = None, note: str = ""
) -> Ratio:
    """The median of the ratios of (variant, reference), with its interval from the order of the values."""
    ratios = sorted(a / b for a, b in pairs)
    outside = _outside(len(ratios))
    return Ratio(
        name,
        statistics.median(ratios),
        ratios[outside],
        ratios[-1 - outside],
        len(ratios),
        target,
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        note,
    )


def seconds(work: Callable[[], object], repeat: int = 1) -> float:
    """Wall time of all calls together."""
    start = time.perf_counter()
    for _ in range(repeat):
        work()
    return time.perf_counter() - start


def _outside(count: int) -> int:
    """How many values may be left out at each end for 95 % (a sign test); none of fewer than six."""
    left, chance = 0, 0.5**count
    while chance * 2 <= 0.05 and left < (count - 1) // 2:
        left += 1
        chance += math.comb(count, left) * 0.5**count
    return max(0, left - 1)
