"""The brief: everything a reader wants of one report or several, as records, each line with its quote and its place.

`compose` only arranges and words; what is shown in a terminal, as Markdown, HTML or JSON is the same brief.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import urlsplit

import msgspec

from detente.dynamics import Posture, Standing, credibility, posture
from detente.ledger import Ledger, build
from detente.ledger.acts import party
from detente.ledger.moves import LIVE, calls_for_a_move, pair
from detente.ledger.when import moment
from detente.ledger.words import (
    commitment_alone,
    country,
    labels,
    phrase_commitment,
    phrase_conditions,
    phrase_signal,
    phrase_to,
    says_nothing,
    side_name,
    sides,
    state_words,
)
from detente.publish.dates import humane, readable
from detente.publish.deeds import deed
from detente.publish.disputes import disputes
from detente.publish.happenings import Happening, happenings
from detente.publish.incidents import as_event, in_brief
from detente.publish.lines import (
    NOTHING,
    NOTHING_IN_SEVERAL,
    Brief,
    CasualtyLine,
    Cite,
    EventLine,
    MoveLine,
    PlaceLine,
    Report,
    Sentences,
    SignalLine,
    TalksLine,
    cite,
    grouped,
    keys,
    unique,
)
from detente.records import (
    Actor,
    Article,
    Casualty,
    Channel,
    Commitment,
    Condition,
    Event,
    Place,
    Problem,
    Reading,
    Signal,
)


def compose(
    readings: Sequence[Reading],
    articles: Sequence[Article],
    *,
    ledger: Ledger | None = None,
    problems: Sequence[Problem] = (),
) -> Brief:
    """A brief of the readings; `articles` give titles where readings lack them. Without a `ledger` it is built here.

    With a ledger as of some day, reports that came out later (or have no date) are left out of every section.
    """
    book = ledger if ledger is not None else build(readings)
    ordered = sorted(
        (r for r in readings if book.as_of is None or _known_by(r, book.as_of)), key=lambda r: (r.date or "9999", r.id)
    )
    page = _Page(ordered, articles, book)
    return Brief(
        title=_title(page.reports),
        reports=page.reports,
        as_of=book.as_of,
        moves=tuple(page.moves()),
        meetings=tuple(meeting.sentence for meeting in book.standing),
        signals=tuple(page.signals()),
        disputes=tuple(disputes(ordered, page.sentences)),
        events=tuple(page.events(_happened)),
        spoken=tuple(page.events(_only_spoken_of)),
        talks=tuple(page.talks()),
        postures=tuple(page.postures()),
        credibility=tuple(page.credibility()),
        background=tuple(page.events(_history)),
        casualties=tuple(page.casualties()),
        places=tuple(page.places()),
        problems=(*problems, *book.problems),
        nothing=NOTHING if len(ordered) == 1 else NOTHING_IN_SEVERAL,
    )


def _known_by(reading: Reading, day: str) -> bool:
    at, limit = moment(reading.date), moment(day)
    return at is not None and limit is not None and at.high <= limit.high


def _title(reports: Sequence[Report]) -> str:
    if len(reports) == 1:
        return reports[0].title
    days = sorted({report.date[:10] for report in reports if report.date})
    span = f", {readable(days[0])}" if days else ""
    return f"{len(reports)} reports{span}" + (f" to {readable(days[-1])}" if len(days) > 1 else "")


def _happened(event: Event) -> bool:
    return not event.background and event.status in ("reported", "claimed")


def _only_spoken_of(event: Event) -> bool:
    return not event.background and event.status in ("conditional", "hypothetical", "intended", "requested")


def _history(event: Event) -> bool:
    return event.background and event.status in ("reported", "claimed")


class _Page:
    """The readings with what is needed to write lines from them: numbers, titles, ledger rows."""

    def __init__(self, readings: Sequence[Reading], articles: Sequence[Article], ledger: Ledger) -> None:
        self.readings = readings
        self.ledger = ledger
        self.articles = articles
        self.sentences = Sentences(articles)
        self.weight: Counter[tuple[str, str] | None] = Counter()
        for row in ledger.rows:
            self.weight[pair(row)] += 1 + len(row.repetitions)
        self.weight[None] = 0
        self.number = {reading.id: n for n, reading in enumerate(readings, 1)}
        known = {article.id: article for article in articles}
        self.reports = tuple(_report(n, r, known.get(r.id)) for n, r in enumerate(readings, 1))
        self.spoken_acts = {
            (reading.id, signal.event) for reading in readings for signal in reading.signals if signal.event
        }

    def cite(self, reading: Reading, record: Event | Signal | Casualty | Channel) -> Cite:
        """Where a record stands."""
        return cite(self.number[reading.id], reading, record, self.sentences)

    # ------------------------------------------------------------------------------------------------ whose move

    def moves(self) -> Iterable[MoveLine]:
        """The moves of each pair of sides, the pair with the most words between them first."""
        for move in sorted(self.ledger.moves, key=lambda m: (-self.weight[m.sides], m.mover is None, m.sides)):
            row = self.ledger.row(move.row) if move.row else None
            yield MoveLine(
                between=" and ".join(_side(side) for side in move.sides),
                mover=side_name(move.mover) if move.mover else None,
                sentence=humane(move.sentence),
                cites=self._cites_of(row),
            )

    def _cites_of(self, row: Commitment | None) -> tuple[Cite, ...]:
        reading = next((r for r in self.readings if row and r.id == row.article), None)
        return (self.cite(reading, row.signal),) if reading and row else ()

    # --------------------------------------------------------------------------------------------------- signals

    def signals(self) -> Iterable[SignalLine]:
        """What stands, what is closed, then the signals that open no row (demands, refusals), each once with its repetitions.

        In several reports the newest first; in one, in the order of its text.
        """
        made = [self._row_line(rows) for rows in grouped(self.ledger.rows, _jointly)]
        if len(self.readings) > 1:
            made.sort(key=lambda line: line.said or "", reverse=True)
        yield from sorted(made, key=lambda line: line.group == "closed" and len(self.readings) > 1)
        in_rows = {(article, id_.partition(":")[0]) for row in self.ledger.rows for article, id_ in _mentions(row)}
        loose = [
            (reading, signal)
            for reading in self.readings
            for signal in reading.signals
            if (reading.id, signal.id) not in in_rows and not signal.background
        ]
        groups = grouped(loose, lambda pair: _signal_key(pair[1]))
        for group in reversed(groups) if len(self.readings) > 1 else groups:
            if group[0][1].kind not in ("denial", "accusation"):
                cites = tuple(unique(self.cite(reading, signal) for reading, signal in group))
                reading, signal = group[0]
                yield _signal_line(signal, self.sentences.named(reading.id, (signal.speaker,)), cites)

    def _row_line(self, rows: Sequence[Commitment]) -> SignalLine:
        """The line of a row, or of the rows of several parties that agreed on the same and stand alike."""
        row = rows[0]
        wanted = {(article, id_.partition(":")[0]) for one in rows for article, id_ in _mentions(one)}
        cites = []
        for reading in self.readings:
            cites += [self.cite(reading, s) for s in reading.signals if (reading.id, s.id) in wanted]
            cites += [self.cite(reading, e) for e in reading.events if (reading.id, e.id) in wanted]
        if len(rows) > 1:
            row = _as_one(rows)
        speaker = sides(one.signal.speaker for one in rows) if len(rows) > 1 else None
        named = speaker or self.sentences.named(row.article, (row.signal.speaker,))
        line = _signal_line(row.signal, named, tuple(unique(cites)), row, _trail(row))
        if len(rows) == 1 or row.signal.commitment is None:
            return line
        if says_nothing(row.signal.commitment):
            return msgspec.structs.replace(line, next_mover=None)
        return msgspec.structs.replace(line, next_mover=None, commitment=phrase_to(row.signal.commitment, many=True))

    # ---------------------------------------------------------------------------------------------------- events

    def events(self, choose: Callable[[Event], bool]) -> Iterable[EventLine]:
        """Events that `choose` takes, one line for each happening.

        Of several reports what more than one source tells of comes first, the newest of it and of the rest on top.

        What the signals section already says is left out.
        """
        chosen = [
            (reading, event)
            for reading in self.readings
            for event in reading.events
            if choose(event) and (reading.id, event.id) not in self.spoken_acts
        ]
        made = happenings(chosen, self.readings, self.articles)
        if len(self.readings) > 1:
            made.sort(key=lambda one: (one.incident.n_independent_sources > 1, one.day), reverse=True)
        for one in made:
            cites = tuple(unique(self.cite(reading, event) for reading, event in one.told))
            first = next((e for _, e in one.told if e.status == one.incident.accounts[0].status), one.told[0][1])
            article = next(reading.id for reading, event in one.told if event is first)
            yield _event_line(one, self.sentences.named(article, first.said_by), cites)

    def talks(self) -> Iterable[TalksLine]:
        """What the reports say of talks."""
        found = [(reading, channel) for reading in self.readings for channel in reading.channels]
        for group in grouped(found, lambda pair: (pair[1].state, keys(pair[1].sides), keys(pair[1].said_by))):
            channel = group[0][1]
            yield TalksLine(
                state=channel.state,
                sides=sides(channel.sides),
                said_by=self.sentences.named(group[0][0].id, channel.said_by),
                cites=tuple(unique(self.cite(reading, c) for reading, c in group)),
            )

    def postures(self) -> Iterable[Posture]:
        """The posture of each side towards its rival; in several reports only where there is enough to say something."""
        for move in sorted(self.ledger.moves, key=lambda m: (-self.weight[m.sides], m.sides)):
            for side, rival in (move.sides, move.sides[::-1]):
                made = posture(self.readings, self.ledger, side, rival)
                if made.bearings and (len(self.readings) == 1 or made.verdict != "insufficient"):
                    yield made

    def credibility(self) -> Iterable[Standing]:
        """In several reports, each side's record of words kept and broken, the most tested first; untested ones left out."""
        if len(self.readings) > 1:
            tried = [one for one in credibility(self.ledger) if one.kept or one.broken]
            yield from sorted(tried, key=lambda one: (one.verdict == "insufficient", -one.tests))

    # -------------------------------------------------------------------------------------- casualties and places

    def casualties(self) -> Iterable[CasualtyLine]:
        """People hurt, the same figure on the same word once."""
        found = [(r, c) for r in self.readings for c in r.casualties if not c.background]
        for group in grouped(found, lambda pair: _casualty_key(pair[1])):
            casualty = group[0][1]
            yield CasualtyLine(
                number=number(casualty),
                kind=casualty.kind,
                who=victims(casualty.who),
                place=casualty.place.name if casualty.place else None,
                said_by=self.sentences.named(group[0][0].id, casualty.said_by),
                status=casualty.status,
                cites=tuple(unique(self.cite(reading, c) for reading, c in group)),
            )

    def places(self) -> Iterable[PlaceLine]:
        """The places named, each once, in order of mention."""
        seen: dict[str, Place] = {}
        for reading in self.readings:
            for place in reading.places:
                seen.setdefault(place.name.casefold(), place)
        for place in seen.values():
            yield PlaceLine(
                name=place.name, country=country(place.country) if place.country else None, disputed=place.disputed
            )


def _report(n: int, reading: Reading, article: Article | None) -> Report:
    title = reading.title or (article.title if article else None)
    url = reading.url or (article.url if article else None)
    source = reading.source or (article.source if article else None)
    return Report(
        number=n,
        id=reading.id,
        title=title or _first_words(article) or reading.id,
        date=reading.date,
        source=source,
        url=url if url and urlsplit(url).scheme in ("http", "https") else None,
    )


def _first_words(article: Article | None) -> str:
    """The first line of a text without a title, shortened."""
    line = next((line.strip() for line in article.text.splitlines() if line.strip()), "") if article else ""
    return line if len(line) <= 90 else f"{line[:89].rsplit(' ', 1)[0]} …"


def _side(key: str) -> str:
    code, _, sector = key.partition(":")
    return side_name(Actor(code=code, sector=sector)) if sector else country(code)


# ----------------------------------------------------------------------------------------------------------- signals


def _signal_key(signal: Signal) -> tuple[object, ...]:
    return (signal.kind, party(signal.speaker), keys(signal.addressees), phrase_signal(signal) or signal.quote)


def _mentions(row: Commitment) -> tuple[tuple[str, str], ...]:
    return ((row.article, row.signal.id), *row.repetitions)


def _jointly(row: Commitment) -> tuple[object, ...]:
    """The key rows share that two sides made in one sentence towards each other, and that stand alike."""
    signal = row.signal
    if signal.kind not in ("pledge", "acceptance") or not signal.commitment:
        return (row.id,)
    parties = {party(signal.speaker), *keys(signal.addressees)}
    if len(parties) < 2 or signal.condition:
        return (row.id,)
    first = (row.article, signal.sentence, signal.quote)
    return (*first, signal.commitment.type, signal.commitment.phase, frozenset(parties), row.state)


def _as_one(rows: Sequence[Commitment]) -> Commitment:
    """The row of several parties: all of them promise it, to nobody else; the history is the one with most in it."""
    fullest = max(rows, key=lambda row: len(row.history))
    term = rows[0].signal.commitment
    actors = tuple(row.signal.speaker for row in rows)
    joint = msgspec.structs.replace(term, actors=actors, recipients=()) if term else None
    signal = msgspec.structs.replace(rows[0].signal, addressees=(), commitment=joint)
    return msgspec.structs.replace(rows[0], signal=signal, history=fullest.history)


def _signal_line(
    signal: Signal, speaker: str, cites: tuple[Cite, ...], row: Commitment | None = None, trail: tuple[str, ...] = ()
) -> SignalLine:
    conditions = (*((signal.condition,) if signal.condition else ()), *signal.more_conditions)
    last = row.history[-1] if row and row.history else None
    given = commitment_alone(signal) or signal.commitment
    return SignalLine(
        kind=signal.kind,
        speaker=speaker,
        addressees=sides(signal.addressees),
        condition=phrase_conditions(signal),
        commitment=phrase_commitment(signal),
        own_condition=" … ".join(dict.fromkeys(_own_words(condition, signal.quote) for condition in conditions)),
        own_commitment=given.text if given else "",
        deadline=signal.deadline,
        firm=signal.firm,
        state=row.state if row else None,
        state_word=state_words(signal.kind, row.state) if row else None,
        because=humane(last.because) if last and last.state != "open" else "",
        since=last.date if last else None,
        next_mover=side_name(row.next_mover) if row and row.next_mover and calls_for_a_move(row) else None,
        row=row.id if row else None,
        cites=cites,
        trail=trail,
        group="asked" if row is None else "standing" if row.state in LIVE else "closed",
        said=row.last_said if row else None,
    )


def _own_words(condition: Condition, quote: str) -> str:
    """The condition in the report's words, with its connective where that stands right before it."""
    full = f"{condition.connective} {condition.text}".strip()
    return full if full.casefold() in quote.casefold() else condition.text


def _trail(row: Commitment) -> tuple[str, ...]:
    """The row's history in words, when there is more to tell than that it was said and then closed or met once."""
    if len(row.history) < 3:
        return ()
    return tuple(
        f"{readable((change.date or 'no date')[:10])}: {state_words(row.signal.kind, change.state)} ({humane(change.because)})"
        for change in row.history[1:]
    )


# ------------------------------------------------------------------------------------------------------------ events


def _event_line(one: Happening, said_by: str, cites: tuple[Cite, ...]) -> EventLine:
    incident, event = one.incident, as_event(one.incident)
    return EventLine(
        who=labels(event.actors) or "somebody not named",
        deed=deed(event),
        whom=labels(event.recipients),
        type=event.type,
        mode=event.mode,
        status=event.status,
        said_by=said_by,
        date=event.date,
        place=event.place.name if event.place else None,
        phrase=deed(event),
        cites=cites,
        incident=incident.id,
        reports=incident.n_reports,
        independent=incident.n_independent_sources,
        conflicts=tuple(in_brief(found) for found in incident.conflicts),
    )


# -------------------------------------------------------------------------------------------------------- casualties


def number(casualty: Casualty) -> str:
    """ "26", "at least 20", "up to 40", "35 to 40", "a number not given"."""
    low, high = casualty.low, casualty.high
    if low is None and high is None:
        return "a number not given"
    if low == high:
        return f"{low:,}"
    if high is None:
        return f"at least {low:,}"
    return f"up to {high:,}" if low is None else f"{low:,} to {high:,}"


_QUANTITY = re.compile(
    r"^(?:at least|more than|fewer than|less than|up to|as many as|about|around|some|nearly|almost|over|roughly|the|another"
    r"|dozens of|scores of|hundreds of|thousands of|a|an|\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|million|thousand|of its|of their|of his|of them|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|hundred)\b[\s-]*",
    re.IGNORECASE,
)


def victims(who: str | None) -> str:
    """Who was hurt, without the number before it and the fate after it: "at least 20 tourists dead" → "tourists"."""
    rest = (who or "").strip()
    while (found := _QUANTITY.match(rest)) and found.end():
        rest = rest[found.end() :]
    rest = _FATE.sub("", rest).strip(" ,")
    return "people" if not rest or rest.casefold().startswith(("from ", "in ", "of ")) else rest


_FATE = re.compile(
    r"(?:^|[\s,]+)(?:(?:dead|killed|wounded|injured|missing|displaced|captured|hurt|others|more)(?:\s*,\s*|\s+and\s+|\s*$))+$",
    re.IGNORECASE,
)


def _casualty_key(casualty: Casualty) -> tuple[object, ...]:
    place = casualty.place.name if casualty.place else None
    return (casualty.kind, casualty.low, casualty.high, casualty.who, place, keys(casualty.said_by), casualty.status)
