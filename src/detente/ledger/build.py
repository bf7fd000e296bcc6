"""The ledger as a pure function: readings and rulings in, rows with their states, evidence and history out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property

import msgspec

from detente.events.incidents.independence import Sources
from detente.ledger.coverage import Coverage, Outlook
from detente.ledger.ended import Ended, ended
from detente.ledger.facing import facing
from detente.ledger.facts import Fact, facts
from detente.ledger.finding import Finding, stretches
from detente.ledger.incidents import incidents
from detente.ledger.matching import answers, bearing, denials, in_order
from detente.ledger.mentions import Known, Mention, arrange, mentions, reciprocal
from detente.ledger.model import Ledger, Ruling
from detente.ledger.moves import dyad_moves, meetings, next_mover
from detente.ledger.pending import Answers, still_to_come
from detente.ledger.rows import Draft, Folding, Standing, first_said
from detente.ledger.search import Search
from detente.ledger.states import Walk, walk
from detente.ledger.when import Moment, moment
from detente.records import Change, Commitment, Problem, Reading, Signal, State


def build(readings: Iterable[Reading], *, rulings: Sequence[Ruling] = (), as_of: str | None = None) -> Ledger:
    """Every commitment in the readings, where it stands and why; the same for any order of the readings.

    `as_of` (a date) leaves out what became known after it: readings by their date, rulings by `made`. Readings without a
    date come in only without `as_of`, and their rows stay open: without a time nothing can have come after.
    Raises ValueError when `as_of` is no date.
    """
    limit = moment(as_of)
    if as_of is not None and limit is None:
        raise ValueError(f"as_of is no date: {as_of!r}; write it like 2025-05-07")
    given = _given(rulings, limit)
    room = _room(readings, given, limit)
    rows = _rows(room, _draft(room, room.mentions), given)
    standing = meetings(rows)
    return Ledger(
        rows=tuple(rows),
        standing=standing,
        moves=dyad_moves(rows, standing),
        rulings=tuple(given),
        problems=_unplaced(given, rows),
        as_of=as_of,
        known_to=next((item.reading.date for item in reversed(room.known) if item.at), None),
    )


def spoken_by(side: str, readings: Iterable[Reading], *, rulings: Sequence[Ruling] = ()) -> tuple[Commitment, ...]:
    """The rows of `build` that one side (`Actor.side`) has spoken, and no others: what those need and no more is worked out."""
    given = _given(rulings, None)
    room = _room(readings, given, None)
    drafts = _draft(room, _concerning(side, room.mentions))
    return tuple(_rows(room, [draft for draft in drafts if draft.base.signal.speaker.side == side], given))


def _concerning(side: str, all_: Sequence[Mention]) -> list[Mention]:
    """The words of a side, of those it has agreed with, of those they have, and so on: what two agreed on bears on both their rows."""
    near: dict[str, set[str]] = {}
    for mention in all_:
        for rival in mention.rivals if mention.mutual else ():
            near.setdefault(rival, set()).add(mention.side)
    found: set[str] = set()
    ahead = {mention.side for mention in all_ if mention.signal.speaker.side == side}
    while ahead:
        found |= ahead
        ahead = {other for one in ahead for other in near.get(one, ())} - found
    return [mention for mention in all_ if mention.side in found]


def _room(readings: Iterable[Reading], given: Sequence[Ruling], limit: Moment | None) -> Room:
    without = frozenset(ruling.retracts for ruling in given if ruling.retracts)
    known = arrange(readings, without=without)
    return Room(tuple(item for item in known if limit is None or _by_then(item.at, limit)), limit)


def _rows(room: Room, drafts: Sequence[Draft], given: Sequence[Ruling]) -> list[Commitment]:
    rows = _ruled([_row(room, draft) for draft in drafts], given)
    return [_moved(row) for row in sorted(rows, key=lambda row: (row.first_said or "9999", row.id))]


def _by_then(at: Moment | None, limit: Moment) -> bool:
    return at is not None and at.high <= limit.high


def _given(rulings: Sequence[Ruling], limit: Moment | None) -> list[Ruling]:
    """The rulings that count, each once; of several on one row the last one stands."""
    counted = []
    for ruling in rulings:
        made = moment(ruling.made)
        if limit is None or made is None or made.low <= limit.high:
            counted.append(ruling)
    last = {to_key(ruling): ruling for ruling in counted}
    return sorted(last.values(), key=to_key)


def to_key(ruling: Ruling) -> tuple[str, str]:
    """What a ruling is about."""
    return (ruling.row or "", ruling.retracts or "")


@dataclass(frozen=True)
class Room:
    """All that is known, indexed: what one evaluation looks at."""

    known: tuple[Known, ...]
    limit: Moment | None
    found: dict[Mention, tuple[Finding, ...]] = field(default_factory=dict)
    counted: dict[frozenset[tuple[str, str]], int] = field(default_factory=dict)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The dated deeds and denials."""
        return facts(self.known)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every commitment of every report, in the order they became known."""
        found = [mention for item in self.known for mention in mentions(item)]
        return reciprocal(facing(found, self.known))

    @cached_property
    def answers_to_come(self) -> Answers:
        """Each side's plain words that its answer is still to come."""
        return Answers(self.mentions)

    @cached_property
    def search(self) -> Search:
        """The facts, commitments and words by side, target and time."""
        return Search(self.facts, self.mentions, self.known)

    @cached_property
    def outlook(self) -> Outlook:
        """Where the reports look."""
        return Outlook(self.known)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where in `known` the readings of each article stand."""
        found: dict[str, list[int]] = {}
        for place_, item in enumerate(self.known):
            found.setdefault(item.reading.id, []).append(place_)
        return found

    def findings(self, base: Mention) -> tuple[Finding, ...]:
        """All that bears on the row of a mention, whenever it became known."""
        if base not in self.found:
            self.found[base] = self._findings(base, base.said) if base.said else ()
        return self.found[base]

    def _findings(self, base: Mention, said: Moment) -> tuple[Finding, ...]:
        near = self.search
        found = answers(base, near.facts_for(base, said), near.mentions_for(base, said), near.words_for(base, said))
        days = stretches(found)
        denied = denials(base, days, *near.denials_for(base, said, days)) if days else ()
        return in_order((*found, *denied))

    def coverage(self, base: Mention) -> Coverage:
        """Where the reports look at both sides of a row."""
        return self.outlook.coverage(base)

    def sources(self, found: Sequence[Finding]) -> int:
        """How many independent sources some findings have, by what their own reports show and nothing later."""
        told = frozenset((finding.evidence.article, finding.evidence.quote) for finding in found)
        if told not in self.counted:
            articles = {article for article, _ in told}
            places = sorted((place_ for article in articles for place_ in self.places.get(article, ())), reverse=True)
            mine = {self.known[place_].copy: self.known[place_] for place_ in places}  # a reprint is none
            originals = {item.reading.id for item in mine.values()}
            kept = [pair for pair in told if pair[0] in originals]
            self.counted[told] = Sources([item.reading for item in mine.values()]).count(kept) if len(mine) > 1 else 1
        return self.counted[told]

    @cached_property
    def newest(self) -> Moment:
        """The moment the ledger speaks at: `as_of` if given, else the newest report's."""
        dated = [item.at for item in self.known if item.at]
        newest = max(dated, key=lambda at: at.high, default=None)
        return self.limit or newest or Moment(datetime.min.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC))


def _draft(room: Room, said: Iterable[Mention]) -> list[Draft]:
    """Fold mentions into rows, each placed by what was known when it came in."""

    over: dict[int, Ended] = {}

    def standing(draft: Draft, mention: Mention) -> Standing:
        at = mention.known.at
        if at is None:
            return Standing("open")
        before = over.get(draft.number)
        if before is not None and before.holds(draft, at):
            return before.standing
        walked = _walk(room, draft, at)[0]
        kept = ended(draft, walked, room.findings(walked.row), at)
        if kept is not None:
            over[draft.number] = kept
        return Standing(walked.state, walked.acted)

    folded = Folding(standing)
    for mention in said:
        folded.place(mention)
    return folded.drafts


def _walk(room: Room, draft: Draft, upto: Moment | None = None) -> tuple[Walk, tuple[Finding, ...]]:
    """A draft's states by what was known at `upto` (None: all there is)."""
    base = _base(draft, upto)
    own = {(m.known.reading.id, m.signal.id) for m in draft.mentions}
    found = tuple(
        f
        for f in room.findings(base)
        if (f.evidence.article, f.evidence.record) not in own
        and (upto is None or (f.known and f.known.high <= upto.high))
    )
    found = still_to_come(base, found, room.answers_to_come.of(base, found, upto))
    covered = room.coverage(base) if upto is None else room.coverage(base).known_by(upto.high)
    said = sorted(m.said.last_day for m in draft.mentions if m.said)
    first = base.said.last_day if base.said else date.min
    again = next((day for day in said if day > first), None)
    told = incidents(base, found, room.sources)
    last = said[-1] if said else date.min
    walked = walk(base, told, covered, upto or room.newest, deadline=draft.deadline, last_said=last, said_again=again)
    return walked, found


def _base(draft: Draft, upto: Moment | None = None) -> Mention:
    """The mention whose terms and time count: the first one said, in the side's own words where there are any."""
    said = [
        m for m in draft.mentions if upto is None or (m.known.at and m.known.at.high <= upto.high)
    ] or draft.mentions
    return first_said([m for m in said if m.announced_by is None] or said)


def _row(room: Room, draft: Draft) -> Commitment:
    base = draft.base
    first = _base(draft)
    history: tuple[Change, ...]
    if first.said is None:
        state: State = "open"
        history = (Change(state="open", date=None, because="said in a report without a date", rule="said"),)
        evidence: tuple[Finding, ...] = ()
    else:
        walked, evidence = _walk(room, draft)
        state, history = walked.state, tuple(walked.history)
    replaced = draft.superseded_by
    if replaced is not None and state == "open":
        because = f"said again on other terms: {replaced.signal.quote or replaced.id}"
        state = "withdrawn"
        history = (
            *history,
            Change(state=state, date=replaced.said_on, because=because, rule="superseded", evidence=(replaced.id,)),
        )
    dated = sorted((m for m in draft.mentions if m.said), key=lambda m: (m.said or m.known.at, m.id))
    return Commitment(
        id=draft.id,
        signal=_with_deadline(draft, base),
        article=base.known.reading.id,
        state=state,
        evidence=tuple(f.evidence for f in sorted(bearing(evidence), key=lambda f: f.in_row)),
        history=history,
        repetitions=tuple((m.known.reading.id, m.signal.id) for m in draft.mentions[1:]),
        first_said=dated[0].said_on if dated else None,
        last_said=dated[-1].said_on if dated else None,
        supersedes=draft.supersedes,
    )


def _with_deadline(draft: Draft, base: Mention) -> Signal:
    return msgspec.structs.replace(base.signal, deadline=draft.deadline)


def _ruled(rows: Sequence[Commitment], given: Sequence[Ruling]) -> list[Commitment]:
    """Rulings override what the rules made of the reports; the history keeps both."""
    ruling_on = {ruling.row: ruling for ruling in given if ruling.row and ruling.state}
    ruled = []
    for row in rows:
        ruling = ruling_on.get(row.id)
        if ruling is not None and ruling.state is not None:
            by = f" ({ruling.by})" if ruling.by else ""
            change = Change(
                state=ruling.state, date=ruling.date, because=f"ruling{by}: {ruling.because}", rule="ruling"
            )
            row = msgspec.structs.replace(row, state=ruling.state, history=(*row.history, change))
        ruled.append(row)
    return ruled


def _moved(row: Commitment) -> Commitment:
    mover, why = next_mover(row)
    return msgspec.structs.replace(row, next_mover=mover, why_next=why)


def _unplaced(given: Sequence[Ruling], rows: Sequence[Commitment]) -> tuple[Problem, ...]:
    """Rulings that fit nothing are told, never lost."""
    ids = {row.id for row in rows}
    found = []
    for ruling in given:
        if ruling.row and ruling.row not in ids:
            what = f"no row {ruling.row} for the ruling “{ruling.because}”"
            found.append(Problem(where="rulings", what=what, remedy="take the id from the ledger's list"))
        elif ruling.row and ruling.state is None:
            found.append(Problem(where="rulings", what=f"the ruling on {ruling.row} names no state", remedy="give one"))
    return tuple(found)
