"""Words that point to actors named before: pronouns, "both sides", "the group", "the North"."""

from __future__ import annotations

import re

from detente.actors import scene as scene_
from detente.actors.context import DEFINITE, JUDGED, is_state, side_only, spanned_all
from detente.actors.parts import Finding, side_of
from detente.actors.past import divided
from detente.actors.reader import Reader
from detente.actors.scene import ME, WE, YOU, Mention, anaphors, nouns, pairs
from detente.language import lexicon
from detente.records import Actor, Argument, Clause, Document, Link, Phrase

# Deeds and what only the other side does next: the pronoun before such an answer is not the doer.
ANSWERED = (
    (
        frozenset(["accuse", "blame", "charge", "criticise", "criticize", "condemn", "denounce"]),
        frozenset(["deny", "reject", "dismiss", "refute"]),
    ),
    (
        frozenset("fire attack shell strike bomb raid hit invade bombard launch ambush".split()),
        frozenset(["retaliate", "respond", "hit back", "strike back", "fire back", "return fire", "shoot back"]),
    ),
)

ALLIES = frozenset(["ally", "allies", "partner", "partners", "power", "powers", "attackers", "invaders"])
COUNTS = {"three": 3, "3": 3, "four": 4, "4": 4, "five": 5, "5": 5, "six": 6, "trio": 3, "quartet": 4, "troika": 3}
SUFFERING = frozenset(["come under", "come", "suffer", "face", "undergo", "lose", "fall", "be"])
BARE_TWO = frozenset(["both", "the two", "each"])
MEETING = frozenset("meet confer talk negotiate speak".split())
MUTUAL = frozenset("agree sign exchange discuss meet shake part quarrel disagree talk".split())  # what takes two
COMMON = frozenset(["army", "forces", "police", "party", "state"])  # the state's own as often as a group's
CHARGES = frozenset("charge accusation allegation claim it assertion suggestion".split())


def _ends_in(mention: Mention, head: str) -> bool:
    """Whether one group or body was named whose name ends in a word: "the Three Brotherhood Alliance … the alliance"."""
    names = [a.group or "" for a in mention.actors]
    return len(names) == 1 and names[0].casefold().split()[-1:] == [head] and head not in COMMON


def hears(argument: Argument, saying: Clause) -> bool:
    """Whether an argument of a clause of saying is the hearer: "told them", "said to him", "warned the leaders of both"."""
    if argument.role == "oblique":
        return argument.preposition in ("to", "with")
    return argument.role == "indirect" or (
        argument.role == "object" and saying.predicate in lexicon.words("verbs", "hearing")
    )


def _is_you(phrase: Phrase | None) -> bool:
    return phrase is not None and phrase.text.lower() == "you"


def is_saying(phrase: Phrase, clause: Clause) -> bool:
    """Whether a phrase is who says, or the pronoun before it: "it said", "its army said"."""
    subject = clause.subject
    whose = subject.possessor if subject is not None else None
    return subject is not None and phrase.span in (subject.span, whose.span if whose is not None else subject.span)


def posed_against(cast: Reader, saying: Clause, links: tuple[Link, ...] = ("condition",)) -> set[Actor]:
    """The sides that act, by name, in the conditions of what a clause says: nobody says so of himself (Chomsky's principle C)."""
    document = cast.document
    ids = {c.id for c in document.clauses if c.said_in == saying.id}
    found: set[Actor] = set()
    for other in document.clauses:
        subject = other.subject if other.link in links and other.voice != "passive" else None
        if subject is None or subject.kind == "pronoun":
            continue
        if other.predicate in SUFFERING or (subject.possessor is not None and subject.possessor.kind == "pronoun"):
            continue  # "if its leadership came under attack, it said": its own
        if ids & {other.id, *(a.id for a in document.ancestors(other))} or saying.id in _above(document, other):
            found |= {a for a in cast.resolve(subject, other) if a.code != "---" or a.group}
    return found


def _above(document: Document, clause: Clause) -> set[int]:
    """The clause a condition hangs from, where the parser hung it from the saying."""
    return {clause.parent} if clause.parent is not None and clause.said_in is None else set()


class Pointing:
    """Reads what points back, by the scene of one article's cast."""

    def __init__(self, cast: Reader) -> None:
        self._cast = cast

    # --------------------------------------------------------------------------------------------------- pronouns

    def pronoun(self, phrase: Phrase, clause: Clause | None) -> Finding:
        word = phrase.text.lower().split()[0]
        if word in WE or word in ME or word in YOU:
            return self._in_speech(phrase, word, clause)
        if self._cast.scene is None:
            return Finding()
        if clause is not None and word in ("it", "them") and self._is_expletive(clause, word):
            return Finding(why="“it” stands for a clause", settled=True)
        if phrase.complements and word in ("those", "these", "some", "many", "all", "none", "both", "each"):
            return self._cast.describe(phrase)
        if word in ("both", "each") or (word == "they" and phrase.quantity == "two"):
            return self._pair(phrase, states=False)
        turned = (
            self._of_a_relative(phrase, clause, word) or self._turned(phrase, clause) or self._together(phrase, clause)
        )
        if turned is not None:
            return turned
        quoted = clause is not None and clause.quoted and self._is_inside_quotes(phrase)
        own = {a.side for a in self._cast.speakers(clause)[:1]} if clause is not None and quoted else set()
        own |= self._spoken_of(phrase, clause) | self._met(clause, word)
        actors = self._cast.scene.pronoun(phrase, clause, barred=frozenset(own))
        if word in scene_.THEY and clause is not None and quoted and own:
            actors = self._in_quotation(phrase, clause, own, actors)
        return (
            Finding(spanned_all(actors, phrase.span), f"“{word}” by salience")
            if actors
            else Finding(why=f"“{word}”: not clear who")
        )

    def _met(self, clause: Clause | None, word: str) -> set[str]:
        """ "They fired on us", a soldier said: they are not those whose men came under fire just before."""
        scene = self._cast.scene
        if scene is None or clause is None or word not in scene_.THEY or not clause.speakers:
            return set()
        ours = any(a.role != "subject" and a.phrase.text.lower() in WE for a in clause.arguments)
        sectors = {a.sector for a in self._cast.speakers(clause)[:1] if a.code == "---" and a.group is None} - {None}
        if not ours or not sectors:
            return set()
        near = (m for m in scene.mentions() if clause.sentence - 2 <= m.sentence <= clause.sentence)
        return {a.side for m in near for a in m.actors if a.sector in sectors and a.side != "---"}

    def _of_a_relative(self, phrase: Phrase, clause: Clause | None, word: str) -> Finding | None:
        """ "Israel blamed Hamas, which said it had accepted": whoever says so there, not the subject of the sentence."""
        if word != "it" or clause is None or clause.link != "said" or clause.subject is None or clause.quoted:
            return None
        above = self._cast.document.parent(clause)
        if above is None or above.link != "relative" or clause.subject.span != phrase.span:
            return None
        found = tuple(a for a in self._cast.speakers(clause) if not a.name)
        return Finding(spanned_all(found, phrase.span), "“it”: whoever says so in the same breath") if found else None

    def _is_inside_quotes(self, phrase: Phrase) -> bool:
        """Whether quotation marks are open where it stands: in 'said they had "used fire"' they are not."""
        assert self._cast.scene is not None
        start = self._cast.document.sentences[self._cast.scene.sentence(phrase.span[0])].span[0]
        before = self._cast.document.article.text[start : phrase.span[0]]
        first = self._cast.document.article.text[phrase.span[0] :].lstrip()[:1]
        straight = before.count('"')
        after = self._cast.document.article.text[phrase.span[1] : phrase.span[1] + 60]
        opens = straight == 0 and before.count("“") == 0 and ('"' in after or "“" in after) and first not in '"“'
        return not opens

    def _spoken_of(self, phrase: Phrase, clause: Clause | None) -> set[str]:
        """Whom the speaker sets against himself in what he says: “If the Thai side shoots, we will too,” he said.

        That is who acts, by name, in a condition; in quoted words with "we" also in clauses of time, concession and cause.
        """
        if clause is None or clause.subject is None or not is_saying(phrase, clause):
            return set()
        said = [c for c in self._cast.document.clauses if c.said_in == clause.id]
        ours = any(c.quoted and c.subject is not None and c.subject.text.lower() in WE for c in said)
        links: tuple[Link, ...] = ("condition", "time", "concession", "cause") if ours else ("condition",)
        posed = posed_against(self._cast, clause, links)
        if not ours and not self._names_another(said, {a.code for a in posed}):
            return set()  # "if Serbia leaves the talks, it will still free them, its president said"
        return {a.side for a in posed} - {"---"}

    def _names_another(self, said: list[Clause], posed: set[str]) -> bool:
        """Whether what is said is said of another state or group than those of its conditions."""
        told = (c for c in said if c.link != "condition")
        phrases = (c.object if c.voice == "passive" and c.subject is None else c.subject for c in told)
        spans = [phrase.span for phrase in phrases if phrase is not None]
        return any(
            hit.entry.kind in ("state", "group", "place", "leader") and hit.entry.code not in posed
            and any(start <= hit.start < end for start, end in spans)
            for hit in self._cast.hits
        )  # fmt: skip

    def _in_quotation(
        self, phrase: Phrase, clause: Clause, own: set[str], found: tuple[Actor, ...]
    ) -> tuple[Actor, ...]:
        """Who "they" are in quoted words: one named in them before, else the speaker's rival; whom only the reporter
        named in between, the speaker need not mean."""
        assert self._cast.scene is not None
        start = self._quotation(clause).span[0]
        if not found or any(start <= m.at < phrase.span[0] and m.actors == found for m in self._cast.scene.mentions()):
            return found
        if any(a.group is None and (a.sector or a.name or a.role) for a in found):
            return found
        poles = self._cast.scene.pair(phrase.span[0])
        sides = {a.side for a in found}
        return found if sides <= {p.side for p in poles} and own & {p.side for p in poles} else ()

    def _turned(self, phrase: Phrase, clause: Clause | None) -> Finding | None:
        """ "India accused Pakistan. It denied the charge": who answers is the one to whom the deed was done.

        Only from one sentence to the next, and only where the deed has one doer and another single side at its end.
        """
        if clause is None or clause.subject is None or clause.subject.span != phrase.span:
            return None
        deeds = next((done for done, answers in ANSWERED if clause.predicate in answers), None)
        held = clause.object
        if deeds is None or (clause.predicate == "reject" and (held is None or held.head.lower() not in CHARGES)):
            return None
        for other in reversed(self._cast.document.clauses[: clause.id]):
            if other.sentence < clause.sentence - 1:
                break
            apart = other.sentence != clause.sentence or clause.link == "relative"  # "…, which it denies"
            if not apart or other.predicate not in deeds or other.kind != "verb":
                continue
            doers = self._cast.resolve(other.subject, other) if other.subject is not None else ()
            met = [
                actor
                for a in other.arguments
                if a.role in ("object", "indirect") or a.preposition in ("at", "on", "against")
                for actor in self._struck(a.phrase, other)
            ]
            sides = {a.side for a in met}
            if len(sides) == 1 and len(doers) == 1 and doers[0].side not in sides | {"---"} and "---" not in sides:
                return Finding(
                    spanned_all((side_only(met[0]),), phrase.span), f"“{phrase.text}”: answers {other.predicate}"
                )
        return None

    def _together(self, phrase: Phrase, clause: Clause | None) -> Finding | None:
        """ "Kosygin met Chou. They agreed": those who met, where the pronoun does what takes two."""
        if phrase.text.lower() != "they" or clause is None or clause.predicate not in MUTUAL:
            return None
        if clause.subject is None or clause.subject.span != phrase.span:
            return None
        for other in reversed(self._cast.document.clauses[: clause.id]):
            if other.sentence < clause.sentence - 1:
                break
            if other.sentence == clause.sentence or other.predicate not in MEETING or other.subject is None:
                continue
            doers = self._cast.resolve(other.subject, other)
            others = [a for a in other.arguments if a.role == "object" or a.preposition == "with"]
            met = self._cast.resolve(others[0].phrase, other) if len(others) == 1 else ()
            if len(doers) == 1 and len(met) == 1 and "---" not in {doers[0].side, met[0].side} and doers[0] != met[0]:
                return Finding(spanned_all((*doers, *met), phrase.span), f"“they”: those who {other.predicate}")
        return None

    def _struck(self, phrase: Phrase, clause: Clause) -> tuple[Actor, ...]:
        """The side a deed was done to, or whose thing it was done to."""
        return self._cast.resolve(phrase, clause) or self._cast.owners(phrase, clause)

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
        below = self._cast.document.children(clause, "complement", "said", "thought")
        judged = any(c.kind == "adjective" and c.predicate in JUDGED for c in below)
        parent = self._cast.document.parent(clause)
        return judged or (parent is not None and parent.kind == "adjective" and parent.predicate in JUDGED)

    def _in_speech(self, phrase: Phrase, word: str, clause: Clause | None) -> Finding:
        """ "we" is the speaker's side, "I" the speaker, "you" the one spoken to."""
        clause = clause or self._speech_around(phrase)
        if clause is None or not clause.speakers:
            return Finding(why=f"“{word}” without a speaker")
        if word in YOU:
            return self._addressed(phrase, clause)
        clause = self._quotation(clause)
        said_in = self._cast.document.clauses[clause.said_in] if clause.said_in is not None else None
        speakers = self._cast.resolve(clause.speakers[0], said_in)
        if word in WE:
            speakers = tuple(dict.fromkeys(side_of(a) for a in speakers))
        return Finding(spanned_all(speakers, phrase.span), f"“{word}”: the speaker")

    def _quotation(self, clause: Clause) -> Clause:
        """The clause that stands for the whole quotation: in “They thought that we would yield” the thinker is not "we"."""
        while clause.said_in is not None:
            outer = self._cast.document.clauses[clause.said_in]
            if not outer.speakers or not outer.quoted or outer.id == clause.id:
                break
            clause = outer
        return clause

    def _speech_around(self, phrase: Phrase) -> Clause | None:
        """The clause with a speaker that the phrase lies in."""
        found = [c for c in self._cast.document.clauses if c.speakers and c.span[0] <= phrase.span[0] < c.span[1]]
        return min(found, key=lambda c: (c.span[1] - c.span[0], c.id)) if found else None

    def _addressed(self, phrase: Phrase, clause: Clause) -> Finding:
        said_in = self._cast.document.clauses[clause.said_in] if clause.said_in is not None else None
        if said_in is not None:
            for argument in said_in.arguments:
                if not hears(argument, said_in):
                    continue
                actors = self._cast.resolve(argument.phrase, said_in)
                if actors and all(a.sector != "JRN" for a in actors):
                    return Finding(spanned_all(actors, phrase.span), "“you”: the one spoken to")
        parties = self._bargained_with(phrase, clause)
        return Finding(
            spanned_all(parties, phrase.span),
            "“you”: not clear who" if not parties else "“you”: those the report sets against the speaker",
        )

    def _bargained_with(self, phrase: Phrase, clause: Clause) -> tuple[Actor, ...]:
        """To whom one says through the press "if you stop it, …": the two others of the report, or its only other one."""
        posed = [
            c for c in self._cast.document.clauses if c.connective == "if" and c.span[0] <= phrase.span[0] < c.span[1]
        ]
        bargains = anaphors()["bargain"]["words"]
        if self._cast.scene is None or not any(_is_you(c.subject) and c.predicate in bargains for c in posed):
            return ()
        own = {a.side for a in self._cast.speakers(clause)}
        pair = self._cast.scene.pair(phrase.span[0])
        if not own:
            return ()
        return pair if pair and not own & {a.side for a in pair} else self._cast.scene.others(own)

    # ----------------------------------------------------------------------------------------- pointing expressions

    def pointed(self, phrase: Phrase, clause: Clause | None) -> Finding | None:
        """ "the two countries", "the enemy", "the group": None when the phrase points to nobody before it."""
        head = phrase.head.lower()
        if (phrase.kind == "name" and not self._points(head)) or self._cast.scene is None:
            return None
        definite = phrase.determiner in DEFINITE or phrase.possessor is not None
        if head.split()[-1] in ("north", "south", "koreas"):
            return self._twin(phrase, head.split()[-1])
        if head in ("former", "latter") and phrase.determiner == "the":
            return self._of_two(phrase, head)
        if head in ALLIES and phrase.determiner == "the" and phrase.plural and not phrase.complements:
            allies = self._cast.scene.coalition(phrase.span[0])
            if allies and not self._is_owned(phrase):
                return Finding(spanned_all(allies, phrase.span), f"“{phrase.text}”: those named together")
        several = self._several(phrase, head)
        if several is not None:
            return several
        if self.is_pair(phrase, head) or self._two_officials(phrase, clause):
            return self._pair(phrase, states=head in anaphors()["pair"]["states"])
        lowered = phrase.text.lower()
        if "other side" in lowered or (head in anaphors()["other"]["words"] and definite and not phrase.plural):
            return self._other(phrase, clause)
        if not definite or phrase.possessor is not None or phrase.complements or self._is_owned(phrase):
            return None
        return self._last_named(phrase, head, clause)

    def _last_named(self, phrase: Phrase, head: str, clause: Clause | None) -> Finding | None:
        """ "the group", "the bloc", "the country": the actor of that kind named last."""
        assert self._cast.scene is not None
        spoken = self._surface(phrase)
        wing = head == "wing" and bool({m.lemma.lower() for m in phrase.modifiers} & set(anaphors()["group"]["wings"]))
        if wing or ({head, spoken} & set(anaphors()["group"]["words"]) and spoken != "army"):
            actors = self._cast.scene.last(
                phrase.span[0],
                lambda m: len(m.actors) == 1 and m.being == "group" and m.number != "many" and not m.likened,
            )
            if actors:
                return Finding(spanned_all(actors, phrase.span), f"“the {head}”: the group last named")
        ending = self._cast.scene.last(phrase.span[0], lambda m: _ends_in(m, head))
        if ending:
            return Finding(spanned_all(ending, phrase.span), f"“the {head}”: the one whose name ends so")
        if head in anaphors()["body"]["words"]:
            actors = self._cast.scene.last(phrase.span[0], lambda m: m.being == "body")
            if actors:
                return Finding(spanned_all(actors, phrase.span), f"“the {head}”: the body last named")
        if head == "nation" and clause is not None and clause.predicate in ("address", "tell", "assure"):
            return Finding(why="“the nation”: whoever speaks to it, his own", settled=True)
        if head in anaphors()["state"]["words"] and not phrase.plural and len(phrase.text.split()) <= 2:
            own = {a.code for a in self._cast.speakers(clause)[:1]} if clause is not None else set()
            not_own = own if head == "regime" else set()  # nobody calls his own state so
            actors = self._acting_here(phrase) if head == "country" and not own else ()
            actors = actors or self._cast.scene.last(
                phrase.span[0], lambda m: is_state(m) and m.actors[0].code not in not_own
            )
            if head == "regime" and len({a.code for a in actors} | self._blamed(phrase, not_own)) == 1:
                own = set()
            if actors and own and actors[0].code not in own:
                return Finding(why=f"“the {head}”: the speaker's or the other", settled=True)
            if actors:
                return Finding(
                    spanned_all(tuple(side_only(a) for a in actors), phrase.span), f"“the {head}”: the state last named"
                )
        return None

    def _acting_here(self, phrase: Phrase) -> tuple[Actor, ...]:
        """ "Finnish officials seized the tanker after the country's police …": the one state whose men act before in the sentence."""
        assert self._cast.scene is not None
        here = self._cast.scene.sentence(phrase.span[0])
        found = {
            m.actors[0].code: m.actors[0]
            for m in self._cast.scene.mentions()
            if m.sentence == here and m.at < phrase.span[0] and m.subject and len(m.actors) == 1 and m.being != "thing"
            and not (m.placed or m.inferred)
        }  # fmt: skip
        states = [a for a in found.values() if a.group is None and a.code not in ("---", "IGO", "NGO", "MNC")]
        return tuple(states) if len(found) == len(states) == 1 else ()

    def _blamed(self, phrase: Phrase, own: set[str]) -> set[str]:
        """The other states that act in this sentence or the two before."""
        assert self._cast.scene is not None
        sentence = self._cast.scene.sentence(phrase.span[0])
        return {
            m.actors[0].code for m in self._cast.scene.mentions()
            if m.at < phrase.span[0] and m.sentence >= sentence - 2 and is_state(m) and not (m.placed or m.inferred)
        } - own  # fmt: skip

    def _points(self, head: str) -> bool:
        """Whether a name is a common noun in capitals: "the Commission", "the North"."""
        return head.split()[-1] in ("north", "south", "koreas") or head in nouns("group", "body", "state")

    def _surface(self, phrase: Phrase) -> str:
        """The head as written, lower case: "militants", where `head` has the lemma."""
        start, end = phrase.head_span[0] - phrase.span[0], phrase.head_span[1] - phrase.span[0]
        return phrase.text[start:end].lower() or phrase.head.lower()

    def _is_owned(self, phrase: Phrase) -> bool:
        """Whether the phrase names an owner itself: "the Kurdish group", "the Kenyan army"."""
        core = self._cast.describer.core(phrase)
        return any(
            h.entry.kind not in ("role", "trap") and not (h.entry.kind == "people" and not h.entry.groups)
            for h in core.hits
        )

    def _twin(self, phrase: Phrase, head: str) -> Finding | None:
        """ "the North", "the South", "the two Koreas" in an article on Korea, or on Vietnam or Yemen while there were two."""
        assert self._cast.scene is not None
        start = phrase.span[0]  # in "the North's army" the article may hang from the army
        text = self._cast.document.article.text
        definite = phrase.determiner == "the" or text[max(0, start - 4) : start].lower() == "the "
        if phrase.head.islower() or not (definite or head == "koreas"):
            return None
        named = ("PRK",) if head == "koreas" else self._cast.scene.states()
        pair = divided(named, self._cast.era.at(phrase.span[0]))
        if pair is None:
            return None
        codes = {"north": (pair.north,), "south": (pair.south,), "koreas": (pair.north, pair.south)}[head]
        actors = tuple(Actor(code=c, span=phrase.span) for c in codes)
        return Finding(actors, f"“the {phrase.head}” of two states of one name")

    def is_pair(self, phrase: Phrase, head: str) -> bool:
        if phrase.determiner in ("each", "either", "neither") and head in ("side", "party", "country", "government"):
            return not phrase.complements
        if head not in pairs() or (not phrase.plural and head not in ("pair", "duo")):
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
        if head in ("groups", "forces", "factions") and phrase.determiner is None and not text.startswith("both"):
            return False  # "clashes between two armed groups": whichever
        plain = head in ("sides", "parties", "rivals", "arch-rivals", "neighbours", "neighbors", "foes", "enemies", "side",
                         "neighbour", "neighbor", "rival", "arch-rival", "party", "pair", "duo", "adversary")  # fmt: skip
        return twofold or (plain and phrase.determiner in ("the", "both", "these"))

    def _two_officials(self, phrase: Phrase, clause: Clause | None) -> bool:
        """ "The two officers would speak again": where they meet or speak with each other, one of each pole."""
        if clause is None or clause.predicate not in MEETING or clause.object is not None:
            return False  # "the two ministers met the press"
        if clause.subject is None or clause.subject.span != phrase.span:
            return False
        two = re.match(r"(?:the |these |their )?(?:two|both)\b", phrase.text.lower()) is not None
        others = [a for a in clause.arguments if a.preposition in ("to", "with") and a.role == "oblique"]
        if any(a.phrase.text.lower() not in ("each other", "one another") for a in others):
            return False  # "spoke to reporters"
        bare = (
            not phrase.complements and not phrase.appositives and {m.text.lower() for m in phrase.modifiers} <= {"two"}
        )
        return two and bare and self._surface(phrase) in anaphors()["pair"]["officials"] and not self._is_owned(phrase)

    def _several(self, phrase: Phrase, head: str) -> Finding | None:
        """ "Mali, Niger and Chad … The three governments", "the trio": as many states as were named together."""
        assert self._cast.scene is not None
        table = anaphors()["pair"]
        count = COUNTS.get((phrase.quantity or "").lower()) or COUNTS.get(head)
        if count is None or phrase.determiner not in ("the", "these", "all", "those") or phrase.possessor is not None:
            return None
        if head not in COUNTS and (head not in table["states"] and head not in table["sides"]):
            return None
        named = self._cast.scene.named_together(phrase.span[0], count)
        if not named or self._is_owned(phrase):
            return None
        sector = table["sectors"].get(head) or table["sectors"].get(head + "s")
        actors = tuple(Actor(code=a.code, sector=sector or a.sector, group=a.group) for a in named)
        return Finding(spanned_all(actors, phrase.span), f"“{phrase.text}”: those named together", settled=True)

    def _pair(self, phrase: Phrase, *, states: bool) -> Finding:
        """The two poles of the article, or the two sides just named."""
        assert self._cast.scene is not None
        poles = self._cast.scene.pair(phrase.span[0], states=states)
        if not poles:
            return Finding(why=f"“{phrase.text}”: not clear which two", settled=True)
        sector = anaphors()["pair"]["sectors"].get(phrase.head.lower()) or anaphors()["pair"]["sectors"].get(
            phrase.head.lower() + "s"
        )
        actors = tuple(Actor(code=a.code, sector=sector or a.sector, group=a.group) for a in poles)
        return Finding(spanned_all(actors, phrase.span), f"“{phrase.text}”: the two poles", settled=True)

    def bare_two(self, phrase: Phrase, clause: Clause | None) -> Finding | None:
        """ "Thailand or Cambodia … he would make deals with both", "the two had agreed": those joined before, if only they are."""
        scene = self._cast.scene
        if scene is None or clause is None or phrase.text.lower() not in BARE_TWO or phrase.complements:
            return None
        two = scene.just_joined(phrase.span[0]) or scene.only_joined(phrase.span[0]) or scene.near_pair(phrase.span[0])
        subject = clause.subject
        spoken = self._cast.resolve(subject, clause) if subject is not None and subject.span != phrase.span else ()
        others = {a.side for a in (*self._cast.speakers(clause), *spoken)}
        if len(two) != 2 or others & {a.side for a in two}:
            return None
        return Finding(spanned_all(two, phrase.span), f"“{phrase.text}”: the two just joined", settled=True)

    def _of_two(self, phrase: Phrase, head: str) -> Finding:
        """ "Israel and Hezbollah … The former": the first or second of the two just joined by "and", in the text's order."""
        assert self._cast.scene is not None
        two = self._cast.scene.just_joined(phrase.span[0]) or self._cast.scene.last_two(phrase.span[0])
        if not two:
            return Finding(why=f"“{phrase.text}”: not clear of which two", settled=True)
        actor = two[0] if head == "former" else two[1]
        return Finding(spanned_all((actor,), phrase.span), f"“{phrase.text}” of two", settled=True)

    def _other(self, phrase: Phrase, clause: Clause | None) -> Finding | None:
        """The pole that is not the one speaking, possessing or acting."""
        assert self._cast.scene is not None
        described = self._cast.describe(phrase) if phrase.appositives else Finding()
        if described.actors and described.owned:
            return described
        own = self._cast.resolve(phrase.possessor, clause) if phrase.possessor is not None else ()
        if not own and clause is not None:
            own = self._cast.speakers(clause)[:1]
            subject = clause.subject
            if not own and subject is not None and subject.span != phrase.span:
                own = self._cast.resolve(subject, clause)
        poles = self._cast.scene.pair(phrase.span[0])
        others = tuple(p for p in poles if own and p.side not in {a.side for a in own})
        if len(others) != 1 or len(poles) != 2:
            return Finding(why=f"“{phrase.text}”: not clear who", settled=True)
        return Finding(spanned_all(others, phrase.span), f"“{phrase.text}”: the other pole", settled=True)
