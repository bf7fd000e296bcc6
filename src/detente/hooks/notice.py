"""What a hook is told, made of what the store has written down; the same happening is the same notice, at any time, anywhere."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final, Literal

from detente.dynamics.turning_points import TurningPoint
from detente.ledger.mentions import counterparts
from detente.ledger.words import label, phrase_signal, state_words
from detente.records import Commitment, Record, SignalKind, State, to_json
from detente.store.hooks import News, Step
from detente.store.times import iso
from detente.when import moment

Trigger = Literal["offer", "met", "broken", "deadline", "turning-point", "test"]
PROMISES: Final[frozenset[SignalKind]] = frozenset({"offer", "pledge", "acceptance"})
STANDS: Final[frozenset[State]] = frozenset({"open", "triggered", "contested"})
SOON: Final = timedelta(hours=24)


class Notice(Record, frozen=True, kw_only=True):
    """The JSON that is sent. `id` is made of what happened; `subject` is a row of the ledger or a pair.

    `undone`: what was told before under this trigger does not stand any more. `date` is when it happened, as the reports give it.
    `commitment` is the row as it then stood, with its evidence; `path` leads to it on the page, `api` in the API.
    """

    id: str
    trigger: Trigger
    text: str
    found_at: str
    undone: bool = False
    subject: str = ""
    date: str | None = None
    sides: tuple[str, ...] = ()
    kind: SignalKind | None = None
    state: State | None = None
    was: State | None = None
    because: str = ""
    quote: str = ""
    deadline: str | None = None
    path: str = ""
    api: str = ""
    version: int | None = None
    commitment: Commitment | None = None
    turning_point: TurningPoint | None = None


def name_of(*parts: object) -> str:
    """An id made of what happened."""
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:32]


def news_of(notice: Notice, found_at: datetime) -> News:
    """The notice as it is kept and sent."""
    return News(
        id=notice.id, trigger=notice.trigger, subject=notice.subject, found_at=found_at, body=to_json(notice),
        undone=notice.undone,
    )  # fmt: skip


def of_step(step: Step, at: datetime) -> Iterator[Notice]:
    """What a step of a row tells: facts that hold now and did not before, and those that do not hold any more."""
    now, before = facts(step.now), facts(step.before)
    row = step.now or step.before
    if row is None:
        return
    for trigger in sorted(now - before):
        yield _of_row(trigger, row, step, at)
    for trigger in sorted(before - now):
        yield _of_row(trigger, row, step, at, undone=True)


def facts(row: Commitment | None) -> set[Trigger]:
    """What a row says by the way it stands: it is an offer; its condition was met; the word was broken."""
    if row is None:
        return set()
    found: set[Trigger] = set()
    if row.signal.kind == "offer":
        found.add("offer")
    if row.state != "open" and any(change.state == "triggered" for change in row.history):
        found.add("met")
    if row.state == "broken":
        found.add("broken")
    return found


def _of_row(trigger: Trigger, row: Commitment, step: Step, at: datetime, *, undone: bool = False) -> Notice:
    states: dict[Trigger, State] = {"met": "triggered", "broken": "broken"}
    change = next((c for c in reversed(row.history) if c.state == states.get(trigger)), None) if not undone else None
    last = change or (row.history[-1] if row.history else None)
    gone = step.now is None
    return _notice(
        trigger, row, name_of(trigger, undone, row.id, step.version), at, undone=undone, version=step.version,
        text=_text(trigger, row, undone=undone, gone=gone), because="" if gone or last is None else last.because,
        date=(last.date if last and trigger != "offer" else None) or row.first_said, was=step.before.state if step.before else None,
    )  # fmt: skip


def _text(trigger: Trigger, row: Commitment, *, undone: bool, gone: bool) -> str:
    who, terms = label(row.signal.speaker), phrase_signal(row.signal)
    if not undone:
        said = {"offer": "new offer", "met": "its condition is met", "broken": state_words(row.signal.kind, "broken")}
        return f"{who}: {said[trigger]}: {terms}"
    if gone:
        return f"{who}: taken back, the ledger holds it no more: {terms}"
    now = state_words(row.signal.kind, row.state)
    return f"{who}: taken back, it now stands as {now}: {terms}"


def of_deadline(row: Commitment, at: datetime) -> Notice | None:
    """That a commitment that stands has to be fulfilled within a day; None where it has not."""
    limit = moment(row.signal.deadline)
    if limit is None or row.state not in STANDS or not at < limit.high <= at + SOON:
        return None
    text = f"{label(row.signal.speaker)}: the deadline {row.signal.deadline} is near: {phrase_signal(row.signal)}"
    name = name_of("deadline", row.id, row.signal.deadline)
    return _notice("deadline", row, name, at, text=text, date=row.signal.deadline)


def of_turning_point(pair: tuple[str, str], point: TurningPoint, at: datetime) -> Notice:
    """That the measures of a pair show a turning point."""
    return Notice(
        id=name_of("turning-point", *pair, point.kind, point.date, point.worse), trigger="turning-point",
        text=point.sentence, found_at=iso(at), subject="-".join(pair), date=point.date, sides=pair,
        path=f"/dyads/{pair[0]}/{pair[1]}/measures", api=f"/api/v1/dyads/{pair[0]}/{pair[1]}/measures",
        turning_point=point,
    )  # fmt: skip


def _notice(
    trigger: Trigger, row: Commitment, name: str, at: datetime, *, text: str, date: str | None, undone: bool = False,
    version: int | None = None, because: str = "", was: State | None = None,
) -> Notice:  # fmt: skip
    return Notice(
        id=name, trigger=trigger, text=text, found_at=iso(at), undone=undone, subject=row.id, date=date, sides=sides_of(row),
        kind=row.signal.kind, state=row.state, was=was, because=because, quote=row.signal.quote,
        deadline=row.signal.deadline, path=f"/ledger/{row.id}", api=f"/api/v1/commitments/{row.id}", version=version,
        commitment=row,
    )  # fmt: skip


def sides_of(row: Commitment) -> tuple[str, ...]:
    """The speaker's side, then those it speaks to or of."""
    return tuple(dict.fromkeys((row.signal.speaker.side, *(actor.side for actor in counterparts(row.signal)))))
