"""Which mentions are the same commitment said again, which are a new version of it, and which stand beside it.

Mentions are taken in the order they became known, and each is placed with what was known then: so what is known on one
day is never undone by what comes in on the next.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Final, NamedTuple

from detente.ledger.acts import (
    ESCALATES,
    barred,
    eases,
    has_cue,
    likeness,
    means,
    party,
    same_words,
    subject,
    vague,
    wanted,
)
from detente.ledger.finding import FAR
from detente.ledger.mentions import Mention, likeness_of_words, prolongs, words_in, words_of
from detente.ledger.thresholds import days, threshold
from detente.ledger.when import BEGINNING, DAY, EVER, Moment, moment
from detente.records import Condition, State, Term

WINDOW: Final = days("WINDOW") * DAY
"""The same words within a fortnight, or while the deadline still runs, are the same commitment said again."""
SAME_ACT: Final = threshold("SAME_ACT")
ALIKE: Final = threshold("ALIKE")
"""Where an act has no type, its words must share a fifth for it to be the same act."""


@dataclass(eq=False)
class Draft:
    """A row in the making: its mentions in the order they became known, and what they come to together.

    `number` counts the drafts; `deadline` is the first one any mention gives, `words` all words of their commitments.
    """

    id: str
    number: int = 0
    mentions: list[Mention] = field(default_factory=list)
    supersedes: str | None = None
    superseded_by: Mention | None = None
    deadline: str | None = None
    last_said: Moment | None = None
    words: set[str] = field(default_factory=set)

    @property
    def base(self) -> Mention:
        """The mention the row began with; its terms are the row's."""
        return self.mentions[0]

    def add(self, mention: Mention) -> None:
        """Take in one more mention."""
        self.mentions.append(mention)
        self.deadline = self.deadline or mention.signal.deadline
        self.words |= words_in(words_of([mention.signal]))
        if mention.said and (self.last_said is None or mention.said.high > self.last_said.high):
            self.last_said = mention.said


class Standing(NamedTuple):
    """Where a row stood on a day, and whether an act of the kind had been told of since it was said."""

    state: State
    acted: bool = False


AsKnown = Callable[[Draft, Mention], Standing]
"""Where a draft stood by all that was known when a mention came in."""


def family(mention: Mention) -> str:
    """Kinds that may repeat each other: accepting a truce and pledging to keep it are one commitment."""
    return "pledge" if mention.signal.kind == "acceptance" else mention.signal.kind


class Folding:
    """The rows in the making, in the order they were opened; found again by the side bound and the kind of words.

    `standing` says where a draft stood, by all that was known when a mention came in.
    """

    def __init__(self, standing: AsKnown) -> None:
        self.standing = standing
        self.drafts: list[Draft] = []
        self._taken: set[str] = set()
        self._by: dict[tuple[str, str], Recent] = {}
        self._halts: dict[str, Halts] = {}

    def place(self, mention: Mention) -> None:
        """Fold a mention into the draft it repeats, or open a new one, as a new version of an older one where it is one."""
        alike = self._by.setdefault((mention.side, family(mention)), Recent())
        candidates = [d for d in alike.near(mention) if not d.superseded_by and _same_commitment(d.base, mention)]
        same = [d for d in candidates if _same_conditions(d.base, mention)]
        halts = self._halts.get(mention.side) or Halts()
        live = [d for d in same if _unanswered(d, mention, halts, self.standing)]
        live = live or [d for d in halts.with_its_rivals(mention) if _tells_of(d, mention, self.standing)]
        if live:
            draft = live[0] if len(live) == 1 else max(live, key=lambda d: _closeness(d, mention))
            draft.add(mention)
            self._by[draft.base.side, family(draft.base)].put(draft)
            return
        draft = Draft(self._free_id(mention), len(self.drafts))
        draft.add(mention)
        others = (d for d in reversed(candidates) if d not in same)
        replaced = next((d for d in others if _new_version(d, mention, self.standing)), None)
        if replaced is not None:
            draft.supersedes, replaced.superseded_by = replaced.id, mention
        self._open(draft)

    def _open(self, draft: Draft) -> None:
        base = draft.base
        self.drafts.append(draft)
        self._taken.add(draft.id)
        self._by.setdefault((base.side, family(base)), Recent()).put(draft)
        for side in {base.side, *base.rivals} if base.mutual else ():
            self._halts.setdefault(side, Halts()).put(draft)

    def _free_id(self, mention: Mention) -> str:
        name, count = mention.id, 1
        while name in self._taken:
            count += 1
            name = f"{mention.id}#{count}"
        return name


class Recent:
    """The drafts of one side and kind of words, found again by when they were last said: none is looked at for ever.

    Those in force until something comes about, and those with a day still to come, are found whenever they were said.
    """

    def __init__(self) -> None:
        self._months: dict[int, dict[int, Draft]] = {}
        self._undated: dict[str, list[Draft]] = {}
        self._lasting: list[Draft] = []
        self._due: list[tuple[datetime, int, Draft]] = []
        self._held: dict[int, tuple[Moment | None, str | None]] = {}

    def put(self, draft: Draft) -> None:
        """Take in a draft, or what a further mention has changed of it."""
        said, deadline = self._held.get(draft.number, (None, None))
        if draft.number not in self._held and draft.base.lasting:
            self._lasting.append(draft)
        due = moment(draft.deadline)
        if due is not None and deadline is None:
            insort(self._due, (due.high, draft.number, draft))
        if draft.last_said is None and draft.number not in self._held:
            self._undated.setdefault(draft.base.known.copy, []).append(draft)
        elif draft.last_said is not None and draft.last_said != said:
            for month in _months(draft.last_said.low, draft.last_said.high):
                self._months.setdefault(month, {})[draft.number] = draft
        self._held[draft.number] = (draft.last_said, draft.deadline)

    def near(self, mention: Mention) -> list[Draft]:
        """Those the mention may be the same words as, or a new version of, by their times (`_in_time`), in their order."""
        said = mention.said
        if said is None:
            return [d for d in self._undated.get(mention.known.copy, ()) if _in_time(d, mention)]
        found = {draft.number: draft for _, _, draft in self._due[bisect_left(self._due, (said.low,)) :]}
        found |= {draft.number: draft for draft in self._lasting}
        reach = max(FAR, WINDOW)
        first = said.low - reach if said.low - BEGINNING > reach else BEGINNING
        last = said.high + reach if EVER - said.high > reach else EVER
        for month in _months(first, last):
            found |= self._months.get(month, {})
        return [found[number] for number in sorted(found) if _in_time(found[number], mention)]


def _months(first: datetime, last: datetime) -> range:
    """Stretches of thirty days, by number, that lie between two points in time or hold them."""
    return range(first.toordinal() // MONTH, last.toordinal() // MONTH + 1)


MONTH: Final = 30


class Halts:
    """What a side has agreed on with others, by the time and by whom with."""

    def __init__(self) -> None:
        self._by_time: list[tuple[datetime, int, Draft]] = []
        self._with: dict[tuple[str, str], list[Draft]] = {}

    def put(self, draft: Draft) -> None:
        """Take in a draft of an agreement."""
        base = draft.base
        if base.said is not None:
            insort(self._by_time, (base.said.low, draft.number, draft))
        for rival in base.rivals:
            self._with.setdefault((base.side, rival), []).append(draft)

    def since(self, first: datetime, last: datetime) -> Iterator[Draft]:
        """Those that may have been agreed between two points in time."""
        begin = bisect_left(self._by_time, (first,))
        for low, _, draft in islice(self._by_time, begin, None):
            if low > last:
                return
            yield draft

    def with_its_rivals(self, mention: Mention) -> list[Draft]:
        """What the side of a mention itself has agreed on with those the mention is about, in the order it was opened."""
        if not _says_to_stop(mention):
            return []
        found = {d.number: d for rival in mention.rivals for d in self._with.get((mention.side, rival), ())}
        return [found[number] for number in sorted(found)]


def _same_commitment(one: Mention, other: Mention) -> bool:
    """The same side promises, or threatens, the same act to the same rival."""
    mine, its = one.signal.commitment, other.signal.commitment
    if mine is None or its is None or one.side != other.side or family(one) != family(other):
        return False
    if one.rivals and other.rivals and not one.rivals & other.rivals:
        return False
    if one.targets and other.targets and not one.targets & other.targets:
        return False
    if other.mutual and not one.mutual:
        return False  # what two sides agree on is more than what one of them had promised alone
    if means(mine.text, one.signal.quote) != means(its.text, other.signal.quote):
        return False
    if bool(one.announced_by) != bool(other.announced_by) and barred(mine) is None:
        return likeness_of_words(mine.text, its.text) >= ALIKE
    if mine.direction != its.direction:
        return False
    return _same_act(mine, its) or _both_to_calm(one, other) or _both_to_help(one, other)


def _same_act(one: Term, other: Term) -> bool:
    stop, other_stop = barred(one), barred(other)
    if (stop is None) != (other_stop is None):
        return False
    if stop and other_stop:
        return likeness(stop, other_stop) >= SAME_ACT
    if one.type is None or other.type is None:
        return (
            max(_left_open(one, other), _left_open(other, one)) >= SAME_ACT
            or likeness_of_words(one.text, other.text) >= ALIKE
        )
    return likeness(wanted(one), wanted(other)) >= SAME_ACT and not _other_subject(one, other)


def _both_to_calm(one: Mention, other: Mention) -> bool:
    """Offers to stop and offers to ease off, each for a halt of the other side, are one offer in other words."""
    if one.signal.kind != "offer" or not one.conditions or not other.conditions:
        return False
    terms = [m.signal.commitment for m in (one, other) if m.signal.commitment]
    return all(barred(term) == "ASSAULT" or eases(term) for term in terms)


def _both_to_help(one: Mention, other: Mention) -> bool:
    """Help offered twice in one report to the same sides, the second time in other words ("his good offices"), is one offer."""
    if one.known is not other.known or one.signal.kind != "offer" or one.rivals != other.rivals or not one.rivals:
        return False
    terms = [m.signal.commitment for m in (one, other) if m.signal.commitment]
    return all(term.type in HELP or has_cue("helping", term.text) for term in terms)


def _left_open(one: Term, other: Term) -> float:
    """How far words that leave the act open ("a firm answer") are the other's threat: another such, or an act of those they may mean."""
    if isinstance(one, Condition) or isinstance(other, Condition):
        return 0.0
    meant = vague(one)
    if meant is None:
        return 0.0
    return 1.0 if vague(other) is not None else meant.get(other.type or "", 0.0)


def _other_subject(one: Term, other: Term) -> bool:
    """Peaceful acts are of few types: help with Kashmir and support for talks are two promises, and share no word."""
    if not {one.type, other.type} <= HELP:
        return False
    mine, its = subject(one), subject(other)
    return bool(mine and its) and not mine & its


HELP: Final = frozenset({"AID", "SUPPORT", "COOPERATE", "CONCEDE"})


def _same_conditions(one: Mention, other: Mention) -> bool:
    """The same acts of the same sides are asked for: in any order, begun or continued."""
    mine, its = [_signature(c) for c in one.conditions], [_signature(c) for c in other.conditions]
    if other.signal.kind == "refusal" and one.lasting and not its:
        return True  # what is refused "until …" is refused again, whatever is said of the until
    if len(mine) != len(its):
        return False
    return all(any(_matches(a, b) for b in its) for a in mine) and not _other_deadline(one, other)


def _signature(condition: Condition) -> tuple[frozenset[str], Condition]:
    return frozenset(party(actor) for actor in condition.actors), condition


def _matches(one: tuple[frozenset[str], Condition], other: tuple[frozenset[str], Condition]) -> bool:
    (mine, a), (its, b) = one, other
    if mine and its and not mine & its:
        return False
    if _asks_to_stop(a) and _asks_to_stop(b):
        return True  # "if it stops here", "if it carries out no further ones"
    if a.negated == b.negated and same_words(a.text, b.text):
        return True
    return a.negated == b.negated and a.direction == b.direction and _same_act(a, b)


def _asks_to_stop(condition: Condition) -> bool:
    """Whether a condition asks that fighting end, in whatever words."""
    if condition.negated:
        return condition.phase in ("begin", "continue") and "ASSAULT" in (condition.type, *(vague(condition) or ()))
    return condition.phase != "refrain" and (barred(condition) == "ASSAULT" or eases(condition))


def _other_deadline(one: Mention, other: Mention) -> bool:
    mine, its = moment(one.signal.deadline), moment(other.signal.deadline)
    if prolongs(other.signal) and mine is None:
        return True  # the truce had no day, or another one
    return bool(mine and its and abs(mine.low - its.low) > timedelta(days=1))


def _in_time(draft: Draft, mention: Mention) -> bool:
    """Said again within a fortnight, or before the deadline; undated words only within their own report and its copies.

    A threat on a condition still stands after a fortnight: the same one in like words within 90 days is it said again.
    """
    last, said = draft.last_said, mention.said
    if last is None or said is None:
        return last is said and draft.base.known.copy == mention.known.copy
    due = moment(draft.deadline)
    if draft.base.lasting and (mention.lasting or mention.signal.kind == "refusal"):
        return True
    window = FAR if _like_threat(draft.base, mention) else WINDOW
    return (said.low - last.high <= window and last.low - said.high <= window) or bool(due and said.low <= due.high)


def _like_threat(one: Mention, other: Mention) -> bool:
    """Threats on a condition each, of which two words at least are the same."""
    if {one.signal.kind, other.signal.kind} != {"threat"} or not (one.conditions and other.conditions):
        return False
    return same_words(one.conditions[0].text, other.conditions[0].text)


def _tells_of(draft: Draft, mention: Mention, standing: AsKnown) -> bool:
    """Words to stop of a side that has agreed to with its rival, while that holds undisputed, speak of what they agreed on.

    So do those of how it came about: "was ready to stop if Ruritania was, he recalled".
    """
    truce = draft.base
    if truce.said is None or mention.said is None or not _says_to_stop(mention):
        return False
    known_before = bool(mention.rivals & truce.rivals) and truce.said.last_day < mention.said.last_day
    agreed = truce.side == mention.side and truce.mutual and known_before
    return agreed and standing(draft, mention).state in ("open", "kept")


def _says_to_stop(mention: Mention) -> bool:
    """Whether words of one side offer or promise that its fighting ends."""
    term = mention.signal.commitment
    if term is None or mention.signal.kind not in ("offer", "pledge") or prolongs(mention.signal):
        return False
    return mention.stop == "ASSAULT" and term.phase == "halt" and not has_cue("practices", term.text)


def _unanswered(draft: Draft, mention: Mention, halts: Halts, standing: AsKnown) -> bool:
    """Words that follow the end of the first affair begin a new one.

    The affair has ended when the threat was carried out (or an act of its kind told of, whether it was that or not) or the
    promise done, and, for a threat, when the two sides have agreed to stop in between, or the attack it warned of has begun
    and the new words warn of its going on.
    """
    base, said = draft.base, mention.said
    last = draft.last_said
    if base.said is None or said is None or last is None:
        return True
    if base.lasting and (mention.lasting or mention.signal.kind == "refusal"):
        return standing(draft, mention).state not in (
            "lapsed",
            "withdrawn",
        )  # a truce ends no measure that stays in force
    between = halts.since(last.high, said.high) if base.signal.kind == "threat" else ()
    if any(_agreed_between(other, mention, last) for other in between):
        return False
    if said.last_day <= base.said.last_day:
        return True
    state, acted = standing(draft, mention)
    if state == "contested" and acted and base.signal.kind == "threat":
        return False
    if state == "triggered" and _warns_of_more(base, mention):
        return False
    term = base.signal.commitment
    done = state == "kept" and (term is None or barred(term) is None)
    return not done and state not in ("broken", "lapsed", "withdrawn")


def _agreed_between(draft: Draft, mention: Mention, last: Moment) -> bool:
    """A mutual halt of the same two sides, agreed after the threat was last made and before it was made again."""
    stop, said = draft.base, mention.said
    term = stop.signal.commitment
    if not stop.mutual or stop.said is None or said is None or term is None or barred(term) != "ASSAULT":
        return False
    between = last.high <= stop.said.low and stop.said.high <= said.high
    return between and {stop.side, *stop.rivals} >= {mention.side} and bool({stop.side, *stop.rivals} & mention.rivals)


def _warns_of_more(base: Mention, mention: Mention) -> bool:
    first, again = base.signal.condition, mention.signal.condition
    return first is not None and again is not None and first.phase == "begin" and again.phase == "continue"


def _new_version(draft: Draft, mention: Mention, standing: AsKnown) -> bool:
    """A later day's changed terms replace the old ones while those are open.

    An offer with another condition is a new offer. Two threats on different acts stand side by side; a threat is replaced
    only when it asks the same side for the same thing by another time.
    """
    base, said = draft.base, mention.said
    if base.said is None or said is None or said.last_day <= base.said.last_day:
        return False
    return _changed(base, mention) and standing(draft, mention).state == "open"  # where it stood costs most to say


def _changed(base: Mention, mention: Mention) -> bool:
    """Whether words are an older commitment on other terms."""
    if mention.signal.kind == "offer":
        return bool(mention.conditions) == bool(base.conditions) and _same_thing(base, mention)
    both = zip(map(_signature, base.conditions), map(_signature, mention.conditions), strict=False)
    asked_again = bool(base.conditions) and bool(mention.conditions) and all(_matches(a, b) for a, b in both)
    return asked_again and _other_deadline(base, mention)


def _same_thing(one: Mention, other: Mention) -> bool:
    """What is offered is the same: to stop, or the like act in like words."""
    mine, its = one.signal.commitment, other.signal.commitment
    if mine is None or its is None:
        return False
    return bool(barred(mine) and barred(its)) or likeness_of_words(mine.text, its.text) >= ALIKE


def _closeness(draft: Draft, mention: Mention) -> tuple[bool, float, str]:
    """What two sides agreed on first: it is "the ceasefire" of which the later words speak."""
    new = words_in(words_of([mention.signal]))
    alike = len(draft.words & new) / len(draft.words | new) if draft.words and new else 0.0
    return (draft.base.mutual, alike, draft.id)


def first_said(mentions: Iterable[Mention]) -> Mention:
    """The mention with the earliest time of saying; the first known where none is dated."""
    found = list(mentions)
    dated = [(m.said.low, n) for n, m in enumerate(found) if m.said]
    return found[min(dated)[1]] if dated else found[0]


def offers_are_near(one: Term, other: Term) -> float:
    """How far what one side gives is what the other asks: 1.0 the same act, ceasefires counting as halts."""
    stop, other_stop = barred(one), barred(other)
    if stop and other_stop:
        return likeness(stop, other_stop)
    if one.direction != "de-escalates" or (one.type in ESCALATES) != (other.type in ESCALATES):
        return 0.5 if one.direction == other.direction == "de-escalates" else 0.0
    return likeness(wanted(one), wanted(other))
