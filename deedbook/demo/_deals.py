"""Contacts and deals of the demo with a past: moves, comments and tasks over the last year, around today."""

import datetime
import random
import uuid
from collections.abc import Iterator, Sequence
from typing import Any, Final, Self

import msgspec

from deedbook.demo._rows import day
from deedbook.demo._trades import OPEN, Trade

Row = dict[str, Any]

# Tasks by the day they are due: overdue, today, to come. The rest is done.
_DUE: Final = (-9, -6, -4, -3, -2, -1, 0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 6, 7, 9, 12, 14)
_CLOSED_DAYS: Final = 335
_KNOWN_DAYS: Final = (425, 500)  # before the first deal


class Subject(msgspec.Struct, frozen=True):
    """What deals can be about: a property, a merchant."""

    name: str
    state: str | None
    currency: str


class Crm(msgspec.Struct, frozen=True):
    """Rows as the tables have them; people are still addresses, and pipelines are not named."""

    contacts: list[Row]
    deals: list[Row]
    activities: list[Row]
    tasks: list[Row]

    @classmethod
    def of(
        cls,
        today: datetime.date,
        seed: int,
        trade: Trade,
        contacts: Sequence[Row],
        subjects: Sequence[Subject],
    ) -> Self:
        """The rows as they look on a day; a deal is about one of the subjects, by its place."""
        chance = random.Random(seed)  # noqa: S311 - no secret: the same rows every time are the point
        made = _Made(chance, today, trade)
        people = [made.contact(row) for row in contacts]
        outcomes = ["won"] * trade.won + ["lost"] * trade.lost
        outcomes += [stage for stage, count in zip(OPEN, trade.open, strict=True) for _ in range(count)]
        chance.shuffle(outcomes)
        # Where somebody works at what a deal is about, the deal is with them.
        staff = {person["company"]: person for person in people if person["company"]}
        places = made.places(outcomes, subjects)
        deals, activities = [], []
        closed = 0
        for number, outcome in enumerate(outcomes):
            subject = subjects[places[number]]
            # Spread over the year, so that no month is empty.
            share = (closed + chance.random()) / (trade.won + trade.lost)
            closed += outcome not in OPEN
            contact = staff.get(subject.name, people[number % len(people)])
            deal, past = made.deal(contact, subject, outcome, share)
            deals.append(deal | {"subject": places[number]})
            activities += past
        tasks, past = made.tasks(deals)
        return cls(people, deals, sorted(activities + past, key=lambda row: str(row["id"])), tasks)


class _Made:
    """Makes rows one after the other."""

    def __init__(self, chance: random.Random, today: datetime.date, trade: Trade) -> None:
        self._chance = chance
        self._today = today
        self._trade = trade

    def places(self, outcomes: Sequence[str], subjects: Sequence[Subject]) -> list[int]:
        """What each deal is about. Where one was won nothing is open, and nothing is won twice."""
        order = list(range(len(subjects)))
        self._chance.shuffle(order)
        order.sort(key=lambda place: subjects[place].state not in self._trade.settled)
        # The list may have changed since: with few left, they share.
        count = min(self._trade.won, len(order) - 1) or 1
        won, others = iter(order[:count] * self._trade.won), order[count:] or order
        return [next(won) if outcome == "won" else self._chance.choice(others) for outcome in outcomes]

    def contact(self, row: Row) -> Row:
        made = self._moment(self._chance.randint(*_KNOWN_DAYS))
        return {"id": self._id(made), "owner": self._owner(), "created_at": made.isoformat()} | row

    def deal(self, contact: Row, subject: Subject, outcome: str, share: float) -> tuple[Row, list[Row]]:
        """A deal as it is now, and how it came there. `share` says how far back it was closed."""
        chance, trade = self._chance, self._trade
        stages = list(OPEN[: _stages_of(chance, outcome)])
        lengths = [chance.triangular(1, most, most / 3) for most in trade.days[: len(stages)]]
        is_open = outcome in OPEN
        ended = chance.uniform(1, 20) if is_open else 1 + share * _CLOSED_DAYS
        if is_open:
            lengths[-1] = 0  # it is there still
        entered = [ended + sum(lengths[place:]) for place in range(len(stages))]
        moments = [self._moment(days) for days in entered]
        closed = None if is_open else self._moment(ended)
        owner, amount = self._owner(), chance.randrange(*trade.amounts, trade.step)
        deal: Row = {
            "id": self._id(moments[0]),
            "contact_id": contact["id"],
            "owner": owner,
            "title": subject.name,
            "source": chance.choice(trade.sources),
            "amount": amount,
            "currency": subject.currency,
            "status": "new" if outcome == "qualification" else "in_progress" if is_open else outcome,
            "stage": stages[-1] if is_open else "closed",
            "stage_changed_at": (closed or moments[-1]).isoformat(),
            "expected_close_date": day(
                self._today, round(-ended + chance.randint(5, 120 if is_open else 30))
            ),
            "closed_at": closed.isoformat() if closed else None,
            "lost_reason": chance.choice(trade.lost_reasons) if outcome == "lost" else None,
            "created_at": moments[0].isoformat(),
        }
        return deal, list(self._history(deal, stages, moments, closed))

    def tasks(self, deals: Sequence[Row]) -> tuple[list[Row], list[Row]]:
        """What is to do about open deals, and what was done about the others."""
        chance = self._chance
        open_deals = [deal for deal in deals if deal["closed_at"] is None]
        closed = [deal for deal in deals if deal["closed_at"]]
        tasks, past = [], []
        due = _DUE if len(open_deals) > len(_DUE) else _DUE[::2]
        for days in due:
            # No task is made overdue: its deal is older than the day.
            older = [deal for deal in open_deals if deal["created_at"] < day(self._today, days)]
            oldest = min(open_deals, key=lambda deal: str(deal["created_at"]))
            tasks.append(self._task(chance.choice(older or [oldest]), days, None))
        for deal in chance.sample(closed, len(closed) // 3):
            made, ended = (datetime.datetime.fromisoformat(deal[key]) for key in ("created_at", "closed_at"))
            done = max(ended - datetime.timedelta(hours=20), made + (ended - made) / 2)
            tasks.append(self._task(deal, (done.date() - self._today).days, done))
        for task in tasks:
            new = {"task_id": task["id"], "title": task["title"], "due_date": task["due_date"]}
            past.append(self._event(task, task["created_at"], "task_created", new | {"is_done": False}))
            if task["is_done"]:
                known = {"task_id": task["id"], "title": task["title"]}
                past.append(self._event(task, task["done_at"], "task_done", known))
        return tasks, past

    def _task(self, deal: Row, days: int, done: datetime.datetime | None) -> Row:
        made = self._moment(max(1.0, -days + self._chance.uniform(1, 6)))
        # Not before the deal, nor after it was done.
        made = max(made, datetime.datetime.fromisoformat(deal["created_at"]) + datetime.timedelta(minutes=30))
        made = min(made, done - datetime.timedelta(hours=1)) if done else made
        return {
            "id": self._id(made),
            "deal_id": deal["id"],
            "owner": deal["owner"],
            "title": self._chance.choice(self._trade.tasks),
            "due_date": day(self._today, days),
            "is_done": done is not None,
            "done_at": done.isoformat() if done else None,
            "created_at": made.isoformat(),
        }

    def _history(
        self, deal: Row, stages: list[str], moments: list[datetime.datetime], closed: datetime.datetime | None
    ) -> Iterator[Row]:
        first = {
            "status": "new",
            "stage": stages[0],
            "amount": str(deal["amount"]),
            "currency": deal["currency"],
        }
        yield self._event(deal, moments[0], "deal_created", first)
        status = "new"
        for place, moment in enumerate(moments[1:], 1):
            if status == "new":
                yield self._event(deal, moment, "status_changed", {"from": status, "to": "in_progress"})
                status = "in_progress"
            yield self._moved(deal, moment, stages[place - 1], stages[place], moments[place - 1])
        if closed:
            end = {"from": status, "to": deal["status"], "lost_reason": deal["lost_reason"]}
            yield self._event(deal, closed, "status_changed", end)
            yield self._moved(deal, closed, stages[-1], "closed", moments[-1])
        last = closed or self._moment(1)
        for _ in range(self._chance.choice((0, 1, 1, 2, 3))):
            moment = moments[0] + (last - moments[0]) * self._chance.random()
            body = self._chance.choice(self._trade.comments)
            yield self._event(deal, moment, "comment", {}) | {"body": body}

    def _moved(
        self, deal: Row, moment: datetime.datetime, before: str, after: str, since: datetime.datetime
    ) -> Row:
        return self._event(
            deal, moment, "stage_changed", {"from": before, "to": after, "since": since.isoformat()}
        )

    def _event(self, about: Row, moment: datetime.datetime | str, kind: str, payload: Row) -> Row:
        when = datetime.datetime.fromisoformat(moment) if isinstance(moment, str) else moment
        return {
            "id": self._id(when),
            "deal_id": about.get("deal_id", about["id"]),
            "owner": about["owner"],
            "type": kind,
            "payload": payload,
            "body": None,
            "created_at": when.isoformat(),
        }

    def _owner(self) -> str:
        return self._chance.choice(self._trade.owners)

    def _moment(self, days: float) -> datetime.datetime:
        """So many days ago, in the hours of an office on the west coast and in Europe."""
        date = self._today - datetime.timedelta(days=int(days))
        minutes = 16 * 60 + int(days % 1 * 7 * 60)
        return datetime.datetime.combine(
            date, datetime.time(minutes // 60, minutes % 60), datetime.UTC
        ) - datetime.timedelta(days=1)

    def _id(self, moment: datetime.datetime) -> str:
        """As private.uuid_v7 would have made it then: what is paged by id stays in order."""
        bits = int(moment.timestamp() * 1000) << 80 | 0x7 << 76 | self._chance.getrandbits(12) << 64
        return str(uuid.UUID(int=bits | 0b10 << 62 | self._chance.getrandbits(62)))


def _stages_of(chance: random.Random, outcome: str) -> int:
    """How many stages a deal saw."""
    if outcome in OPEN:
        return OPEN.index(outcome) + 1
    weights = (0, 15, 85) if outcome == "won" else (35, 40, 25)
    return chance.choices((1, 2, 3), weights)[0]
