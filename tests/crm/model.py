"""What the default pipeline lets happen to a deal, written down a second time and in another language."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

ROLES = ("member", "editor", "manager", "admin", "owner")
STAGES = ("qualification", "proposal", "negotiation", "closed")
ENDS = ("won", "lost")
MOVES = {("new", "in_progress"), ("in_progress", "won"), ("in_progress", "lost")}


@dataclass(frozen=True)
class ModelDeal:
    """As much of a deal as the rules are about."""

    owner: str | None
    status: str = "new"
    stage: str = "qualification"
    amount: int | None = None
    lost_reason: str | None = None
    is_trashed: bool = False

    @property
    def is_legal(self) -> bool:
        """Whether a deal may ever look like this."""
        return (
            self.stage in STAGES
            and (self.status in ENDS) is (self.stage == "closed")
            and (self.status != "won" or (self.amount or 0) > 0)
            and (self.lost_reason is None or self.status == "lost")
        )


def at_least(role: str, lowest: str) -> bool:
    """Whether a role is that or a higher one."""
    return ROLES.index(role) >= ROLES.index(lowest)


def may_change(role: str, deal: ModelDeal) -> bool:
    """Whether somebody of this role, named after it, reaches the deal at all."""
    return deal.owner == role or at_least(role, "editor")


def create(role: str, fields: Mapping[str, Any]) -> ModelDeal | str:
    """The new deal, or the name of the refusal."""
    deal = ModelDeal(role, **fields)
    if deal.status in ENDS:
        if fields.get("stage", "closed") != "closed":
            return "deal_move_illegal"
        deal = replace(deal, stage="closed")
        if not at_least(role, "editor"):
            return "deal_move_forbidden"
    elif deal.stage == "closed":
        return "deal_move_forbidden" if not at_least(role, "editor") else "deal_move_illegal"
    if deal.status == "won" and not (deal.amount or 0) > 0:
        return "deals_won_needs_amount"
    return deal if deal.is_legal else "deals_only_lost_has_reason"


def change(role: str, old: ModelDeal, changes: Mapping[str, Any]) -> ModelDeal | str:
    """The deal afterwards, or the name of the refusal."""
    new = replace(old, **changes)
    if old.is_trashed and new.is_trashed and new != old:
        return "deal_in_trash"
    if new.status in ENDS and new.status != old.status and new.stage not in (old.stage, "closed"):
        return "deal_move_illegal"
    if (new.owner != old.owner or new.is_trashed != old.is_trashed) and not at_least(role, "manager"):
        return "capability_required"
    if new.status != old.status:
        if new.status in ENDS:
            new = replace(new, stage="closed")
        if (old.status, new.status) not in MOVES:
            return "deal_move_illegal"
    if new.stage != old.stage:
        if old.stage == "closed":
            return "deal_move_illegal"
        if STAGES.index(new.stage) < STAGES.index(old.stage) and not at_least(role, "admin"):
            return "deal_move_forbidden"
        if new.stage == "closed" and new.status not in ENDS:
            return "deal_move_illegal"
    if new.status == "won" and not (new.amount or 0) > 0:
        return "deals_won_needs_amount"
    return new if new.is_legal else "deals_only_lost_has_reason"
