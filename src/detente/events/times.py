"""When an event happened: its own words first, then those of the same happening, last the day of the report.

The article's day stands for a time only where the text tells news without one: words said ("Asif warned"), and deeds in
the headline or the lead ("India has struck …"). Everywhere else a happening without a time has none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import msgspec

from detente.events.acts import SPEECH, Act
from detente.events.frames import listed, table, words
from detente.events.history import paragraphs
from detente.language import dates
from detente.records import Clause, Document, Event, EventType, Link, Phrase

# Clauses that tell of one happening with the clause they hang from; speech and its content are two.
_SHARED: frozenset[Link] = frozenset({"argument", "result", "manner", "oblique", "conjunct", "complement"})
_BELOW: frozenset[Link] = frozenset({"argument", "result", "manner", "oblique"})
_STANDING: frozenset[Link] = frozenset({"root", "conjunct", "said", "complement", "argument", "result"})
_SAYING: frozenset[EventType] = SPEECH - {"SUPPORT"}
# What these lead to was at another time: "banned imports on Saturday over the attack at Pahalgam".
_EARLIER = frozenset(
    ["after", "following", "since", "over", "for", "before", "despite", "because of", "due to", "in response to",
     "in answer to", "in retaliation for", "in reply to"]
)  # fmt: skip
_LEAD = 3  # sentences
_SOON = re.compile(  # "hours after X left on Wednesday": the day of what stands behind
    r"\b(?:(?:\w+ )?(?:hours?|minutes?|moments)|shortly|soon|immediately|just|right|even as|as|while|when)\s*(?:before|after|later)?\s*$",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b(\d{1,2})(?:[:.](\d\d))?\s*([ap])?\.?(?:m\b\.?)?\s*\(?([A-Z]{1,5}\b|[A-Z][a-z]+ time\b)", re.ASCII
)


class Times:
    """The times of one document's acts."""

    def __init__(self, document: Document, acts: dict[int, tuple[Act, ...]]) -> None:
        self._document = document
        self._acts = acts
        self._anchor = document.article.date
        self._day = (self._anchor or "")[:10] or None
        self._below: dict[int, list[Clause]] = {}
        for clause in document.clauses:
            if clause.parent is not None and clause.link in _BELOW:
                self._below.setdefault(clause.parent, []).append(clause)
        self._history = dict(paragraphs(document))
        self._body = {s.index: i for i, s in enumerate(x for x in document.sentences if not x.headline)}

    def said(self, clause: Clause) -> str | None:
        """When the words of a clause were said: the saying's own time, or the day of the report."""
        saying = self._document.clauses[clause.said_in] if clause.said_in is not None else None
        if saying is None:
            return self._day
        named = next((w for w in self._named(saying) if not self._is_ahead(w)), None)
        past = saying.perfect and saying.tense == "past"
        return named or (None if past or self._is_retold(saying) else self._day)

    def of(self, clause: Clause, act: Act, event: Event) -> str | None:
        """The day (month, year) of an event, ISO 8601, None where the text gives none."""
        happened = event.status in ("reported", "claimed")
        spoken = (
            event.type in _SAYING and event.status == "reported" and clause.link in ("said", "conjunct", "complement")
        )
        if spoken and clause.said_in is not None and not event.background:
            return self.said(clause)  # a word given: it was given when it was said
        if happened and (day := self._told_with_day(clause)) is not None:
            return day
        for node in self._nodes(clause, act, wide=happened):
            for when in self._named(node):
                if not (happened and self._is_ahead(when)):
                    return when
        if not happened or event.background:
            return None
        if (near := self._beside(clause)) is not None:
            return near or None
        return self._answered(clause) or (self._day if self._is_news(clause, event) else None)

    def _answered(self, clause: Clause) -> str | None:
        """ "Rockets were fired on Thursday evening. The army answered for ten hours": the day of the last act told before."""
        held = f" {clause.object.head.lower()}" if clause.object is not None else ""
        verbs = {clause.predicate.lower(), clause.predicate.lower() + held}
        plain = clause.kind == "verb" and clause.tense == "past" and not clause.perfect
        if not plain or verbs.isdisjoint(words("data/composition.toml", "answering", "verbs")):
            return None
        for other in reversed(self._document.clauses):
            if not clause.sentence - 1 <= other.sentence <= clause.sentence:
                continue
            if other.predicate_span[0] >= clause.predicate_span[0] or (other.perfect and other.tense == "past"):
                continue
            if not any(a.direction == "escalates" and a.type not in _SAYING for a in self._acts.get(other.id, ())):
                continue
            for node in (other, *self._beside_it(other)):
                for when in self._named(node):
                    if len(when) == 10 and not self._is_ahead(when):
                        return when
        return None

    def _beside_it(self, clause: Clause) -> list[Clause]:
        """The clause that another one goes on from: "were launched on Thursday and some fell here"."""
        above = self._document.parent(clause)
        return [above] if above is not None and clause.link == "conjunct" else []

    def _beside(self, clause: Clause) -> str | None:
        """The day of what it followed within hours, of its beginning ("since Friday"), "" where it was days before."""
        for child in self._document.children(clause, "time"):
            if child.connective not in ("after", "when", "as", "while", "before", "hours after", "shortly after"):
                continue
            day = next((w for w in self._named(child) if not self._is_ahead(w)), None)
            if day is None:
                continue
            start = min(child.span[0], child.predicate_span[0])
            before = self._document.article.text[max(0, start - 30) : start]
            near = child.connective in ("when", "as", "while") or _SOON.search(before + child.text.split()[0] + " ")
            return day if near else ""
        since = (dates.resolve(t.text, self._anchor) for t in clause.times)
        begun = next((w for w in since if w is not None and w.since and w.precision == "day"), None)
        return None if begun is None or dates.is_history(begun, self._anchor) else begun.date

    def _told_with_day(self, clause: Clause) -> str | None:
        """ "has broadcast since Sunday, when 500 balloons arrived": the day that a clause with "when" tells of."""
        above = self._document.parent(clause)
        if above is None or clause.connective != "when" or clause.times:
            return None
        for time in above.times:
            between = self._document.article.text[time.span[1] : clause.span[0]]
            when = dates.resolve(time.text, self._anchor) if between.strip(" ,") in ("", "when") and between else None
            if when is not None and when.precision == "day" and not self._is_ahead(when.date):
                return when.date
        return None

    def _nodes(self, clause: Clause, act: Act, *, wide: bool) -> Iterator[Clause]:
        """The clause, what its act has taken up, then, for what happened, the clauses that tell of the same happening."""
        lasting = words("data/factuality.toml", "background", "lasting")  # "suspended the 1960 treaty"
        covered = [c for c in (self._document.clauses[i] for i in act.covers) if c.predicate.lower() not in lasting]
        yield clause
        yield from covered
        above = self._document.parent(clause)
        held = clause.kind == "noun" and clause.link in ("argument", "oblique") and clause.connective not in _EARLIER
        if above is not None and held:
            yield above
        if above is not None and above.kind == "noun" and clause.link == "relative":
            yield above
        if not wide:
            return
        below = (c for node in (clause, *covered) for c in self._below.get(node.id, ()) if not self._speaks(c))
        yield from (c for c in below if c.kind != "noun" or c.predicate.lower() not in lasting)
        for _ in range(3):
            if above is None or clause.link not in _SHARED:
                return
            if self._speaks(above) or above.negated or (clause.link == "conjunct" and above.tense != clause.tense):
                return
            yield above
            clause, above = above, self._document.parent(above)

    def _speaks(self, clause: Clause) -> bool:
        """Whether the time of a clause is that of words, not of the deed they speak of."""
        told = any(c.said_in == clause.id for c in self._below.get(clause.id, ()))
        return told or any(a.type in _SAYING for a in self._acts.get(clause.id, ()))

    def _named(self, node: Clause) -> Iterator[str]:
        """The times a clause names; a noun's also in the words before it: "the 22 April attack", "Tuesday's raid"."""
        ahead = (
            node.tense == "future" or node.mood == "infinitive" or bool({"will", "would", "shall"} & set(node.modals))
        )
        texts = self._texts(node)
        if node.kind == "noun":
            texts.append(
                self._document.article.text[max(node.span[0], node.predicate_span[0] - 60) : node.predicate_span[0]]
            )
        for text in texts:
            when = dates.resolve(text, self._anchor, future=ahead)
            if when is not None and not when.since:
                yield _in_utc(when.date, node.text)

    def _texts(self, node: Clause) -> list[str]:
        """The times of a clause, and one of those above that stands right behind it: "on Friday blamed … of … on Monday"."""
        above = self._document.parent(node)
        lent = [] if above is None or len(above.times) < 2 else [t for t in above.times if _follows(t, node)]
        held = self._document.children(node, "said", "complement") if len(node.times) > 1 else ()
        own = [t for t in node.times if not any(_follows(t, c) for c in held)]
        return [t.text for t in (*lent, *own)]

    def _is_ahead(self, when: str) -> bool:
        """Whether a time lies after the report: then it is that of a plan, not of what has happened."""
        return self._day is not None and when > self._day[: len(when)]

    def _is_news(self, clause: Clause, event: Event) -> bool:
        """Whether what is told without a time is told as today's news."""
        if self._is_retold(clause):
            return False
        if clause.link not in _STANDING or (
            self._document.sentences[clause.sentence].headline and clause.tense == "none"
        ):
            return False
        if clause.tense == "past" and clause.perfect:  # "had accused": before what the report is about
            return False
        if event.type in _SAYING:
            spoken = event.status == "reported" and clause.tense in ("past", "present")
            return spoken and (not clause.perfect or self._leads(clause))
        return self._leads(clause) and clause.kind != "noun" and clause.tense in ("past", "present")

    def _is_retold(self, clause: Clause) -> bool:
        """Whether words or the paragraph tell of other days: "has repeatedly accused", "In 2019 … Delhi blamed"."""
        data = table("data/factuality.toml")["background"]
        if set(listed(data["recurring"])) & set(clause.adverbs) or re.search(
            data["retold"], clause.text, re.IGNORECASE
        ):
            return True
        return self._history.get(self._document.sentences[clause.sentence].paragraph, clause.sentence) < clause.sentence

    def _leads(self, clause: Clause) -> bool:
        place = self._body.get(clause.sentence)
        return place is None or place < _LEAD


def _follows(time: Phrase, clause: Clause) -> bool:
    """Whether a time stands right behind a clause."""
    return 0 <= time.span[0] - clause.span[1] <= 1


def _in_utc(day: str, text: str) -> str:
    """The day in UTC of a day told with clock and zone: "01:05 IST on 7 May" is 6 May."""
    found = _CLOCK.search(text)
    if found is None or len(day) != 10:
        return day
    offset = table("data/zones.toml")["hours"].get(found[4].removesuffix(" time"))
    if offset is None or (found[2] is None and found[3] is None):
        return day
    hour = int(found[1]) % 12 + 12 * (found[3] == "p") if found[3] else int(found[1])
    clock = dt.timedelta(hours=hour - offset, minutes=int(found[2] or 0))
    return (dt.datetime.fromisoformat(day) + clock).date().isoformat()


def shared(events: list[Event], day: str | None) -> list[Event]:
    """Undated events take the day of the one dated happening of their type between the same sides, told elsewhere."""
    named: dict[tuple[object, ...], set[str]] = {}
    for event in events:
        if event.date and event.date != day and _is_same_kind(event):
            named.setdefault(_key(event), set()).add(event.date)
    found = []
    for event in events:
        known = named.get(_key(event), set()) if event.date is None and _is_same_kind(event) else set()
        found.append(msgspec.structs.replace(event, date=next(iter(known))) if len(known) == 1 else event)
    return found


def _is_same_kind(event: Event) -> bool:
    told = event.status in ("reported", "claimed") and not event.background and event.type not in _SAYING
    return told and bool(event.actors) and bool(event.recipients)


def _key(event: Event) -> tuple[object, ...]:
    return event.type, frozenset(a.side for a in event.actors), frozenset(a.side for a in event.recipients)
