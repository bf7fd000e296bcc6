"""How likely a told event is right: of events told as it was, so many in a hundred were right in every part, by strict judges.

    rated(document, events)       # the events, `likelihood` set on those told as news
    features(document, events)    # what the model looks at, numbers by name for each of those
    sure(reading, 0.4)            # a reading without the told events below a likelihood

A logistic regression over how an event was read: by which rule, in what kind of clause, where its sides stand and how they are
named, what the clause holds that the event does not, what else the sentence tells. The weights (data/likely.toml) come from
evals/data/judged_events.csv: events told on real reports, each judged by eye (training/events/README.md). How far the number is to be
trusted: `python -m evals.likely` and docs/accuracy.md.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from detente.events.frames import table
from detente.records import Actor, Argument, Clause, Document, Event, Reading, Span

_DATA = "data/likely.toml"
_PRONOUNS = frozenset(
    "he she it they them him her his its their we us our i you those these this that who which".split()
)
_PREPOSITIONS = frozenset("in on at to with against of for from into between by over near".split())
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FAR = 240  # characters beyond which a side is no further away

Features = dict[str, float]
_Found = Iterator[tuple[str, float]]


def rated(document: Document, events: Sequence[Event]) -> tuple[Event, ...]:
    """The events with `likelihood`, 0 to 1 in hundredths, on those told as news; the others are as they were."""
    found = features(document, events)
    return tuple(
        msgspec.structs.replace(e, likelihood=likelihood(found[i])) if i in found else e for i, e in enumerate(events)
    )


def sure(reading: Reading, least: float) -> Reading:
    """The reading without the told events less likely than that; ids stay, links to what is left out become null."""
    kept = tuple(e for e in reading.events if e.likelihood is None or e.likelihood >= least)
    if len(kept) == len(reading.events):
        return reading
    ids = {e.id for e in kept}
    return msgspec.structs.replace(
        reading,
        events=tuple(e if e.inside in ids else msgspec.structs.replace(e, inside=None) for e in kept),
        signals=tuple(s if s.event in ids else msgspec.structs.replace(s, event=None) for s in reading.signals),
    )


def is_told(event: Event) -> bool:
    """Whether an event is told as having happened, and as news: the only ones that were judged."""
    return event.status in ("reported", "claimed") and not event.background


def likelihood(found: Features) -> float:
    """The share of events with these features that were right, in hundredths."""
    weights = _weights()
    score = weights["bias"] + math.fsum(weights.get(name, 0.0) * value for name, value in found.items())
    return round(1 / (1 + math.exp(-score)), 2)


@functools.cache
def _weights() -> Mapping[str, float]:
    """Weight by feature; a feature without one counts for nothing."""
    held: dict[str, Any] = table(_DATA)
    return {"bias": float(held["bias"]), **{str(k): float(v) for k, v in held["weights"].items()}}


def features(document: Document, events: Sequence[Event]) -> dict[int, Features]:
    """By index in `events`, the features of each told event that are not 0."""
    told = {i: e for i, e in enumerate(events) if is_told(e)}
    sentences = Counter(e.sentence for e in told.values())
    deeds = Counter(_deed(e) for e in told.values())
    found = {}
    for index, event in told.items():
        made = {**dict(_of_rule(event)), **dict(_of_event(event)), **dict(_between(event))}
        made["told: others in the sentence"] = min(sentences[event.sentence] - 1, 4) / 4
        made["told: again in the report"] = float(deeds[_deed(event)] > 1)
        if event.clause is not None:
            seen = _Seen(document, event, document.clauses[event.clause])
            made |= {**dict(seen.clause()), **dict(seen.sides()), **dict(seen.left_out())}
        found[index] = {name: value for name, value in made.items() if value}
    return found


def _deed(event: Event) -> tuple[object, ...]:
    return event.type, frozenset(a.side for a in event.actors), frozenset(a.side for a in event.recipients)


def _of_rule(event: Event) -> _Found:
    yield f"rule: {event.rule.split(' over ')[0].split('+')[0]}", 1.0
    yield "rule: composed", float("+" in event.rule)
    yield "rule: against the typer", float(" over learned/" in event.rule)
    yield "rule: of the typer", float(event.rule.startswith("learned/"))
    yield "rule: of a signal", float(event.rule.startswith("signal/"))


def _of_event(event: Event) -> _Found:
    yield f"type: {event.type}", 1.0
    yield "mode: known", float(event.mode is not None)
    yield "day: known", float(event.date is not None)


def _between(event: Event) -> _Found:
    mine, theirs = {a.code for a in event.actors} - {"---"}, {a.code for a in event.recipients} - {"---"}
    yield "sides: of one state", float(bool(mine & theirs))
    yield "sides: known on both ends", float(bool(mine and theirs))


class _Seen:
    """An event in the clause it was read from."""

    def __init__(self, document: Document, event: Event, clause: Clause) -> None:
        self._event, self._clause = event, clause
        self._text = document.article.text
        self._year = (document.article.date or "")[:4]
        self._sentence = document.sentences[clause.sentence]
        self._above = document.ancestors(clause)

    def clause(self) -> _Found:
        """What kind of clause it is, and of what sentence."""
        clause, sentence = self._clause, self._sentence
        yield f"clause: {clause.kind}", 1.0
        yield f"link: {clause.link}", 1.0
        yield "clause: perfect", float(clause.perfect)
        yield "clause: progressive", float(clause.progressive)
        yield "clause: depth", min(len(self._above), 4) / 4
        yield "sentence: long", min(len(sentence.text), 400) / 400
        yield "sentence: headline", float(sentence.headline)
        yield "sentence: another year", float(any(y != self._year for y in _YEAR.findall(sentence.text)))

    def sides(self) -> _Found:
        """Whom it names on each end, and how."""
        for part, actors in (("actor", self._event.actors), ("recipient", self._event.recipients)):
            if actors:
                yield from self._side(part, actors[0])
            else:
                yield f"{part}: none", 1.0
                yield f"{part}: none, {self._event.type}", 1.0
        yield "actor: several", float(len(self._event.actors) > 1)
        yield "actor: a body of states", float(any(a.code == "IGO" for a in self._event.actors))
        yield "actor: nobody known", float(any(a.side == "---" for a in self._event.actors))
        yield "recipient: a person", float(any(a.name is not None for a in self._event.recipients))

    def _side(self, part: str, actor: Actor) -> _Found:
        span = actor.span
        yield f"{part}: {self._where(span)}", 1.0
        if span is None:
            return
        words = self._text[span[0] : span[1]]
        pronoun = words.lower() in _PRONOUNS
        yield f"{part}: a pronoun", float(pronoun)
        if part == "recipient":
            yield "recipient: no capital", float(not pronoun and words == words.lower())
            yield "recipient: words", min(len(words), 100) / 100
            yield "recipient: far", _distance(span, self._clause.predicate_span) / _FAR

    def _where(self, span: Span | None) -> str:
        """Where a side stands, seen from the clause: "subject", "oblique on", "object inside", "in the sentence"."""
        if span is None:
            return "nowhere"
        argument = next((a for a in self._clause.arguments if _touch(a.phrase.span, span)), None)
        if argument is not None:
            return _place_in(argument, span)
        if _touch(self._clause.span, span):
            return "in the clause"
        return "in the sentence" if _touch(self._sentence.span, span) else "in another sentence"

    def left_out(self) -> _Found:
        """What the clause names or holds and the event does not."""
        spans = [a.span for a in (*self._event.actors, *self._event.recipients) if a.span]
        loose = [a for a in self._clause.arguments if not any(_touch(a.phrase.span, s) for s in spans)]
        oblique = sum(a.role == "oblique" for a in loose)
        yield "left out: a name", float(any(a.phrase.kind == "name" for a in loose))
        yield "left out: an object", float(any(a.role in ("object", "indirect") for a in loose))
        yield "left out: oblique", min(oblique, 3) / 3
        yield "left out: oblique, no recipient", float(oblique > 0 and not self._event.recipients)


def _place_in(argument: Argument, span: Span) -> str:
    """Which argument a side stands in: whether at its head or deeper, and whether it is written there or carried over."""
    phrase = argument.phrase
    name = f"oblique {argument.preposition}" if argument.preposition in _PREPOSITIONS else argument.role
    inner = "" if phrase.span[0] <= span[0] <= phrase.head_span[1] else " inside"
    return f"{name}{inner}{' carried' if argument.inherited else ''}"


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _distance(one: Span, other: Span) -> int:
    """Characters between two places, at most `_FAR`."""
    return min(max(one[0] - other[1], other[0] - one[1], 0), _FAR)
