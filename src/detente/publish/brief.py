"""The brief: everything a reader wants of one report or several, as records, each line with its quote and its place.

`compose` only arranges and words; what is shown in a terminal, as Markdown, HTML or JSON is the same brief.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, TypeVar
from urllib.parse import urlsplit

from detente.dynamics import Posture, posture
from detente.ledger import Ledger, build
from detente.ledger.acts import likeness, party
from detente.ledger.matching import LEAST
from detente.ledger.words import (
    country,
    label,
    labels,
    phrase_condition,
    phrase_signal,
    phrase_term,
    side_name,
    sides,
    state_words,
)
from detente.publish.dates import humane, readable
from detente.publish.deeds import deed
from detente.records import (
    Actor,
    Article,
    Casualty,
    Channel,
    Commitment,
    Condition,
    Event,
    EventType,
    Place,
    Problem,
    Reading,
    Record,
    Signal,
    SignalKind,
)

NOTHING = "Nothing of the kind in this report."
NOTHING_IN_SEVERAL = "Nothing of the kind in these reports."


class Cite(Record, frozen=True, kw_only=True):
    """Where a line comes from: the report's number in the brief, its id, the sentence (counted from 1) and the words."""

    report: int
    article: str
    sentence: int
    quote: str = ""


class Report(Record, frozen=True, kw_only=True):
    """One report of the brief; `date` None when the page states none. `url` is http or https, or None."""

    number: int
    id: str
    title: str
    date: str | None = None
    source: str | None = None
    url: str | None = None


class SignalLine(Record, frozen=True, kw_only=True):
    """A signal: who, what kind, condition → commitment in short words and in the report's own, and where it stands."""

    kind: SignalKind
    speaker: str
    addressees: str
    condition: str
    commitment: str
    own_condition: str
    own_commitment: str
    deadline: str | None
    firm: bool
    state: str | None
    state_word: str | None
    because: str
    since: str | None
    next_mover: str | None
    row: str | None
    cites: tuple[Cite, ...] = ()
    trail: tuple[str, ...] = ()


class Statement(Record, frozen=True, kw_only=True):
    """One account of a dispute: who says it, what, and how (claims, accuses, denies)."""

    who: str
    verb: Literal["claims", "accuses", "denies"]
    what: str
    cites: tuple[Cite, ...] = ()


class Dispute(Record, frozen=True, kw_only=True):
    """A claim and its denial side by side; one of them may be missing from the reports."""

    about: str
    claims: tuple[Statement, ...] = ()
    denials: tuple[Statement, ...] = ()


class EventLine(Record, frozen=True, kw_only=True):
    """What happened, or what was only spoken of, in one line."""

    who: str
    deed: str
    whom: str
    type: str
    mode: str | None
    status: str
    said_by: str
    date: str | None
    place: str | None
    phrase: str
    cites: tuple[Cite, ...] = ()


class TalksLine(Record, frozen=True, kw_only=True):
    """What is said of talks."""

    state: str
    sides: str
    said_by: str
    cites: tuple[Cite, ...] = ()


class CasualtyLine(Record, frozen=True, kw_only=True):
    """People hurt: the number or range as given, whose, and on whose word."""

    number: str
    kind: str
    who: str
    place: str | None
    said_by: str
    status: str
    cites: tuple[Cite, ...] = ()


class PlaceLine(Record, frozen=True, kw_only=True):
    """A place the reports name; disputed areas are named as such."""

    name: str
    country: str | None
    disputed: str | None


class MoveLine(Record, frozen=True, kw_only=True):
    """Whose move between two sides."""

    between: str
    mover: str | None
    sentence: str
    cites: tuple[Cite, ...] = ()


class Brief(Record, frozen=True, kw_only=True):
    """All sections; an empty one is said calmly by the renderers with `nothing`."""

    title: str
    reports: tuple[Report, ...] = ()
    as_of: str | None = None
    moves: tuple[MoveLine, ...] = ()
    meetings: tuple[str, ...] = ()
    signals: tuple[SignalLine, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    events: tuple[EventLine, ...] = ()
    spoken: tuple[EventLine, ...] = ()
    talks: tuple[TalksLine, ...] = ()
    postures: tuple[Posture, ...] = ()
    background: tuple[EventLine, ...] = ()
    casualties: tuple[CasualtyLine, ...] = ()
    places: tuple[PlaceLine, ...] = ()
    problems: tuple[Problem, ...] = ()
    nothing: str = NOTHING


def compose(
    readings: Sequence[Reading],
    articles: Sequence[Article],
    *,
    ledger: Ledger | None = None,
    problems: Sequence[Problem] = (),
) -> Brief:
    """A brief of the readings; `articles` give titles where readings lack them. Without a `ledger` it is built here."""
    ordered = sorted(readings, key=lambda r: (r.date or "9999", r.id))
    book = ledger if ledger is not None else build(ordered)
    page = _Page(ordered, articles, book)
    return Brief(
        title=_title(page.reports),
        reports=page.reports,
        as_of=book.as_of,
        moves=tuple(page.moves()),
        meetings=tuple(meeting.sentence for meeting in book.standing),
        signals=tuple(page.signals()),
        disputes=tuple(page.disputes()),
        events=tuple(page.events(_happened)),
        spoken=tuple(page.events(_only_spoken_of)),
        talks=tuple(page.talks()),
        postures=tuple(page.postures()),
        background=tuple(page.events(_history)),
        casualties=tuple(page.casualties()),
        places=tuple(page.places()),
        problems=(*problems, *book.problems),
        nothing=NOTHING if len(ordered) == 1 else NOTHING_IN_SEVERAL,
    )


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


Line = TypeVar("Line")


class _Page:
    """The readings with what is needed to write lines from them: numbers, titles, ledger rows."""

    def __init__(self, readings: Sequence[Reading], articles: Sequence[Article], ledger: Ledger) -> None:
        self.readings = readings
        self.ledger = ledger
        self.number = {reading.id: n for n, reading in enumerate(readings, 1)}
        known = {article.id: article for article in articles}
        self.reports = tuple(_report(n, r, known.get(r.id)) for n, r in enumerate(readings, 1))
        self.spoken_acts = {
            (reading.id, signal.event) for reading in readings for signal in reading.signals if signal.event
        }

    def cite(self, reading: Reading, record: Event | Signal | Casualty | Channel) -> Cite:
        """Where a record stands."""
        return Cite(
            report=self.number[reading.id], article=reading.id, sentence=record.sentence + 1, quote=record.quote.strip()
        )

    # ------------------------------------------------------------------------------------------------ whose move

    def moves(self) -> Iterable[MoveLine]:
        """The dyads' moves, the one with most behind it first."""
        weight = {row.id: len(row.repetitions) for row in self.ledger.rows}
        for move in sorted(self.ledger.moves, key=lambda m: (m.mover is None, -weight.get(m.row or "", 0), m.sides)):
            row = self.ledger.row(move.row) if move.row else None
            yield MoveLine(
                between=" and ".join(_side(side) for side in move.sides),
                mover=side_name(move.mover) if move.mover else None,
                sentence=humane(move.sentence),
                cites=self._cites_of(row),
            )

    def _cites_of(self, row: Commitment | None) -> tuple[Cite, ...]:
        if row is None or row.article not in self.number:
            return ()
        signal = row.signal
        return (
            Cite(
                report=self.number[row.article], article=row.article, sentence=signal.sentence + 1, quote=signal.quote
            ),
        )

    # --------------------------------------------------------------------------------------------------- signals

    def signals(self) -> Iterable[SignalLine]:
        """The ledger's rows, then the signals that open none (demands, refusals), each once with its repetitions."""
        in_rows: set[tuple[str, str]] = set()
        for row in self.ledger.rows:
            names = [(row.article, row.signal.id), *row.repetitions]
            in_rows |= {(article, id_.partition(":")[0]) for article, id_ in names}
            yield self._row_line(row, names)
        loose = [
            (reading, signal)
            for reading in self.readings
            for signal in reading.signals
            if (reading.id, signal.id) not in in_rows and not signal.background
        ]
        groups = _grouped(loose, lambda pair: _signal_key(pair[1]))
        for group in groups:
            if group[0][1].kind not in ("denial", "accusation"):
                cites = tuple(self.cite(reading, signal) for reading, signal in group)
                yield _signal_line(group[0][1], cites)

    def _row_line(self, row: Commitment, names: Sequence[tuple[str, str]]) -> SignalLine:
        wanted = {(article, id_.partition(":")[0]) for article, id_ in names}
        cites = []
        for reading in self.readings:
            cites += [self.cite(reading, s) for s in reading.signals if (reading.id, s.id) in wanted]
            cites += [self.cite(reading, e) for e in reading.events if (reading.id, e.id) in wanted]
        return _signal_line(row.signal, tuple(_unique(cites)), row, _trail(row))

    # -------------------------------------------------------------------------------------------------- disputes

    def disputes(self) -> Iterable[Dispute]:
        """Claims and accusations, each beside the denial of the like by the side accused."""
        claims = list(self._claims())
        denials = list(self._denials())
        used: set[int] = set()
        for group in _grouped(claims, lambda c: (c.accused, c.act)):
            against = [n for n, d in enumerate(denials) if _answers(d, group[0])]
            used |= set(against)
            yield Dispute(
                about=group[0].about,
                claims=_statements(group),
                denials=_statements([denials[n] for n in against]),
            )
        rest = [d for n, d in enumerate(denials) if n not in used]
        for group in _grouped(rest, lambda d: (d.accused, d.act)):
            yield Dispute(about=group[0].about, denials=_statements(group))

    def _claims(self) -> Iterable[_Account]:
        for reading in self.readings:
            linked = {event.inside for event in reading.events if event.status == "claimed"}
            for event in reading.events:
                if event.status == "claimed" and not event.background and not _speech(event):
                    yield _account(self, reading, event, "claims")
            for signal in reading.signals:
                if signal.kind == "accusation" and not signal.background and signal.event not in linked:
                    yield _accusation(self, reading, signal)

    def _denials(self) -> Iterable[_Account]:
        for reading in self.readings:
            told = set()
            for event in reading.events:
                if event.status in ("denied", "negated") and event.said_by and not _speech(event):
                    told.add(event.sentence)
                    yield _account(self, reading, event, "denies")
            for signal in reading.signals:
                if signal.kind == "denial" and signal.sentence not in told:
                    yield _denial(self, reading, signal)

    # ---------------------------------------------------------------------------------------------------- events

    def events(self, choose: Callable[[Event], bool]) -> Iterable[EventLine]:
        """Events that `choose` takes, the same act of the same day once; what the signals section already says is left out."""
        chosen = [
            (reading, event)
            for reading in self.readings
            for event in reading.events
            if choose(event) and (reading.id, event.id) not in self.spoken_acts and not _bare(event)
        ]
        for group in _grouped(chosen, lambda pair: _event_key(*pair)):
            cites = tuple(_unique(self.cite(reading, event) for reading, event in group))
            yield _event_line(group[0][1], cites)

    def talks(self) -> Iterable[TalksLine]:
        """What the reports say of talks."""
        found = [(reading, channel) for reading in self.readings for channel in reading.channels]
        for group in _grouped(found, lambda pair: (pair[1].state, _keys(pair[1].sides), _keys(pair[1].said_by))):
            channel = group[0][1]
            yield TalksLine(
                state=channel.state,
                sides=sides(channel.sides),
                said_by=labels(channel.said_by),
                cites=tuple(_unique(self.cite(reading, c) for reading, c in group)),
            )

    def postures(self) -> Iterable[Posture]:
        """The posture of each side that made signals towards a rival; those with nothing to count are left out."""
        for move in self.ledger.moves:
            for side, rival in (move.sides, move.sides[::-1]):
                made = posture(self.readings, self.ledger, side, rival)
                if made.bearings:
                    yield made

    # -------------------------------------------------------------------------------------- casualties and places

    def casualties(self) -> Iterable[CasualtyLine]:
        """People hurt, the same figure on the same word once."""
        found = [(r, c) for r in self.readings for c in r.casualties if not c.background]
        for group in _grouped(found, lambda pair: _casualty_key(pair[1])):
            casualty = group[0][1]
            yield CasualtyLine(
                number=number(casualty),
                kind=casualty.kind,
                who=casualty.who or "people",
                place=casualty.place.name if casualty.place else None,
                said_by=labels(casualty.said_by),
                status=casualty.status,
                cites=tuple(_unique(self.cite(reading, c) for reading, c in group)),
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


def _grouped(items: Iterable[Line], key: Callable[[Line], object]) -> list[list[Line]]:
    """Items with the same key together, groups in order of their first member."""
    groups: dict[object, list[Line]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return list(groups.values())


def _unique(cites: Iterable[Cite]) -> list[Cite]:
    """Each sentence of each report once."""
    seen: dict[tuple[int, int], Cite] = {}
    for cite in cites:
        seen.setdefault((cite.report, cite.sentence), cite)
    return list(seen.values())


def _side(key: str) -> str:
    code, _, sector = key.partition(":")
    return side_name(Actor(code=code, sector=sector)) if sector else country(code)


def _keys(actors: Iterable[Actor]) -> tuple[str, ...]:
    return tuple(sorted({party(actor) for actor in actors}))


# ----------------------------------------------------------------------------------------------------------- signals


def _signal_key(signal: Signal) -> tuple[object, ...]:
    return (signal.kind, party(signal.speaker), _keys(signal.addressees), phrase_signal(signal) or signal.quote)


def _signal_line(
    signal: Signal, cites: tuple[Cite, ...], row: Commitment | None = None, trail: tuple[str, ...] = ()
) -> SignalLine:
    conditions = (*((signal.condition,) if signal.condition else ()), *signal.more_conditions)
    last = row.history[-1] if row and row.history else None
    return SignalLine(
        kind=signal.kind,
        speaker=label(signal.speaker),
        addressees=sides(signal.addressees),
        condition=" and ".join(phrase_condition(condition) for condition in conditions),
        commitment=phrase_term(signal.commitment) if signal.commitment else "",
        own_condition=" … ".join(_own_words(condition, signal.quote) for condition in conditions),
        own_commitment=signal.commitment.text if signal.commitment else "",
        deadline=signal.deadline,
        firm=signal.firm,
        state=row.state if row else None,
        state_word=state_words(signal.kind, row.state) if row else None,
        because=humane(last.because) if last and last.state != "open" else "",
        since=last.date if last else None,
        next_mover=side_name(row.next_mover) if row and row.next_mover else None,
        row=row.id if row else None,
        cites=cites,
        trail=trail,
    )


def _own_words(condition: Condition, quote: str) -> str:
    """The condition in the report's words, with its connective where that stands right before it."""
    full = f"{condition.connective} {condition.text}".strip()
    return full if full.casefold() in quote.casefold() else condition.text


def _trail(row: Commitment) -> tuple[str, ...]:
    """The row's history in words, when there is more to tell than that it was said."""
    if len(row.history) < 2:
        return ()
    return tuple(
        f"{readable((change.date or 'no date')[:10])}: {state_words(row.signal.kind, change.state)} ({humane(change.because)})"
        for change in row.history
    )


# ---------------------------------------------------------------------------------------------------------- disputes


class _Account(Record, frozen=True, kw_only=True):
    """A claim or a denial before it is put beside its counterpart."""

    about: str
    accused: tuple[str, ...]
    act: EventType | None
    who: str
    side: tuple[str, ...]
    verb: Literal["claims", "accuses", "denies"]
    what: str
    cite: Cite


def _account(page: _Page, reading: Reading, event: Event, verb: Literal["claims", "denies"]) -> _Account:
    return _Account(
        about=deed(event),
        accused=_keys(event.actors),
        act=event.type,
        who=labels(event.said_by) or "unnamed",
        side=_keys(event.said_by),
        verb=verb,
        what=deed(event),
        cite=page.cite(reading, event),
    )


def _accusation(page: _Page, reading: Reading, signal: Signal) -> _Account:
    accused = signal.addressees or (signal.commitment.actors if signal.commitment else ())
    what = phrase_term(signal.commitment) if signal.commitment else f"accuses {sides(accused) or 'the other side'}"
    return _Account(
        about=f"Accusation against {sides(accused) or 'an unnamed side'}",
        accused=_keys(accused),
        act=signal.commitment.type if signal.commitment else None,
        who=label(signal.speaker),
        side=(party(signal.speaker),),
        verb="accuses",
        what=what,
        cite=page.cite(reading, signal),
    )


def _denial(page: _Page, reading: Reading, signal: Signal) -> _Account:
    what = phrase_term(signal.commitment) if signal.commitment else "what is said of it"
    return _Account(
        about=f"Denied by {side_name(signal.speaker)}",
        accused=(party(signal.speaker),),
        act=signal.commitment.type if signal.commitment else None,
        who=label(signal.speaker),
        side=(party(signal.speaker),),
        verb="denies",
        what=what,
        cite=page.cite(reading, signal),
    )


def _answers(denial: _Account, claim: _Account) -> bool:
    """The denial is by the side accused, and of the like act; where its act is not said, only beside the claim."""
    same_side = set(claim.accused) & (set(denial.accused) | set(denial.side))
    if not same_side or set(denial.side) & set(claim.side):
        return False
    if not claim.act or not denial.act:
        near = abs(denial.cite.sentence - claim.cite.sentence) <= 1
        return denial.cite.report == claim.cite.report and near
    return likeness(claim.act, denial.act) >= LEAST


def _statements(accounts: Sequence[_Account]) -> tuple[Statement, ...]:
    made = []
    for group in _grouped(accounts, lambda a: (a.who, a.verb, a.what)):
        first = group[0]
        cites = tuple(_unique(account.cite for account in group))
        made.append(Statement(who=first.who, verb=first.verb, what=first.what, cites=cites))
    return tuple(made)


# ------------------------------------------------------------------------------------------------------------ events

_SPEECH = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"})


def _speech(event: Event) -> bool:
    """A speech act is shown with what is said in it, not as a claim of its own."""
    return event.type in _SPEECH


def _bare(event: Event) -> bool:
    """Neither doer nor target known and no place: nothing to tell of."""
    return not event.actors and not event.recipients and event.place is None


def _event_key(reading: Reading, event: Event) -> tuple[object, ...]:
    day = (event.date or reading.date or "")[:10]
    place = event.place.name if event.place else None
    return (
        event.type,
        event.phase,
        event.status,
        day,
        place,
        _keys(event.actors),
        _keys(event.recipients),
        _keys(event.said_by),
    )


def _event_line(event: Event, cites: tuple[Cite, ...]) -> EventLine:
    return EventLine(
        who=labels(event.actors) or "somebody not named",
        deed=deed(event),
        whom=labels(event.recipients),
        type=event.type,
        mode=event.mode,
        status=event.status,
        said_by=labels(event.said_by),
        date=event.date,
        place=event.place.name if event.place else None,
        phrase=deed(event),
        cites=cites,
    )


# -------------------------------------------------------------------------------------------------------- casualties


def number(casualty: Casualty) -> str:
    """ "26", "at least 20", "up to 40", "35 to 40", "a number not given"."""
    low, high = casualty.low, casualty.high
    if low is None and high is None:
        return "a number not given"
    if low == high:
        return str(low)
    if high is None:
        return f"at least {low}"
    return f"up to {high}" if low is None else f"{low} to {high}"


def _casualty_key(casualty: Casualty) -> tuple[object, ...]:
    place = casualty.place.name if casualty.place else None
    return (casualty.kind, casualty.low, casualty.high, casualty.who, place, _keys(casualty.said_by), casualty.status)
