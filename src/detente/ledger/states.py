"""From findings to states: a walk through time, each step a `Change` with its rule and its evidence.

The walk reads incidents (findings about the same act on the same day, put together) in event time and lets deadlines and
quiet windows run out between them. docs/ledger.md lists the rules by name; the names stand in `Change.rule`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final

from detente.ledger.acts import ESCALATES, barred, eases, has_cue, hostile
from detente.ledger.coverage import Coverage
from detente.ledger.finding import DECISIVE, NEAR
from detente.ledger.incidents import Incident, harms
from detente.ledger.mentions import APPOINTMENT, DECIDES, Mention
from detente.ledger.patterns import says
from detente.ledger.questions import kept_up, undoes
from detente.ledger.taking_back import ENDED
from detente.ledger.thresholds import days
from detente.ledger.timing import LATE
from detente.ledger.when import Moment, after, moment, unordered
from detente.ledger.wording import SAME_THINGS
from detente.ledger.words import borne_out, country, follows, phrase_term, side_name
from detente.records import Change, Condition, State

GRACE_DAYS: Final = days("GRACE_DAYS")
"""So long after a deadline that nobody reported on a report may still tell that it was met, or met late."""
HOLD_DAYS: Final = days("HOLD_DAYS")
"""A halt is seen to hold when two days pass, with coverage, without an act of the kind: fighting was daily before."""
RESTRAINT_DAYS: Final = days("RESTRAINT_DAYS")
"""A promise not to begin something says little until a fortnight has passed, with coverage, without it."""
REFUSAL_DAYS: Final = days("REFUSAL_DAYS")
ABSENCE_DAYS: Final = days("ABSENCE_DAYS")
ABSENCE_REPORTS: Final = days("ABSENCE_REPORTS")
"""That an attack has stopped, nobody having said so, takes three covered days and three reports without one."""
COVERAGE_REPORTS: Final = days("COVERAGE_REPORTS")
"""Fewer reports on the two sides than this in a window are no coverage, and silence is then no evidence."""
STALE_DAYS: Final = days("STALE_DAYS")
"""Words not repeated and not tested for 90 days lapse: nobody is held to have broken them."""
STANDING_DAYS: Final = days("STANDING_DAYS")
"""Words that wait for something that has not come stand for a year: "any attack will be answered" ages with no quarter."""
TOLD_DAYS: Final = timedelta(days=3)
"""So long after a deadline words that it passed are of that one."""
CLOSED: Final[frozenset[State]] = frozenset({"lapsed", "withdrawn", "broken"})


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
    alleged: set[int] = field(
        default_factory=set
    )  # conditions claimed to have come about, and not denied, or by who threatened
    alleged_at: Moment | None = None  # when the other side first denied what a threat was then acted upon for
    in_force_since: date | None = None
    triggered_at: Moment | None = None
    disturbed: date | None = None  # the last day an act of the kind was reported or claimed
    stopped_since: dict[int, date] = field(default_factory=dict)
    provoked: bool = False
    acted: bool = False  # an act of the kind was told of since
    excused: bool = False  # it surely did what it had promised not to do, and only why is in dispute
    ended: date | None = None  # the day by which it was closed
    _done: set[str] = field(default_factory=set)

    def to(self, state: State, when: str | None, because: str, rule: str, evidence: Iterable[str] = ()) -> None:
        """Go to a state, unless the row is there already."""
        if state != self.state or not self.history:
            self.history.append(Change(state=state, date=when, because=because, rule=rule, evidence=tuple(evidence)))
        self.state = state

    @property
    def closed(self) -> bool:
        """Nothing more can change it but a ruling; a restraint that has held may still be broken."""
        if self.state != "kept":
            return self.state in CLOSED
        return self.restrains is None and self.row.signal.kind != "refusal" and not self.row.lasting

    @property
    def restrains(self) -> str | None:
        """The act the commitment bars, None when it promises something to be done."""
        return self.row.stop

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
    row: Mention,
    told: Iterable[Incident],
    covered: Coverage,
    now: Moment,
    *,
    deadline: str | None,
    last_said: date,
    said_again: date | None = None,
) -> Walk:
    """The row's states from the day it was said to `now`; `said_again` is the first later day on which it was said."""
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
        if said_again and said_again > day and not row.goes_on:  # an attack under way is upheld by going on
            state.to("kept", said_again.isoformat(), "said again that it stays in force", "reaffirmed")
    for incident in told:
        if state.closed:
            break
        _elapse(state, incident.when.low)
        if not state.closed:
            _STEPS[incident.effect](state, incident)
        if state.closed:
            state.ended = incident.when.last_day
    if not state.closed:
        _elapse(state, now.high)
        state.ended = now.last_day if state.closed else None
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
    elif incident.verdict == "claimed":
        walk.alleged.add(incident.condition)
        if _on_its_own_account(walk, incident):
            because = f"{incident.who_says} that it came about, and nobody denies it{incident.accounts}"
            walk.triggered_at = incident.when
            _trigger(walk, incident.when.last_day, incident.date, because, "condition-met", incident.names)
    elif incident.verdict == "disputed":
        if walk.row.signal.kind == "threat" and _says_so_itself(walk, incident):
            walk.alleged.add(incident.condition)  # whoever threatens acts on his own account of what the other did
            walk.alleged_at = walk.alleged_at or incident.when
        because = f"{incident.who_says} the condition came about, {incident.who_denies}{incident.accounts}"
        walk.to("contested", incident.date, because, "condition-disputed", incident.names)


def _says_so_itself(walk: Walk, incident: Incident) -> bool:
    return any(walk.row.side in finding.claimants for finding in incident.findings)


def _on_its_own_account(walk: Walk, incident: Incident) -> bool:
    """Whether a threat is due because its own side says that all it warned of came about: whoever threatens judges that himself."""
    due = set(walk.positive()) <= walk.met | walk.alleged
    return walk.row.signal.kind == "threat" and not walk.in_force and due and _says_so_itself(walk, incident)


def _on_release(walk: Walk, incident: Incident) -> None:
    if incident.verdict == "weak":
        return
    if incident.verdict == "sure" and walk.state == "contested":
        walk.provoked = True  # what was disputed before stays disputed
    elif (
        incident.verdict == "sure"
        and hostile(walk.row.conditions[incident.condition])
        and _only_answers(walk.row, incident)
    ):
        walk.provoked = True
        because = "what it made an exception of came about, and the words present it as an answer to its own act"
        walk.to("contested", incident.date, because, "exception-disputed", incident.names)
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
    alleged = (
        bool(walk.alleged) and set(walk.positive()) <= walk.met | walk.alleged
    )  # and acted upon by the side that set it
    walk.acted = True
    if walk.row.announced_by or not (walk.in_force or standing_threat or alleged or _given_anyway(walk.row, incident)):
        return  # what another announced for it, it has not promised
    if walk.triggered_at is not None and incident.when.low > walk.triggered_at.high + NEAR:
        return  # what it threatened or promised over had come about long before
    if walk.row.goes_on:
        return  # each blow upholds it; how it ends is told by a truce, or by ninety days without its being said again
    since = walk.triggered_at or walk.alleged_at
    same_time = since is not None and unordered(incident.when, since)
    own = _answers(walk.row, incident) or _the_very_act(walk.row, incident)
    if walk.row.signal.kind == "threat" and same_time and not own:
        return  # fire on both sides the same day: which was the answer is not known
    kind = walk.row.signal.kind
    if _less_than_threatened(walk.row, incident):
        because = "it acted, and whether that is what it threatened is open: the words speak of more, or of others"
        walk.to("contested", incident.date, because, "deed-lesser", incident.names)
    elif incident.verdict == "sure" and kind != "threat" and _too_late(walk, incident):
        because = f"the act it promised, {_standing(incident)}, but after the day it was promised for"
        walk.to("contested", incident.date, because, "deed-late", incident.names)
        walk._done.add("deadline")  # what it decides is decided
    elif incident.verdict == "sure":
        because = "the act it threatened" if kind == "threat" else "the act it promised"
        because = "it did what it was to decide on" if walk.row.signal.rule == DECIDES else because
        walk.to("kept", incident.date, f"{because}, {_standing(incident)}", "deed", incident.names)
    elif incident.verdict in ("claimed", "disputed") and harms(walk.row):
        because = f"{incident.who_says} it was carried out; not confirmed{incident.accounts}"
        walk.to("contested", incident.date, because, "deed-claimed", incident.names)


def _given_anyway(row: Mention, incident: Incident) -> bool:
    """Whether a side did the very thing it had offered, though nobody has told of what it asked for: it held back nothing."""
    term = row.signal.commitment
    if row.signal.kind != "offer" or term is None or harms(row) or incident.verdict != "sure":
        return False
    strong = [f for f in incident.findings if f.evidence.score >= DECISIVE]
    if term.type == "CONSULT":
        strong = [f for f in strong if says("on_a_matter", term.text) or not says("on_a_matter", f.evidence.quote)]
    parts = [f.evidence.parts for f in strong]
    return any(p.get("act", 1.0) >= SAME_THINGS and p.get("words", 1.0) >= 1.0 for p in parts)


def _the_very_act(row: Mention, incident: Incident) -> bool:
    """What was threatened in so many words, other than fighting: nobody does that day what he says he would do if …, but for it."""
    term = row.signal.commitment
    if term is not None and has_cue("interception", term.text):  # nothing is shot down before it comes
        return any(has_cue("interception", f.evidence.quote) for f in incident.findings)
    if term is None or term.type in (None, "ASSAULT", "MOBILIZE"):
        return False
    told = [f for f in incident.findings if f.evidence.score >= DECISIVE and f.act == term.type]
    return any(f.evidence.parts.get("words", 0.0) >= 1.0 for f in told)


def _too_late(walk: Walk, incident: Incident) -> bool:
    """Done, by a day of its own, more than two days after the deadline: whether that was agreed to, nobody has said."""
    dated = all(finding.evidence.parts.get("time", 1.0) >= DECISIVE for finding in incident.findings)
    return walk.deadline is not None and dated and incident.when.low > walk.deadline.high + LATE


def _less_than_threatened(row: Mention, incident: Incident) -> bool:
    """A sure act that is like the one threatened and less: no "irreparable damage", or a blow at soldiers where people are meant."""
    term = row.signal.commitment
    if row.signal.kind != "threat" or term is None:
        return False
    if incident.verdict == "sure":
        quotes = [f.evidence.quote for f in incident.findings if f.evidence.score >= DECISIVE]
        return any(has_cue(more, term.text) and not has_cue(more, *quotes) for more in ("extreme", "new_kind"))
    others = [(f, f.evidence.parts.get("people", 1.0)) for f in incident.findings if f.standing != "claimed"]
    return incident.verdict == "weak" and any(
        people < 1.0 <= f.evidence.score / people / DECISIVE for f, people in others
    )


def _on_breach(walk: Walk, incident: Incident) -> None:
    if not walk.in_force:
        return
    if incident.verdict == "weak" and not _by_others(incident):
        if _of_that_day(incident):
            _disturb(walk, incident)
        return
    latest = max(finding.when for finding in incident.findings)
    if walk.triggered_at and not after(latest, walk.triggered_at):
        named = tuple(finding for finding in incident.findings if has_cue("breach", finding.evidence.quote))
        if not any(finding.evidence.score >= DECISIVE for finding in named):
            return  # before what brought it into force, or the same day: which came first is not known
        incident = replace(incident, findings=named)
    _disturb(walk, incident)
    answered = _only_answers(walk.row, incident)
    if incident.verdict == "sure" and not walk.provoked and not answered:
        because = f"an act of the kind it promised not to do, {_standing(incident)}"
        walk.to("broken", incident.date, because, "breach", incident.names)
        return
    walk.excused |= incident.verdict == "sure"
    if incident.verdict == "sure" and answered:
        because = f"it acted, {_standing(incident)}, and the words present it as an answer to the other side"
    elif incident.verdict == "sure":
        because = "it acted, and says what it made an exception of had come first"
    elif incident.verdict == "disputed":
        because = f"{incident.who_says} it was broken, {incident.who_denies}{incident.accounts}"
    else:
        because = f"{incident.who_says} it was broken; not confirmed{incident.accounts}"
    walk.to("contested", incident.date, because, "breach-claimed", incident.names)


def _disturb(walk: Walk, incident: Incident) -> None:
    """Quiet begins anew after an act of the kind was told of, if only by somebody or against one who may be another."""
    walk.disturbed = max(walk.disturbed or incident.when.last_day, incident.when.last_day)


def _answers(row: Mention, incident: Incident) -> bool:
    """The words present the act as an answer: "in response", or "after Ruritanian drones …"."""
    return any(_presented_as_answer(row, finding.evidence.quote) for finding in incident.findings)


def _presented_as_answer(row: Mention, quote: str) -> bool:
    rivals = {country(side.partition(":")[0]) for side in row.rivals | row.facing}
    return has_cue("answer", quote) or any(follows(quote, rival) for rival in rivals)


def _only_answers(row: Mention, incident: Incident) -> bool:
    """Its own words, or all reports, present the act as an answer: which side broke its word first is then in dispute."""
    strong = [f for f in incident.findings if f.evidence.score >= DECISIVE and f.standing != "claimed"]
    return bool(strong) and all(_presented_as_answer(row, finding.evidence.quote) for finding in strong)


def _on_undone(walk: Walk, incident: Incident) -> None:
    """What was promised for a day was not done by then: the side itself, or a report, settles it; its rival's word contests."""
    if not walk.in_force or walk.state == "kept" or walk.deadline is None:
        return
    shown = walk.row.signal.deadline or walk.deadline.last_day.isoformat()
    if incident.verdict in ("sure", "claimed"):
        walk._done.add("deadline")  # somebody has looked
    if incident.verdict == "sure":
        because = f"the deadline passed and it was not done, {_standing(incident)}"
        walk.to("broken", shown, because, "deadline-unmet", incident.names)
    elif incident.verdict == "claimed":
        because = f"{incident.who_says} it was not done by the day promised{incident.accounts}"
        walk.to("contested", incident.date, because, "undone-claimed", incident.names)


def _by_others(incident: Incident) -> bool:
    """Weak because a group or an ally did it, not because its target or time is in doubt."""
    return any(finding.evidence.parts.get("actor", 1.0) < DECISIVE for finding in incident.findings)


def _of_that_day(incident: Incident) -> bool:
    """Whether only whom it was aimed at is in doubt: an act without a day of its own may be an earlier one told again."""
    return any(finding.evidence.parts.get("time", 1.0) >= DECISIVE for finding in incident.findings)


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
    if not walk.in_force or incident.verdict in ("weak", "disputed") or walk.excused:
        return
    since = max(walk.in_force_since or incident.when.day, walk.disturbed or date.min)
    if incident.when.last_day > since:
        because = f"said to hold by {incident.claimants}" if incident.claimants else "reported to hold"
        walk.to("kept", incident.date, because, "confirmed", incident.names)


def _on_withdraw(walk: Walk, incident: Incident) -> None:
    ended = any(finding.evidence.why == ENDED for finding in incident.findings)
    if ended and incident.verdict in ("sure", "claimed") and (walk.state != "kept" or walk.restrains is not None):
        walk.to("withdrawn", incident.date, "ended, or called off", "ended", incident.names)
    elif walk.row.signal.kind == "refusal" and walk.row.lasting and incident.verdict == "sure":
        because = f"it did what it had refused until then, {_standing(incident)}"
        walk.to("lapsed", incident.date, because, "released", incident.names)
    elif walk.row.signal.kind == "refusal":
        if incident.verdict == "sure":
            because = f"it did what it had refused, {_standing(incident)}"
            walk.to("withdrawn", incident.date, because, "given-up", incident.names)
    elif walk.row.announced_by and walk.state == "contested" and incident.verdict in ("sure", "claimed"):
        walk.to("lapsed", incident.date, "refused by one it was announced for", "declined", incident.names)
    elif walk.state != "kept" and incident.verdict in ("sure", "claimed"):
        walk.to("withdrawn", incident.date, "taken back by its speaker", "refusal", incident.names)


def _on_declined(walk: Walk, incident: Incident) -> None:
    """An offer its addressee refuses has had its answer; one whose condition came about first stays due."""
    if walk.state == "open":
        walk.to("lapsed", incident.date, f"refused by {incident.claimants}", "declined", incident.names)


def _on_disowned(walk: Walk, incident: Incident) -> None:
    """Of an offer its addressee will not have heard there are two accounts."""
    if walk.state == "open":
        because = f"never made, or of no part, by the word of {incident.claimants}"
        walk.to("contested", incident.date, because, "disowned", incident.names)


def _on_truce(walk: Walk, incident: Incident) -> None:
    """A threat that was due, or made without a condition, and not carried out by then, is overtaken by a mutual halt."""
    offer = walk.row.signal.kind == "offer"
    asks = [c for c in walk.row.conditions if not has_cue("asking_nothing", c.text)]
    waits = any(not (c.negated and eases(c)) for c in asks)  # "unless it makes peace": it has
    due = walk.state == "triggered" or (walk.state == "open" and not waits)
    if walk.row.goes_on and incident.verdict != "weak" and walk.acted:
        walk.to("kept", incident.date, "it went on until the two sides agreed to stop", "upheld", incident.names)
    elif walk.row.goes_on and incident.verdict != "weak":
        because = "the two sides agreed to stop, and nothing more had been told of it"
        walk.to("lapsed", incident.date, because, "overtaken", incident.names)
    elif (due or (offer and walk.state == "open")) and not walk.row.lasting:
        because = "the two sides agreed to stop before it was done"
        if offer:
            because = "the two sides agreed to stop" if walk.restrains else "the sides it was made to agreed to stop"
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
    "undone": _on_undone,
    "confirm": _on_confirm,
    "truce": _on_truce,
    "withdraw": _on_withdraw,
    "declined": _on_declined,
    "disowned": _on_disowned,
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
        late = walk.covered.late(since + timedelta(days=1), until, end, ABSENCE_REPORTS)
        if late:
            walk.met.add(index)
            if set(walk.positive()) <= walk.met:
                reports = walk.covered.between(since + timedelta(days=1), until)
                because = f"no such act in {len(reports)} reports on both sides over {ABSENCE_DAYS} days"
                names = [report.article for report in reports[:ABSENCE_REPORTS]]
                _trigger(walk, late.day, late.day.isoformat(), because, "absence", names)


def _deadline(walk: Walk, until: date) -> None:
    """What a deadline decides when it has passed."""
    due, term = walk.deadline, walk.row.signal.commitment
    forbears = walk.restrains is not None or (term is not None and term.phase in ("halt", "refrain"))
    if due is None or until < due.last_day or "deadline" in walk._done or forbears:
        return  # that nothing is told of a side that promised to do nothing breaks no promise
    soon = min(until, due.last_day + TOLD_DAYS)
    told = [r for r in walk.covered.between(due.last_day, soon) if r.time_up]
    if _ultimatum(walk):  # that it passed is enough, whichever of the two is told of
        told = [r for r in walk.covered.ran_out if due.last_day <= r.day <= soon]
    if until == due.last_day and not told:
        return
    said = walk.row.said
    if any(
        day <= due.last_day + TOLD_DAYS and (said is None or day > said.last_day) for day, _ in walk.covered.more_time
    ):
        walk._done.add("deadline")  # it was given more time, and how much the words do not say for sure
        walk.deadline = None
        return
    shown = walk.row.signal.deadline or due.last_day.isoformat()
    grace = due.last_day + timedelta(days=GRACE_DAYS)
    itself = walk.in_force and not harms(walk.row) and walk.row.signal.rule not in UNTOLD
    reports = walk.covered.between(due.last_day + timedelta(days=1), min(until, grace) if itself else until)
    names = [report.article for report in (told or reports)[:COVERAGE_REPORTS]]
    seen = len(reports) >= COVERAGE_REPORTS or bool(told)
    if not seen and (_ultimatum(walk) or (itself and until <= grace)):
        return  # nobody has looked yet
    walk._done.add("deadline")
    if walk.row.signal.rule in UNTOLD:
        if seen:
            walk.to("lapsed", shown, UNTOLD[walk.row.signal.rule].format(len(reports)), "deadline-unseen")
    elif not walk.in_force:
        _unmet_at_deadline(walk, due.last_day, shown, names)
    elif seen and not harms(walk.row):
        because = f"the deadline passed and {len(reports)} later reports tell of no such act"
        because = "the deadline passed without it, as reported" if told else because
        walk.to("broken", shown, because, "deadline-unmet", names)
    elif not harms(walk.row):
        walk.to("lapsed", shown, "the deadline passed; too few reports to say whether it was done", "deadline-unseen")


UNTOLD: Final = {
    APPOINTMENT: "the day passed and {} later reports tell of no meeting",
    DECIDES: "the day passed and {} later reports do not tell what was decided",  # what is decided against leaves no deed
}
"""What lapses when reports of after its day do not tell of it, and why."""


def _ultimatum(walk: Walk) -> bool:
    """Whether what has to be done by the deadline is another's, and all that is asked ("unless it leaves within a day")."""
    return not walk.in_force and any(c.negated for c in walk.row.conditions) and not walk.positive()


def _unmet_at_deadline(walk: Walk, due: date, shown: str, names: Sequence[str]) -> None:
    if _ultimatum(walk):
        because = "the deadline passed and no report tells that what was asked for was done"
        _trigger(walk, due, shown, because, "ultimatum-expired", names)
        return
    walk.to("lapsed", shown, "the deadline passed and the condition had not come about", "deadline-untested")


def _holding(walk: Walk, until: date) -> None:
    """A promise not to act is kept so far once a covered window has passed without an act of the kind."""
    if walk.restrains is None or not walk.in_force or walk.state == "kept" or walk.in_force_since is None:
        return
    if walk.provoked or walk.excused:
        return  # whether it still binds, or was broken already, is in dispute
    term = walk.row.signal.commitment
    if term is not None and (undoes(term) or walk.row.signal.kind == "refusal"):
        return  # a measure ends by being lifted, what is refused was never begun: that nobody speaks of it shows nothing
    start = max(walk.in_force_since, walk.disturbed or date.min)
    again = term is not None and has_cue("resuming", term.text, walk.row.signal.quote)
    halts = term is not None and (term.phase == "halt" or term.type not in ESCALATES or again)
    end = start + timedelta(days=HOLD_DAYS if halts else RESTRAINT_DAYS)
    if walk.deadline and walk.deadline.last_day > start:
        end = min(end, walk.deadline.last_day) if halts else walk.deadline.last_day
    if walk.deadline:  # who looks at the two months after a truce of a week says nothing of that week
        until = min(until, walk.deadline.last_day + timedelta(days=RESTRAINT_DAYS))
    late = walk.covered.late(start + timedelta(days=1), until, end, COVERAGE_REPORTS)
    if late:
        day = late.day
        counted = [report.article for report in walk.covered.between(start + timedelta(days=1), day)]
        since = (
            f"since {start.isoformat()}"
            if walk.disturbed is None
            else f"after the last one claimed ({start.isoformat()})"
        )
        because = f"held so far: {len(counted)} reports on both sides tell of no such act {since}"
        walk.to("kept", day.isoformat(), because, "held", counted)


def _upheld(walk: Walk, until: date) -> None:
    """A refusal is upheld so far when five covered days tell of no such act by its speaker: talks are called within days."""
    term = walk.row.signal.commitment
    if walk.row.signal.kind != "refusal" or walk.state == "kept" or term is None:
        return
    if term.type is None or term.direction == "de-escalates":
        return  # what silence says of an act that nothing names, or of harm forborne, nobody knows
    end = walk.last_said + timedelta(days=REFUSAL_DAYS)
    late = walk.covered.late(walk.last_said + timedelta(days=1), until, end, COVERAGE_REPORTS)
    if late:
        counted = [report.article for report in walk.covered.between(walk.last_said + timedelta(days=1), late.day)]
        because = f"upheld so far: {len(counted)} reports on both sides tell of no such act"
        walk.to("kept", late.day.isoformat(), because, "upheld", counted)


def _stale(walk: Walk, until: date) -> None:
    """Words neither repeated nor tested for 90 days lapse; those that wait for what they name, after a year."""
    span = STANDING_DAYS if _stands(walk) else STALE_DAYS
    tested = walk.history[-1].date if walk.state in ("triggered", "contested") and walk.history else None
    day = moment(tested)
    end = max(walk.last_said, day.last_day if day else walk.last_said) + timedelta(days=span)
    if until > end and walk.row.goes_on and walk.acted:
        walk.to("kept", end.isoformat(), "acts of the kind were told of afterwards", "upheld")
    elif until > end and walk.state in STALE and not (walk.restrains or walk.row.lasting or _tried(walk)):
        because = f"not repeated and nothing reported of it for {span} days"
        walk.to("lapsed", end.isoformat(), because, "stale")


def _stands(walk: Walk) -> bool:
    """Whether the words wait for something still to come, keep up what is there already, or say what will not be done."""
    term = walk.row.signal.commitment
    waits = bool(walk.positive()) and not walk.in_force and walk.state == "open"
    return waits or walk.row.signal.kind == "refusal" or (term is not None and kept_up(term))


STALE: Final[frozenset[State]] = frozenset({"open", "triggered", "contested"})


def _tried(walk: Walk) -> bool:
    """Whether something was done of which only whether it was enough is in dispute: no time settles that."""
    return walk.state == "contested" and walk.history[-1].rule in ("deed-lesser", "deed-late", "deed-claimed")
