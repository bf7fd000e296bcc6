"""A report's text with its records marked in it: overlapping ones too, boilerplate and history greyed, one sentence set off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from detente.language.sentences import split
from detente.publish.harmless import harmless
from detente.records import Article, Event, Reading, Signal, Span
from detente.sources.boilerplate import boilerplate_spans
from detente.web.words import bargain, capital, event_phrase, label

ORDER = (
    "reported",
    "claimed",
    "denied",
    "intended",
    "requested",
    "conditional",
    "hypothetical",
    "negated",
    "background",
)


class Mark(NamedTuple):
    """A record in the text: where, its id, how it looks (strong ones lie over weak ones), what it says."""

    span: Span
    name: str
    look: str
    says: str
    strength: int


class Marked(NamedTuple):
    """The text as markup, and the ids of the records that stand in it."""

    text: Markup
    shown: frozenset[str]
    has_boilerplate: bool


def marked(article: Article, reading: Reading, cited: str | None = None) -> Marked:
    """The article's text; `cited`: the id of a record whose sentence is set off."""
    text = article.text
    marks = [m for m in _marks(reading) if 0 <= m.span[0] < m.span[1] <= len(text)]
    boilerplate = [s for s in boilerplate_spans(text, title=article.title) if s[0] < s[1]]
    sentences = [s.span for s in split(text, article.title)]
    history = [s for s in sentences if _is_history(s, reading)]
    wanted = [m.span for m in marks if m.name == cited]
    set_off = [s for s in sentences if wanted and _meet(s, wanted[0])]
    cuts = sorted(
        {
            0,
            len(text),
            *(end for m in marks for end in m.span),
            *(e for s in (*boilerplate, *history, *set_off) for e in s),
        }
    )
    made = Markup()
    begun: set[str] = set()
    for start, stop in pairwise(cuts):
        here = sorted((m for m in marks if m.span[0] <= start and stop <= m.span[1]), key=lambda m: m.strength)
        looks = [
            n
            for n, spans in (("boiler", boilerplate), ("history", history), ("setoff", set_off))
            if _within(start, stop, spans)
        ]
        made += _piece(text[start:stop], here, looks, begun, cited)
    return Marked(made, frozenset(begun), bool(boilerplate))


def _marks(reading: Reading) -> Iterable[Mark]:
    for event in reading.events:
        yield Mark(
            _span(event),
            event.id,
            f"event {_look(event)}",
            f"{event.type}, {event.status}: {event_phrase(event)}",
            _strength(event),
        )
    for signal in reading.signals:
        says = f"{signal.kind} by {label(signal.speaker)}: {bargain(signal) or signal.quote}"
        yield Mark(
            _span(signal),
            signal.id,
            f"signal {signal.kind}" + (" background" if signal.background else ""),
            capital(says),
            20,
        )


def _span(record: Event | Signal) -> Span:
    return (record.span[0], record.span[1])


def _look(event: Event) -> str:
    return "background" if event.background else event.status


def _strength(event: Event) -> int:
    return len(ORDER) - ORDER.index(_look(event))


def _is_history(sentence: Span, reading: Reading) -> bool:
    """Whether all that is told in it is background."""
    records: list[Event | Signal] = [*reading.events, *reading.signals]
    told = [r.background for r in records if sentence[0] <= r.span[0] < sentence[1]]
    return bool(told) and all(told)


def _piece(text: str, here: Sequence[Mark], looks: Sequence[str], begun: set[str], cited: str | None) -> Markup:
    words = escape(harmless(text))
    fresh = [m for m in here if m.name not in begun]
    begun.update(m.name for m in fresh)
    if not here:
        return Markup('<span class="{}">{}</span>').format(" ".join(looks), words) if looks else words
    top = here[-1]
    anchors = Markup().join(Markup('<span id="{}"></span>').format(m.name) for m in fresh[:-1])
    kind = " ".join([top.look, *looks, *(["cited"] if any(m.name == cited for m in here) else [])])
    named = Markup(' id="{}"').format(fresh[-1].name) if fresh else Markup()
    described = " ".join(f"rec-{m.name}" for m in reversed(here))
    focus = Markup(' tabindex="0"') if fresh else Markup()
    tips = Markup().join(Markup("<span>{}</span>").format(m.says) for m in reversed(here))
    return anchors + Markup(
        '<mark{} class="{}"{} aria-describedby="{}">{}</mark><span class="tip" aria-hidden="true">{}</span>'
    ).format(named, kind, focus, described, words, tips)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _within(start: int, stop: int, spans: Iterable[Span]) -> bool:
    return any(a <= start and stop <= b for a, b in spans)


def lit(text: str, words: Sequence[str]) -> Markup:
    """A text with the words that were searched for set off; they are given folded."""
    found = re.compile(
        "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)", re.IGNORECASE
    )
    made, end = Markup(), 0
    for hit in found.finditer(text):
        made += escape(text[end : hit.start()]) + Markup('<b class="hit">{}</b>').format(hit[0])
        end = hit.end()
    return made + escape(text[end:])
