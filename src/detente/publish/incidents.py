"""Incidents for people and programs: one line each with its sources, its accounts and where they cannot all be true."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec
from rich.console import Console
from rich.text import Text

from detente.ledger.words import country, join, label
from detente.publish.dates import readable
from detente.publish.deeds import deed
from detente.publish.harmless import one_line
from detente.publish.lines import quoted
from detente.publish.outline import MARKS
from detente.publish.terminal import WIDEST, put
from detente.records import Account, Actor, Conflict, Event, Incident, Telling, Version

SHOWN: Final = 3
"""Tellings of an account that a list shows; the record has all."""
_ABOUT: Final = {
    "toll": "tolls differ",
    "doer": "who did it",
    "denial": "denied",
    "direction": "each lays it to the other",
}


def phrase(incident: Incident) -> str:
    """What happened, in plain words: "India attacked Pakistan"."""
    return deed(as_event(incident))


def as_event(incident: Incident) -> Event:
    """The incident as one event, in the words of its first telling."""
    first = incident.accounts[0]
    return Event(
        id=incident.id,
        type=incident.type,
        mode=incident.mode,
        actors=incident.actors,
        recipients=incident.recipients,
        status=first.status,
        background=incident.background,
        said_by=first.said_by,
        date=incident.date,
        place=incident.place,
        quote=first.tellings[0].quote,
    )


def when(incident: Incident) -> str:
    """Its day, or how far it can be told: "7 May 2025", "on or before 9 May 2025", "day not known"."""
    if incident.date:
        return readable(incident.date[:10])
    if incident.latest:
        return f"on or before {readable(incident.latest)}"
    return "day not known"


def sources(incident: Incident) -> str:
    """ "one source", "4 reports, 3 independent sources"."""
    if incident.n_reports == 1:
        return "one report"
    many = incident.n_independent_sources
    return f"{incident.n_reports} reports, {'one source' if many == 1 else f'{many} independent sources'}"


def conflict(found: Conflict) -> str:
    """A conflict in one line: "tolls differ: 26 killed (police, India) · 28 killed (The Example Courier)"."""
    return f"{_ABOUT[found.about]}: " + " · ".join(_version(version, found.about) for version in found.versions)


def in_brief(found: Conflict) -> str:
    """The same where claims and denials have a section of their own: who denies it, or tells it the other way round."""
    if found.about == "direction":
        return f"told the other way round by {_who(found.versions[1].said_by) or UNNAMED}"
    if found.about != "denial":
        return conflict(found)
    deniers = join(dict.fromkeys(_who(version.said_by) or UNNAMED for version in found.versions[1:]))
    return f"denied by {deniers}"


def _version(version: Version, about: str) -> str:
    who = "; ".join(filter(None, (_who(version.said_by), _few(version.publishers))))
    if about == "toll":
        return f"{version.says} ({who})"
    if about == "doer":
        return f"{join(country(name) for name in version.says.split(' and '))} ({who})"
    return f"{who}: {quoted(one_line(version.quote))}"


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")


# ------------------------------------------------------------------------------------------------------ the terminal


def show(incidents: Sequence[Incident], console: Console, *, why: bool = False) -> None:
    """Print the incidents, oldest first; with `why` the parts of the score that put each telling where it is."""
    width = min(console.width, WIDEST)
    if not incidents:
        put(console, Text("No happening found.", style="dim"), width)
    for n, incident in enumerate(incidents):
        if n:
            console.print()
        _head(console, incident, width)
        for account in incident.accounts:
            _account(console, account, width, why=why)
        for found in incident.conflicts:
            put(console, Text(one_line(conflict(found)), style="yellow"), width, indent=2)
        for note in incident.notes:
            put(console, Text(one_line(note), style="dim"), width, indent=2)


def _head(console: Console, incident: Incident, width: int) -> None:
    line = Text()
    line.append(when(incident), style="bold")
    line.append("  ")
    text = one_line(phrase(incident))
    line.append(text[:1].upper() + text[1:])
    facts = [incident.place.name if incident.place else "", "history" if incident.background else "", sources(incident)]
    line.append(f"  [{'; '.join(one_line(fact) for fact in facts if fact)}]", style="dim")
    put(console, line, width)
    put(console, Text(incident.id, style="dim"), width, indent=2)


def _account(console: Console, account: Account, width: int, *, why: bool) -> None:
    line = Text()
    line.append(one_line(_voice(account)), style="bold")
    tolls = list(dict.fromkeys(_toll(t.low, t.high, t.kind) for t in account.tolls if t.low or t.high))
    if tolls:
        line.append(f"  {', '.join(tolls)}")
    put(console, line, width, indent=2)
    shown = account.tellings if why else account.tellings[:SHOWN]
    for telling in shown:
        put(console, _telling(telling), width, indent=6)
        if why and telling.parts:
            put(console, Text(_parts(telling), style="dim"), width, indent=8)
    if len(account.tellings) > len(shown):
        put(console, Text(f"… and {len(account.tellings) - len(shown)} more", style="dim"), width, indent=6)


def _voice(account: Account) -> str:
    if not account.said_by:
        return "as reported" if account.status == "reported" else MARKS.get(account.status, account.status)
    return f"{MARKS.get(account.status, 'told')} by {_who(account.said_by)}"


def _who(actors: Sequence[Actor]) -> str:
    """Speakers by name; "a source not named" for those the record does not know."""
    return join(dict.fromkeys(UNNAMED if label(actor) == "unknown" else label(actor) for actor in actors))


UNNAMED: Final = "a source not named"


def _toll(low: int | None, high: int | None, kind: str) -> str:
    if low == high:
        return f"{low:,} {kind}"
    if high is None:
        return f"at least {low:,} {kind}"
    return f"up to {high:,} {kind}" if low is None else f"{low:,} to {high:,} {kind}"


def _telling(telling: Telling) -> Text:
    words = Text(quoted(one_line(telling.quote)) + " ", style="italic")
    name = telling.article if telling.event is None else f"{telling.article}/{telling.event}"
    publisher = "" if telling.publisher == telling.article else f"{one_line(telling.publisher)}, "
    words.append(f"({publisher}{name})", style="dim not italic")
    return words


def _parts(telling: Telling) -> str:
    return f"{telling.score:.2f} = " + ", ".join(f"{name} {value:g}" for name, value in telling.parts.items())


# ---------------------------------------------------------------------------------------------------------- programs


def as_json(incidents: Iterable[Incident]) -> str:
    """The incidents as a JSON list."""
    return msgspec.json.format(msgspec.json.encode(list(incidents)), indent=2).decode() + "\n"


def involves(incident: Incident, dyad: str) -> bool:
    """Whether both sides of "IND-PAK" (codes or names of groups) take part, as doers or targets."""
    sides = {side.casefold() for a in (*incident.actors, *incident.recipients) for side in (a.side, a.code)}
    if incident.place and incident.place.country:
        sides.add(incident.place.country.casefold())
    return any({one.strip().casefold(), other.strip().casefold()} <= sides for one, other in _splits(dyad))


def _splits(dyad: str) -> Iterable[tuple[str, str]]:
    """Every way to take the words apart at a hyphen: names of groups hold some themselves."""
    pieces = dyad.split("-")
    for n in range(1, len(pieces)):
        yield "-".join(pieces[:n]), "-".join(pieces[n:])
