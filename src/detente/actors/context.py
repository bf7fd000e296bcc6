"""What the context of a phrase is read by: verbs, prepositions and roles, and small questions to a phrase or a mention."""

from __future__ import annotations

import re

from detente.actors import scene as scene_
from detente.actors.lexicon import Hit
from detente.actors.parts import Finding
from detente.actors.roles import PEOPLE
from detente.actors.scene import Mention
from detente.records import Actor, Argument, Clause, Phrase, Span

LOCATIVE = frozenset(
    "in at near inside outside within throughout across around over above along off onto towards toward beneath through "
    "between under via past beyond amid on".split()
)
AIMED = frozenset("on at against with to over between toward towards by from into for".split())
TARGETED = frozenset("on at over between toward towards".split())  # "fired at Tel Aviv", "pressure on Kabul"
MOVING = frozenset("go fly travel arrive return head march drive come leave flee evacuate sail move journey withdraw retreat "
                    "trip visit flight leave depart advance escape land rush walk fly-in transfer relocate".split())  # fmt: skip
# What towns do of their own: told of one, the name is a place, not its government.
TOWNS_DO = frozenset("wake awake shake tremble echo fall burn smoulder lie stand sit empty flood sleep brace bleed starve mourn "
                     "swell lose hold resound".split())  # fmt: skip
HERE = re.compile(r"\b(?:in|at|near|around|outside|inside|across|throughout|over|off|from|to|into|of northern|of southern)\s+"
                   r"(?:the\s+|(?:north|south|east|west)(?:ern)?\s+|central\s+|nearby\s+|neighbou?ring\s+)*$", re.IGNORECASE)  # fmt: skip
WILLING = frozenset("wish want intend plan seek hope reserve ready prepared willing vow pledge promise refuse".split())
RULERS = frozenset(
    ["president", "king", "leader", "prime minister", "premier", "emir", "ruler", "minister", "supreme leader"]
)
LOCAL = frozenset(
    ["mayor", "governor", "deputy mayor", "police chief", "deputy governor", "local officials", "residents"]
)
JUDGED = frozenset("clear hard difficult possible impossible likely unlikely important necessary essential easy unclear evident "
                     "obvious early vital crucial imperative unacceptable true better urgent premature late wrong right tough "
                     "unfortunate inevitable natural common rare worth time".split())  # fmt: skip
# Words and deeds that are aimed at another state, also as nouns: "sanctions on Burma".
AGAINST = frozenset("accuse blame condemn denounce criticise criticize threaten warn sanction sanctions embargo tariff punish invade "
                    "annex boycott restriction retaliate sue urge pressure".split())  # fmt: skip
MAIN = frozenset(["root", "said", "conjunct"])
COLLECTIVE = frozenset("militia gang group crowd mob population public media press party opposition union community resistance "
                        "movement insurgency crew team family staff cartel television radio newspaper company firm airline "
                        "coalition faction network army militias police".split())  # fmt: skip
ANYONE = frozenset(["spokesman", "spokeswoman", "spokesperson", "official", "officer", "envoy", "diplomat"])
UNNAMED = frozenset(
    ["source", "sources", "member state", "member states", "members states"]
)  # nobody is told by the word
OUTSIDE = frozenset("international foreign outside neutral third other another friendly western regional world global various "
                     "many several both independent visiting rival opposing".split())  # fmt: skip
STATE_SECTORS = frozenset(["GOV", "MIL", "COP", "SPY", "JUD", "LEG"])
DEFINITE = frozenset(["the", "this", "that", "these", "those", "both", "its", "their"])


def dateline_of(hits: list[Hit], text: str) -> str | None:
    """The state a report is filed from: "RAWALPINDI: …", "New Delhi, May 7 (Wire) - …"; None for two cities or none."""
    if not hits or hits[0].start > 2 or hits[0].entry.kind not in ("state", "place"):
        return None
    after = text[hits[0].end : hits[0].end + 45]
    opened = re.match(
        r"(?:, (?:[A-Z][a-z]+ ){0,2}[A-Z][a-z]+(?= *(?:[—–(]|--? )))?(?::|,? ?\(|, [A-Z][a-z]+\.? \d+|\s*(?:[—–]|-- )|\s+-\s)",
        after,
    )
    return hits[0].entry.code if opened else None


def being_of(found: Finding, phrase: Phrase) -> scene_.Being | None:
    if not found.actors:
        return None
    actor, role = found.actors[0], found.role
    if actor.name:
        return "person"
    single = role is not None and not phrase.plural and (role.kind == "people" or not role.plural)
    kinds = ("person", "bearer", "people")
    if role is not None and single and role.kind in kinds and role.word.split()[-1] not in COLLECTIVE:
        return "person"
    if actor.group is not None:
        return "body" if actor.code in ("IGO", "NGO", "MNC") else "group"
    if role is not None:
        return "institution" if role.kind in ("institution", "press", "organ") else "people"
    if actor.sector in ("MIL", "COP", "SPY", "JUD", "LEG"):
        return "institution"
    return "people" if actor.sector in PEOPLE else "state"


def argument_of(phrase: Phrase, clause: Clause | None) -> Argument | None:
    """The argument of the clause that holds the phrase, as head or as conjunct."""
    if clause is None:
        return None
    wanted = phrase.head_span
    for argument in clause.arguments:
        held = argument.phrase
        if held.head_span == wanted or (held.conjuncts and any(m.head_span == wanted for m in held.members())):
            return argument
    return None


def holds(held: str, word: str) -> bool:
    """Whether someone's role is the one named: "the minister" is a foreign minister, "the prime minister" is not."""
    held = held.lower()
    return held == word or held.endswith(" " + word) or held.startswith((word + " of ", word + " for "))


def is_state(m: Mention) -> bool:
    return len(m.actors) == 1 and m.being == "state" and m.actors[0].code not in ("---", "IGO", "NGO", "MNC")


def likened(phrase: Phrase) -> bool:
    """Whether a person's name stands for his like: "the Zelensky of the Caribbean", "a new Napoleon"."""
    if phrase.kind != "name" or phrase.determiner not in ("the", "a", "an", "another"):
        return False
    if any(p.kind == "name" for p in phrase.appositives):  # "the Leader of the Revolution, Ayatollah Khamenei"
        return False
    titled = any(m.kind == "title" for m in phrase.modifiers)
    new = any(m.lemma in ("new", "second", "modern", "latter-day") for m in phrase.modifiers)
    return not titled and (new or (not phrase.modifiers and any(p == "of" for p, _ in phrase.complements)))


def is_definite(phrase: Phrase) -> bool:
    return phrase.determiner in DEFINITE or (
        phrase.determiner is None and not phrase.plural and phrase.quantity is None
    )


def spanned_all(actors: tuple[Actor, ...], span: Span) -> tuple[Actor, ...]:
    return tuple(
        Actor(code=a.code, sector=a.sector, group=a.group, name=a.name, role=a.role, span=span) for a in actors
    )


def side_only(actor: Actor) -> Actor:
    return Actor(code=actor.code, group=actor.group)


def of_state(actor: Actor, code: str) -> Actor:
    """The same official of another state."""
    return Actor(code=code, sector=actor.sector, role=actor.role, span=actor.span)


def coded_as(actors: tuple[Actor, ...], code: str) -> tuple[Actor, ...]:
    return tuple(
        Actor(code=code, sector=a.sector, group=a.group, name=a.name, role=a.role, span=a.span)
        if a.code == "---"
        else a
        for a in actors
    )
