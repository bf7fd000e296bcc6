"""The cast of one article: every noun phrase to its actors.

    >>> cast = Cast(document)
    >>> [a.code for a in cast.resolve(clause.subject, clause)]
    ['PAK']

What the words of a phrase say comes first (describe.py), names the article teaches included (names.py); pronouns and
descriptions ("the group", "both sides", "the army") follow by salience (pointing.py, homes.py, on the scene that staging.py
sets). Nothing is guessed: an empty tuple means that the phrase is no actor or that the text does not say which.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

import msgspec

from detente.actors import homonyms
from detente.actors import lexicon as lexicon_
from detente.actors import scene as scene_
from detente.actors.context import (
    AIMED,
    HERE,
    LOCATIVE,
    MOVING,
    TARGETED,
    TOWNS_DO,
    argument_of,
    dateline_of,
    likened,
    spanned_all,
)
from detente.actors.describe import Describer
from detente.actors.homes import Homes
from detente.actors.lexicon import Entry, Hit
from detente.actors.names import Names
from detente.actors.parts import REBELS, REGIONAL, Finding, alone, distinct, is_likened
from detente.actors.past import Era, as_then, paired
from detente.actors.pointing import Pointing
from detente.actors.scene import POSSESSIVE, Scene
from detente.actors.staging import Stage
from detente.actors.words import Word, words
from detente.records import Actor, Clause, Document, Phrase, Span

# Ranks of soldiers and of the police.
SHARED_RANKS = frozenset(["officer", "sergeant", "sgt", "corporal", "lieutenant", "lt"])
# Houses that more than one state has, though the tables know the best known.
# Papers that speak for whoever puts them out; a report or an account may be a newspaper's.
PAPERS = frozenset(
    "statement communique communiqué declaration announcement readout bulletin letter note memorandum".split()
)
HOUSES = frozenset(["Congress", "House of Representatives"])


class Cast:
    """The actors of one article; built once from its `Document`."""

    def __init__(self, document: Document) -> None:
        self.document = document
        article = document.article
        self._lexicon = lexicon_.load()
        self._words = words(article.text)
        date = article.date if article.date and article.date[:4].isdigit() else None
        era = Era(self._words, date)
        scanned = paired(list(self._lexicon.scan(self._words)), self._words, self._lexicon)
        told = as_then(homonyms.told_apart(scanned, self._words, date), self._words, era)
        told = self._without_namesakes(told)
        self.hits = [replace(h, entry=lexicon_.as_of(h.entry, date)) if h.entry.group else h for h in told]
        self._word_starts = [w.start for w in self._words]
        self.era = era
        verbs = frozenset(c.predicate_span[0] for c in document.clauses if c.kind == "verb" and c.mood == "indicative")
        self.names = Names(self._words, self.hits, article.text, era, verbs)
        self.hits = self.names.hits
        self._hit_starts = [h.start for h in self.hits]
        self._open: set[tuple[Span, int | None]] = set()
        self._memo: dict[tuple[object, ...], Finding] = {}
        self._lasting: dict[tuple[object, ...], Finding] = {}  # those for which nobody looked at the scene
        self._looks = 0  # how often the scene was looked at, or a finding taken that goes back to it
        self._written = {
            a.phrase.span: c
            for c in document.clauses
            for a in c.arguments
            if a.phrase.kind == "pronoun" and not a.inherited
        }
        self._held = [(a.phrase.span, c) for c in document.clauses for a in c.arguments]
        self.dateline = dateline_of(self.hits, article.text)
        title = self._lexicon.scan(words(article.title or ""))
        self.titled = frozenset(h.entry.group or h.entry.code for h in title if h.entry.kind in ("state", "group"))
        self._scene: Scene | None = None
        self._pointing = Pointing(self)
        self._homes = Homes(self)
        self._stage = Stage(self)
        self.describer = Describer(
            self._lexicon, self.names, self._within, self._possessor, self._places, self._name_start, self._name_end
        )
        self._scene = self._stage.scene()
        self._scene = self._stage.scene()  # now that "the group" and "its army" can be read, they are mentions too
        if self._scene.unsettled():  # "The army said it …": "it" after the army's state is known
            self._memo.clear()
            self._scene = self._stage.scene()
        self._memo.clear()

    @property
    def scene(self) -> Scene | None:
        """Who has been named so far, and where; None until the first mentions are gathered."""
        self._looks += 1
        return self._scene

    # ----------------------------------------------------------------------------------------------------- public

    def resolve(self, phrase: Phrase, clause: Clause | None = None) -> tuple[Actor, ...]:
        """The actors a phrase stands for, one for each of a coordination; () when there is none or it is not known.

        With `clause` the phrase's place in it counts: "in Islamabad" is a place, "Islamabad said" the state.
        """
        return distinct([a for member in phrase.members() for a in self.find(alone(member), clause).actors])

    def speakers(self, clause: Clause) -> tuple[Actor, ...]:
        """Whose words the clause holds, innermost first; () for the reporter's own."""
        said_in = self.document.clauses[clause.said_in] if clause.said_in is not None else None
        found: list[Actor] = []
        for k, phrase in enumerate(clause.speakers):
            named = self.resolve(phrase, said_in if k == 0 else None)
            found.extend(named or self._stated_by(phrase))
        return tuple(dict.fromkeys(found))

    def _stated_by(self, phrase: Phrase) -> tuple[Actor, ...]:
        """ "An Indian statement said", "according to a communique of the Eritrean army": whose paper it is."""
        if phrase.head.lower() not in PAPERS:
            return ()
        writer = next((inner for preposition, inner in phrase.complements if preposition in ("by", "from", "of")), None)
        return (self.resolve(writer) if writer is not None else ()) or self.owners(phrase) or self._initialled(phrase)

    def _initialled(self, phrase: Phrase) -> tuple[Actor, ...]:
        """ "A PCG statement": of the body whose letters the article has spelt out."""
        letters = (m for m in phrase.modifiers if m.text.isupper() and 2 <= len(m.text) <= 8)
        names = (Phrase(text=m.text, span=m.span, head=m.text, head_span=m.span, kind="name") for m in letters)
        return next((found for name in names if (found := self.resolve(name))), ())

    def owners(self, phrase: Phrase, clause: Clause | None = None) -> tuple[Actor, ...]:
        """Whose a thing or deed is: "Haiti's efforts", "an Israeli proposal", "the raid by India". () when nobody's.

        For heads that are no actor themselves; "an Indian restaurant" has an owner here and no actor in `resolve`.
        """
        found = self.describer.owners(phrase, self.describer.core(phrase))
        return tuple(dict.fromkeys(Actor(code=o.code, sector=o.sector, group=o.group, span=phrase.span) for o in found))

    def explain(self, phrase: Phrase, clause: Clause | None = None) -> str:
        """Which entries and rules decided for a phrase, in words."""
        parts = []
        for member in phrase.members():
            found = self.find(alone(member), clause)
            who = ", ".join(a.side for a in found.actors) or "no actor"
            parts.append(f"{member.head}: {who} ({found.why or 'no entry'})")
        return "; ".join(parts)

    def is_pair(self, phrase: Phrase) -> bool:
        """Whether a phrase means two sides named before: "both sides"."""
        return self._pointing.is_pair(phrase, phrase.head.lower())

    # --------------------------------------------------------------------------------------------------- plumbing

    def _within(self, start: int, end: int) -> tuple[list[Word], list[Hit]]:
        """The words between two offsets and the names among them, indices counted from the first.

        A group's or body's name that runs on beyond the end is kept: the parser cut it short.
        """
        first, last = bisect_left(self._word_starts, start), bisect_left(self._word_starts, end)
        found = []
        for k in range(bisect_left(self._hit_starts, start), bisect_left(self._hit_starts, end)):
            h = self.hits[k]
            if h.last <= last or h.entry.kind in ("group", "body", "agency"):
                found.append(Hit(h.entry, h.first - first, min(h.last, last) - first, h.start, h.end, h.others))
            else:
                inside = self._lexicon.scan(self._words[h.first : last])
                at = h.first - first
                found += [Hit(x.entry, x.first + at, x.last + at, x.start, x.end, x.others) for x in inside]
        return self._words[first:last], found

    def _without_namesakes(self, hits: list[Hit]) -> list[Hit]:
        """The names without towns and states that are a person's surname here: "Sudesh Amman … Amman had …"."""
        at = {h.end: h for h in hits if h.entry.kind in ("state", "place") and h.last - h.first == 1}
        taken = {i for h in hits for i in range(h.first, h.last)}
        surnames: set[str] = set()
        for clause in self.document.clauses:
            for member in (
                m for a in clause.arguments for m in a.phrase.members() if m.entity == "PER" and m.kind == "name"
            ):
                hit = at.get(member.head_span[1])
                given = hit.first - 1 if hit is not None else -1
                if hit is None or given < 0 or given in taken or self._words[hit.first].broken:
                    continue
                word = self._words[given]
                if word.capital and not word.possessive and word.start >= member.span[0] and word.fold not in REGIONAL:
                    surnames.add(self._words[hit.first].fold)
        if not surnames:
            return hits
        text = self.document.article.text
        return [
            h for h in hits
            if h.last - h.first > 1 or h.entry.kind not in ("state", "place") or self._words[h.first].fold not in surnames
            or HERE.search(text[max(0, h.start - 40) : h.start])
        ]  # fmt: skip

    def _name_start(self, at: int) -> int:
        """Where the group's or body's name begins that an offset lies in: "ZANU-PF", of which the parser took "PF"."""
        k = bisect_left(self._hit_starts, at + 1) - 1
        hit = self.hits[k] if k >= 0 else None
        inside = hit is not None and hit.end > at and hit.entry.kind in ("group", "body", "agency")
        return hit.start if hit is not None and inside else at

    def _name_end(self, at: int) -> int:
        """Where the leader's name ends that a hyphen parts at an offset: "Moon Jae-in", of which the parser took "Moon Jae"."""
        k = bisect_left(self._hit_starts, at) - 1
        hit = self.hits[k] if k >= 0 else None
        if hit is None or hit.end <= at or hit.entry.kind != "leader":
            return at
        return hit.end if "-" in self.document.article.text[at - 1 : at + 1] else at

    def _possessor(self, phrase: Phrase) -> tuple[Actor, ...]:
        return self.resolve(phrase, self._clause_of(phrase))

    def _clause_of(self, phrase: Phrase) -> Clause | None:
        """The innermost clause a phrase lies in."""
        if phrase.kind != "pronoun":
            return None
        at = phrase.span[0]
        best: Clause | None = None
        for (start, end), clause in self._held:
            if start <= at < end and (best is None or clause.span[1] - clause.span[0] < best.span[1] - best.span[0]):
                best = clause
        return best

    def _states(self) -> tuple[str, ...]:
        """The states the article names, as they come in the text while the scene is still being set."""
        if self.scene is not None:
            return self.scene.states()
        return tuple(dict.fromkeys(h.entry.code for h in self.hits if h.entry.kind in ("state", "place")))

    def _places(self) -> tuple[str, ...]:
        """The states the article names as places ("in northern Syria") before the others."""
        text = self.document.article.text
        hits = [h for h in self.hits if h.entry.kind in ("state", "place")]
        placed = [h.entry.code for h in hits if HERE.search(text[max(0, h.start - 40) : h.start])]
        return tuple(dict.fromkeys([*placed, *self._states()]))

    def find(self, phrase: Phrase, clause: Clause | None) -> Finding:
        """Who one phrase stands for in its clause, conjuncts left out."""
        if phrase.kind == "pronoun":  # where it is written, not where control brings it
            clause = self._written.get(phrase.span, clause)
        key = (phrase.span, phrase.head_span, phrase.text, clause.id if clause else None)
        known = self._known(key)
        if known is not None:
            return known
        mark = (phrase.span, clause.id if clause else None)
        if mark in self._open:  # "we" whose speaker is found by way of "we"
            self._looks += 1
            return Finding()
        self._open.add(mark)
        looks = self._looks
        try:
            found = self._homes.irregular(phrase, self._look(phrase, clause))
        finally:
            self._open.discard(mark)
        return self._remembered(key, found, looks)

    def describe(self, phrase: Phrase) -> Finding:
        """Who a phrase speaks of by its own words."""
        key = (phrase.span, phrase.head_span, phrase.text)
        found = self._known(key)
        if found is None:
            looks = self._looks
            found = self._remembered(key, self.describer.describe(phrase), looks)
        return found

    def _known(self, key: tuple[object, ...]) -> Finding | None:
        found = self._lasting.get(key)
        if found is None and self._memo:
            found = self._memo.get(key)
            self._looks += found is not None
        return found

    def _remembered(self, key: tuple[object, ...], found: Finding, looks: int) -> Finding:
        """A finding kept for good if the scene was not looked at since, else as long as this scene stands."""
        if looks == self._looks:
            self._lasting[key] = found
        elif self._scene is not None:
            self._memo[key] = found
        return found

    # ------------------------------------------------------------------------------------------------- resolution

    def _look(self, phrase: Phrase, clause: Clause | None) -> Finding:
        if phrase.kind == "pronoun" or phrase.text.lower() in POSSESSIVE:
            return self._pointing.pronoun(phrase, clause)
        if phrase.kind == "clause" or (phrase.negated and phrase.head in ("one", "nobody", "no one")):
            return Finding(settled=True)
        pointing = self._pointing.bare_two(phrase, clause) or self._pointing.pointed(phrase, clause)
        if pointing is not None:
            return pointing
        found = self._uniformed(phrase, self._housed(phrase, self.describe(phrase)))
        if found.settled:
            return self._among_hosts(phrase, clause) or found
        if found.actors and found.actors[0].name and likened(phrase):
            return Finding(why=f"“{phrase.text}”: a likeness, not the person", settled=True)
        if found.actors and found.role is None and self.is_place(phrase, clause, found):
            return Finding(why=f"{found.why}; a place here", settled=True)
        if found.owned and found.actors:
            return self._homes.hosted(phrase, clause, found) or self._by_home(phrase, found)
        return self._homes.find(phrase, clause, found)

    def _among_hosts(self, phrase: Phrase, clause: Clause | None) -> Finding | None:
        """ "A group of North Korean defectors flew leaflets": those counted act from where such people live."""
        argument = argument_of(phrase, clause)
        inner = next((p for prep, p in phrase.complements if prep == "of"), None)
        if inner is None or argument is None or argument.role != "subject":
            return None
        return self._homes.host_of(self.describe(inner), phrase)

    def _uniformed(self, phrase: Phrase, found: Finding) -> Finding:
        """ "The officers": of the police where the article spoke of police last, or of no soldiers at all."""
        role = found.role
        if role is None or role.word not in SHARED_RANKS or not found.actors or found.actors[0].sector != "MIL":
            return found
        core = self.describer.core(phrase)
        if len([h for h in core.hits if h.entry.kind in ("role", "agency")]) != 1 or found.actors[0].group:
            return found
        uniforms = [h for h in self.hits if h.entry.sector in ("MIL", "COP") and h.entry.name not in SHARED_RANKS]
        before = [h for h in uniforms if h.start < phrase.span[0]]
        kinds = {h.entry.sector for h in (before[-1:] or uniforms)}
        if kinds != {"COP"}:
            return found
        actors = tuple(msgspec.structs.replace(a, sector="COP") for a in found.actors)
        return replace(found, actors=actors, why=f"{found.why}; the police were named")

    def _housed(self, phrase: Phrase, found: Finding) -> Finding:
        """ "Congress": the American one, but in an article on another state alone that state's."""
        head = self.describer.core(phrase).head if found.actors else None
        if head is None or head.entry.kind != "agency" or head.entry.name not in HOUSES or self.scene is None:
            return found
        named = [h.entry for h in self.hits if h.entry.kind in ("state", "place", "leader", "agency", "people")]
        if any(e.code == head.entry.code and e.name not in HOUSES for e in named):
            return found
        states = [e.code for e in named if e.kind == "state" and e.code != "---"]
        code = max(dict.fromkeys(states), key=states.count) if states else None
        if code is None or 2 * states.count(code) <= len(states):
            return found
        actors = tuple(msgspec.structs.replace(a, code=code, group=None) for a in found.actors)
        return replace(found, actors=actors, why=f"{found.why}; {code}, the article's state")

    def _by_home(self, phrase: Phrase, found: Finding) -> Finding:
        """ "the Lebanese militant group": the one group of that state the article has named."""
        actor, role = found.actors[0], found.role
        armed = role is not None and role.sector == "REB" and role.kind in ("people", "person", "organ", "institution")
        if not armed or len(found.actors) > 1 or actor.group or actor.code == "---" or self.scene is None:
            return found
        definite = phrase.determiner in ("the", "this", "that") or phrase.possessor is not None
        if not definite and (
            phrase.determiner is not None or not phrase.plural or role is None or role.word not in REBELS
        ):
            return found
        # "Congolese rebels", of whom the report names one movement only, be it later
        groups = self.scene.groups(actor.code, phrase.span[0] if definite else len(self.document.article.text))
        if len(groups) != 1 or (not definite and self._is_named(groups[0], self.scene.sentence(phrase.span[0]))):
            return found  # "Rwandan rebels demanded that Kagame's Front …": two sides of one sentence
        return replace(
            found, actors=spanned_all(groups, phrase.span), why=f"{found.why}; {groups[0].group}, named before"
        )

    def _is_named(self, group: Actor, sentence: int) -> bool:
        """Whether a sentence has the group's own name."""
        assert self.scene is not None
        return any(h.entry.group == group.group and self.scene.sentence(h.start) == sentence for h in self.hits)

    def is_place(self, phrase: Phrase, clause: Clause | None, found: Finding) -> bool:
        """Whether a state's, city's or people's name only says where: "in Islamabad", "near Syria"."""
        argument = argument_of(phrase, clause)
        if argument is None:
            return False
        core = self.describer.core(phrase)
        if core.head is None or phrase.possessor is not None:
            return False
        entry = core.head.entry
        breakaway = entry.source == "breakaways.csv" and not phrase.plural  # "in Abkhazia"
        if not (entry.kind in ("state", "place") or breakaway or (entry.kind == "body" and entry.form == "capital")):
            return False
        if clause is not None and argument.role == "subject" and clause.kind == "verb":
            return self._only_suffers(entry, clause)
        if argument.role not in ("oblique", "indirect") or not argument.preposition or clause is None:
            return False
        word = argument.preposition.split()[0]
        moving = clause.predicate.split()[0] in MOVING
        if entry.kind == "state" and entry.form == "name":
            return (word in LOCATIVE and word not in AIMED) or (word == "to" and moving)
        return (word in LOCATIVE and word not in TARGETED) or (word in ("from", "to", "for") and moving)

    def likens(self, hit: Hit) -> bool:
        """Whether a name only says of what kind another thing is: "anti-Syrian", "UN-brokered", "US-based"."""
        before = self._words[hit.first - 1] if hit.first else None
        after = self._words[hit.last] if hit.last < len(self._words) else None
        return is_likened(before, after, self._words[hit.first].tied)

    def _only_suffers(self, entry: Entry, clause: Clause) -> bool:
        """ "Jammu shook with explosions", "Kabul fell": a town does nothing of its own."""
        if entry.kind == "place":
            still = clause.object is None and clause.predicate not in scene_.AGENTIVE
            return still or clause.predicate in TOWNS_DO
        return entry.form == "capital" and clause.predicate in TOWNS_DO
