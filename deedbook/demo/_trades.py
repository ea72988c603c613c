"""What the two demo workspaces sell: words and numbers that deals are made of."""

from typing import Final

import msgspec

from deedbook.demo._people import ADMIN, EDITOR, MANAGER, MEMBER

OPEN: Final = ("qualification", "proposal", "negotiation")


class Trade(msgspec.Struct, frozen=True):
    """How many deals there are of each outcome, what they are worth, and what people write about them."""

    won: int
    lost: int
    open: tuple[int, int, int]  # in qualification, proposal, negotiation
    amounts: tuple[int, int]
    step: int
    settled: tuple[str, ...]  # the states of what a deal was won about
    days: tuple[int, int, int]  # in a stage, at most
    owners: tuple[str, ...]
    sources: tuple[str, ...]
    comments: tuple[str, ...]
    tasks: tuple[str, ...]
    lost_reasons: tuple[str, ...]


REAL_ESTATE: Final = Trade(
    won=34,
    lost=21,
    open=(13, 10, 7),
    amounts=(9_000, 62_000),
    step=250,
    settled=("sold", "under_offer"),
    days=(18, 24, 28),
    owners=(MANAGER.email, EDITOR.email, EDITOR.email, MEMBER.email, MEMBER.email),
    sources=("Referral", "Website", "Open house", "Returning client", "Sign in the yard"),
    comments=(
        "Spoke for half an hour. They like the light, they worry about the roof. Sending the report tonight.",
        "Offer came in 3 % below asking, with inspection. Seller wants to think until Friday.",
        "Bank confirmed the amount. Closing date depends on their notice period.",
        "Second viewing with her parents went well; they measured the kitchen.",
        "Seller moved out early, keys are in the office.",
        "They also look with another agency. Be quick with the counter-offer.",
        "Appraisal matches the price, so the loan is safe.",
        "No answer to two calls. Sent a text message instead.",
    ),
    tasks=(
        "Send the inspection report",
        "Call back about the offer",
        "Order photos and floor plan",
        "Prepare the purchase agreement",
        "Ask the bank for the letter",
        "Arrange the second viewing",
        "Check the title with the escrow office",
        "Hand over the keys",
    ),
    lost_reasons=("Price", "Competitor", "Timing", "No budget", "No answer"),
)
PAYMENTS: Final = Trade(
    won=9,
    lost=6,
    open=(4, 4, 3),
    amounts=(6_000, 96_000),
    step=500,
    settled=("live", "paused"),
    days=(14, 30, 35),
    owners=(MANAGER.email, MANAGER.email, ADMIN.email, EDITOR.email),
    sources=("Partner", "Outbound", "Trade fair", "Website"),
    comments=(
        "Their volume doubles in December; they want the lower tier from the first day.",
        "Compliance asks for the register extract and the owners above 25 %.",
        "Sandbox keys sent. Two engineers start on Monday.",
        "They compare us with two others, mainly on payout days.",
        "Contract is with their lawyers; one open point about chargebacks.",
    ),
    tasks=(
        "Send the pricing sheet",
        "Collect the KYC documents",
        "Book the technical call",
        "Check volumes of last quarter",
        "Follow up on the contract",
    ),
    lost_reasons=("Price", "Competitor", "Timing"),
)
