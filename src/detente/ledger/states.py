"""From findings to states: a walk through time, each step a `Change` with its rule and its evidence.

The walk reads incidents (findings about the same act on the same day, put together) in event time and lets deadlines and
quiet windows run out between them. docs/ledger.md lists the rules by name; the names stand in `Change.rule`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Literal, NamedTuple

from detente.ledger.acts import ESCALATES, barred, eases, has_cue, hostile, likeness, party
from detente.ledger.matching import AGAIN, DECISIVE, LEAST, Effect, Finding
from detente.ledger.mentions import Known, Mention
from detente.ledger.when import Moment, after, moment, unordered
from detente.ledger.words import borne_out, country, follows, join, phrase_term, side_name
from detente.records import Change, Condition, State

HOLD_DAYS: Final = 2
"""A halt is seen to hold when two days pass, with coverage, without an act of the kind: fighting was daily before."""
RESTRAINT_DAYS: Final = 14
"""A promise not to begin something says little until a fortnight has passed, with coverage, without it."""
REFUSAL_DAYS: Final = 5
ABSENCE_DAYS: Final = 3
ABSENCE_REPORTS: Final = 3
"""That an attack has stopped, nobody having said so, takes three covered days and three reports without one."""
COVERAGE_REPORTS: Final = 2
"""Fewer reports on the two sides than this in a window are no coverage, and silence is then no evidence."""
STALE_DAYS: Final = 90
"""Words not repeated and not tested for 90 days lapse: nobody is held to have broken them."""
DENIAL_DAYS: Final = 3

Verdict = Literal["sure", "claimed", "disputed", "weak"]
CLOSED: Final[frozenset[State]] = frozenset({"lapsed", "withdrawn", "broken"})


@dataclass(frozen=True)
class Incident:
    """Findings of one effect on one day, and what they amount to together."""

    effect: Effect
    condition: int
    when: Moment
    verdict: Verdict
    findings: tuple[Finding, ...]
    sources: int = 1  # how many independent sources tell of it
    against: tuple[Finding, ...] = ()
    sources_against: int = 0  # and how many carry the denial

    @property
    def date(self) -> str | None:
        """The day to show."""
        return next((f.evidence.date for f in self.findings if f.evidence.date), None)

    @property
    def names(self) -> tuple[str, ...]:
        """The evidence by name: article/record."""
        return tuple(dict.fromkeys(f"{f.evidence.article}/{f.evidence.record}" for f in self.findings))

    @property
    def claimants(self) -> str:
        """Who says so, by name."""
        return join(dict.fromkeys(side_name(a) for f in self.findings for a in f.evidence.said_by))

    @property
    def who_says(self) -> str:
        """ "India says", "India and Pakistan say", "one side says" when nobody is named."""
        named = {side_name(a) for f in self.findings for a in f.evidence.said_by}
        return f"{self.claimants} {'says' if len(named) == 1 else 'say'}" if named else "one side says"

    @property
    def who_denies(self) -> str:
        """ "Pakistan denies it", "the other denies it" when nobody is named."""
        named = dict.fromkeys(side_name(a) for f in self.against for a in f.evidence.said_by)
        return f"{join(named)} {'denies' if len(named) == 1 else 'deny'} it" if named else "the other denies it"

    @property
    def accounts(self) -> str:
        """How many independent sources stand behind each account: " (2 independent sources against 1)"."""
        many = f"{self.sources} independent source{'' if self.sources == 1 else 's'}"
        return f" ({many} against {self.sources_against})" if self.against else f" ({many})"


Count = Callable[[Sequence[Finding]], int]
"""How many independent sources some findings have: one for each publisher and for all who print one copy."""


def incidents(row: Mention, found: Sequence[Finding], count: Count) -> tuple[Incident, ...]:
    """The findings put together by act and day, in order of time, each with its verdict and the accounts behind it."""
    denials = [finding for finding in found if finding.effect == "denial"]
    groups: dict[tuple[datetime, int, Effect, int], list[Finding]] = {}
    for finding in found:
        if finding.effect != "denial" and finding.evidence.score >= LEAST:
            day = datetime.combine(finding.when.last_day, time(), UTC)
            groups.setdefault((day, _ORDER[finding.effect], finding.effect, finding.condition), []).append(finding)
    made = []
    for (_, _, effect, condition), members in sorted(groups.items(), key=lambda item: item[0]):
        strong = [finding for finding in members if finding.evidence.score >= DECISIVE]
        against = _against(row, effect, condition, strong, denials) if strong else []
        made.append(
            Incident(
                effect,
                condition,
                when=min(finding.when for finding in members),
                verdict=_verdict(row, effect, strong, count, denied=bool(against)),
                findings=tuple(members),
                sources=count(strong or members),
                against=tuple(against),
                sources_against=count(against) if against else 0,
            )
        )
    return _once_is_new(made)


DOUBTFUL: Final[frozenset[Effect]] = frozenset({"met", "deed"})


def _once_is_new(told: Sequence[Incident]) -> tuple[Incident, ...]:
    """Acts without a date may each be an earlier one told again; from the second report of another day on, one was new.

    Two findings of which each is new with .6 (`AGAIN`) leave .84 that not both are old. Never enough for a breach.
    """
    made: list[Incident] = []
    before: dict[tuple[Effect, int], set[str]] = {}
    for incident in told:
        doubtful = {finding.evidence.quote for finding in incident.findings if _undated(finding)}
        if incident.verdict == "weak" and incident.effect in DOUBTFUL and doubtful:
            seen = before.setdefault((incident.effect, incident.condition), set())
            incident = replace(incident, verdict="sure") if seen and doubtful - seen else incident
            seen |= doubtful
        made.append(incident)
    return tuple(made)


def _undated(finding: Finding) -> bool:
    """Told in the report's voice or owned up to, and only its time is in doubt."""
    time_ = finding.evidence.parts.get("time", 1.0)
    surely = finding.standing in ("reported", "own words")
    return surely and 0.3 < time_ <= AGAIN and finding.evidence.score / time_ >= DECISIVE


_ORDER: Final[dict[Effect, int]] = {
    "continued": 0,
    "met": 1,
    "deed": 2,
    "confirm": 3,
    "breach": 4,
    "truce": 5,
    "withdraw": 6,
    "declined": 7,
    "denial": 8,
}


def _verdict(row: Mention, effect: Effect, strong: Sequence[Finding], count: Count, *, denied: bool) -> Verdict:
    """How sure the incident is: reported and undenied, or owned up to, or claimed twice over from different sides."""
    if not strong:
        return "weak"
    if any(_settles(effect, finding, row) for finding in strong):
        return "sure"
    reports = [finding for finding in strong if finding.standing == "reported"]
    if reports and (not denied or count(reports) > 1):
        return "sure"
    claimants = {side for finding in strong if finding.standing == "claimed" for side in finding.claimants}
    if len(claimants) > 1 and not denied and count(strong) > 1:
        return "sure"  # two sides say so, in two publications
    return "disputed" if denied else "claimed"


def _settles(effect: Effect, finding: Finding, row: Mention) -> bool:
    """A side's own word settles what speaks against its interest, an order to stop, and nothing in its favour."""
    if finding.standing == "agreed":
        return True
    if finding.standing != "own words":
        return False
    return effect in ("met", "continued", "breach", "withdraw") or _harms(row)


def _harms(row: Mention) -> bool:
    return row.signal.commitment is not None and row.signal.commitment.direction == "escalates"


def _against(
    row: Mention, effect: Effect, condition: int, strong: Sequence[Finding], denials: Sequence[Finding]
) -> list[Finding]:
    """The denials by the side said to have done it: of a reported act on its own day, of a claimed one within three days.

    A denial that speaks of a truce or its violation is no denial of other acts.
    """
    if effect in ("met", "continued") and condition < len(row.conditions):
        accused = {party(actor) for actor in row.conditions[condition].actors} or set(row.rivals or row.facing)
    else:
        accused = {row.side}
    reported = any(finding.standing == "reported" for finding in strong)
    first = min(finding.when.low for finding in strong)
    last = max(finding.when.high for finding in strong) + timedelta(days=0 if reported else DENIAL_DAYS)
    return [
        d
        for d in denials
        if d.claimants & accused
        and first < d.when.high
        and d.when.low < last
        and any(likeness(d.act, finding.act) >= LEAST for finding in strong)
        and (effect == "breach" or not has_cue("breach", d.evidence.quote))
    ]


# ---------------------------------------------------------------------------------------------------------- coverage


def parties_of(known: Known) -> frozenset[str]:
    """All parties and countries a report speaks of as news."""
    reading = known.reading
    actors = [a for e in reading.events if not e.background for a in (*e.actors, *e.recipients, *e.said_by)]
    actors += [a for s in reading.signals if not s.background for a in (s.speaker, *s.addressees)]
    actors += [a for channel in reading.channels for a in channel.sides]
    return frozenset(party(a) for a in actors) | {a.code for a in actors if not a.group}


class Covered(NamedTuple):
    """One report that looks at both sides: its day, its id, and when it came out."""

    day: date
    article: str
    known: datetime


@dataclass(frozen=True)
class Coverage:
    """The reports that look at a row's two sides, by day."""

    reports: tuple[Covered, ...]

    def between(self, first: date, last: date) -> tuple[Covered, ...]:
        """The reports of those days, both included."""
        return tuple(report for report in self.reports if first <= report.day <= last)

    def known_by(self, limit: datetime) -> Coverage:
        """The coverage as it was at that time."""
        return Coverage(tuple(report for report in self.reports if report.known <= limit))


def coverage(row: Mention, spoken_of: Iterable[tuple[Known, frozenset[str]]]) -> Coverage:
    """Where the reports look at both sides of a row (at the side alone, when it has no rival); a reprint looks no further."""
    found: dict[str, Covered] = {}
    for known, parties in spoken_of:
        if known.at and row.side in parties and (not row.rivals or row.rivals & parties):
            found.setdefault(known.copy, Covered(known.at.last_day, known.reading.id, known.at.high))
    return Coverage(tuple(sorted(found.values())))


# -------------------------------------------------------------------------------------------------------------- walk


@dataclass
class Walk:
    """Where a row stands while time runs; `history` is what the row keeps of it."""

    row: Mention
    covered: Coverage
    now: Moment
    deadline: Moment | None
    last_said: date
    state: State = "open"
    history: list[Change] = field(default_factory=list)
    met: set[int] = field(default_factory=set)
    in_force_since: date | None = None
    triggered_at: Moment | None = None
    disturbed: date | None = None  # the last day an act of the kind was reported or claimed
    stopped_since: dict[int, date] = field(default_factory=dict)
    provoked: bool = False
    acted: bool = False  # an act of the kind was told of since
    _done: set[str] = field(default_factory=set)

    def to(self, state: State, when: str | None, because: str, rule: str, evidence: Iterable[str] = ()) -> None:
        """Go to a state, unless the row is there already."""
        if state != self.state or not self.history:
            self.history.append(Change(state=state, date=when, because=because, rule=rule, evidence=tuple(evidence)))
        self.state = state

    @property
    def closed(self) -> bool:
        """Nothing more can change it but a ruling; a restraint that has held may still be broken."""
        lasts = self.restrains is not None or self.row.signal.kind == "refusal" or self.row.lasting
        done = self.state == "kept" and not lasts
        return self.state in CLOSED or done

    @property
    def restrains(self) -> str | None:
        """The act the commitment bars, None when it promises something to be done."""
        return barred(self.row.signal.commitment) if self.row.signal.commitment else None

    def positive(self) -> list[int]:
        """The conditions that must come about first."""
        return [i for i, c in enumerate(self.row.conditions) if not c.negated and not _forbearance(c)]

    @property
    def in_force(self) -> bool:
        """True once every condition is met (or there is none)."""
        return self.in_force_since is not None


def _forbearance(condition: Condition) -> bool:
    """ "If India does not attack" holds until India attacks, "as long as Iran keeps it" while it does: both release."""
    while_ = condition.connective.casefold() in WHILE and condition.direction == "de-escalates"
    return not condition.negated and (while_ or (condition.phase == "refrain" and hostile(condition)))


WHILE: Final = frozenset({"as long as", "so long as", "for as long as", "while"})


def releases(condition: Condition) -> bool:
    """True when the condition's act ends the commitment instead of starting it."""
    return condition.negated or _forbearance(condition)


def walk(
    row: Mention, told: Sequence[Incident], covered: Coverage, now: Moment, *, deadline: str | None, last_said: date
) -> Walk:
    """The row's states from the day it was said to `now`."""
    state = Walk(row, covered, now, moment(deadline), last_said)
    said = row.said
    day = said.last_day if said else last_said
    state.to("open", row.said_on, _opening(row), "said")
    if row.announced_by:
        because = f"only {side_name(row.announced_by)} says so; it is not that side's own word"
        state.to("contested", row.said_on, because, "announced")
    negated_threat = any(c.negated and c.direction == "de-escalates" for c in row.conditions)
    if not state.positive() and not negated_threat:
        state.in_force_since = day
    if row.lasting:
        until = (
            "it was under way when it was said"
            if row.goes_on
            else "the measure is in force until what it names comes about"
        )
        _trigger(state, day, row.said_on, until, "in-force", ())
        if last_said > day:
            state.to("kept", last_said.isoformat(), "said again that it stays in force", "reaffirmed")
    for incident in told:
        if state.closed:
            break
        _elapse(state, incident.when.low)
        if not state.closed:
            _STEPS[incident.effect](state, incident)
    if not state.closed:
        _elapse(state, now.high)
    return state


def _opening(row: Mention) -> str:
    who = side_name(row.signal.speaker)
    if row.announced_by:
        return f"announced on behalf of {who} by {side_name(row.announced_by)}"
    if row.mutual:
        return f"agreed to by {who}"
    return f"said by {who}"


def _on_met(walk: Walk, incident: Incident) -> None:
    condition = walk.row.conditions[incident.condition]
    if incident.verdict == "weak" or _forbearance(condition):
        return
    if releases(condition):
        _on_release(walk, incident)
    elif incident.verdict == "sure":
        walk.met.add(incident.condition)
        walk.stopped_since.pop(incident.condition, None)
        if set(walk.positive()) <= walk.met and not walk.in_force:
            what = phrase_term(condition) if borne_out(condition) else "what it names came about"
            because = f"{what}, {_standing(incident)}"
            walk.triggered_at = incident.when
            _trigger(walk, incident.when.last_day, incident.date, because, "condition-met", incident.names)
    elif incident.verdict == "disputed":
        because = f"{incident.who_says} the condition came about, {incident.who_denies}{incident.accounts}"
        walk.to("contested", incident.date, because, "condition-disputed", incident.names)


def _on_release(walk: Walk, incident: Incident) -> None:
    if incident.verdict == "weak":
        return
    if incident.verdict == "sure" and walk.state == "contested":
        walk.provoked = True  # what was disputed before stays disputed
    elif incident.verdict == "sure":
        because = "what the words made an exception of came about: they no longer bind"
        walk.to("lapsed", incident.date, because, "released", incident.names)
    else:
        walk.provoked = True


def _trigger(walk: Walk, day: date, shown: str | None, because: str, rule: str, evidence: Iterable[str]) -> None:
    walk.in_force_since = day
    walk.to("triggered", shown, because, rule, evidence)


def _on_continued(walk: Walk, incident: Incident) -> None:
    if _forbearance(walk.row.conditions[incident.condition]):
        _on_release(walk, incident)
    walk.stopped_since[incident.condition] = incident.when.last_day


def _on_deed(walk: Walk, incident: Incident) -> None:
    standing_threat = any(c.negated for c in walk.row.conditions) and not walk.in_force and not walk.positive()
    walk.acted = True
    if walk.row.announced_by or (not walk.in_force and not standing_threat):
        return  # what another announced for it, it has not promised
    if walk.row.goes_on:
        return  # each blow upholds it; how it ends is told by a truce, or by ninety days without its being said again
    same_time = walk.triggered_at is not None and unordered(incident.when, walk.triggered_at)
    if walk.row.signal.kind == "threat" and same_time and not _answers(walk.row, incident):
        return  # fire on both sides the same day: which was the answer is not known
    kind = walk.row.signal.kind
    if incident.verdict == "sure":
        because = "the act it threatened" if kind == "threat" else "the act it promised"
        walk.to("kept", incident.date, f"{because}, {_standing(incident)}", "deed", incident.names)
    elif incident.verdict in ("claimed", "disputed") and _harms(walk.row):
        because = f"{incident.who_says} it was carried out; not confirmed{incident.accounts}"
        walk.to("contested", incident.date, because, "deed-claimed", incident.names)


def _on_breach(walk: Walk, incident: Incident) -> None:
    if not walk.in_force or (incident.verdict == "weak" and not _by_others(incident)):
        return
    latest = max(finding.when for finding in incident.findings)
    if walk.triggered_at and not after(latest, walk.triggered_at) and not _names_a_breach(incident):
        return  # before what brought it into force, or the same day: which came first is not known
    walk.disturbed = max(walk.disturbed or incident.when.last_day, incident.when.last_day)
    if incident.verdict == "sure" and not walk.provoked:
        because = f"an act of the kind it promised not to do, {_standing(incident)}"
        walk.to("broken", incident.date, because, "breach", incident.names)
        return
    if incident.verdict == "sure":
        because = "it acted, and says what it made an exception of had come first"
    elif incident.verdict == "disputed":
        because = f"{incident.who_says} it was broken, {incident.who_denies}{incident.accounts}"
    else:
        because = f"{incident.who_says} it was broken; not confirmed{incident.accounts}"
    walk.to("contested", incident.date, because, "breach-claimed", incident.names)


def _names_a_breach(incident: Incident) -> bool:
    return any(has_cue("breach", finding.evidence.quote) for finding in incident.findings)


def _answers(row: Mention, incident: Incident) -> bool:
    """The words present the act as an answer: "in response", or "after Ruritanian drones …"."""
    rivals = {country(side.partition(":")[0]) for side in row.rivals | row.facing}
    quotes = [finding.evidence.quote for finding in incident.findings]
    return has_cue("answer", *quotes) or any(follows(quote, rival) for quote in quotes for rival in rivals)


def _by_others(incident: Incident) -> bool:
    """Weak because a group or an ally did it, not because its target or time is in doubt."""
    return any(finding.evidence.parts.get("actor", 1.0) < DECISIVE for finding in incident.findings)


def _standing(incident: Incident) -> str:
    """On whose word an incident is taken for a fact."""
    standings = {finding.standing for finding in incident.findings if finding.evidence.score >= DECISIVE}
    if "agreed" in standings:
        return "by agreement"
    if "own words" in standings:
        return "in its own words"
    many = incident.sources
    return "reported by one source" if many == 1 else f"reported by {many} independent sources"


def _on_confirm(walk: Walk, incident: Incident) -> None:
    if not walk.in_force or incident.verdict in ("weak", "disputed"):
        return
    since = max(walk.in_force_since or incident.when.day, walk.disturbed or date.min)
    if incident.when.last_day > since:
        because = f"said to hold by {incident.claimants}" if incident.claimants else "reported to hold"
        walk.to("kept", incident.date, because, "confirmed", incident.names)


def _on_withdraw(walk: Walk, incident: Incident) -> None:
    if walk.row.signal.kind == "refusal":
        if incident.verdict == "sure":
            because = f"it did what it had refused, {_standing(incident)}"
            walk.to("withdrawn", incident.date, because, "given-up", incident.names)
    elif walk.state != "kept":
        walk.to("withdrawn", incident.date, "taken back by its speaker", "refusal", incident.names)


def _on_declined(walk: Walk, incident: Incident) -> None:
    """An offer its addressee refuses has had its answer; one whose condition came about first stays due."""
    if walk.state == "open":
        walk.to("lapsed", incident.date, f"refused by {incident.claimants}", "declined", incident.names)


def _on_truce(walk: Walk, incident: Incident) -> None:
    """A threat that was due, or made without a condition, and not carried out by then, is overtaken by a mutual halt."""
    waits = any(not (c.negated and eases(c)) for c in walk.row.conditions)  # "unless it makes peace": it has
    due = walk.state == "triggered" or (walk.state == "open" and not waits)
    if walk.row.goes_on and incident.verdict != "weak" and walk.acted:
        walk.to("kept", incident.date, "it went on until the two sides agreed to stop", "upheld", incident.names)
    elif walk.row.goes_on and incident.verdict != "weak":
        because = "the two sides agreed to stop, and nothing more had been told of it"
        walk.to("lapsed", incident.date, because, "overtaken", incident.names)
    elif due and not walk.row.lasting:
        offer = walk.row.signal.kind == "offer"
        because = (
            "the sides it was made to agreed to stop" if offer else "the two sides agreed to stop before it was done"
        )
        if incident.verdict == "weak":
            because = "the war it was about ended: their allies agreed to stop before it was done"
        walk.to("lapsed", incident.date, because, "overtaken", incident.names)


def _ignore(walk: Walk, incident: Incident) -> None:
    """Denials weigh in verdicts and move nothing themselves."""


_STEPS: Final = {
    "met": _on_met,
    "continued": _on_continued,
    "deed": _on_deed,
    "breach": _on_breach,
    "confirm": _on_confirm,
    "truce": _on_truce,
    "withdraw": _on_withdraw,
    "declined": _on_declined,
    "denial": _ignore,
}


# -------------------------------------------------------------------------------------------------------------- time


def _elapse(walk: Walk, until: datetime) -> None:
    """Let the time rules act up to `until`: halts seen to hold, conditions met by absence, deadlines, staleness."""
    day = (min(until, walk.now.high) - timedelta(microseconds=1)).date()  # midnight still belongs to the day before
    for rule in (_absence, _deadline, _holding, _upheld, _stale):
        if not walk.closed:
            rule(walk, day)


def _absence(walk: Walk, until: date) -> None:
    """An attack nobody says has stopped is taken to have stopped after three covered days without one."""
    if walk.in_force or walk.row.said is None:
        return
    for index in walk.positive():
        condition = walk.row.conditions[index]
        if index in walk.met or barred(condition) is None:
            continue
        since = max(walk.stopped_since.get(index, date.min), walk.row.said.last_day)
        end = since + timedelta(days=ABSENCE_DAYS)
        reports = walk.covered.between(since + timedelta(days=1), until)
        late = [report for n, report in enumerate(reports, 1) if n >= ABSENCE_REPORTS and report.day >= end]
        if late:
            walk.met.add(index)
            if set(walk.positive()) <= walk.met:
                because = f"no such act in {len(reports)} reports on both sides over {ABSENCE_DAYS} days"
                names = [report.article for report in reports[:ABSENCE_REPORTS]]
                _trigger(walk, late[0].day, late[0].day.isoformat(), because, "absence", names)


def _deadline(walk: Walk, until: date) -> None:
    """What a deadline decides when it has passed."""
    due, term = walk.deadline, walk.row.signal.commitment
    forbears = walk.restrains is not None or (term is not None and term.phase in ("halt", "refrain"))
    if due is None or until <= due.last_day or "deadline" in walk._done or forbears:
        return  # that nothing is told of a side that promised to do nothing breaks no promise
    walk._done.add("deadline")
    shown = walk.row.signal.deadline or due.last_day.isoformat()
    reports = walk.covered.between(due.last_day + timedelta(days=1), until)
    names = [report.article for report in reports[:COVERAGE_REPORTS]]
    seen = len(reports) >= COVERAGE_REPORTS
    if not walk.in_force:
        _unmet_at_deadline(walk, due.last_day, shown, names, seen=seen)
    elif seen and not _harms(walk.row):
        because = f"the deadline passed and {len(reports)} later reports tell of no such act"
        walk.to("broken", shown, because, "deadline-unmet", names)
    elif not _harms(walk.row):
        walk.to("lapsed", shown, "the deadline passed; too few reports to say whether it was done", "deadline-unseen")


def _unmet_at_deadline(walk: Walk, due: date, shown: str, names: Sequence[str], *, seen: bool) -> None:
    negated = [c for c in walk.row.conditions if c.negated]
    if negated and not walk.positive():
        if seen:
            because = "the deadline passed and no report tells that what was asked for was done"
            _trigger(walk, due, shown, because, "ultimatum-expired", names)
        return
    walk.to("lapsed", shown, "the deadline passed and the condition had not come about", "deadline-untested")


def _holding(walk: Walk, until: date) -> None:
    """A promise not to act is kept so far once a covered window has passed without an act of the kind."""
    if walk.restrains is None or not walk.in_force or walk.state == "kept" or walk.in_force_since is None:
        return
    start = max(walk.in_force_since, walk.disturbed or date.min)
    term = walk.row.signal.commitment
    again = term is not None and has_cue("resuming", term.text, walk.row.signal.quote)
    halts = term is not None and (term.phase == "halt" or term.type not in ESCALATES or again)
    end = start + timedelta(days=HOLD_DAYS if halts else RESTRAINT_DAYS)
    if walk.deadline and walk.deadline.last_day > start:
        end = min(end, walk.deadline.last_day) if halts else walk.deadline.last_day
    reports = walk.covered.between(start + timedelta(days=1), until)
    late = [report for n, report in enumerate(reports, 1) if n >= COVERAGE_REPORTS and report.day >= end]
    if late:
        day = late[0].day
        counted = [report.article for report in reports if report.day <= day]
        since = (
            f"since {start.isoformat()}"
            if walk.disturbed is None
            else f"after the last one claimed ({start.isoformat()})"
        )
        because = f"held so far: {len(counted)} reports on both sides tell of no such act {since}"
        walk.to("kept", day.isoformat(), because, "held", counted)


def _upheld(walk: Walk, until: date) -> None:
    """A refusal is upheld so far when five covered days tell of no such act by its speaker: talks are called within days."""
    if walk.row.signal.kind != "refusal" or walk.state == "kept":
        return
    end = walk.last_said + timedelta(days=REFUSAL_DAYS)
    reports = walk.covered.between(walk.last_said + timedelta(days=1), until)
    late = [report for n, report in enumerate(reports, 1) if n >= COVERAGE_REPORTS and report.day >= end]
    if late:
        counted = [report.article for report in reports if report.day <= late[0].day]
        because = f"upheld so far: {len(counted)} reports on both sides tell of no such act"
        walk.to("kept", late[0].day.isoformat(), because, "upheld", counted)


def _stale(walk: Walk, until: date) -> None:
    """Words neither repeated nor tested for 90 days lapse."""
    end = walk.last_said + timedelta(days=STALE_DAYS)
    if until > end and walk.row.goes_on and walk.acted:
        walk.to("kept", end.isoformat(), "acts of the kind were told of afterwards", "upheld")
    elif until > end and walk.state in ("open", "triggered", "contested") and not walk.restrains:
        because = f"not repeated and nothing reported of it for {STALE_DAYS} days"
        walk.to("lapsed", end.isoformat(), because, "stale")
