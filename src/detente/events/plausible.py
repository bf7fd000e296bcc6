"""Whether an act the lexicon read can be what it is told as: who does it, to whom, and what the article is about.

Frames read a clause by its words. What they cannot know is kept out here, at the last step before an event: a judge tortures
nobody, a bus that crashed attacked nobody, a dentist sentenced for fraud is no matter of state, a chess club makes no demands of
Hungary. The words are data (data/plausible.toml), each kind with an example of what it keeps out.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from detente.events.acts import Act
from detente.events.domains import remoteness
from detente.events.frames import normal, table, words
from detente.events.misread import reasons
from detente.events.phrases import heads
from detente.events.standing import is_at_home, is_between_powers, is_private
from detente.records import Actor, Clause, Document

_DATA = "data/plausible.toml"
_DEEDS = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "RETREAT", "AID"))
_ANYBODY = frozenset(("ASSAULT", "PROTEST", "AID", "COOPERATE"))  # what people do that are nobody in politics
_STRIKERS = frozenset(("CONCEDE", "REQUEST", "REJECT", "THREATEN"))  # what workers do together
_THINGS = frozenset(("it", "this", "that", "which", "what"))
_CAPTION = re.compile(
    r"\b(?:image|photo|photograph|picture)(?: credit| by)?: |\((?:cent(?:er|re)|left|right|pictured)\)|\(file (?:photo|picture|image)\)"
)
_SYMBOLS = re.compile("[\u2580-\u25ff\u2b1b\u2b1c]")  # blocks and squares
_FORCE = frozenset(("ASSAULT", "PROTEST", "MOBILIZE"))
_CANDIDATES = frozenset(("PTY", "ELI", "BUS", "JRN"))
_ARMED = frozenset(("MIL", "REB", "UAF", "COP", "SPY"))


class Plausibility:
    """The objections to the acts of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def objection(self, clause: Clause, act: Act) -> str | None:
        """Why an act is not to be told as an event, in words; None where nothing speaks against it."""
        tests: tuple[Callable[[Clause, Act], str | None], ...] = (
            self._remote,
            self._contest,
            _doer,
            _private_matter,
            self._abstract,
            self._beast,
            self._accident,
            self._nature,
            self._kin,
            self._rally,
            self._justice,
            self._generic,
            self._hypothetical,
            self._quarrel,
            self._opinion,
            self._where,
            self._platform,
            functools.partial(reasons, self._document),
        )
        return next((why for test in tests if (why := test(clause, act))), None)

    def _remote(self, clause: Clause, act: Act) -> str | None:
        if _SYMBOLS.search(self._sentence(clause)):
            return "the key of a map, no sentence"
        if _CAPTION.search(self._sentence(clause)):
            return "the caption of a picture"
        if is_remote(self._document.article.text) and not is_between_powers(act):
            return "the article is about something else than politics"
        named = clause.subject is not None and clause.subject.kind != "pronoun"
        if is_transcript(self._document.article.text) and not (named and is_between_powers(act)):
            return "an interview: what is told there is talk, and long ago"
        return None

    @functools.cached_property
    def _is_campaign(self) -> bool:
        """Whether the article is about a contest for office: candidates, ballots, debates, conventions."""
        limits = table(_DATA)["campaign"]
        text = self._document.article.text
        total = remoteness(text)[0]
        said = len(_pattern("campaign", "pattern").findall(text.lower()))
        return bool(total >= limits["words"] and 100 * said >= limits["share"] * total)

    def _contest(self, _clause: Clause, act: Act) -> str | None:
        """What candidates, parties and those in office say of one another in a campaign, short of force and protest."""
        if not self._is_campaign:
            return None
        if act.actors and all(a.sector in _CANDIDATES for a in act.actors):
            return "a contest for office, and words of those who stand"
        if act.type == "PROTEST" and any(a.sector == "GOV" for a in act.actors):
            return "a contest for office, and no protest of those who hold it"
        words_of = act.actors and all(a.sector in _CANDIDATES or a.sector == "OPP" for a in act.actors)
        if act.type in _FORCE or not (words_of or is_at_home(act)):
            return None
        if act.type == "COERCE" and any(a.sector in _ARMED for a in act.actors):
            return None
        return "a contest for office at home"

    def _sentence(self, clause: Clause) -> str:
        return self._document.sentences[clause.sentence].text.lower()

    def _but_doer(self, clause: Clause) -> str:
        """The sentence without whoever does it: "officials" who arrest a thief make it no matter of politics."""
        doer, start = clause.subject, self._document.sentences[clause.sentence].span[0]
        text = self._sentence(clause)
        return text if doer is None else text[: doer.span[0] - start] + text[doer.span[1] - start :]

    def _abstract(self, clause: Clause, act: Act) -> str | None:
        """A policy, a law or a price as the doer of a deed."""
        doer = clause.subject
        if act.type not in _DEEDS or doer is None or clause.kind != "verb" or clause.voice == "passive":
            return None
        if doer.kind == "noun" and doer.head.lower() in words(_DATA, "abstract", "words"):
            return f"“{doer.text}” does nothing itself"
        return None

    def _beast(self, clause: Clause, act: Act) -> str | None:
        if act.type not in ("ASSAULT", "COERCE"):
            return None
        nodes = (clause, *(self._document.clauses[i] for i in act.covers))
        objects = [a.phrase for c in nodes for a in c.arguments if a.role == "object" or a.preposition == "of"]
        if clause.subject is not None and clause.subject.kind == "noun":
            objects.append(clause.subject)
        hurt = next((p for p in objects if heads(p) & words(_DATA, "beasts", "words")), None)
        return f"“{hurt.text}” is no party" if hurt is not None else None

    def _accident(self, clause: Clause, act: Act) -> str | None:
        """Harm without a doer, where the sentence (or else the article) tells of an accident and not of violence."""
        doer = act.actors and not (clause.subject is not None and clause.subject.text.lower() in _THINGS)
        if act.type != "ASSAULT" or doer or normal(clause.predicate) not in words(_DATA, "accident", "verbs"):
            return None
        accidents, violence = _told(self._sentence(clause))
        if not accidents and not violence:
            accidents, violence = _told(self._document.article.text.lower())
            return "the article tells of an accident" if accidents > 2 * violence else None
        return "an accident" if accidents and not violence else None

    def _nature(self, clause: Clause, act: Act) -> str | None:
        """Weather, disease and machines as doers: "dust from the Sahara invaded Greece"."""
        doer = clause.subject
        if act.type not in ("ASSAULT", "COERCE", "MOBILIZE") or doer is None or doer.kind != "noun":
            return None
        if not heads(doer) & words(_DATA, "nature", "words") or is_between_powers(act):
            return None
        forces = _pattern("accident", "forces").search(self._sentence(clause))
        return None if forces else f"“{doer.text}” is no party"

    def _rally(self, clause: Clause, act: Act) -> str | None:
        """Rallies of those who stand for office."""
        votes = act.type == "PROTEST" and _pattern("campaign", "rally").search(self._sentence(clause))
        return "a rally for votes" if votes and any(a.name for a in act.actors) else None

    def _kin(self, clause: Clause, act: Act) -> str | None:
        """Quarrels and wants of private people: "a jealous husband opened fire on his neighbour"."""
        doer = clause.subject
        if doer is None or doer.kind != "noun" or not heads(doer) & words(_DATA, "kin", "words"):
            return None
        political = _pattern("justice", "political").search(self._but_doer(clause))
        return None if political else f"“{doer.text}” acts for nobody"

    def _justice(self, clause: Clause, act: Act) -> str | None:
        """Courts and police among citizens of one state, with nothing political about it."""
        if act.type not in ("COERCE", "ACCUSE") or act.cameo not in words(_DATA, "justice", "codes"):
            return None
        courts = all(_is_of_the_law(a) for a in act.actors)
        if not act.recipients and not (act.actors and courts and (act.type == "COERCE" or act.cameo == "090")):
            return None
        if not courts and not all(a.sector in (None, "GOV") and a.group is None for a in act.actors):
            return None
        if not is_at_home(act) or not all(is_private(a) or a.sector in ("CVL", "COP") for a in act.recipients):
            return None
        political = _pattern("justice", "political").search(self._but_doer(clause))
        return None if political else "a matter of courts, not of politics"

    def _generic(self, clause: Clause, act: Act) -> str | None:
        found = _pattern("generic", "pattern").search(self._sentence(clause))
        return f"“{found[0]}”: what is so in general or long ago" if found else None

    def _hypothetical(self, clause: Clause, _act: Act) -> str | None:
        """What stands below a relative clause with "would": a bill that would let China try them."""
        subject = clause.subject.text.lower() if clause.subject is not None else ""
        if "would" in clause.modals and subject in ("which", "that", "what"):
            return "what a plan or law would do"
        for node in self._document.ancestors(clause):
            if node.link == "relative" and {"would", "could", "might"} & set(node.modals) and not node.speakers:
                return f"“{node.text}”: what a plan or law would do"
        return None

    def _quarrel(self, clause: Clause, act: Act) -> str | None:
        """Verbs of war without arms: two sides at odds over something, politicians at home, means other than force."""
        nodes = [clause, *(self._document.clauses[i] for i in act.content)] if act.type == "THREATEN" else [clause]
        node = next((n for n in nodes if normal(n.predicate) in words(_DATA, "quarrel", "verbs")), None)
        if act.type not in ("ASSAULT", "THREATEN") or node is None or node.kind != "verb":
            return None
        start = self._document.sentences[clause.sentence].span[0]
        at, end = node.predicate_span[0] - start, node.predicate_span[1] - start
        text = self._sentence(clause)
        text = text[:at] + text[end:]
        if _pattern("accident", "violence").search(text) or _pattern("accident", "forces").search(text):
            return None
        civil = words(_DATA, "quarrel", "civil")
        at_home = act.actors and all(a.sector in civil and a.group is None for a in act.actors) and is_at_home(act)
        over = any(a.preposition in words(_DATA, "quarrel", "over") for a in node.arguments)
        if at_home or over or _pattern("quarrel", "by_other_means").search(text):
            return "a quarrel in words, not an attack"
        return None

    def _opinion(self, clause: Clause, act: Act) -> str | None:
        """ "decided that X is the best person": a view, no promise."""
        if act.type != "AGREE":
            return None
        for child in self._document.children(clause):
            told = child.mood == "indicative" and child.tense in ("present", "past") and not child.modals
            view = child.kind == "noun" or normal(clause.predicate) == "agree"
            if child.link in ("complement", "said") and told and view:
                return "what it says is a view"
        return None

    def _where(self, clause: Clause, act: Act) -> str | None:
        """ "A Kabul bombing killed five": the capital says where, it did not do it."""
        subject = clause.subject
        if act.type != "ASSAULT" or subject is None or subject.kind != "noun":
            return None
        if not heads(subject) & words(_DATA, "struck", "nouns"):
            return None
        for actor in act.actors:
            span = actor.span
            inside = span is not None and subject.span[0] <= span[0] and span[1] <= subject.span[1]
            if span and inside and actor.sector == "GOV" and self._document.article.text[span[0]].isupper():
                return "where it was, not who did it"
        return None

    def _platform(self, clause: Clause, act: Act) -> str | None:
        """ "praised him on Twitter", "spoke with the BBC": where it was said."""
        names = words(_DATA, "platforms", "names")
        if act.type == "CONSULT" and any(
            a.preposition in ("with", "to") and a.phrase.text in names for a in clause.arguments
        ):
            return "words to the press"
        text = self._document.article.text
        if act.recipients and all(a.span is not None and text[a.span[0] : a.span[1]] in names for a in act.recipients):
            return "where it was said is no party"
        return None


def _is_of_the_law(actor: Actor) -> bool:
    """Courts, the police, also by the name of their force, and citizens."""
    if actor.group is not None:
        return "police" in actor.group.lower() and actor.sector in (None, "COP")
    return actor.sector in ("JUD", "COP", "CVL")


def _doer(_clause: Clause, act: Act) -> str | None:
    """Whoever cannot do a deed of the type: companies attack nobody, courts torture nobody."""
    doers = table(_DATA)["doers"]
    if act.type == "AID" and not act.actors and all(a.sector not in (None, "REF", "REB") for a in act.recipients):
        return "nobody is told to help"
    if not act.actors or act.type not in doers or act.rule in words(_DATA, "doers", "offices"):
        return None
    barred = words(_DATA, "doers", act.type)
    if all(a.sector in barred and a.group is None for a in act.actors):
        return f"{act.actors[0].sector} are no doers of {act.type}"
    return None


def _private_matter(clause: Clause, act: Act) -> str | None:
    """Nobody on either side has a part in politics."""
    parties = (*act.actors, *act.recipients)
    persons = all(a.name and a.sector in (None, "CVL", "BUS") and a.group is None for a in parties)
    if act.type == "ASSAULT" and act.actors and act.recipients and persons and is_at_home(act):
        return "a matter between two persons"
    if act.type == "AID" and act.actors and all(is_private(a) or a.sector == "CVL" for a in act.actors):
        return None if any(a.code != "---" for a in act.recipients) else "private help"
    if not parties or (act.type in _ANYBODY and (act.type != "ASSAULT" or any(a.sector != "BUS" for a in parties))):
        return None
    if act.type == "ASSAULT" and _pattern("private", "arms").search(clause.text.lower()):
        return None  # an airliner that a missile brings down is politics, whosever it is
    many = clause.subject is None or clause.subject.plural or act.type == "CONCEDE"  # "a hospital called for blood"
    if act.type in _STRIKERS and many and any(a.sector in words(_DATA, "private", "workers") for a in act.actors):
        return None
    if act.type in ("COERCE", "ACCUSE") and any(a.sector == "JRN" and a.code != "---" for a in act.recipients):
        return None
    if act.type == "COERCE" and any(a.code != "---" for a in act.recipients) and act.actors:
        return None
    if act.type == "SANCTION" and any(a.sector == "BUS" and a.code not in ("---", "MNC") for a in act.recipients):
        return None
    trade = act.type in ("AGREE", "COOPERATE", "CONSULT") and act.actors and all(is_private(a) for a in act.actors)
    if trade and all(is_private(a) or a.sector == "CVL" for a in act.recipients):
        return "a bargain between private people"
    return "nobody in it has a part in politics" if all(is_private(a) for a in parties) else None


def _told(text: str) -> tuple[int, int]:
    """How many words of accidents and of violence stand in a text."""
    bare = _pattern("accident", "not_violence").sub(" ", text)
    return len(_pattern("accident", "words").findall(bare)), len(_pattern("accident", "violence").findall(bare))


@functools.lru_cache(maxsize=64)
def is_remote(text: str) -> bool:
    """Whether an article as a whole is about something else than politics."""
    limits: dict[str, float] = table(_DATA)["remote"]
    total, politics, domain = remoteness(text)
    if total < limits["words"]:
        return False
    return politics < limits["alone"] or (politics < limits["politics"] and domain >= limits["domain"])


@functools.lru_cache(maxsize=64)
def is_transcript(text: str) -> bool:
    """Whether an article is an interview, where "they" and "it" are whoever was talked of."""
    limits = table(_DATA)["transcript"]
    total = remoteness(text)[0]
    persons = len(_pattern("transcript", "pattern").findall(text.lower()))
    turns = len(_pattern("transcript", "turns").findall(text))
    spoken = 100 * persons >= limits["persons"] * total or turns >= limits["least_turns"]
    return bool(total >= limits["words"] and spoken)


def _pattern(*keys: str) -> re.Pattern[str]:
    found = table(_DATA)
    for key in keys:
        found = found[key]
    return _compiled(str(found))


@functools.cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile("".join(pattern.split("\n")))
