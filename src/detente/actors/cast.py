"""The cast of one article: every noun phrase to its actors.

    >>> cast = Cast(document)
    >>> [a.code for a in cast.resolve(clause.subject, clause)]
    ['PAK']

What the words of a phrase say comes first (describe.py), names the article teaches included (names.py); pronouns and
descriptions ("the group", "both sides", "the army") follow by salience (scene.py). Nothing is guessed: an empty tuple means
that the phrase is no actor or that the text does not say which.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from detente.actors import homonyms
from detente.actors import lexicon as lexicon_
from detente.actors import scene as scene_
from detente.actors.context import (
    AIMED,
    ANYONE,
    DEFINITE,
    HERE,
    JUDGED,
    LOCATIVE,
    MAIN,
    MOVING,
    OUTSIDE,
    RULERS,
    STATE_SECTORS,
    TARGETED,
    TOWNS_DO,
    WILLING,
    argument_of,
    being_of,
    coded_as,
    dateline_of,
    holds,
    is_definite,
    is_state,
    likened,
    of_state,
    side_only,
    spanned_all,
)
from detente.actors.describe import Describer
from detente.actors.lexicon import Entry, Hit
from detente.actors.names import Names
from detente.actors.parts import VOICES, Finding, abroad, alone, away, distinct, is_posted
from detente.actors.past import Era, as_then, divided, paired
from detente.actors.roles import PEOPLE, SIDES, Role
from detente.actors.scene import ME, POSSESSIVE, WE, YOU, Mention, Scene, anaphors
from detente.actors.words import Word, words
from detente.records import Actor, Argument, Clause, Document, Phrase, Span


class Cast:
    """The actors of one article; built once from its `Document`."""

    def __init__(self, document: Document) -> None:
        self._document = document
        article = document.article
        self._lexicon = lexicon_.load()
        self._words = words(article.text)
        date = article.date if article.date and article.date[:4].isdigit() else None
        era = Era(self._words, date)
        scanned = paired(list(self._lexicon.scan(self._words)), self._words, self._lexicon)
        told = as_then(homonyms.told_apart(scanned, self._words, date), self._words, era)
        self._hits = [replace(h, entry=lexicon_.as_of(h.entry, date)) if h.entry.group else h for h in told]
        self._word_starts = [w.start for w in self._words]
        self._era = era
        self._names = Names(self._words, self._hits, article.text, era)
        self._hits = self._names.hits
        self._hit_starts = [h.start for h in self._hits]
        self._open: set[tuple[Span, int | None]] = set()
        self._memo: dict[tuple[Span, Span, str, int | None], Finding] = {}
        self._described: dict[tuple[Span, Span, str], Finding] = {}
        self._written = {
            a.phrase.span: c
            for c in document.clauses
            for a in c.arguments
            if a.phrase.kind == "pronoun" and not a.inherited
        }
        self._dateline = dateline_of(self._hits, article.text)
        title = self._lexicon.scan(words(article.title or ""))
        self._titled = frozenset(h.entry.group or h.entry.code for h in title if h.entry.kind in ("state", "group"))
        self._scene: Scene | None = None
        self._describer = Describer(
            self._lexicon, self._names, self._within, self._possessor, self._places, self._name_start
        )
        self._scene = self._set()
        self._scene = self._set()  # now that "the group" and "its army" can be read, they are mentions too
        if self._scene.unsettled():  # "The army said it …": "it" after the army's state is known
            self._forget()
            self._scene = self._set()
        self._forget()

    def _forget(self) -> None:
        self._memo.clear()
        self._described.clear()

    # ----------------------------------------------------------------------------------------------------- public

    def resolve(self, phrase: Phrase, clause: Clause | None = None) -> tuple[Actor, ...]:
        """The actors a phrase stands for, one for each of a coordination; () when there is none or it is not known.

        With `clause` the phrase's place in it counts: "in Islamabad" is a place, "Islamabad said" the state.
        """
        found = (a for member in phrase.members() for a in self._find(alone(member), clause).actors)
        return distinct(found)

    def speakers(self, clause: Clause) -> tuple[Actor, ...]:
        """Whose words the clause holds, innermost first; () for the reporter's own."""
        said_in = self._document.clauses[clause.said_in] if clause.said_in is not None else None
        found: list[Actor] = []
        for k, phrase in enumerate(clause.speakers):
            found.extend(self.resolve(phrase, said_in if k == 0 else None))
        return tuple(dict.fromkeys(found))

    def owners(self, phrase: Phrase, clause: Clause | None = None) -> tuple[Actor, ...]:
        """Whose a thing or deed is: "Haiti's efforts", "an Israeli proposal", "the raid by India". () when nobody's.

        For heads that are no actor themselves; "an Indian restaurant" has an owner here and no actor in `resolve`.
        """
        found = self._describer.owners(phrase, self._describer.core(phrase))
        return tuple(dict.fromkeys(Actor(code=o.code, sector=o.sector, group=o.group, span=phrase.span) for o in found))

    def explain(self, phrase: Phrase, clause: Clause | None = None) -> str:
        """Which entries and rules decided for a phrase, in words."""
        parts = []
        for member in phrase.members():
            found = self._find(alone(member), clause)
            who = ", ".join(a.side for a in found.actors) or "no actor"
            parts.append(f"{member.head}: {who} ({found.why or 'no entry'})")
        return "; ".join(parts)

    # --------------------------------------------------------------------------------------------------- plumbing

    def _within(self, start: int, end: int) -> tuple[list[Word], list[Hit]]:
        """The words between two offsets and the names among them, indices counted from the first.

        A group's or body's name that runs on beyond the end is kept: the parser cut it short.
        """
        first, last = bisect_left(self._word_starts, start), bisect_left(self._word_starts, end)
        found = []
        for k in range(bisect_left(self._hit_starts, start), bisect_left(self._hit_starts, end)):
            h = self._hits[k]
            if h.last <= last or h.entry.kind in ("group", "body", "agency"):
                found.append(Hit(h.entry, h.first - first, min(h.last, last) - first, h.start, h.end, h.others))
            else:
                inside = self._lexicon.scan(self._words[h.first : last])
                at = h.first - first
                found += [Hit(x.entry, x.first + at, x.last + at, x.start, x.end, x.others) for x in inside]
        return self._words[first:last], found

    def _name_start(self, at: int) -> int:
        """Where the group's or body's name begins that an offset lies in: "ZANU-PF", of which the parser took "PF"."""
        k = bisect_left(self._hit_starts, at + 1) - 1
        hit = self._hits[k] if k >= 0 else None
        inside = hit is not None and hit.end > at and hit.entry.kind in ("group", "body", "agency")
        return hit.start if hit is not None and inside else at

    def _possessor(self, phrase: Phrase) -> tuple[Actor, ...]:
        return self.resolve(phrase, self._clause_of(phrase))

    def _clause_of(self, phrase: Phrase) -> Clause | None:
        """The innermost clause a phrase lies in."""
        if phrase.kind != "pronoun":
            return None
        best: Clause | None = None
        for clause in self._document.clauses:
            inside = any(a.phrase.span[0] <= phrase.span[0] < a.phrase.span[1] for a in clause.arguments)
            if inside and (best is None or clause.span[1] - clause.span[0] < best.span[1] - best.span[0]):
                best = clause
        return best

    def _states(self) -> tuple[str, ...]:
        """The states the article names, as they come in the text while the scene is still being set."""
        if self._scene is not None:
            return self._scene.states()
        return tuple(dict.fromkeys(h.entry.code for h in self._hits if h.entry.kind in ("state", "place")))

    def _places(self) -> tuple[str, ...]:
        """The states the article names as places ("in northern Syria") before the others."""
        text = self._document.article.text
        hits = [h for h in self._hits if h.entry.kind in ("state", "place")]
        placed = [h.entry.code for h in hits if HERE.search(text[max(0, h.start - 40) : h.start])]
        return tuple(dict.fromkeys([*placed, *self._states()]))

    def _find(self, phrase: Phrase, clause: Clause | None) -> Finding:
        if phrase.kind == "pronoun":  # where it is written, not where control brings it
            clause = self._written.get(phrase.span, clause)
        key = (phrase.span, phrase.head_span, phrase.text, clause.id if clause else None)
        known = self._memo.get(key)
        if known is not None:
            return known
        mark = (phrase.span, clause.id if clause else None)
        if mark in self._open:  # "we" whose speaker is found by way of "we"
            return Finding()
        self._open.add(mark)
        try:
            found = self._look(phrase, clause)
        finally:
            self._open.discard(mark)
        if self._scene is not None:
            self._memo[key] = found
        return found

    def _describe(self, phrase: Phrase) -> Finding:
        key = (phrase.span, phrase.head_span, phrase.text)
        found = self._described.get(key)
        if found is None:
            found = self._describer.describe(phrase)
            if self._scene is not None:
                self._described[key] = found
        return found

    # ------------------------------------------------------------------------------------------------- resolution

    def _look(self, phrase: Phrase, clause: Clause | None) -> Finding:
        if phrase.kind == "pronoun" or phrase.text.lower() in POSSESSIVE:
            return self._pronoun(phrase, clause)
        if phrase.kind == "clause" or (phrase.negated and phrase.head in ("one", "nobody", "no one")):
            return Finding(settled=True)
        pointing = self._pointing(phrase, clause)
        if pointing is not None:
            return pointing
        found = self._describe(phrase)
        if found.settled:
            return found
        if found.actors and found.actors[0].name and likened(phrase):
            return Finding(why=f"“{phrase.text}”: a likeness, not the person", settled=True)
        if found.actors and found.role is None and self._is_place(phrase, clause, found):
            return Finding(why=f"{found.why}; a place here", settled=True)
        if found.owned and found.actors:
            return self._by_home(phrase, found)
        return self._in_context(phrase, clause, found)

    def _by_home(self, phrase: Phrase, found: Finding) -> Finding:
        """ "the Lebanese militant group": the one group of that state the article has named."""
        actor, role = found.actors[0], found.role
        armed = role is not None and role.sector == "REB" and role.kind in ("people", "person", "organ", "institution")
        if self._scene is None or not armed or len(found.actors) > 1 or actor.group or actor.code == "---":
            return found
        if phrase.determiner not in ("the", "this", "that") and phrase.possessor is None:
            return found
        groups = self._scene.groups(actor.code, phrase.span[0])
        if len(groups) != 1:
            return found
        return replace(
            found, actors=spanned_all(groups, phrase.span), why=f"{found.why}; {groups[0].group}, named before"
        )

    def _is_place(self, phrase: Phrase, clause: Clause | None, found: Finding) -> bool:
        """Whether a state's, city's or people's name only says where: "in Islamabad", "near Syria"."""
        argument = argument_of(phrase, clause)
        if argument is None:
            return False
        core = self._describer.core(phrase)
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

    def _only_suffers(self, entry: Entry, clause: Clause) -> bool:
        """ "Jammu shook with explosions", "Kabul fell": a town does nothing of its own."""
        if entry.kind == "place":
            still = clause.object is None and clause.predicate not in scene_.AGENTIVE
            return still or clause.predicate in TOWNS_DO
        return entry.form == "capital" and clause.predicate in TOWNS_DO

    # --------------------------------------------------------------------------------------------------- pronouns

    def _pronoun(self, phrase: Phrase, clause: Clause | None) -> Finding:
        word = phrase.text.lower().split()[0]
        if word in WE or word in ME or word in YOU:
            return self._in_speech(phrase, word, clause)
        if self._scene is None:
            return Finding()
        if clause is not None and word in ("it", "them") and self._is_expletive(clause, word):
            return Finding(why="“it” stands for a clause", settled=True)
        if phrase.complements and word in ("those", "these", "some", "many", "all", "none", "both", "each"):
            return self._describe(phrase)
        if word in ("both", "each") or (word == "they" and phrase.quantity == "two"):
            return self._pair(phrase, states=False)
        own = {a.side for a in self.speakers(clause)[:1]} if clause is not None and clause.quoted else set()
        actors = self._scene.pronoun(phrase, clause, barred=frozenset(own))
        return (
            Finding(spanned_all(actors, phrase.span), f"“{word}” by salience")
            if actors
            else Finding(why=f"“{word}”: not clear who")
        )

    def _is_expletive(self, clause: Clause, word: str) -> bool:
        """ "it is clear that …", "find it hard to stop", "denied them": the pronoun stands for a clause or a claim."""
        held = clause.object is not None and clause.object.text.lower() == word
        if word == "them":
            return held and clause.predicate in scene_.DISMISSING
        if clause.kind == "adjective" and clause.predicate in JUDGED:
            return True
        if (
            clause.object is not None
            and clause.object.text.lower() == "it"
            and clause.predicate in scene_.PROPOSITIONAL
        ):
            return clause.subject is None or clause.subject.text.lower() != "it"
        below = self._document.children(clause, "complement", "said", "thought")
        judged = any(c.kind == "adjective" and c.predicate in JUDGED for c in below)
        parent = self._document.parent(clause)
        return judged or (parent is not None and parent.kind == "adjective" and parent.predicate in JUDGED)

    def _in_speech(self, phrase: Phrase, word: str, clause: Clause | None) -> Finding:
        """ "we" is the speaker's side, "I" the speaker, "you" the one spoken to."""
        clause = clause or self._speech_around(phrase)
        if clause is None or not clause.speakers:
            return Finding(why=f"“{word}” without a speaker")
        if word in YOU:
            return self._addressed(phrase, clause)
        clause = self._quotation(clause)
        said_in = self._document.clauses[clause.said_in] if clause.said_in is not None else None
        speakers = self.resolve(clause.speakers[0], said_in)
        if word in WE:
            speakers = tuple(dict.fromkeys(side_of(a) for a in speakers))
        return Finding(spanned_all(speakers, phrase.span), f"“{word}”: the speaker")

    def _quotation(self, clause: Clause) -> Clause:
        """The clause that stands for the whole quotation: in “They thought that we would yield” the thinker is not "we"."""
        while clause.said_in is not None:
            outer = self._document.clauses[clause.said_in]
            if not outer.speakers or not outer.quoted or outer.id == clause.id:
                break
            clause = outer
        return clause

    def _speech_around(self, phrase: Phrase) -> Clause | None:
        """The clause with a speaker that the phrase lies in."""
        found = [c for c in self._document.clauses if c.speakers and c.span[0] <= phrase.span[0] < c.span[1]]
        return min(found, key=lambda c: (c.span[1] - c.span[0], c.id)) if found else None

    def _addressed(self, phrase: Phrase, clause: Clause) -> Finding:
        said_in = self._document.clauses[clause.said_in] if clause.said_in is not None else None
        if said_in is not None:
            for argument in said_in.arguments:
                told = argument.role == "indirect" or (
                    argument.role == "oblique" and argument.preposition in ("to", "with")
                )
                actors = self.resolve(argument.phrase, said_in) if told else ()
                if actors and all(a.sector != "JRN" for a in actors):
                    return Finding(spanned_all(actors, phrase.span), "“you”: the one spoken to")
        return Finding(why="“you”: not clear who")

    # ----------------------------------------------------------------------------------------- pointing expressions

    def _pointing(self, phrase: Phrase, clause: Clause | None) -> Finding | None:
        """ "the two countries", "the enemy", "the group": None when the phrase points to nobody before it."""
        head = phrase.head.lower()
        if self._scene is None or (phrase.kind == "name" and not self._points(head)):
            return None
        definite = phrase.determiner in DEFINITE or phrase.possessor is not None
        if head.split()[-1] in ("north", "south", "koreas"):
            return self._twin(phrase, head.split()[-1])
        if self._is_pair(phrase, head):
            return self._pair(phrase, states=head in anaphors()["pair"]["states"])
        lowered = phrase.text.lower()
        if "other side" in lowered or (head in anaphors()["other"]["words"] and definite and not phrase.plural):
            return self._other(phrase, clause)
        if not definite or phrase.possessor is not None or phrase.complements or self._is_owned(phrase):
            return None
        return self._last_named(phrase, head, clause)

    def _last_named(self, phrase: Phrase, head: str, clause: Clause | None) -> Finding | None:
        """ "the group", "the bloc", "the country": the actor of that kind named last."""
        assert self._scene is not None
        spoken = self._surface(phrase)
        if {head, spoken} & set(anaphors()["group"]["words"]) and spoken != "army":
            actors = self._scene.last(
                phrase.span[0], lambda m: len(m.actors) == 1 and m.being == "group" and m.number != "many"
            )
            if actors:
                return Finding(spanned_all(actors, phrase.span), f"“the {head}”: the group last named")
        if head in anaphors()["body"]["words"]:
            actors = self._scene.last(phrase.span[0], lambda m: m.being == "body")
            if actors:
                return Finding(spanned_all(actors, phrase.span), f"“the {head}”: the body last named")
        if head in anaphors()["state"]["words"] and not phrase.plural and len(phrase.text.split()) <= 2:
            actors = self._scene.last(phrase.span[0], is_state)
            own = {a.code for a in self.speakers(clause)[:1]} if clause is not None else set()
            if actors and own and actors[0].code not in own:
                return Finding(why=f"“the {head}”: the speaker's or the other", settled=True)
            if actors:
                return Finding(
                    spanned_all(tuple(side_only(a) for a in actors), phrase.span), f"“the {head}”: the state last named"
                )
        return None

    def _points(self, head: str) -> bool:
        """Whether a name is a common noun in capitals: "the Commission", "the North"."""
        return head.split()[-1] in ("north", "south", "koreas") or any(
            head in anaphors()[k]["words"] for k in ("group", "body", "state")
        )

    def _surface(self, phrase: Phrase) -> str:
        """The head as written, lower case: "militants", where `head` has the lemma."""
        start, end = phrase.head_span[0] - phrase.span[0], phrase.head_span[1] - phrase.span[0]
        return phrase.text[start:end].lower() or phrase.head.lower()

    def _is_owned(self, phrase: Phrase) -> bool:
        """Whether the phrase names an owner itself: "the Kurdish group", "the Kenyan army"."""
        core = self._describer.core(phrase)
        return any(
            h.entry.kind not in ("role", "trap") and not (h.entry.kind == "people" and not h.entry.groups)
            for h in core.hits
        )

    def _twin(self, phrase: Phrase, head: str) -> Finding | None:
        """ "the North", "the South", "the two Koreas" in an article on Korea, or on Vietnam or Yemen while there were two."""
        assert self._scene is not None
        if phrase.head.islower() or (phrase.determiner != "the" and head != "koreas"):
            return None
        pair = divided(self._scene.states(), self._era.at(phrase.span[0]))
        if pair is None or (head == "koreas" and pair.north != "PRK"):
            return None
        codes = {"north": (pair.north,), "south": (pair.south,), "koreas": (pair.north, pair.south)}[head]
        actors = tuple(Actor(code=c, span=phrase.span) for c in codes)
        return Finding(actors, f"“the {phrase.head}” of two states of one name")

    def _is_pair(self, phrase: Phrase, head: str) -> bool:
        table = anaphors()["pair"]
        if phrase.determiner in ("each", "either", "neither") and head in ("side", "party", "country", "government"):
            return not phrase.complements
        if (head not in table["states"] and head not in table["sides"]) or (
            not phrase.plural and head not in ("pair", "duo")
        ):
            return False
        if phrase.possessor is not None or self._is_owned(phrase):
            return False
        text = phrase.text.lower()
        twofold = (
            phrase.quantity == "two"
            or phrase.determiner == "both"
            or re.match(r"(?:the |these )?two\b|both\b", text) is not None
        )
        if phrase.quantity is not None and not twofold:
            return False
        plain = head in ("sides", "parties", "rivals", "arch-rivals", "neighbours", "neighbors", "foes", "enemies", "side",
                         "neighbour", "neighbor", "rival", "arch-rival", "party", "pair", "duo", "adversary")  # fmt: skip
        return twofold or (plain and phrase.determiner in ("the", "both", "these"))

    def _pair(self, phrase: Phrase, *, states: bool) -> Finding:
        """The two poles of the article, or the two sides just named."""
        assert self._scene is not None
        poles = self._scene.pair(phrase.span[0], states=states)
        if not poles:
            return Finding(why=f"“{phrase.text}”: not clear which two", settled=True)
        sector = anaphors()["pair"]["sectors"].get(phrase.head.lower()) or anaphors()["pair"]["sectors"].get(
            phrase.head.lower() + "s"
        )
        actors = tuple(Actor(code=a.code, sector=sector or a.sector, group=a.group) for a in poles)
        return Finding(spanned_all(actors, phrase.span), f"“{phrase.text}”: the two poles", settled=True)

    def _other(self, phrase: Phrase, clause: Clause | None) -> Finding | None:
        """The pole that is not the one speaking, possessing or acting."""
        assert self._scene is not None
        described = self._describe(phrase) if phrase.appositives else Finding()
        if described.actors and described.owned:
            return described
        own = self.resolve(phrase.possessor, clause) if phrase.possessor is not None else ()
        if not own and clause is not None:
            own = self.speakers(clause)[:1]
            subject = clause.subject
            if not own and subject is not None and subject.span != phrase.span:
                own = self.resolve(subject, clause)
        poles = self._scene.pair(phrase.span[0])
        others = tuple(p for p in poles if own and p.side not in {a.side for a in own})
        if len(others) != 1 or len(poles) != 2:
            return Finding(why=f"“{phrase.text}”: not clear who", settled=True)
        return Finding(spanned_all(others, phrase.span), f"“{phrase.text}”: the other pole", settled=True)

    # ---------------------------------------------------------------------------------------------------- context

    def _in_context(self, phrase: Phrase, clause: Clause | None, found: Finding) -> Finding:
        """A role nobody is named for: the person who holds it, or the state the article is about."""
        role = found.role
        if self._scene is None or role is None or (found.actors and found.actors[0].name):
            return self._placed(phrase, clause, found)
        if not found.actors:
            return found
        actor = found.actors[0]
        if role.kind in ("person", "bearer") and not role.plural and actor.name is None and is_definite(phrase):
            person = self._holder(phrase, role)
            if person is not None:
                return Finding(spanned_all((person,), phrase.span), f"“{phrase.text}”: {person.name} holds that role")
        code = self._home(phrase, clause, role)
        if code is None:
            return self._of_both(phrase, found, role)
        return Finding(coded_as(found.actors, code), f"{found.why}; {code} by the article's context", role=role)

    def _placed(self, phrase: Phrase, clause: Clause | None, found: Finding) -> Finding:
        """A person introduced without a state: the state the article is about."""
        if self._scene is None or not found.actors or found.actors[0].code != "---" or found.actors[0].group:
            return found
        actor = found.actors[0]
        public = actor.name and (actor.sector in STATE_SECTORS or actor.sector in ("OPP", "PTY", "ELI", "REL"))
        if away(actor.role):
            return found  # an envoy may be anyone's, and speaks of others
        spoken = self._volition(clause) if actor.name and actor.sector in STATE_SECTORS else None
        code = spoken or self._scene.dominating() if public or (actor.sector == "CVL" and not actor.name) else None
        if code is not None and actor.name and self._has_leader(code, actor):
            code = None
        if code is not None and actor.sector == "MIL" and not self._scene.acts(code):
            code = None  # an officer in a place that only lies there may be of any army: "Admiral Smith … Sarajevo"
        return Finding(coded_as(found.actors, code), f"{found.why}; {code} by context") if code else found

    def _of_both(self, phrase: Phrase, found: Finding, role: Role) -> Finding:
        """ "India and Pakistan will talk. The defence ministers meet on Monday": those of the two just named."""
        assert self._scene is not None
        plural = (
            role.kind == "person" and role.sector in ("GOV", "MIL") and phrase.plural and phrase.determiner == "the"
        )
        pair = self._scene.just_joined(phrase.span[0]) if plural and phrase.quantity is None else ()
        if not pair or any(a.group for a in pair) or found.actors[0].code != "---":
            return found
        actors = tuple(of_state(found.actors[0], a.code) for a in pair)
        return Finding(actors, f"{found.why}; of the two just named", role=role)

    def _has_leader(self, code: str, actor: Actor) -> bool:
        """Whether the article gives the state another holder of the office, so that this one is some other state's."""
        role = (actor.role or "").lower()
        return any(
            p.actor.code == code and p.actor.sector != "ELI" and p.actor.name != actor.name and p.actor.role is not None
            and (p.actor.role.lower() == role or {p.actor.role.lower(), role} <= RULERS)
            for p in self._names.all()
        )  # fmt: skip

    def _holder(self, phrase: Phrase, role: Role) -> Actor | None:
        """The person last introduced with this role: "the minister", "the spokesman"."""
        before = [p for p in self._names.all() if p.at < phrase.span[0] and p.actor.role]
        found = [p for p in before if holds(p.actor.role or "", role.word)]
        found = [p for p in found if p.actor.role != "prime minister" or role.word != "minister"] or found
        if not found and role.word in ANYONE:
            near = [
                p
                for p in before
                if self._scene is not None and self._scene.sentence(phrase.span[0]) - self._scene.sentence(p.at) <= 2
            ]
            found = near if len({p.actor.name for p in near}) == 1 else []
        names = {p.actor.name for p in found[-2:]}
        if not found or (len(names) > 1 and not self._is_nearer(found[-1].at, found[-2].at, phrase.span[0])):
            return None
        return found[-1].actor

    def _is_nearer(self, near: int, far: int, at: int) -> bool:
        assert self._scene is not None
        return self._scene.sentence(at) - self._scene.sentence(near) < self._scene.sentence(at) - self._scene.sentence(
            far
        )

    def _home(self, phrase: Phrase, clause: Clause | None, role: Role) -> str | None:
        """The state of an army, government, parliament … named without one."""
        assert self._scene is not None
        if any(p in ("of", "from") and inner.plural for p, inner in phrase.complements):
            return None  # "diplomats from a dozen countries"
        core = self._describer.core(phrase)
        covered = {i for h in core.hits for i in range(h.first, h.last)}
        if OUTSIDE & {w.fold for i, w in enumerate(core.words) if i not in covered}:
            return None
        if role.sector not in ("REB", "UAF") and abroad(core):
            return None
        if role.word in VOICES and role.kind == "institution":
            return self._dateline or self._scene.dominating() or self._acting_before(phrase)
        if role.sector in STATE_SECTORS and role.kind in ("institution", "person", "people", "bearer"):
            if phrase.determiner in ("a", "an", "any", "some", "no") and role.kind != "institution":
                return None
            told = self._side(clause) or self._hearer(phrase, clause)
            if told is not None:
                return told
            named = self._scene.institution(role.sector or "", phrase.span[0]) if role.kind == "institution" else None
            fought = self._fought(phrase, clause)
            if fought is not None:
                return fought
            filed = self._dateline if self._dateline and self._is_about(self._dateline) else None
            found = self._volition(clause) or named or filed or self._scene.dominating()
            governs = role.kind == "institution" and role.sector == "GOV" and clause is not None
            return found or (self._where(clause) if governs and clause is not None else None)
        if role.sector in ("REB", "PTY", "OPP") and is_definite(phrase):
            return self._scene.dominating()
        if role.sector in PEOPLE and role.kind == "people" and clause is not None:
            return self._where(clause)
        return None

    def _acting_before(self, phrase: Phrase) -> str | None:
        """The one state that acted in the sentence before, of which "state media" then tell."""
        assert self._scene is not None
        return self._scene.subject(self._scene.sentence(phrase.span[0]) - 1)

    def _is_about(self, code: str) -> bool:
        """Whether the article has more of the state it is filed from than the dateline: "NEW DELHI: … shelled Poonch"."""
        assert self._scene is not None
        return self._scene.acts(code) or any(h.entry.code == code and h.entry.kind != "press" for h in self._hits[1:])

    def _fought(self, phrase: Phrase, clause: Clause | None) -> str | None:
        """ "the army and the RSF": the army of the state whose rebels are named beside it."""
        argument = argument_of(phrase, clause)
        others = argument.phrase.members() if argument is not None and argument.phrase.conjuncts else ()
        homes = {
            actor.code
            for other in others if other.head_span != phrase.head_span
            for actor in self._describe(alone(other)).actors if actor.group is not None and actor.sector in scene_.ARMED
        }  # fmt: skip
        return homes.pop() if len(homes) == 1 and "---" not in homes else None

    def _hearer(self, phrase: Phrase, clause: Clause | None) -> str | None:
        """ "Pashinyan told parliament": the state of who speaks to its own house."""
        argument = argument_of(phrase, clause)
        subject = clause.subject if clause is not None else None
        if clause is None or argument is None or subject is None or argument.role == "subject":
            return None
        if clause.predicate not in ("tell", "address", "inform", "brief", "assure", "speak", "ask", "say"):
            return None
        speakers = self.resolve(alone(subject), clause)
        codes = {a.code for a in speakers if a.sector in STATE_SECTORS and a.group is None}
        house = self._describe(phrase).role
        if house is None or house.sector not in ("LEG", "GOV") or house.kind != "institution":
            return None
        return codes.pop() if len(codes) == 1 and "---" not in codes else None

    def _volition(self, clause: Clause | None) -> str | None:
        """ "Pakistan will not yield, the minister said": an official speaks of what his own state will do."""
        assert self._scene is not None
        if clause is None:
            return None
        codes: set[str] = set()
        for content in self._document.children(clause, "said", "thought"):
            willing = {"will", "would", "shall", "be to", "be going to"} & set(
                content.modals
            ) or content.predicate in WILLING
            subject = content.subject
            if willing and subject is not None and subject.kind != "pronoun":
                codes.update(a.code for a in self._describe(alone(subject)).actors if a.group is None)
        return codes.pop() if len(codes) == 1 and "---" not in codes else None

    def _side(self, clause: Clause | None) -> str | None:
        """The state on whose side of a line a clause is set: "on the Indian side, officials said"."""
        for argument in clause.arguments if clause else ():
            if argument.role == "oblique" and argument.phrase.head in SIDES:
                codes = {actor.code for actor in self.owners(argument.phrase, clause)}
                if len(codes) == 1:
                    return codes.pop()
        return None

    def _where(self, clause: Clause) -> str | None:
        """The state of the place a clause names: "residents fled … in Mosul"."""
        codes = set()
        for argument in clause.arguments:
            if argument.role == "oblique" and argument.preposition in (
                "in",
                "at",
                "near",
                "across",
                "outside",
                "around",
            ):
                core = self._describer.core(argument.phrase)
                if core.head is not None and core.head.entry.kind in ("state", "place"):
                    codes.add(core.head.entry.code)
        return codes.pop() if len(codes) == 1 else None

    # ------------------------------------------------------------------------------------------------------ scene

    def _set(self) -> Scene:
        """All mentions of the article: arguments by their role, other names by their being there."""
        mentions: list[Mention] = []
        covered: set[int] = set()
        draft = Scene(self._document, ())
        for clause in self._document.clauses:
            for argument in clause.arguments:
                if not argument.inherited:
                    mentions.extend(self._mention(draft, clause, argument, covered))
        for hit in self._hits:
            if hit.start not in covered and hit.entry.kind in ("state", "group", "body", "place"):
                mentions.append(self._bystander(draft, hit))
        for person in self._names.all():
            mentions.append(
                Mention(
                    person.at,
                    draft.sentence(person.at),
                    None,
                    scene_.TITLED,
                    (person.actor,),
                    "person",
                    "one",
                    person.gender,
                )
            )
        return Scene(self._document, mentions, self._titled)

    def _mention(self, draft: Scene, clause: Clause, argument: Argument, covered: set[int]) -> Iterator[Mention]:
        phrase = argument.phrase
        first = phrase.kind == "pronoun" and phrase.text.lower() in WE | ME | YOU
        if first or (self._scene is None and (phrase.kind == "pronoun" or self._is_pair(phrase, phrase.head.lower()))):
            return
        actors: list[Actor] = []
        placed = posted = False
        number, being, gender, inferred = "either", None, None, self._scene is not None
        for member in phrase.members():
            member = alone(member)
            found = self._describe(member)
            placed = placed or (found.role is None and self._is_place(member, clause, found))
            if placed:
                inferred = False
            elif self._scene is not None:
                inferred = inferred and (not found.owned or not found.actors)
                found = self._find(member, clause)
            posted = posted or is_posted(member, found.role)
            actors += [a for a in found.actors if a.side != "---" or a.name or a.sector]
            being = being or being_of(found, member)
            number = "many" if member.plural and self._is_many(member, found) else number
            gender = gender or self._gender(found)
            covered.update(h.start for h in self._describer.core(member).hits)
        if not actors:
            if phrase.kind in ("noun", "name") and not placed:
                yield self._thing(clause, argument)
            return
        weight = scene_.PLACED if placed else scene_.WEIGHTS[argument.role]
        weight *= scene_.NOMINAL if clause.kind == "noun" and not placed else 1.0
        weight *= scene_.POSTED if posted else 1.0
        main = clause.link in MAIN and clause.kind != "noun"
        yield Mention(
            phrase.head_span[0], clause.sentence, clause.id, weight, tuple(dict.fromkeys(actors)), being or "state",
            "many" if len(actors) > 1 or number == "many" else "one" if being == "person" else "either", gender, main, argument.role == "subject", placed,
            placed and self._is_city(phrase), inferred=inferred,
        )  # fmt: skip
        if not placed and not posted:
            yield from self._beings_of_roles(phrase, clause, actors, inferred)

    def _is_many(self, phrase: Phrase, found: Finding) -> bool:
        """Whether a plural is many: "the United States" and "the authorities" are one."""
        if found.role is not None:
            return found.role.kind != "institution"
        head = self._describer.core(phrase).head
        return head is None or head.entry.kind not in ("state", "body") or head.entry.form == "people"

    def _thing(self, clause: Clause, argument: Argument) -> Mention:
        """A noun that is no actor: "it" may mean it, and then means nobody."""
        phrase = argument.phrase
        weight = scene_.WEIGHTS[argument.role] * (scene_.NOMINAL if clause.kind == "noun" else 1.0)
        number: scene_.Number = "many" if phrase.plural or phrase.conjuncts else "one"
        main = clause.link in MAIN and clause.kind != "noun"
        return Mention(
            phrase.head_span[0], clause.sentence, clause.id, weight, (), "thing", number, None, main,
            argument.role == "subject", name=phrase.head,
        )  # fmt: skip

    def _beings_of_roles(
        self, phrase: Phrase, clause: Clause, actors: list[Actor], inferred: bool
    ) -> Iterator[Mention]:
        """A named official brings his state along: "Ethiopia's prime minister … its army"."""
        for actor in actors:
            if (actor.name or actor.role or actor.sector) and actor.code not in ("---", "IGO", "NGO", "MNC"):
                side = Actor(code=actor.code, sector=actor.sector if actor.group else None, group=actor.group)
                being: scene_.Being = "group" if scene_.is_group(actor) else "state"
                yield Mention(
                    phrase.head_span[0],
                    clause.sentence,
                    clause.id,
                    scene_.OWNING,
                    (side,),
                    being,
                    "either",
                    inferred=inferred,
                )

    def _gender(self, found: Finding) -> str | None:
        if found.role is not None and found.role.gender:
            return found.role.gender
        name = found.actors[0].name if found.actors else None
        return next((p.gender for p in self._names.all() if p.actor.name == name), None) if name else None

    def _bystander(self, draft: Scene, hit: Hit) -> Mention:
        entry = hit.entry
        placed = (
            entry.kind == "place"
            or HERE.search(self._document.article.text[max(0, hit.start - 40) : hit.start]) is not None
        )
        actor = Actor(code=entry.code, sector=entry.sector if entry.kind != "place" else None, group=entry.group)
        being: scene_.Being = "group" if entry.kind == "group" else "body" if entry.kind == "body" else "state"
        weight = scene_.PLACED if placed else scene_.NAMED
        return Mention(
            hit.start,
            draft.sentence(hit.start),
            None,
            weight,
            (actor,),
            being,
            "either",
            placed=placed,
            venue=entry.form == "capital" or entry.kind == "place",
        )

    def _is_city(self, phrase: Phrase) -> bool:
        head = self._describer.core(phrase).head
        return head is not None and (head.entry.form == "capital" or head.entry.kind == "place")


def side_of(actor: Actor) -> Actor:
    """The side one speaks for: state or group with the sector, without the person."""
    return Actor(code=actor.code, sector=actor.sector, group=actor.group, span=actor.span)
