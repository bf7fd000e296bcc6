"""Where drafts stood whose affair had ended: that is not worked out again for each new word of the pair.

A walk that has come to its end some weeks before a day says the same on any later day, unless something becomes known of the
days before its end, or of the few after it that still bear on what ended it (`AFTER`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from detente.ledger.facts import AGAIN_DAYS
from detente.ledger.finding import REACH, Finding
from detente.ledger.rows import Draft, Standing
from detente.ledger.states import TOLD_DAYS, Walk
from detente.ledger.when import Moment

AFTER: Final = AGAIN_DAYS + REACH + TOLD_DAYS
"""Of an act told of so long after another, no rule asks whether it bears out, denies or puts off that one."""


@dataclass
class Ended:
    """How a draft's walk had ended, and what became known of its row since."""

    mentions: int
    standing: Standing
    last: date  # what is told of this day or one before it may change it
    news: Sequence[tuple[datetime, date]]  # when each finding became known and the first day it may lie on
    seen: int = 0

    def holds(self, draft: Draft, upto: Moment) -> bool:
        """Whether the draft still stands as it did, by what is known at `upto`, which never goes back."""
        if len(draft.mentions) != self.mentions:
            return False
        while self.seen < len(self.news) and self.news[self.seen][0] <= upto.high:
            if self.news[self.seen][1] <= self.last:
                return False
            self.seen += 1
        return True


def ended(draft: Draft, walked: Walk, found: Sequence[Finding], upto: Moment) -> Ended | None:
    """What is to be kept of a walk up to `upto`; None where its end is too near, or what its side says later may still undo it.

    `found` is all that bears on the row, whenever it became known. A threat's deeds are marked down by later words (pending.py).
    """
    if walked.ended is None or walked.row.signal.kind == "threat" or date.max - walked.ended <= AFTER:
        return None
    last = walked.ended + AFTER
    if upto.last_day <= last:
        return None
    news = sorted((finding.known.high, finding.when.low.date()) for finding in found if finding.known)
    return Ended(len(draft.mentions), Standing(walked.state, walked.acted), last, news, _known(news, upto))


def _known(news: Sequence[tuple[datetime, date]], upto: Moment) -> int:
    return sum(1 for known, _ in news if known <= upto.high)
