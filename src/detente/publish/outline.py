"""The brief as headed lists of lines: what the terminal and Markdown both write, each in its own signs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from detente.dynamics import Posture
from detente.publish.dates import readable
from detente.publish.lines import Brief, Cite, Dispute, EventLine, Report, SignalLine, TalksLine, quoted
from detente.records import Record

NO_DATE = "no date found in this page; pass --date"
NO_DENIAL = "no denial found"
NO_CLAIM = "the claim it answers was not found"
NOBODY = "No offer, threat or pledge between two sides was found: it is nobody’s move."
LONGEST_REASON = 120
MARKS = {
    "claimed": "claimed",
    "denied": "denied",
    "conditional": "only if a condition is met",
    "hypothetical": "imagined",
    "intended": "intended",
    "requested": "asked for",
    "negated": "said not to have happened",
}
_VERBS = {"claims": "claimed", "accuses": "accused", "denies": "denied"}


class Item(Record, frozen=True, kw_only=True):
    """One line: a word in front, the line, short facts after it, and the sentences it rests on.

    `also` are further lines that rest on the same words: they stand before the quote, which is given once.
    """

    lead: str = ""
    text: str = ""
    facts: tuple[str, ...] = ()
    cites: tuple[Cite, ...] = ()
    state: str | None = None
    parts: tuple[Item, ...] = ()
    also: tuple[Item, ...] = ()


class Section(Record, frozen=True, kw_only=True):
    """A headed list; `note` says calmly what an empty one means, or how to read a full one."""

    name: str
    title: str
    items: tuple[Item, ...] = ()
    note: str = ""


def outline(brief: Brief) -> tuple[Section, ...]:
    """The sections of a brief in their order."""
    sections = (
        ("move", "Whose move", [*_moves(brief), *(Item(lead="meet", text=m) for m in brief.meetings)]),
        *_signals(brief),
        ("claims", "Claims and denials", map(_dispute, brief.disputes)),
        ("events", "What happened, as reported", map(_event, brief.events)),
        ("spoken", "Spoken of, not happened", map(_event, brief.spoken)),
        ("talks", "Are talks under way?", map(_talks, brief.talks)),
        ("posture", "Posture", _postures(brief)),
        ("casualties", "People hurt", _casualties(brief)),
        ("places", "Places", _places(brief)),
        ("background", "Background, not news", map(_event, brief.background)),
    )
    made = [Section(name=n, title=t, items=_once_quoted(i) if n in _SHARE else tuple(i)) for n, t, i in sections]
    if brief.credibility:
        items = tuple(Item(text=one.sentence) for one in brief.credibility)
        made.insert(_after("posture", made), Section(name="credibility", title="Words and deeds", items=items))
    made.append(Section(name="problems", title="What could not be read", items=tuple(_problems(brief))))
    return tuple(_noted(section, brief) for section in made)


def _after(name: str, sections: Sequence[Section]) -> int:
    return next(n for n, section in enumerate(sections, 1) if section.name == name)


_SHARE = frozenset({"signals", "closed", "asked", "events", "spoken", "talks", "casualties", "background"})


def _once_quoted(items: Iterable[Item]) -> tuple[Item, ...]:
    """Lines that follow each other and rest on the same sentence, as one item with one quote."""
    made: list[Item] = []
    for item in items:
        last = made[-1] if made else None
        if last and item.cites and last.cites == item.cites and not last.parts and not item.parts:
            made[-1] = msgspec.structs.replace(last, also=(*last.also, msgspec.structs.replace(item, cites=())))
        else:
            made.append(item)
    return tuple(made)


def _signals(brief: Brief) -> Iterable[tuple[str, str, Iterable[Item]]]:
    """One section for one report; for several what stands, what is closed and what is asked, apart."""
    if len(brief.reports) < 2 or not brief.signals:
        return [("signals", "Offers, threats, pledges, demands", map(_signal, brief.signals))]
    return [
        (name, title, [_signal(line) for line in brief.signals if line.group == group])
        for group, name, title in GROUPS
        if any(line.group == group for line in brief.signals)
    ]


GROUPS = (
    ("standing", "signals", "Standing offers, threats and pledges"),
    ("closed", "closed", "Kept, broken, lapsed or withdrawn"),
    ("asked", "asked", "Demands and refusals"),
)


def _postures(brief: Brief) -> Iterable[Item]:
    """Each side's posture with what was counted; those too thin to speak of in a line each, without."""
    for posture in brief.postures:
        thin = posture.verdict == "insufficient"
        yield Item(text=posture.sentence, parts=() if thin else tuple(_bearings(posture)))


def _noted(section: Section, brief: Brief) -> Section:
    if section.items:
        return section
    note = {"problems": "All inputs were read.", "move": NOBODY}.get(section.name, brief.nothing)
    return Section(name=section.name, title=section.title, note=note)


def report_line(report: Report) -> tuple[str, ...]:
    """Source and date of a report, for its heading."""
    return tuple(part for part in (report.source, readable(report.date) if report.date else NO_DATE) if part)


def where(brief: Brief, cite: Cite) -> str:
    """ "sentence 5", or "report 2, sentence 5" when there are several."""
    place = f"sentence {cite.sentence}"
    return place if len(brief.reports) < 2 else f"report {cite.report}, {place}"


def _moves(brief: Brief) -> Iterable[Item]:
    for move in brief.moves:
        yield Item(lead=move.between, text=move.sentence, cites=move.cites)


def _signal(line: SignalLine) -> Item:
    facts = []
    if line.deadline:
        facts.append(f"deadline {readable(line.deadline)}")
    if not line.firm:
        facts.append("not firm")
    if line.state_word:
        since = f" since {readable(line.since)}" if line.since and line.state != "open" else ""
        because = f": {line.because}" if line.because and not line.trail and len(line.because) <= LONGEST_REASON else ""
        facts.append(f"{line.state_word}{since}{because}")
    if line.next_mover:
        facts.append(f"{line.next_mover} to move")
    to = f" to {line.addressees}" if line.addressees else ""
    bargain = " → ".join(part for part in (line.condition, line.commitment) if part)
    return Item(
        lead=line.kind,
        text=f"{line.speaker}{to}{f': {bargain}' if bargain else ''}",
        facts=tuple(facts),
        cites=line.cites,
        state=line.state,
        parts=tuple(Item(text=step) for step in line.trail),
    )


def _dispute(line: Dispute) -> Item:
    parts = [
        Item(
            lead=_VERBS[statement.verb],
            text=statement.who,
            cites=statement.cites,
        )
        for statement in (*line.claims, *line.denials)
    ]
    missing = NO_DENIAL if not line.denials else NO_CLAIM
    facts = () if line.claims and line.denials else (missing,)
    return Item(text=line.about, facts=facts, parts=tuple(parts))


def _event(line: EventLine) -> Item:
    facts = [fact for fact in (readable(line.date) if line.date else None, line.place) if fact]
    if line.status != "reported":
        by = f" by {line.said_by}" if line.said_by and line.status in ("claimed", "denied") else ""
        facts.append(f"{MARKS.get(line.status, line.status)}{by}")
    if line.reports > 1:
        facts.append(source_count(line))
    parts = tuple(Item(text=found) for found in line.conflicts)
    return Item(text=line.phrase[:1].upper() + line.phrase[1:], facts=tuple(facts), cites=line.cites, parts=parts)


def source_count(line: EventLine) -> str:
    """ "5 reports, 4 independent sources"."""
    return (
        f"{line.reports} reports, {f'{line.independent} independent sources' if line.independent > 1 else 'one source'}"
    )


def _talks(line: TalksLine) -> Item:
    text = f"Talks {line.state}" if line.state != "none known" else "No talks known of"
    between = f" ({line.sides})" if line.sides else ""
    facts = (f"according to {line.said_by}",) if line.said_by else ()
    return Item(text=f"{text}{between}", facts=facts, cites=line.cites)


def _bearings(posture: Posture) -> Iterable[Item]:
    for bearing in posture.bearings:
        yield Item(lead=bearing.counts, text=f"{bearing.why}: {quoted(bearing.quote)}")


def _casualties(brief: Brief) -> Iterable[Item]:
    for line in brief.casualties:
        facts = [fact for fact in (line.place, f"according to {line.said_by}" if line.said_by else None) if fact]
        facts += [MARKS.get(line.status, line.status)] if line.status != "reported" else []
        yield Item(text=f"{line.number} {line.who} {line.kind}", facts=tuple(facts), cites=line.cites)


def _places(brief: Brief) -> Iterable[Item]:
    """All places on one line, disputed ones named as such: "Jeddah (Saudi Arabia), Kashmir (disputed)"."""
    named = []
    for line in brief.places:
        disputed = "disputed" if line.disputed == line.name else f"disputed: {line.disputed}" if line.disputed else None
        country = line.country if line.country != line.name else None
        facts = "; ".join(fact for fact in (country, disputed) if fact)
        named.append(f"{line.name} ({facts})" if facts else line.name)
    if named:
        yield Item(text=", ".join(named))


def _problems(brief: Brief) -> Iterable[Item]:
    for problem in brief.problems:
        place = f"{problem.where}:{problem.line}" if problem.line else problem.where
        yield Item(lead=place, text=f"{problem.what}{f'; {problem.remedy}' if problem.remedy else ''}")
