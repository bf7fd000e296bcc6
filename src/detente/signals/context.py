"""Whose words a clause is, and whether they are meant as news: onlookers, questions, what-ifs, history and other fields.

A signal is a move by a side. What analysts foresee, what the writer asks, what would have been, what was agreed long ago and
what happens in a stadium are none, however much they sound like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from detente.actors import lookup
from detente.actors.lexicon import seats
from detente.language import dates
from detente.language.guards import Guarded
from detente.language.once import once
from detente.records import Actor, Clause, Document, Phrase
from detente.signals import lexicon

if TYPE_CHECKING:
    from detente.actors import Cast

# Bodies that are no side of a conflict, however they are coded.
_BYSTANDERS = frozenset({"BUS", "MNC", "MED", "JRN", "EDU", "CVL", "LAB", "AGR", "HLH", "ELI", "CRM"})
# Sides in politics at home: theirs is a signal only toward somebody abroad.
_PARTISANS = frozenset({"OPP", "PTY", "LEG", "REL", "NGO"})
_GUESSES = frozenset({"may", "might", "could", "can"})
_YEAR = re.compile(
    r"\b(?i:in|under|of|since|after|from|during|by)\s+(?:the\s+|an?\s+|his\s+|her\s+|its\s+|their\s+)?(?:[A-Z][a-z]+\s+)?((?:18|19|20)\d\d)\b"
)
_LONG_AGO = lexicon.phrase("context", "long_ago")

_MAYBE = lexicon.phrase("context", "maybe")
_LEAGUES = lexicon.phrase("context", "leagues")
_AUDIENCE = lexicon.phrase("context", "audience")
_ABROAD = lexicon.phrase("context", "abroad")
_IN_ARMS = lexicon.phrase("context", "in_arms")
# Until when something lasts tells of no past: "announced a truce until 31 December".
_OPEN_END = re.compile(r"(?:until|till|through)\b(?!.*\b(?:19|20)\d\d\b)", re.IGNORECASE)
_MONTH = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b", re.IGNORECASE
)
_HEARSAY = frozenset({"claim", "allegation", "accusation", "report", "rumour", "rumor", "suggestion", "fear", "speculation", "suspicion", "charge", "impression", "belief", "possibility", "danger", "risk", "prospect"})  # fmt: skip
_TO_HEARSAY = re.compile(rf"\b(?:{'|'.join(sorted(_HEARSAY))})s? (?:that )?$")
_TELLS = frozenset({"say", "tell", "comment", "mention", "state", "specify", "confirm", "reveal", "disclose", "indicate", "elaborate", "explain", "know"})  # fmt: skip
_OLD = frozenset({"repeatedly", "long", "often", "frequently", "previously", "once", "always", "earlier", "already", "originally", "initially"})  # fmt: skip
_CROWDS = frozenset(
    "hundred thousand dozen score crowd majority million hundreds thousands dozens scores crowds millions".split()
)
_RECALLED = lexicon.phrase("context", "recalled")
_MEMOIRS = re.compile(
    r"\b(?:in|according to) (?:his|her|their|the|a|an) (?:\w+ ){0,2}(?:memoirs?|autobiography|diar(?:y|ies)|biography|reminiscences)\b"
)
_HABIT = lexicon.phrase("context", "habit")


_BY_RIGHT = lexicon.phrase("context", "by_right")


_FORGED = lexicon.phrase("context", "forged")
_PLAYED = lexicon.phrase("context", "played")
SHORT_OF = frozenset({"avoid", "refrain", "forgo", "desist"})
_INSTEAD = frozenset({"without", "instead of", "rather than", "short of", "stop short of", "far from"})

_RIGHTLY = ("with", "to", "the", "a", "an", "its", "their")  # what such a phrase ends in
_OFFICIALS = frozenset(
    "official commander spokesman spokeswoman spokesperson leader officer adviser aide chief general admiral colonel minister"
    " envoy ambassador diplomat delegate negotiator secretary deputy president premier".split()
)
_ADVISERS = frozenset(
    {"adviser", "advisor", "aide", "assistant", "deputy", "secretary", "spokesman", "spokeswoman", "envoy"}
)
_POSTED = frozenset({"ambassador", "diplomat", "envoy", "delegate", "negotiator", "officer"})
_PLAIN = frozenset(
    "senior top high-ranking military government defence defense security foreign army rebel chief deputy vice naval air force navy"
    " border unnamed prime state intelligence".split()
)
_OFFICE = frozenset("staff army navy ministry force forces cabinet council government defence defense police guard guards general command agency service".split())  # fmt: skip


class Voice(NamedTuple):
    """Who speaks: actors in order, the phrase, and whether it is somebody whose words bind nobody."""

    actors: tuple[Actor, ...] = ()
    phrase: Phrase | None = None
    onlooker: bool = False


@lru_cache(maxsize=256)
def _off_topic(sentence: str) -> bool:
    """Asked once for each clause: remembered, or a sentence of a thousand clauses would be searched a thousand times."""
    text = _LEAGUES.sub(" ", sentence)
    if any(lexicon.whole_words("topics", field).search(text) for field in ("sport", "art")):
        return True
    soft = lexicon.whole_words("topics", "soft").search(_struck().sub(" ", text))
    return bool(soft and not lexicon.whole_words("topics", "force").search(text))


@cache
def _struck() -> Guarded:
    """ "bombing hospitals": things of peace as what is hit, over lower-case text."""
    table = lexicon.table("topics")["struck"]
    return Guarded(
        re.compile(rf"\b(?:{'|'.join(table['verbs'])}) (?:[\w'’-]+ ){{0,4}}(?:{'|'.join(table['words'])})\b")
    )


@lru_cache(maxsize=256)
def _made_up(sentence: str) -> bool:
    unsure = lexicon.pattern("onlookers", "unconfirmed").search(sentence)
    return bool(unsure or _FORGED.search(sentence) or _PLAYED.search(sentence))


@lru_cache(maxsize=256)
def _at_home(sentence: str) -> bool:
    told = _ABROAD.sub(" ", sentence)
    if _IN_ARMS.search(told):
        return False
    return bool(lexicon.whole_words("topics", "home").search(_AUDIENCE.sub(" ", told.lower())))


class Context:
    """What is said by whom in one document, and what of it counts."""

    def __init__(self, document: Document, cast: Cast) -> None:
        self.document = document
        self.cast = cast
        self._named: dict[tuple[int, int], tuple[Phrase, Clause, tuple[Actor, ...]]] = {}

    @once
    def voice(self, clause: Clause) -> Voice:
        """The innermost speaker of a clause who can be told; onlooker if any of those who pass it on is only looking on."""
        found: tuple[Actor, ...] = ()
        knower = self.document.parent(clause) if self.brought_home(clause) else None
        for spoken in clause.speakers:
            if knower is not None and knower.subject is not None and spoken.span == knower.subject.span:
                continue  # "Israel should know that …"
            spoken, place = self._last_speaker(spoken, clause)
            resolved = tuple(map(for_its_state, self._said_by(spoken, clause) or self._together(spoken, place)))
            if (onlooker(spoken) and not campaign(spoken, clause)) or any(not binding(a) for a in resolved):
                if not (own := self._state_press(spoken, clause, resolved)):
                    return Voice((), spoken, True)
                resolved = own
            if not resolved and spoken.head.lower() in lexicon.words("speech", "documents"):
                resolved = (
                    self.owners(spoken, clause) or self._of_a_paper(spoken, clause) or self._jointly(spoken, clause)
                )
            if not any(known(a) for a in resolved) and spoken.head.lower() in _OFFICIALS:
                resolved = self._of_an_office(spoken, clause) or resolved
            found = found or tuple(a for a in resolved if known(a))
        found = self._not_the_foe(clause, found)
        return Voice(found, clause.speakers[0] if clause.speakers else None)

    def _state_press(self, spoken: Phrase, clause: Clause, outlets: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """ "China's army will fire …, Xinhua said": of its own state's acts the outlet of a state gives its word."""
        doers = self.actors(clause.subject, clause)
        if spoken.head.lower() in lexicon.words("speech", "state_outlets"):
            owned = spoken.possessor is not None or spoken.text.lower().startswith(
                ("state ", "the state ", "official ")
            )
            whose = self.owners(spoken, clause) if spoken.possessor is not None else doers
            return tuple(a for a in whose if not a.group)[:1] if owned else ()
        if spoken.text.lower().removeprefix("the ") not in lexicon.words("speech", "state_press"):
            return ()
        return tuple(a for a in doers if not a.group and any(a.code == o.code for o in outlets))

    def brought_home(self, clause: Clause) -> bool:
        """ "Israel should know that we will answer": said to be known, and so the word of whoever says so."""
        above = self.document.parent(clause)
        if above is None or clause.link not in ("thought", "complement", "said") or clause.kind == "noun":
            return False
        told = set(above.modals) & {"should", "must", "have to", "need to", "ought to", "had better"}
        ordered = above.mood == "imperative" and above.predicate in (
            "remember",
            "know",
            "understand",
            "doubt",
            "forget",
        )
        return bool(told or ordered) and above.predicate in lexicon.words("speech", "brought_home")

    def _said_by(self, spoken: Phrase, clause: Clause) -> tuple[Actor, ...]:
        """ "If Ankara strikes, we will answer, the ministry said": who says so is read where it is said, not where it is told."""
        told = self.document.clauses[clause.said_in] if clause.said_in is not None else None
        if told is None or told.subject is None or told.subject.span != spoken.span or spoken.kind == "pronoun":
            return ()
        return self._together(spoken, told)

    def _together(self, spoken: Phrase, clause: Clause) -> tuple[Actor, ...]:
        """All who say it: "Burkina Faso and Mali said"; of several people of one side the first."""
        found = self.cast.resolve(spoken, clause)
        sides = {a.side for a in found}
        for member in spoken.members()[1:]:
            named = self.cast.resolve(member, clause)
            found += tuple(a for a in named if known(a) and a.side not in sides)
            sides |= {a.side for a in named}
        return found

    def _last_speaker(self, spoken: Phrase, clause: Clause) -> tuple[Phrase, Clause]:
        """ "…, he added": whoever spoke in the sentence before, not somebody of whom he spoke there."""
        told = self.document.clauses[clause.said_in] if clause.said_in is not None else None
        if (
            told is None
            or told.predicate not in ("add", "continue", "go on")
            or spoken.head.lower() not in ("he", "she")
        ):
            return spoken, clause
        before = [c for c in self.document.clauses[: clause.id] if c.sentence == clause.sentence - 1 and c.speakers]
        named = next((c for c in reversed(before) if c.speakers[0].kind == "name"), None)
        return (named.speakers[0], named) if named is not None else (spoken, clause)

    def _of_a_paper(self, spoken: Phrase, clause: Clause) -> tuple[Actor, ...]:
        """ "…, the statement added": of whoever last spoke in one, issued one, or was named as its author."""
        if spoken.determiner not in ("the", "a") or spoken.complements or spoken.plural:
            return self._authors(spoken, clause)
        for other in reversed(
            [c for c in self.document.clauses if clause.sentence - 3 <= c.sentence <= clause.sentence]
        ):
            if other.predicate_span[0] >= clause.predicate_span[0] or other.kind != "verb":
                continue
            for argument in other.arguments:
                paper = argument.phrase
                if paper.head.lower() != spoken.head.lower() or paper.span == spoken.span:
                    continue
                found = self._authors(paper, other) or self.owners(paper, other) or self.actors(paper, other)
                if argument.role != "subject":
                    found = found or tuple(a for a in self.actors(other.subject, other) if binding(a))
                if found:
                    return found
        return self._spoke_last(clause)

    def _jointly(self, spoken: Phrase, clause: Clause) -> tuple[Actor, ...]:
        """ "The rebels will free ten captives, according to a joint statement": the two sides of it, one of whom is to act."""
        if "joint" not in spoken.text.lower().split() or spoken.complements:
            return ()
        doers = tuple(a for a in self.actors(clause.subject, clause) if binding(a))
        if len(doers) == 2 or self.cast.scene is None:
            return doers
        sides = self.cast.scene.pair(clause.span[0])
        return sides if doers and all(any(same_side(a, b) for b in sides) for a in doers) else ()

    def _spoke_last(self, clause: Clause) -> tuple[Actor, ...]:
        """The one side whose words or deeds by word ("accused", "vowed") the sentence before tells of."""
        found: dict[str, Actor] = {}
        for other in self.document.clauses:
            if other.sentence != clause.sentence - 1 or other.kind != "verb":
                continue
            moves = lexicon.move(other) is not None or other.predicate in (
                "say",
                "add",
                "claim",
                "publish",
                "issue",
                "release",
            )
            if moves and other.link in ("root", "conjunct", "time", "participial"):
                found.update({a.side: a for a in self.actors(other.subject, other) if binding(a) and known(a)})
        return tuple(found.values()) if len(found) == 1 else ()

    def _authors(self, paper: Phrase, clause: Clause) -> tuple[Actor, ...]:
        """ "a statement from the Government of Tigray", "a note by the ministry"."""
        return tuple(
            a
            for kind, phrase in paper.complements
            if kind in ("from", "by", "of")
            for a in self.actors(phrase, clause)
            if binding(a)
        )

    def _of_an_office(self, spoken: Phrase, clause: Clause) -> tuple[Actor, ...]:
        """ "a spokesman for Beijing's Taiwan office": whose office it is."""
        for kind, phrase in spoken.complements:
            if kind in ("for", "of", "at") and phrase.possessor is not None:
                return tuple(a for a in self.cast.resolve(phrase.possessor, clause) if known(a) and binding(a))
            if (
                kind == "to" and spoken.head.lower() in _ADVISERS
            ):  # "an aide to the president", "an adviser to Iran's leader"
                served = self.cast.resolve(phrase, clause) or (
                    self.cast.resolve(phrase.possessor, clause) if phrase.possessor is not None else ()
                )
                return tuple(a for a in served if known(a) and binding(a))
        return self._of_a_capital(spoken)

    def _of_a_capital(self, spoken: Phrase) -> tuple[Actor, ...]:
        """ "a general in Manila", "an official from Hargeisa": his state's, unless he may be posted there from elsewhere."""
        if any(lookup(m.text) for m in spoken.modifiers) or spoken.possessor is not None:
            return ()
        posted = spoken.head.lower() in _POSTED
        places = [p.head for k, p in spoken.complements if k == "from" or (k == "in" and not posted)]
        capitals = [found for place in places if place.lower() in seats() and (found := lookup(place)) is not None]
        return tuple(capitals[:1])

    def _not_the_foe(self, clause: Clause, found: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """ "should Israeli tanks enter, it added, Cairo would …": "it" is whose act is told, not who is named in the condition."""
        spoken = clause.speakers[0] if clause.speakers else None
        if spoken is None or spoken.kind != "pronoun" or not found or not clause.modals:
            return found
        posed = {a.side for c in self.document.children(clause, "condition") for a in self.actors(c.subject, c)}
        above = self.document.parent(clause)
        if above is not None:
            posed |= {a.side for c in self.document.children(above, "condition") for a in self.actors(c.subject, c)}
        own = (
            self.actors(clause.subject, clause) if clause.subject is not None and clause.subject.kind == "name" else ()
        )
        return own if own and all(a.side in posed for a in found) and not posed & {a.side for a in own} else found

    def actors(self, phrase: Phrase | None, clause: Clause) -> tuple[Actor, ...]:
        """The actors a phrase and what is coordinated with it name, each side once."""
        if phrase is None:
            return ()
        key = (id(phrase), id(clause))
        known = self._named.get(key)
        if known is None:  # both are kept with the answer, or another could come to stand at the same place in memory
            known = self._named[key] = (phrase, clause, self._actors(phrase, clause))
        return known[2]

    def _actors(self, phrase: Phrase, clause: Clause) -> tuple[Actor, ...]:
        if onlooker(phrase) or self._in_accordance(phrase):
            return ()
        found: dict[str, Actor] = {}
        for member in phrase.members():
            for actor in map(for_its_state, self.cast.resolve(member, clause)):
                if known(actor):
                    found.setdefault(actor.side, actor)
        return tuple(found.values())

    def _in_accordance(self, phrase: Phrase) -> bool:
        """ "in accordance with the UN mandate", "under Resolution 1701": by what right, nobody's act."""
        start = phrase.span[0]
        if not self.document.article.text[max(0, start - 10) : start].lower().rstrip().endswith(_RIGHTLY):
            return False
        return bool(_BY_RIGHT.search(self.document.article.text[max(0, start - 40) : start].lower()))

    def owners(self, phrase: Phrase, clause: Clause) -> tuple[Actor, ...]:
        """Whose a thing is: "Moscow's note", "the Soviet note"."""
        if phrase.possessor is not None:
            return self.actors(phrase.possessor, clause)
        found = (lookup(m.text) for m in phrase.modifiers if m.kind in ("adjective", "compound"))
        return tuple(a for a in found if a is not None and known(a))[:1]

    @once
    def asserted(self, clause: Clause) -> bool:
        """Whether a clause is put forward as the case: not asked, supposed, feared, denied or contrary to fact."""
        if (
            self._asked(clause)
            or counterfactual(clause)
            or _IN_HIS_PLACE.search(self.sentence(clause).lower()) is not None
            or _MAYBE.match(clause.text)
            or _of_a_draft(self.document, clause)
            or self._unsaid(clause)
            or self._left_undone(clause)
            or _made_up(self.sentence(clause).lower())
        ):
            return False
        if (clause.connective or "") in ("as if", "as though"):
            return False  # "it looks as if they will strike again"
        if (clause.connective or "").startswith("whether") or clause.text.lower().startswith("whether or not "):
            return False  # "would fill the dam whether or not Egypt agreed"
        below = clause
        for above in self.document.ancestors(clause):
            hangs = above.connective == "whether" and clause.predicate in (
                "depend",
                "hinge",
            )  # "Whether X depends on Y"
            asked = above.mood == "interrogative" and not hangs
            supposed = below.link in ("condition", "thought") and not bargained(below)
            if (supposed and not self.brought_home(below) and not assured(above)) or asked:
                return False
            demanded = lexicon.move(above) in ("demand", "tell", "give") and above.kind == "verb"
            demanded = demanded and not self._own_envoy(above)
            if below.link in ("complement", "purpose") and below.mood == "infinitive" and demanded:
                return False  # "told it to promise": asked for, not made
            if above.kind == "noun" and above.predicate in _HEARSAY and below.link in ("complement", "said"):
                return False  # "the claim that it was planning to strike"
            beside = below.link == "conjunct" and below.predicate in _TELLS | {"write", "add", "warn", "post"}
            if below.link not in ("said",) and not beside and (counterfactual(above) or set(above.modals) & _GUESSES):
                return False
            below = above
        if clause.link == "thought" and clause.parent is not None and assured(self.document.clauses[clause.parent]):
            return True
        return clause.link not in ("condition", "thought") or bargained(clause) or self.brought_home(clause)

    def _unsaid(self, clause: Clause) -> bool:
        """ "declined to say what it would do", "did not say that", "commented on the report that": nobody's word."""
        if clause.said_in is None:
            return False
        said = self.document.clauses[clause.said_in]
        above = self.document.parent(said)
        if said.negated and said.predicate in _TELLS:
            return True
        if above is not None and said.mood == "infinitive" and above.predicate in ("decline", "refuse", "fail"):
            return not above.negated
        if said.object is not None and said.object.head.lower() in ("what", "how", "when", "where", "which", "who"):
            told = re.search(r"\b(?:is|was) what\b", self.sentence(clause))  # "that is what they said they would do"
            return clause.link == "said" and said.predicate in _TELLS and told is None
        between = self.document.article.text[said.predicate_span[1] : clause.span[0]].lower()
        return said.kind == "verb" and _TO_HEARSAY.search(between) is not None

    def _left_undone(self, clause: Clause) -> bool:
        """ "stopped short of threatening to leave", "without promising anything", "refrained from accusing it"."""
        if clause.kind != "verb" or clause.mood != "participle":
            return False
        if clause.connective in _INSTEAD:
            return True
        above = self.document.parent(clause)
        if above is None or clause.link not in ("complement", "result", "participial"):
            return False
        short = above.predicate in ("stop", "fall") and "short" in above.adverbs
        return short or (above.predicate in SHORT_OF and not above.negated)

    def _own_envoy(self, clause: Clause) -> bool:
        """ "instructed its ambassador to inform Athens that …": what he is to say is said by his government."""
        told = clause.object
        if told is None or clause.predicate not in ("instruct", "order", "direct", "authorise", "authorize", "tell"):
            return False
        return told.head.lower() in (
            "ambassador",
            "envoy",
            "minister",
            "representative",
            "delegate",
            "consul",
            "emissary",
        )

    @once
    def news(self, clause: Clause) -> bool:
        """Whether a clause speaks of the present affair: neither history nor sport, art, business or health."""
        return not self.background(clause) and not self.off_topic(clause)

    @once
    def background(self, clause: Clause) -> bool:
        """Whether the words set it long before the article: "In 2003 the sides agreed", "last year he had promised"."""
        anchor = self.document.article.date
        said = self.document.clauses[clause.said_in] if clause.said_in is not None else clause
        if said.perfect and said.tense == "present" and "long" in said.adverbs and lexicon.move(said) != "denial":
            return True  # "has long said that it would close the strait"
        if _MEMOIRS.search(self.sentence(clause).lower()):
            return True
        if clause.tense == "future" or {"will", "shall"} & set(clause.modals):
            return False
        if clause.tense == "past" and _tells_habits(self.sentence(clause)):
            return True
        if clause.tense == "past" and _RECALLED.search(self.sentence(clause).lower()):
            return True
        if (
            clause.perfect
            and clause.tense == "past"
            and not clause.speakers
            and (_OLD & set(clause.adverbs) or clause.link == "root")
        ):
            return True  # "had repeatedly threatened"
        for candidate in (clause, *self.document.ancestors(clause)):
            if any(
                self._history(t.text, anchor)
                for t in candidate.times
                if not _OPEN_END.match(t.text) and (candidate.perfect or not _bare_day(t.text))
            ):
                return True
        return self._dated(clause, anchor)

    def off_topic(self, clause: Clause) -> bool:
        """Whether the sentence is about a field whose battles are only so called."""
        return _off_topic(self.sentence(clause).lower())

    def armed(self, *texts: str) -> bool:
        """Whether words speak of war and peace."""
        words = " ".join(texts).lower()
        pattern = lexicon.whole_words("topics", "security")
        return bool(pattern.search(words) or pattern.search(re.sub(r"(?<=[a-z]{3})s\b", "", words)))

    def at_home(self, clause: Clause) -> bool:
        """Whether the sentence is about law and politics at home."""
        return _at_home(self.sentence(clause))

    def near_arms(self, clause: Clause) -> bool:
        """Whether the sentences around a clause do."""
        around = self.document.sentences[max(0, clause.sentence - 2) : clause.sentence + 3]
        return self.armed(*(s.text for s in around))

    def sentence(self, clause: Clause) -> str:
        """The text of the clause's sentence."""
        return self.document.sentences[clause.sentence].text

    @once
    def inner(self, clause: Clause) -> str:
        """The clause's words without those of clauses that only accompany it (relative, cause, time past, parenthesis)."""
        start, end = clause.span
        text = self.document.article.text
        cuts = [
            c.span
            for c in self.document.children(clause, "relative", "cause", "parenthetical", "concession")
            if start <= c.span[0] and c.span[1] <= end
        ]
        kept, place = "", start
        for left, right in sorted(cuts):
            if left >= place:
                kept += text[place:left]
                place = right
        return kept + text[place:end]

    @once
    def own(self, clause: Clause) -> str:
        """The clause's words without any clause that hangs from it except nouns of action and infinitives it governs."""
        start, end = clause.span
        text = self.document.article.text
        kept, place = "", start
        held = ("argument", "oblique", "modifier", "complement", "manner")
        cuts = [
            c.span
            for c in self.document.children(clause)
            if c.link not in held or c.text.lower().startswith("whether or not ")
        ]
        for noun in self.document.children(clause, "argument", "oblique"):  # "measures that it will not like unless …"
            cuts += [
                c.span for r in self.document.children(noun, "relative") for c in self.document.children(r, "condition")
            ]
        cuts.sort()
        for left, right in cuts:
            if left >= place and right <= end:
                kept += text[place:left] + " "
                place = right
        return kept + text[place:end]

    def unnamed(self, text: str) -> str:
        """The words without the names of armed and other groups: the Free Syrian Army frees nobody by its name."""
        for name in self._groups:
            text = text.replace(name, "group")
        return text

    @cached_property
    def _groups(self) -> tuple[str, ...]:
        """The names of groups as the article writes them, the longest first."""
        text = self.document.article.text
        names = {text[h.start : h.end] for h in self.cast.hits if h.entry.kind == "group" and h.entry.form == "name"}
        return tuple(sorted(names, key=lambda name: (-len(name), name)))

    def _asked(self, clause: Clause) -> bool:
        return clause.mood == "interrogative" or (
            self.sentence(clause).rstrip("\"'”’ )").endswith("?") and not clause.quoted
        )

    def _history(self, words: str, anchor: str | None) -> bool:
        when = dates.resolve(words, anchor)
        return dates.is_history(when, anchor) or (anchor is not None and bool(_LONG_AGO.search(words)))

    def _dated(self, clause: Clause, anchor: str | None) -> bool:
        if anchor is None or clause.tense != "past":
            return False
        text = self.sentence(clause)
        if any(year < int(anchor[:4]) for year in _years(text) - self._aside(clause) - _named_by_year(text)):
            return True
        return clause.perfect and _tells_of_long_ago(text)

    def _aside(self, clause: Clause) -> frozenset[int]:
        """Years that only tell which thing is meant: "the countries that joined after 1997", "the accord signed in 1991"."""
        return frozenset(
            year
            for child in self.document.clauses
            if child.sentence == clause.sentence and child.link in ("relative", "participial", "modifier")
            for year in _years(child.text)
        )


# Asked for every clause, answered once for a sentence.


@lru_cache(maxsize=1024)
def _years(text: str) -> frozenset[int]:
    return frozenset(int(year) for year in _YEAR.findall(text))


@lru_cache(maxsize=1024)
def _named_by_year(text: str) -> frozenset[int]:
    """Years by which a bond is named: "would regard the truce of 1991 as dead"; not "Under the accord of 1974 it agreed"."""
    found = _bonds().finditer(text)
    return frozenset(
        int(m[1]) for m in found if not re.fullmatch(r"(?:Under|In|By|With) (?:the|a|an|its) ", text[: m.start()])
    )


@cache
def _bonds() -> re.Pattern[str]:
    heads = "|".join(sorted(lexicon.words("speech", "agreements")))
    return re.compile(rf"\b(?:{heads})s? of ((?:18|19|20)\d\d)\b")


@lru_cache(maxsize=1024)
def _tells_of_long_ago(text: str) -> bool:
    return bool(_LONG_AGO.search(text))


@lru_cache(maxsize=1024)
def _tells_habits(text: str) -> bool:
    return bool(_HABIT.search(text))


def within(phrase: Phrase) -> Iterator[Phrase]:
    """A phrase, whose it is and what hangs from it, all the way down: "violations of the truce by Armenian troops"."""
    for member in phrase.members():
        yield member
        if member.possessor is not None:
            yield from within(member.possessor)
        for _, inner in member.complements:
            yield from within(inner)


def _of_a_draft(document: Document, clause: Clause) -> bool:
    """ "a draft treaty by which NATO would promise to …": what nobody has signed says nothing yet."""
    return any(
        above.kind == "noun" and {m.lemma.lower() for m in above.attributes} & {"draft", "proposed", "suggested"}
        for above in document.ancestors(clause)
        if above.sentence == clause.sentence
    )


def _bare_day(words: str) -> bool:
    """ "23 January" without a year: in a history of a crisis that began in December it lies ahead."""
    return bool(_MONTH.search(words)) and not re.search(r"\b\d{4}\b|\b(?:last|ago|earlier|before)\b", words)


def onlooker(phrase: Phrase) -> bool:
    """Whether a speaker is one whose words bind no side: an analyst, a professor, a former minister, a newspaper."""
    heads = {phrase.head.lower(), *(a.head.lower() for a in phrase.appositives)}
    titles = {word for m in phrase.modifiers for word in (m.lemma.lower(), m.text.lower())}
    for appositive in phrase.appositives:
        titles |= {m.lemma.lower() for m in appositive.modifiers}
    if heads & lexicon.words("onlookers", "people") or titles & lexicon.words("onlookers", "people"):
        return True
    if titles & lexicon.words("onlookers", "retired"):
        return True
    if heads & _CROWDS or any(
        "opposition" in p.text.lower().split() for k, p in phrase.complements if k in ("from", "of")
    ):
        return True  # "hundreds of Sudanese", "a governor from the opposition"
    if heads & {"group", "band", "handful", "network", "coalition", "association"} and any(
        p.head.lower() in lexicon.words("onlookers", "people")
        or p.head.lower().rstrip("s") in lexicon.words("onlookers", "people")
        for k, p in phrase.complements
        if k == "of"
    ):
        return True  # "a group of defectors"
    return bool(lexicon.whole_words("onlookers", "bodies").search(phrase.text.lower())) and phrase.kind != "pronoun"


def campaign(phrase: Phrase, clause: Clause) -> bool:
    """Whether a group says what it will do itself: "activists said they would fly more balloons"."""
    ours = clause.subject is not None and clause.subject.head.lower() in ("they", "we")
    ahead = bool({"will", "would"} & set(clause.modals)) and clause.speakers[:1] == (phrase,)
    return ours and ahead and phrase.head.lower() in ("activist", "campaigner", "settler", "protester", "defector")


def spokesman(phrase: Phrase) -> bool:
    """Whether somebody of whom no table knows may speak for the side spoken of: "Kennedy", "the minister", "its president".

    Not "officials" or "a diplomat": whoever they are, the side they speak of may be another's.
    """
    if onlooker(phrase) or phrase.entity == "ORG":
        return False
    if phrase.kind in ("pronoun", "name"):
        return True
    owned = phrase.possessor is not None  # "its president", "the president's office"
    of_an_office = phrase.head.lower().startswith("spokes") and any(
        m.lemma.lower() in _BODIES for m in phrase.modifiers
    )
    return not phrase.plural and (phrase.determiner == "the" or owned or of_an_office or phrase.head[:1].isupper())


_BODIES = frozenset({"ministry", "government", "army", "navy", "military", "cabinet", "kremlin", "palace"})


def of_its_own(phrase: Phrase) -> bool:
    """ "an adviser to its president", "an officer of their army": whoever he is, of the side spoken of."""
    owners = [p.possessor for k, p in phrase.complements if k in ("to", "of", "for", "in", "from", "at")]
    theirs = any(o is not None and o.kind == "pronoun" for o in owners)
    return theirs and not onlooker(phrase) and phrase.head.lower() in _OFFICIALS


def insider(phrase: Phrase) -> bool:
    """Whether a speaker is somebody of the side spoken of, unnamed: "a senior official", "one of its leaders"."""
    if phrase.head.lower() == "one":
        owners = [p.possessor for k, p in phrase.complements if k == "of"]
        return any(o is not None and o.kind == "pronoun" for o in owners)
    plain = all(m.lemma.lower() in _PLAIN for m in phrase.modifiers)
    of_office = all(not (_OFFICE.isdisjoint(p.text.lower().split()) or p.entity) for _, p in phrase.complements)
    return plain and of_office and phrase.head.lower() in _OFFICIALS


def for_its_state(actor: Actor) -> Actor:
    """A company by which a state deals with others, as that state; see data/state_companies.toml."""
    owner = lexicon.table("state_companies")["owners"].get((actor.group or "").lower())
    if owner is None:
        return actor
    return msgspec.structs.replace(actor, code=owner, sector="GOV", group=None, name=actor.name or actor.group)


def binding(actor: Actor) -> bool:
    """Whether an actor can bind a side of a conflict: no firm, newspaper, trade union, gang or charity."""
    return actor.sector not in _BYSTANDERS and actor.code not in ("MNC", "NGO")


def rival(one: Actor, other: Actor) -> bool:
    """Whether two actors are sides that may stand against each other: not the same, not a firm or a party at home."""
    if same_side(one, other) or not binding(other) or not known(other):
        return False
    return other.code != one.code or (other.group is not None and not partisan(other)) or one.group is not None


def known(actor: Actor) -> bool:
    """Whether it is told which side an actor belongs to."""
    return actor.code != "---" or actor.group is not None


def partisan(actor: Actor) -> bool:
    """Whether an actor is a side in politics at home."""
    return actor.sector in _PARTISANS


def bargained(clause: Clause) -> bool:
    """ "Leave or we attack", "lift the sanctions and we will talk": a condition by its place, a demand by its form."""
    return clause.link == "condition" and clause.connective in ("or", "or else", "and", "otherwise")


def assured(clause: Clause) -> bool:
    """ "I am confident that we shall answer": a word given in the first person, no guess."""
    first = clause.subject is not None and clause.subject.head.lower() in ("i", "we")
    sure = clause.predicate in ("confident", "sure", "certain", "convinced", "adamant", "clear", "promise", "guarantee")
    return first and sure and clause.kind == "adjective" and clause.tense != "past" and not clause.negated


def counterfactual(clause: Clause) -> bool:
    """ "would have struck", "had he left": contrary to fact."""
    return clause.perfect and bool({"would", "could", "should", "might"} & set(clause.modals))


_IN_HIS_PLACE = lexicon.phrase("context", "in_his_place")
"""Advice to another, dressed as what the speaker would do: "if he were in the president's place he would take the deal"."""


def same_side(one: Actor, other: Actor) -> bool:
    """Whether two actors stand on one side: the same state or the same group."""
    return one.side == other.side
