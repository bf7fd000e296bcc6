"""Words that an answer is still to come: what a side did before them was, by its own account, not the answer it threatened.

Fire in the first hours, or aircraft shot down, are often told beside "we shall answer at a time of our choosing". The side
that threatened says itself that its threat is not yet carried out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

import msgspec

from detente.ledger.acts import has_cue
from detente.ledger.finding import Finding
from detente.ledger.mentions import Mention
from detente.ledger.shelves import Shelves
from detente.ledger.thresholds import threshold
from detente.ledger.when import DAY, EVER, Moment, after

PENDING: Final = threshold("PENDING")
"""A deed after which its own side says that its answer is still to come is hardly that answer."""


def promises_an_answer(mention: Mention) -> bool:
    """ "Pakistan will return a response to the attack": an answer to what was done, plainly to come, and no further one."""
    term = mention.signal.commitment
    if mention.signal.kind != "threat" or mention.said is None or term is None or not mention.signal.firm:
        return False
    plain = not mention.conditions and not mention.announced_by and not mention.goes_on
    return plain and has_cue("to_answer", mention.signal.quote) and not has_cue("anew", mention.signal.quote)


class Answers:
    """The plain words of each side that its answer is still to come, by when they were said."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._said: list[Mention] = []
        self._days = Shelves()
        for mention in mentions:
            if mention.said is not None and promises_an_answer(mention):
                self._days.put([mention.side], mention.said, len(self._said))
                self._said.append(mention)

    def of(self, row: Mention, found: Sequence[Finding], upto: Moment | None) -> list[Mention]:
        """Those that may speak of the deeds found of a threat, known at `upto`."""
        deeds = [finding.when for finding in found if finding.effect == "deed"] if row.signal.kind == "threat" else []
        if not deeds:
            return []
        last = max(when.high for when in deeds)
        places = self._days.within(
            [row.side], min(when.low for when in deeds), last + DAY if EVER - last > DAY else EVER
        )
        near = (self._said[place] for place in sorted(places))
        return [words for words in near if upto is None or (words.known.at and words.known.at.high <= upto.high)]


def still_to_come(row: Mention, found: Sequence[Finding], answers: Sequence[Mention]) -> tuple[Finding, ...]:
    """The findings of a threat's row, deeds before words of its side that the answer is to come marked down (`PENDING`).

    Only words of the deed's day or the next count: later ones may be about something newer. Of one day, words that became
    known after the deed, or with it, are the later ones.
    """
    if row.signal.kind != "threat" or not answers:
        return tuple(found)
    facing = row.rivals or row.facing
    mine = [a for a in answers if a.side == row.side and (not a.rivals or not facing or a.rivals & facing)]
    return tuple(_marked_down(f) if f.effect == "deed" and any(_before(f, a) for a in mine) else f for f in found)


def _before(deed: Finding, words: Mention) -> bool:
    said, told = words.said, words.known.at
    if said is None or told is None or deed.known is None:
        return False
    if after(deed.when, said):
        return False
    return said.low - deed.when.high <= DAY and not after(deed.known, told)


def _marked_down(deed: Finding) -> Finding:
    score = round(deed.evidence.score * PENDING, 4)
    parts = {**deed.evidence.parts, "pending": PENDING}
    why = f"{deed.evidence.why}; by its own word the answer was still to come"
    return replace(
        deed, evidence=msgspec.structs.replace(deed.evidence, score=score, parts=parts, why=why, supports=None)
    )
