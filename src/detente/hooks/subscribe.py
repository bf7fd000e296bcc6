"""Subscriptions: what is told to whom, checked when it is added; and one that is tried out."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, get_args

import msgspec

from detente.errors import UsageError
from detente.hooks.notice import PROMISES, Notice, Trigger, name_of, news_of
from detente.ledger.words import phrase_signal
from detente.records import SIGNAL_KINDS, Record, SignalKind
from detente.sources.limits import Limits
from detente.sources.post import checked
from detente.store import Store
from detente.store import hooks as kept
from detente.store.hooks import Hook
from detente.store.query import pairs, spellings
from detente.store.times import iso
from detente.store.times import now as present
from detente.when import moment

TRIGGERS: Final[tuple[Trigger, ...]] = tuple(t for t in get_args(Trigger) if t != "test")
RECENT: Final = 30
"""Days: what happened longer ago than this when it came in is an archive, and no news."""
SHORTEST: Final = 16
"""Characters of a secret that is given."""
LIMITS: Final = Limits(seconds=10.0, connect_seconds=5.0, read_seconds=10.0, redirects=0)


class Filter(Record, frozen=True, kw_only=True):
    """What of the ledger a hook wants: between two sides, of a speaker, of a kind, with all these words; None for any.

    `days`: how old it may be when it comes in; None for any age.
    """

    dyad: str | None = None
    side: str | None = None
    kind: SignalKind | None = None
    q: str | None = None
    days: int | None = RECENT

    def fits(self, notice: Notice) -> bool:
        """Whether a notice is wanted."""
        return self._fits_sides(notice) and self._fits_words(notice) and self._is_recent(notice)

    def _fits_sides(self, notice: Notice) -> bool:
        between = self.dyad is None or any(
            all(_named(name, notice.sides) for name in pair) for pair in pairs(self.dyad)
        )
        speaking = notice.sides[:1] if notice.kind else notice.sides
        return between and (self.side is None or _named(self.side, speaking))

    def _fits_words(self, notice: Notice) -> bool:
        if notice.commitment is None:
            return True
        if notice.trigger == "broken" and self.kind is None and notice.kind not in PROMISES:
            return False  # a threat not carried out is no promise broken
        text = f"{notice.quote} {phrase_signal(notice.commitment.signal)}".casefold()
        return self.kind in (None, notice.kind) and all(word in text for word in (self.q or "").casefold().split())

    def _is_recent(self, notice: Notice) -> bool:
        if self.days is None or notice.trigger == "deadline":
            return True
        happened, found = moment(notice.date), moment(notice.found_at)
        return happened is None or found is None or (found.low - happened.high).days < self.days


def _named(name: str, sides: Sequence[str]) -> bool:
    known = {each.casefold() for each in spellings(name)}
    return any(side.casefold() in known for side in sides)


def filter_of(hook: Hook) -> Filter:
    """A hook's filter."""
    return msgspec.convert(hook.filters, Filter)


def limits_of(hook: Hook) -> Limits:
    """The limits of one try; a machine of one's own network only where the hook allows it."""
    return replace(LIMITS, allow_private=hook.private)


def subscribe(
    store: Store,
    url: str,
    *,
    triggers: Sequence[str] = TRIGGERS,
    filters: Filter | None = None,
    name: str | None = None,
    secret: str | None = None,
    plain: bool = False,
    private: bool = False,
    now: datetime | None = None,
) -> Hook:
    """Add a subscription to what is recorded from now on; its secret is made unless it is given.

    Raises `UsageError` for what cannot be meant, `Forbidden` for an address that is never gone to.
    """
    wanted = filters or Filter()
    _check(triggers, wanted, secret)
    checked(url, limits=replace(LIMITS, allow_private=private), plain=plain)
    hook = Hook(
        id=f"h{secrets.token_hex(4)}", name=name, url=url.strip(), triggers=tuple(dict.fromkeys(triggers)),
        filters=_given(wanted), secret=secret or f"whsec_{secrets.token_urlsafe(32)}", plain=plain, private=private,
        created_at=now or present(),
    )  # fmt: skip
    kept.add(store, hook)
    return hook


def _check(triggers: Sequence[str], wanted: Filter, secret: str | None) -> None:
    for each in triggers:
        if each not in TRIGGERS:
            raise UsageError(each, "no such trigger", "one of " + ", ".join(TRIGGERS))
    if not triggers:
        raise UsageError("triggers", "none is named", "one of " + ", ".join(TRIGGERS))
    if wanted.kind is not None and wanted.kind not in SIGNAL_KINDS:
        raise UsageError(wanted.kind, "no such kind", "one of " + ", ".join(SIGNAL_KINDS))
    if wanted.dyad is not None:
        pairs(wanted.dyad)
    elif "turning-point" in triggers and set(triggers) != set(TRIGGERS):
        raise UsageError("turning-point", "of which pair is not said", "name it: --dyad IND-PAK")
    if secret is not None and len(secret) < SHORTEST:
        raise UsageError("secret", "too short", f"at least {SHORTEST} characters, or let one be made")


def _given(wanted: Filter) -> dict[str, Any]:
    made: dict[str, Any] = msgspec.to_builtins(wanted)
    return {name: value for name, value in made.items() if value is not None or name == "days"}


def try_out(store: Store, hook: Hook, now: datetime | None = None) -> str:
    """Write down a piece of news that says only that it is a trial, for this hook; its delivery's id."""
    at = now or present()
    text = "A trial of this hook: nothing has happened."
    trial = Notice(id=name_of("test", hook.id, at, secrets.token_hex(4)), trigger="test", text=text, found_at=iso(at))
    delivery = name_of(hook.id, trial.id)
    kept.put(store, news_of(trial, at), [(delivery, hook.id)], at)
    return delivery
