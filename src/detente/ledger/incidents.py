"""From findings to incidents: what is told of one act on one day, how sure it is, and who stands behind each account."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final, Literal

from detente.ledger.acts import arms, has_cue, hostile, likeness, party, tie
from detente.ledger.facts import AGAIN_DAYS
from detente.ledger.finding import DECISIVE, LEAST, Effect, Finding
from detente.ledger.mentions import Mention
from detente.ledger.questions import undoes
from detente.ledger.shelves import Shelf
from detente.ledger.thresholds import days
from detente.ledger.timing import AGAIN
from detente.ledger.when import Moment
from detente.ledger.words import join, side_name

DENIAL_DAYS: Final = days("DENIAL_DAYS")

Verdict = Literal["sure", "claimed", "disputed", "weak"]


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
        if not named:
            return "it is reported that" if any(f.standing == "reported" for f in self.findings) else "one side says"
        return f"{self.claimants} {'says' if len(named) == 1 else 'say'}"

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


def incidents(row: Mention, found: Sequence[Finding], count: Count) -> Iterator[Incident]:
    """The findings put together by act and day, in order of time, each with its verdict and the accounts behind it.

    Each is worked out when it is asked for: a walk that comes to an end asks for no more.
    """
    denied = Denials([finding for finding in found if finding.effect == "denial"])
    groups: dict[tuple[date, int, Effect, int], list[Finding]] = {}
    for finding in found:
        if finding.effect != "denial" and finding.evidence.score >= LEAST:
            day = (finding.day, _ORDER[finding.effect], finding.effect, finding.condition)
            groups.setdefault(day, []).append(finding)
    days_ = Days(groups)
    seen: dict[tuple[Effect, int], set[str]] = {}
    for key in sorted(groups):
        _, _, effect, condition = key
        members = groups[key]
        strong = [finding for finding in members if finding.evidence.score >= DECISIVE]
        against = _against(row, effect, condition, strong, denied) if strong else []
        incident = Incident(
            effect,
            condition,
            when=min(finding.when for finding in members),
            verdict=_verdict(row, effect, strong, count, denied=bool(against)),
            findings=tuple(members),
            sources=count(strong or members),
            against=tuple(against),
            sources_against=count(against) if against else 0,
        )
        yield _borne_out(_once_is_new(incident, seen), days_)


class Denials:
    """The denials among some findings, by their time."""

    def __init__(self, found: Sequence[Finding]) -> None:
        self._found, self._days = found, Shelf()
        for place, denial in enumerate(found):
            self._days.put(denial.when, place)

    def within(self, first: datetime, last: datetime) -> list[Finding]:
        """Those that may lie between two points in time, in their order."""
        return [self._found[place] for place in sorted(self._days.within(first, last))]


class Days:
    """The days on which findings of one effect on one condition lie, in order, and those findings."""

    def __init__(self, groups: Mapping[tuple[date, int, Effect, int], list[Finding]]) -> None:
        self._groups = groups
        self._days: dict[tuple[Effect, int], list[date]] = {}

    def within(self, effect: Effect, condition: int, first: date, last: date) -> Iterator[list[Finding]]:
        """The findings of each of those days, both included."""
        if not self._days:
            for day, _, effect_, condition_ in sorted(self._groups):
                self._days.setdefault((effect_, condition_), []).append(day)
        days_ = self._days[effect, condition]
        for day in days_[bisect_left(days_, first) : bisect_right(days_, last)]:
            yield self._groups[day, _ORDER[effect], effect, condition]


CORROBORATED: Final[frozenset[Effect]] = frozenset({"met", "deed", "breach"})


def _borne_out(incident: Incident, told: Days) -> Incident:
    """A claim made of a day is a fact once such an act is owned up to, or, where nobody denies it, told as one by another publisher.

    That later report gives the act no day of its own; alone it might speak of an older one.
    """
    if incident.verdict not in ("claimed", "disputed") or incident.effect not in CORROBORATED:
        return incident
    day = incident.when.last_day
    later = told.within(incident.effect, incident.condition, day, day + AGAIN_DAYS)
    borne = next((found for found in later if any(_bears_out(incident, finding) for finding in found)), None)
    if borne is None:
        return incident
    return replace(incident, verdict="sure", findings=(*incident.findings, *borne), sources=incident.sources + 1)


def _bears_out(incident: Incident, finding: Finding) -> bool:
    """A breach owned up to, of whatever day; of an undenied claim also a report of the next days by one who had not told it yet."""
    if not _undated(finding):
        return False
    if finding.standing == "own words":
        return finding.effect == "breach"
    soon = finding.when.last_day <= incident.when.last_day + timedelta(days=DENIAL_DAYS)
    new = finding.publisher not in {known.publisher for known in incident.findings}
    return incident.verdict == "claimed" and soon and new


DOUBTFUL: Final[frozenset[Effect]] = frozenset({"met", "deed"})


def _once_is_new(incident: Incident, before: dict[tuple[Effect, int], set[str]]) -> Incident:
    """Acts without a date may each be an earlier one told again; from the second report of another day on, one was new.

    Two findings of which each is new with .6 (`AGAIN`) leave .84 that not both are old. Never enough for a breach. `before`
    keeps the words of those told so far.
    """
    if incident.verdict != "weak" or incident.effect not in DOUBTFUL:
        return incident
    doubtful = {finding.evidence.quote for finding in incident.findings if _undated(finding)}
    if not doubtful:
        return incident
    seen = before.setdefault((incident.effect, incident.condition), set())
    incident = replace(incident, verdict="sure") if seen and doubtful - seen else incident
    seen |= doubtful
    return incident


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
    "disowned": 8,
    "denial": 9,
    "undone": 10,
}


def _verdict(row: Mention, effect: Effect, strong: Sequence[Finding], count: Count, *, denied: bool) -> Verdict:
    """How sure the incident is: reported and undenied, or owned up to, or claimed twice over from different sides."""
    if not strong:
        return "weak"
    if any(_settles(effect, finding, row) for finding in strong):
        return "sure"
    if not denied and any(_credited(effect, f, row) or (effect == "deed" and _met_together(f)) for f in strong):
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
    term = row.signal.commitment
    lifts = effect == "deed" and term is not None and term.type == "SANCTION" and undoes(term)  # who says it, does it
    return effect in ("met", "continued", "breach", "undone", "withdraw") or lifts or harms(row)


def _met_together(finding: Finding) -> bool:
    """A meeting takes two: told by one of them and not denied, it was held."""
    return finding.act == "CONSULT" and finding.standing != "reported" and len(finding.doers) > 1


def _credited(effect: Effect, finding: Finding, row: Mention) -> bool:
    """A peaceful act that somebody other than the side asked for it, and no friend of it, says it did: nobody credits a rival for nothing."""
    asked = {row.side}
    if effect == "deed":
        peaceful = not harms(row)
    elif effect == "met":
        condition = row.conditions[finding.condition]
        peaceful = not hostile(condition)
        asked = {party(actor) for actor in condition.actors} or set(finding.doers)
    else:
        return False
    others = {side for side in finding.claimants if not any(tie(side, doer) for doer in asked)}
    return peaceful and finding.standing == "claimed" and bool(others)


def harms(row: Mention) -> bool:
    return row.signal.commitment is not None and row.signal.commitment.direction == "escalates"


def _against(
    row: Mention, effect: Effect, condition: int, strong: Sequence[Finding], denials: Denials
) -> list[Finding]:
    """The denials by the side said to have done it: of a reported act on its own day, of a claimed one within three days.

    A denial that speaks of a truce or its violation is no denial of other acts, nor one of jets a denial of shells.
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
        for d in denials.within(first, last)
        if d.claimants & accused
        and first < d.when.high
        and d.when.low < last
        and any(likeness(d.act, finding.act) >= LEAST and _may_deny(d, finding) for finding in strong)
        and (effect == "breach" or not has_cue("breach", d.evidence.quote))
    ]


def _may_deny(denial: Finding, told: Finding) -> bool:
    """Whether a denial may speak of an act: of no other arms, and of nobody else struck."""
    if denial.hit and told.hit and not denial.hit & told.hit:
        return False
    denied, used = arms(denial.evidence.quote), arms(told.evidence.quote)
    return not denied or not used or bool(denied & used)
