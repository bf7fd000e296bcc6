"""Who is on the scene: the actors an article has named so far, and who is meant by "he", "its army" or "both sides".

A small salience model after Lappin & Leass (1994, "An algorithm for pronominal anaphora resolution"): mentions weigh by
their grammatical role and fade with each sentence; number, gender and kind filter; an actor of the same predicate is never
meant. Where two candidates come close it abstains: an unknown actor costs less than a wrong one.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal

from detente.records import Actor, Clause, Document, Phrase, Span

Number = Literal["one", "many", "either"]
Being = Literal["person", "state", "group", "body", "institution", "people", "thing"]

# How much a mention weighs by its role, and what each sentence back takes away. Set by hand on the reports of
# tests/actors; the order matters (subject > object > oblique), the exact values hardly do.
WEIGHTS = {"subject": 3.0, "object": 2.0, "indirect": 2.0, "oblique": 1.2, "complement": 0.6}
NOMINAL = 0.5  # of that, for an argument of a noun: "an incursion by India"
OWNING, NAMED, PLACED, TITLED = 1.5, 0.8, 0.2, 1.0
VENUE, GROUPED = 0.2, 0.8  # a city where one meets; a group's weight for its home state
POSTED = 0.2  # of that, for an embassy or envoy: an article is seldom about who sent them
FADING = 1.0
MAIN, ABOVE = 0.4, 1.6  # a mention in a main clause; the subject of a clause above the pronoun's
MARGIN = 0.5  # the lead the best candidate needs over the next
SINGLE = 3.5  # what "they" counts against a state's bare name where people in the plural stand beside it
REACH = 4  # sentences
FLOOR = -0.5  # a candidate faded below this is forgotten

HE = frozenset(["he", "him", "his", "himself"])
OWN = {"he": "his", "she": "her", "it": "its", "they": "their"}
SHE = frozenset(["she", "her", "hers", "herself"])
IT = frozenset(["it", "its", "itself"])
THEY = frozenset(["they", "them", "their", "theirs", "themselves"])
WE = frozenset(["we", "us", "our", "ours", "ourselves"])
ME = frozenset(["i", "me", "my", "mine", "myself"])
YOU = frozenset(["you", "your", "yours"])
POSSESSIVE = frozenset(["his", "her", "its", "their", "our", "my", "your"])
REFLEXIVE = frozenset(["himself", "herself", "itself", "themselves", "ourselves"])
ARMED = frozenset(["REB", "UAF", "CRM", "OPP", "PTY"])
APART = ARMED | {"CVL", "REF", "LAB"}  # who is not the state whose people they are
# Only an actor does these: "it" before them is never a thing.
AGENTIVE = frozenset(
    "say tell add accuse deny warn vow threaten urge call demand claim insist pledge promise agree reject refuse announce "
    "declare state blame condemn order launch deploy plan want seek hope expect believe seize capture withdraw retaliate "
    "respond attack bomb shell fire strike invade negotiate sign offer accept impose arrest support back ask suspend recall "
    "expel release free send mobilise mobilize occupy shoot intercept test kill intend wish decide commit".split()
)
# What one does with a claim or a fact: "it" after them is a clause's content.
PROPOSITIONAL = frozenset(
    "deny confirm know believe say do regret mean prove call find make admit dismiss doubt think".split()
)
DISMISSING = frozenset("deny confirm dismiss reject refute answer".split())  # "neither confirmed nor denied them"
ADDRESSING = frozenset(
    "urge accuse warn tell ask blame condemn threaten support back criticise criticize praise thank order".split()
)


# Who does this to two sides is neither of them.
BROKERING = frozenset("host mediate broker co-broker sponsor facilitate guarantee chair convene supervise monitor co-host "
                      "observe arrange oversee moderate referee urge welcome praise commend appeal applaud".split())  # fmt: skip
# Who stands behind one of these is another than the subject: "the agreement he signed with Maduro".
OPPOSED = frozenset(["with", "against"])
THIRD = 0.6  # a pair that weighs less than this share of the poles' lesser is a passing one


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor, or several joined by "and", named at an offset of the text."""

    at: int
    sentence: int
    clause: int | None
    weight: float
    actors: tuple[Actor, ...]
    being: Being
    number: Number
    gender: str | None = None
    main: bool = False
    subject: bool = False
    placed: bool = False
    venue: bool = False  # a city, not a state
    name: str = ""  # of a thing
    inferred: bool = False  # read from context: bears no witness to what the article is about
    place: bool = False  # a town or region, perhaps attacked or taken
    proper: bool = False  # a thing with a name: a ship, which acts
    likened: bool = False  # an embassy, "US-based", "anti-Syrian": bears none either


@cache
def anaphors() -> dict[str, Any]:
    """data/anaphors.toml."""
    return tomllib.loads((files("detente.actors") / "data" / "anaphors.toml").read_text(encoding="utf-8"))


@cache
def nouns(*kinds: str) -> frozenset[str]:
    """The words of some kinds of data/anaphors.toml."""
    return frozenset(word for kind in kinds for word in anaphors()[kind]["words"])


@cache
def pairs() -> frozenset[str]:
    """Its words for two sides or states."""
    return frozenset((*anaphors()["pair"]["states"], *anaphors()["pair"]["sides"]))


class Scene:
    """The mentions of one article in order."""

    def __init__(self, document: Document, mentions: Iterable[Mention], titled: frozenset[str] = frozenset()) -> None:
        self._titled = titled
        self._document = document
        self._starts = [s.span[0] for s in document.sentences]
        self._mentions = sorted(mentions, key=lambda m: (m.at, -m.weight))
        self._places = [m.at for m in self._mentions]
        self._sides = self._weigh()

    def mentions(self) -> Sequence[Mention]:
        """All mentions in order of the text."""
        return self._mentions

    def unsettled(self) -> bool:
        """Whether an institution or official is still of no known state."""
        return any(
            a.code == "---" and a.group is None and a.sector in ("GOV", "MIL", "COP", "LEG", "JUD", "SPY")
            for m in self._mentions for a in m.actors
        )  # fmt: skip

    def sentence(self, at: int) -> int:
        """The index of the sentence an offset lies in."""
        return max(0, bisect_right(self._starts, at) - 1)

    # ------------------------------------------------------------------------------------------------------- sides

    def _weigh(self) -> dict[str, tuple[float, Actor]]:
        """The sides of the article with their weight, heaviest first: states, breakaway states and groups."""
        found: dict[str, tuple[float, Actor]] = {}
        for m in self._mentions:
            for actor in m.actors:
                if actor.code in ("IGO", "NGO", "MNC") or actor.sector in ("JRN", "BUS") or actor.side == "---":
                    continue
                side = Actor(code=actor.code, sector=actor.sector if actor.group else None, group=actor.group)
                weight, known = found.get(side.side, (0.0, side))
                found[side.side] = (weight + m.weight, known)
        return dict(sorted(found.items(), key=lambda item: -item[1][0]))

    def poles(self, *, states: bool = False) -> tuple[Actor, ...]:
        """The two sides the article is about, or none when a third weighs nearly as much as the second."""
        ranked = [(w, a) for w, a in self._sides.values() if not (states and a.group)]
        ranked = self._without_states_of_groups(ranked)
        if len(ranked) < 2 or (len(ranked) > 2 and ranked[2][0] > 0.6 * ranked[1][0]):
            return ()
        return (ranked[0][1], ranked[1][1])

    def _without_states_of_groups(self, ranked: list[tuple[float, Actor]]) -> list[tuple[float, Actor]]:
        """Drop a state that is there only as a place: less than a mention in a role that acts."""
        return [(w, a) for w, a in ranked if w >= 0.5] if len(ranked) > 2 else ranked

    def pair(self, at: int, *, states: bool = False) -> tuple[Actor, ...]:
        """The two sides "the two countries" or "both sides" means.

        Two just joined by "and" ("India and Pakistan agreed … The two countries"); else the poles of the article, unless
        the only two it joins so far are others; else the two it last set against each other.
        """
        recent, only = self._joined(at)
        poles = self.poles(states=states)
        if {a.side for a in poles} & self._go_betweens(at):
            return recent or only  # "China mediated talks in Myanmar, and the parties agreed": not China
        if recent and not (poles and self._passing(recent, poles)):
            return recent
        if only and poles and {a.side for a in only} != {a.side for a in poles}:
            headed = [p for p in (only, poles) if {a.side for a in p} <= self._titled]  # the headline names them
            return headed[0] if len(headed) == 1 else ()
        return poles or only or self.near_pair(at, states=states)

    def just_joined(self, at: int) -> tuple[Actor, ...]:
        """The two sides joined by "and" in this sentence or the one before; () when none are."""
        return self._joined(at)[0]

    def last_two(self, at: int) -> tuple[Actor, ...]:
        """The two sides, and no more, named as themselves before an offset in its sentence, in the text's order."""
        sentence = self.sentence(at)
        named = [m for m in self._mentions if m.sentence == sentence and m.at < at and not m.inferred and not m.likened]
        found = {a.side: a for m in named for a in m.actors if m.being in ("state", "group")}
        return tuple(found.values()) if len(found) == 2 else ()

    def only_joined(self, at: int) -> tuple[Actor, ...]:
        """The only two sides joined so far; () when none are, or others too."""
        return self._joined(at)[1]

    def _passing(self, pair: tuple[Actor, ...], poles: tuple[Actor, ...]) -> bool:
        """Whether a pair just joined is not what the article is about: "The US and Qatar welcomed it. The two sides …"."""

        def least(sides: tuple[Actor, ...]) -> float:
            return min(self._sides.get(a.side, (0.0, a))[0] for a in sides)

        return {a.side for a in pair} != {a.side for a in poles} and least(pair) < THIRD * least(poles)

    def _go_betweens(self, at: int) -> set[str]:
        """Who has brought others together in this sentence or the one before."""
        near = self.sentence(at) - 1
        return {
            a.side for m in self._mentions if m.at < at and m.sentence >= near and self._brokers(m) for a in m.actors
        }

    def _brokers(self, m: Mention) -> bool:
        """Whether a mention is of those who bring two others together."""
        return m.subject and m.clause is not None and self._document.clauses[m.clause].predicate in BROKERING

    def _does(self, m: Mention) -> bool:
        """Whether a mention is the subject of a verb; "talks between two" has them for its subject too."""
        return m.subject and (m.clause is None or self._document.clauses[m.clause].kind == "verb")

    def _joined(self, at: int) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """The two sides joined by "and" in this sentence or the one before, and the only such two before an offset.

        Where none is before it, those joined behind it in its sentence: "The two sides would return, he said after talks between A and B".
        """
        sentence = self.sentence(at)
        recent: tuple[Actor, ...] = ()
        pairs: dict[frozenset[str], tuple[Actor, ...]] = {}
        for m in self._mentions:
            behind = m.at >= at
            if m.inferred or len(m.actors) != 2 or m.being not in ("state", "group", "institution"):
                continue
            if self._brokers(m) or (behind and (pairs or m.sentence != sentence or self._does(m))):
                continue
            sides = tuple(Actor(code=a.code, sector=a.sector if a.group else None, group=a.group) for a in m.actors)
            names = frozenset(a.side for a in sides)
            if len(names - {"---"}) == 2 and all(a.code not in ("IGO", "NGO", "MNC") for a in sides):
                pairs[names] = sides
                recent = sides if m.sentence >= sentence - 1 else recent
        return recent, next(iter(pairs.values())) if len(pairs) == 1 else ()

    def others(self, own: set[str]) -> tuple[Actor, ...]:
        """The one or two sides of the report that are not `own`; () when there are none or more."""
        found = tuple(a for w, a in self._sides.values() if w >= 0.5 and a.side not in own)
        return found if len(found) < 3 else ()

    def near_pair(self, at: int, *, states: bool = False) -> tuple[Actor, ...]:
        """The two sides one of the last three sentences sets against each other in one clause, when they are just two."""
        sentence = self.sentence(at)
        met: dict[int, dict[str, Actor]] = {}
        for m in self._mentions:
            if m.at >= at or m.sentence < sentence - 2 or m.placed or m.clause is None:
                continue
            for a in m.actors:
                known = a.code not in ("IGO", "NGO", "MNC", "---") or (a.group is not None and a.code == "---")
                if known and a.sector not in ("JRN", "BUS") and not (states and a.group):
                    side = Actor(code=a.code, sector=a.sector if a.group else None, group=a.group)
                    met.setdefault(m.clause, {}).setdefault(a.side, side)
        pairs = {tuple(sorted(sides)): tuple(sides.values()) for sides in met.values() if len(sides) == 2}
        return next(iter(pairs.values())) if len(pairs) == 1 else ()

    def acts(self, code: str) -> bool:
        """Whether the article names the state in its own words as more than a place."""
        return any(
            not m.placed and not m.inferred and a.code == code and a.group is None
            for m in self._mentions
            for a in m.actors
        )

    def groups(self, code: str, at: int) -> tuple[Actor, ...]:
        """The armed groups of a state named before an offset."""
        found = {
            a.side: Actor(code=a.code, sector=a.sector, group=a.group)
            for m in self._mentions
            for a in m.actors
            if m.at < at and not m.inferred and a.group is not None and a.code == code and a.sector in ARMED
        }
        return tuple(found.values())

    def states(self) -> tuple[str, ...]:
        """The codes of the states the article names, the weightiest first, places included."""
        return tuple(dict.fromkeys(a.code for _, a in self._sides.values() if len(a.code) == 3 and a.code != "---"))

    @cached_property
    def _dominating(self) -> str | None:
        """The one state the article is about: the only one it names, or by far the weightiest.

        A state that is only a place counts as named, a city that is only a venue for a little; a group for its home.
        """
        weights: dict[str, float] = {}
        for m in self._mentions:
            for actor in m.actors if not (m.inferred or m.likened) else ():
                if actor.code not in ("---", "IGO", "NGO", "MNC") and actor.sector != "JRN":
                    weight = max(m.weight, VENUE if m.venue else NAMED) if m.placed else m.weight
                    weights[actor.code] = weights.get(actor.code, 0.0) + (GROUPED * weight if actor.group else weight)
        if not weights:
            return None
        best = max(weights, key=lambda code: weights[code])
        return best if weights[best] >= 0.75 * sum(weights.values()) else None

    def dominating(self) -> str | None:
        """The one state the article is about, if there is one."""
        return self._dominating

    def last_place(self, at: int) -> str | None:
        """The state of the place named last in this sentence or the one before; None when that sentence has two."""
        sentence = self.sentence(at)
        for back in (sentence, sentence - 1):
            found = {
                a.code
                for m in self._mentions if m.sentence == back and m.at < at and (m.placed or m.place)
                for a in m.actors if a.code not in ("---", "IGO", "NGO", "MNC")
            }  # fmt: skip
            if found:
                return found.pop() if len(found) == 1 else None
        return None

    def coalition(self, at: int) -> tuple[Actor, ...]:
        """The three or more states joined by "and" as those who act in this sentence or one of the two before."""
        sentence = self.sentence(at)
        for m in reversed(self._mentions):
            near = m.at < at and m.sentence >= sentence - 2 and m.subject and not m.inferred
            states = all(a.group is None and a.code not in ("---", "IGO", "NGO", "MNC") for a in m.actors)
            if near and len(m.actors) > 2 and states:
                return tuple(side(a) for a in m.actors)
        return ()

    def named_together(self, at: int, count: int) -> tuple[Actor, ...]:
        """The states last joined by "and" before an offset, when they are as many as that."""
        for m in reversed(self._mentions):
            states = all(a.group is None and a.code not in ("---", "IGO", "NGO", "MNC") for a in m.actors)
            if m.at < at and not m.inferred and states and len({a.code for a in m.actors}) == count == len(m.actors):
                return tuple(side(a) for a in m.actors)
        return ()

    def only_before(self, at: int) -> str | None:
        """The one state the sentences before an offset's name, places included; None when none or two are."""
        sentence = self.sentence(at)
        found = {
            a.code
            for m in self._mentions if m.sentence < sentence and not m.inferred and not m.likened
            for a in m.actors if a.code not in ("---", "IGO", "NGO", "MNC") and a.sector != "JRN"
        }  # fmt: skip
        return found.pop() if len(found) == 1 else None

    def subject(self, sentence: int) -> str | None:
        """The one state, with its army and officials, that is subject in a sentence; None when none or two are."""
        found = {
            a.code
            for m in self._mentions if m.sentence == sentence and m.subject and not m.inferred
            for a in m.actors if a.group is None and a.code not in ("---", "IGO", "NGO", "MNC")
        }  # fmt: skip
        return found.pop() if len(found) == 1 else None

    def institution(self, sector: str, at: int, *, but: Callable[[str | None], bool]) -> str | None:
        """The state whose body of this sector was named last before an offset; None when two were in that sentence.

        Whose role is one of those in `but` speaks for no government here: "Norway's envoy said …, and the government".
        """
        found: dict[str, int] = {}
        for m in self._mentions:
            actor = m.actors[0] if len(m.actors) == 1 else None
            if actor is None or m.at >= at or m.being not in ("institution", "person") or actor.sector != sector:
                continue
            if but(actor.role):
                continue
            if actor.group is None and actor.code not in ("---", "IGO", "NGO", "MNC"):
                found[actor.code] = m.sentence
        latest = [code for code, sentence in found.items() if sentence == max(found.values())]
        return latest[0] if len(latest) == 1 else None

    # ---------------------------------------------------------------------------------------------------- pronouns

    def pronoun(
        self, phrase: Phrase, clause: Clause | None, *, possessing: bool = False, barred: frozenset[str] = frozenset()
    ) -> tuple[Actor, ...]:
        """Who a third-person pronoun means; () where two candidates come close.

        `barred` are sides it cannot mean: in a quotation nobody says "they" of his own side.
        """
        word = phrase.text.lower()
        foreign = [m for m in self._mentions if not barred & {a.side for a in m.actors}] if barred else self._mentions
        return self._third(word, phrase.span, clause, possessing, foreign)

    def _third(
        self, word: str, span: Span, clause: Clause | None, possessing: bool, among: Sequence[Mention]
    ) -> tuple[Actor, ...]:
        fits: Callable[[Mention], bool]
        if word in HE or word in SHE:
            gender = "m" if word in HE else "f"
            fits = lambda m: len(m.actors) == 1 and m.being == "person" and m.gender in (None, gender)  # noqa: E731
        elif word in IT:
            fits = _can_be_it
        elif word in THEY:
            fits = _can_be_they
        else:
            return ()
        return self._best(span, clause, fits, word, possessing, among=among)

    def last(self, at: int, fits: Callable[[Mention], bool], clause: Clause | None = None) -> tuple[Actor, ...]:
        """The most salient fitting mention before an offset: for "the group", "the country"."""
        return self._best((at, at), clause, fits, "", False, reach=8)

    def _best(
        self,
        span: Span,
        clause: Clause | None,
        fits: Callable[[Mention], bool],
        word: str,
        possessing: bool,
        *,
        reach: int = REACH,
        among: Sequence[Mention] | None = None,
    ) -> tuple[Actor, ...]:
        sentence = self.sentence(span[0])
        owning = possessing or word in ("his", "its", "their")
        above = self._above(clause)
        asked = clause is not None and clause.link == "relative" and not owning
        steered = self._steered(clause) if asked and clause is not None else frozenset()
        acting = clause is not None and _is_actor_slot(clause, span)
        barred = set() if owning or clause is None or word in REFLEXIVE else self._core(clause, span)
        scores: dict[tuple[str, ...], tuple[float, tuple[Actor, ...]]] = {}
        many = word in THEY and self._has_many(span[0], sentence, barred)
        for m in self._mentions if among is None else among:
            if m.at >= span[0]:
                break
            if (m.placed and word) or sentence - m.sentence > reach or not fits(m):
                continue
            key = tuple(_key(a, m.being) for a in m.actors) or (f"thing {m.name}",)
            if barred & set(key):
                continue
            score = m.weight - FADING * (sentence - m.sentence) + (MAIN if m.main else 0.0)
            score -= SINGLE if many and m.being == "state" and m.number == "either" else 0.0
            if m.being == "thing":
                if acting and not (m.proper and m.subject and m.sentence == sentence):
                    continue
                score -= 1.0 if owning else 0.0
            if m.at in steered:
                score += 2 * ABOVE
            elif m.subject and m.sentence == sentence:
                score += _raised(m, above) if not owning or clause is None or m.clause != clause.id else ABOVE
            if score > scores.get(key, (-99.0, ()))[0]:
                scores[key] = (score, m.actors)
        ranked = sorted(scores.values(), key=lambda s: -s[0])
        if (
            not ranked
            or ranked[0][0] < FLOOR
            or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN and ranked[0][1] != ranked[1][1])
        ):
            return ()
        return ranked[0][1]

    def _has_many(self, at: int, sentence: int, barred: set[str]) -> bool:
        """Whether people or officials in the plural act in this sentence or the one before: they, and no state, are "they"."""
        return any(
            m.number == "many" and m.subject and sentence - m.sentence <= 1 and m.actors
            and not barred & {_key(a, m.being) for a in m.actors}
            for m in self._mentions[: bisect_left(self._places, at)]
        )  # fmt: skip

    def _steered(self, clause: Clause) -> frozenset[int]:
        """Where those stand who are told to act in the clause above: "called on Serbia to withdraw the troops it had massed"."""
        asked = self._document.parent(clause)
        above = self._document.parent(asked) if asked is not None else None
        if (
            asked is None
            or asked.mood != "infinitive"
            or asked.link != "complement"
            or above is None
            or above.subject is None
        ):
            return frozenset()
        told = (a.phrase for a in asked.arguments if a.role == "subject" and a.inherited)
        return frozenset(p.head_span[0] for p in told if p.span != above.subject.span)

    def _above(self, clause: Clause | None) -> list[int]:
        """The clauses a clause hangs from, nearest first; not the one it is only joined to with a subject of its own."""
        found: list[int] = []
        below = clause
        for parent in self._document.ancestors(clause) if clause is not None else ():
            own = below is not None and any(a.role == "subject" and not a.inherited for a in below.arguments)
            if not (below is not None and below.link == "conjunct" and own):
                found.append(parent.id)
            below = parent
        return found

    def _is_own(self, phrase: Phrase, span: Span) -> bool:
        """ "They recalled their ambassadors": what is theirs is no other's, so that they may be those it belongs to."""
        word = self._document.article.text[slice(*span)].lower()
        counted = (p.possessor for preposition, p in phrase.complements if preposition == "of")  # "half of its troops"
        return any(w is not None and OWN.get(word) == w.text.lower() for w in (phrase.possessor, *counted))

    def _core(self, clause: Clause, span: Span) -> set[str]:
        """Keys of the actors that are subject or object of the same predicate, or named as subject of what it says.

        "Putin, he said, could end the war": he is not Putin (Chomsky 1981, principles B and C). A state has many names:
        "it added, Cairo would recall its ambassador" may be Egypt.
        """
        spans = {
            a.phrase.span: None if a.inherited and a.role == "subject" else clause.id
            for a in clause.arguments
            if (a.role in ("subject", "object", "indirect") or a.preposition in OPPOSED) and a.phrase.span != span
            if not self._is_own(a.phrase, span)
        }
        if clause.subject is not None and clause.subject.span == span:
            said = (c for c in self._document.children(clause, "said") if c.sentence == clause.sentence)
            spans |= {c.subject.span: c.id for c in said if c.subject is not None and c.subject.kind == "name"}
        return {
            _key(a, m.being)
            for s, of in spans.items()
            for m in self._mentions[bisect_left(self._places, s[0]) : bisect_left(self._places, s[1])]
            if of in (None, m.clause) and (of in (None, clause.id) or m.being == "person")
            for a in m.actors
        }


def _raised(m: Mention, above: Sequence[int]) -> float:
    """What the subject of a clause above a pronoun's is worth, the nearest most."""
    return ABOVE / (1 + 2 * above.index(m.clause)) if m.clause is not None and m.clause in above else 0.0


def _key(actor: Actor, being: Being) -> str:
    if being == "person":
        return actor.name or f"{actor.role} {actor.side}"
    apart = actor.group is None and actor.sector in APART  # Sudan's rebels are not Sudan's army
    return f"{actor.side} {actor.sector}" if apart else actor.side


def _is_actor_slot(clause: Clause, span: Span) -> bool:
    """Whether the verb takes only actors where the pronoun stands: subject of "accuse", object of "urge"."""
    role = next((a.role for a in clause.arguments if a.phrase.span[0] <= span[0] < a.phrase.span[1]), None)
    return (role == "subject" and clause.predicate in AGENTIVE) or (
        role in ("object", "indirect") and clause.predicate in ADDRESSING
    )


def _can_be_it(m: Mention) -> bool:
    if m.actors and m.actors[0].sector == "JRN" and not m.subject:
        return False  # "told the BBC that it …"
    return m.number != "many" and m.being not in ("person", "people")


def _can_be_they(m: Mention) -> bool:
    if m.actors and all(a.sector == "JRN" for a in m.actors):
        return False  # "Baghdad radio said they had come home"
    if m.being == "thing":
        return m.number == "many"
    return m.number != "one" or m.being in ("group", "body", "institution", "people")


def is_group(actor: Actor) -> bool:
    """Whether an actor is an armed group, party or movement."""
    return actor.group is not None and actor.code not in ("IGO", "NGO", "MNC") and actor.sector != "JRN"


def side(actor: Actor) -> Actor:
    """The state or group alone."""
    return Actor(code=actor.code, group=actor.group)


def joined(actors: Sequence[Actor]) -> Number:
    """The number of a coordination."""
    return "many" if len(actors) > 1 else "either"
