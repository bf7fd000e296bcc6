"""A repaired tree -> the clauses of one sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from detente.language import lexicon
from detente.language.connect import connect
from detente.language.links import Hang, clefted, hang
from detente.language.phrases import Phrases, stretched
from detente.language.predicates import Grammar, event_noun, grammar, predicates
from detente.language.repair import repair
from detente.language.tree import ROOT, Tree
from detente.records import Argument, ClauseKind, Link, Modifier, Phrase

SUBJECTS = ("nsubj", "nsubj:outer", "nsubj:pass")
_TEMPORAL_ADVERBS = frozenset(
    {"today", "yesterday", "tomorrow", "tonight", "overnight", "now", "soon", "later", "earlier", "ago", "immediately"}
)
_NEGATIVE_PAIRS = frozenset({("no", "longer"), ("not", "only"), ("not", "just"), ("not", "merely"), ("or", "else")})
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec.".split()
)
_ASKED = frozenset({"call", "demand", "appeal", "request", "push", "proposal", "ultimatum", "bid", "need"})
_TOLD = frozenset(
    "tell warn assure remind inform notify promise advise reassure convince persuade caution show teach".split()
)
_SIDES = ("between", "among")
_BORDERS = frozenset("border borders frontier frontiers boundary boundaries line".split())
_COUNTED = frozenset({"later", "ago", "earlier", "before", "afterwards", "afterward", "hence", "on"})


@dataclass(slots=True)
class Draft:
    """A clause being made; words are counted within the sentence."""

    at: int
    kind: ClauseKind
    grammar: Grammar
    parent: int | None = None
    link: Link = "root"
    connective: str | None = None
    focus: str | None = None
    predicate: str = ""
    words: tuple[int, int] = (0, 0)  # first and last word of the predicate
    extent: tuple[int, int] = (0, 0)  # first and last word of the clause
    arguments: list[Argument] = field(default_factory=list)
    times: list[Phrase] = field(default_factory=list)
    adverbs: list[str] = field(default_factory=list)
    attributes: tuple[Modifier, ...] = ()
    determiner: str | None = None
    subject: Phrase | None = None  # the grammatical subject, own or inherited


def draft(tree: Tree, label: Phrase | None = None) -> list[Draft]:
    """The clauses of a sentence in order of their predicates; repairs the tree first.

    `label`: the speaker named before a colon, the subject of a main clause without one ("Iran: ready to talk").
    """
    repair(tree)
    connect(tree)
    return Drafter(tree, label).all()


def name(tree: Tree) -> Phrase:
    """The phrase that a string of words without a verb makes: the speaker before a colon."""
    repair(tree)
    return Phrases(tree, frozenset()).phrase(tree.root)


class Drafter:
    """Builds the drafts of one sentence, parents before children."""

    def __init__(self, tree: Tree, label: Phrase | None = None) -> None:
        self.t = tree
        self.label = label
        self.kinds = predicates(tree)
        self.phrases = Phrases(tree, frozenset(self.kinds))
        self.extents = tree.extents()
        self.drafts: dict[int, Draft] = {}
        self.times = lexicon.words("nouns", "time")

    def all(self) -> list[Draft]:
        order = [self.t.root]
        for x in order:
            order.extend(self.t.children[x])
        for i in order:
            if i in self.kinds:
                self.drafts[i] = self._draft(i)
        for i in order:
            if i in self.kinds:
                self._hang(self.drafts[i])
        for i in order:
            if i in self.kinds:
                self._fill(self.drafts[i])
        for d in self.drafts.values():
            self._trade(d)
        for d in self.drafts.values():
            self._ultimatum(d)
        return [self.drafts[i] for i in sorted(self.drafts)]

    def _draft(self, i: int) -> Draft:
        t, kind = self.t, self.kinds[i]
        first = self._coordinated(i)
        g = grammar(t, i, kind, self.drafts[first].grammar if first is not None else None)
        particles = [c for c in t.under(i, "compound:prt") if c > i]
        predicate = " ".join([event_noun(t, i) if kind == "noun" else t.lemmas[i], *(t.lower[c] for c in particles)])
        last = particles[-1] if particles and particles[-1] - i <= 1 else i
        d = Draft(at=i, kind=kind, grammar=g, predicate=predicate, words=(i, last), extent=self._extent(i))
        d.adverbs = [t.lower[c] for c in t.under(i, "advmod") if self._is_adverb(c)]
        return d

    def _is_adverb(self, c: int) -> bool:
        """Whether an adverb says something of its own: not "not", not the "longer" of "no longer", not a linking word."""
        t = self.t
        if t.upos[c] not in ("ADV", "ADJ", "PART") or t.lower[c] in ("not", "n't") or t.xpos[c] == "WRB":
            return False
        return not (c > 0 and (t.lower[c - 1], t.lower[c]) in _NEGATIVE_PAIRS)

    def _coordinated(self, i: int) -> int | None:
        head = self.t.heads[i]
        return head if self.t.rels[i] == "conj" and head in self.drafts else None

    def _extent(self, i: int) -> tuple[int, int]:
        """First and last word of a clause: all below it but the verbs coordinated with it."""
        t = self.t
        first, last = i, i
        for c in t.children[i]:
            if (t.rels[c] == "conj" and c in self.kinds) or t.rels[c] == "cc" or t.upos[c] == "PUNCT":
                continue
            first, last = min(first, self.extents[c][0]), max(last, self.extents[c][1])
        return first, last

    def _hang(self, d: Draft) -> None:
        parent = next((x for x in self.t.ancestors(d.at) if x in self.kinds), None)
        above = self.drafts[parent] if parent is not None else None
        h: Hang = hang(self.t, d.at, d.kind, d.grammar, above.at if above else None, self.kinds)
        if above is not None and h.connective == "without" and d.kind == "noun" and above.grammar.negated:
            h = h._replace(link="condition", pending=True)
        if above is not None and h.pending and not self._lies_ahead(above):
            h = h._replace(link="manner" if h.connective == "without" else "time")
        if h.link == "condition" and h.connective == "should" and "should" in d.grammar.modals:
            d.grammar.modals.remove("should")  # "should Moscow attack": no duty
            d.grammar.tense = "present"
        d.parent, d.link, d.connective, d.focus = (h.parent if above else None), h.link, h.connective, h.focus

    def _lies_ahead(self, d: Draft) -> bool:
        """Whether a clause speaks of what is still to be: the place of "until" and "when" as conditions."""
        if d.grammar.tense == "present" and self._is_verdict(d):
            return True
        for _ in range(4):
            g = d.grammar
            if (
                g.tense == "future"
                or g.mood == "imperative"
                or "must" in g.modals
                or "should" in g.modals
                or "have to" in g.modals
            ):
                return True
            if g.modals and g.negated:
                return True
            if g.tense != "past" and d.predicate in lexicon.words("verbs", "commitment_adjective"):
                return True
            above = self.drafts.get(d.parent) if d.parent is not None else None
            if above is None or d.link not in ("complement", "argument", "conjunct", "purpose", "oblique"):
                return g.tense == "present" and d.kind == "verb" and d.predicate in lexicon.words("verbs", "commitment")
            if d.link == "complement" and above.predicate in lexicon.words("verbs", "commitment"):
                return True
            if d.link == "complement" and above.predicate in lexicon.words("verbs", "commitment_adjective"):
                return True
            d = above
        return False

    def _is_verdict(self, d: Draft) -> bool:
        """ "the truce is dead", "it is war": what is then, told as if it were now."""
        return d.kind != "verb" and d.predicate in lexicon.words("verbs", "verdict") and self.t.has(d.at, "cop")

    # ------------------------------------------------------------------------------------------------ arguments

    def _fill(self, d: Draft) -> None:
        if d.grammar.mood == "nominal" or (d.kind == "noun" and not self.t.has(d.at, "cop", *SUBJECTS)):
            self._nominal(d)
        else:
            self._verbal(d)

    def _verbal(self, d: Draft) -> None:
        t, i = self.t, d.at
        antecedent = self._antecedent(d)
        pronoun = self._relative_pronoun(d) if antecedent is not None else None
        own = [c for c in t.children[i] if t.rels[c] in SUBJECTS and c not in t.connective]
        if len(own) > 1:  # an inner subject of a clause used as predicate: keep the outer for the clause
            own = [c for c in own if t.rels[c] != "nsubj:outer"] or own
        written = bool(own) or t.has(i, "csubj", "csubj:pass", "expl")
        for c in own[:1]:
            if c == pronoun and antecedent is not None:
                d.subject = antecedent
                self._add_subject(d, antecedent, inherited=True)
            else:
                d.subject = self.phrases.phrase(c)
                self._add_subject(d, d.subject)
        if not written:
            self._inherit(d, antecedent, pronoun)
        if d.kind != "verb" and t.has(i, "cop"):
            self._complement(d)
        for c in t.children[i]:
            self._argument(d, c, antecedent if c == pronoun or self._holds(c, pronoun) else None)
        if antecedent is not None and pronoun is None and written and t.rels[i].endswith("relcl"):
            self._gap(d, antecedent)
        self._shared_object(d)
        if antecedent is not None:
            d.arguments = [_whose(a, antecedent) for a in d.arguments]

    def _holds(self, c: int, pronoun: int | None) -> bool:
        return pronoun is not None and c == pronoun

    def _add_subject(self, d: Draft, phrase: Phrase, *, inherited: bool = False) -> None:
        """The grammatical subject in its logical role."""
        role = ("indirect" if self.t.has(d.at, "obj") else "object") if d.grammar.voice == "passive" else "subject"
        d.arguments.append(Argument(role=role, phrase=phrase, inherited=inherited))  # type: ignore[arg-type]

    def _complement(self, d: Draft) -> None:
        t, i = self.t, d.at
        if t.upos[i] in ("NOUN", "PROPN", "PRON", "NUM") or t.has(i, "case"):
            d.arguments.append(
                Argument(
                    role="complement", phrase=self.phrases.phrase(i), preposition=self.phrases.preposition(i) or None
                )
            )
            d.attributes = self.phrases.phrase(i).modifiers
            d.determiner = self.phrases.phrase(i).determiner

    def _argument(self, d: Draft, c: int, antecedent: Phrase | None) -> None:
        t, rel = self.t, self.t.rels[c]
        if rel == "advmod" and t.lower[c] in _COUNTED:
            self._counted_time(d, c)
            return
        phrase = antecedent or (
            self.phrases.phrase(c)
            if rel in ("obj", "iobj", "obl", "obl:agent", "obl:unmarked", "nmod", "nmod:unmarked", "xcomp")
            else None
        )
        if phrase is None or t.upos[c] in ("VERB", "AUX"):
            return
        inherited = antecedent is not None
        match self._told(d, c) or rel:
            case "obj" if d.predicate in ("give", "grant", "allow") and self._is_time(c, ""):
                d.times.append(phrase)
                d.arguments.append(Argument(role="object", phrase=phrase, inherited=inherited))
            case "obj":
                d.arguments.append(Argument(role="object", phrase=phrase, inherited=inherited))
            case "iobj":
                d.arguments.append(Argument(role="indirect", phrase=phrase, inherited=inherited))
            case "xcomp" if t.upos[c] in ("NOUN", "PROPN", "PRON") and not t.has(c, "cop"):
                d.arguments.append(
                    Argument(role="complement", phrase=phrase, preposition=self.phrases.preposition(c) or None)
                )
            case "obl" | "obl:agent" | "obl:unmarked" | "nmod" | "nmod:unmarked":
                self._oblique(d, c, phrase, inherited)

    def _told(self, d: Draft, c: int) -> str | None:
        """The one spoken to is "indirect" where something is said, the object where they are to act."""
        t, rel = self.t, self.t.rels[c]
        if rel == "obj" and d.predicate in _TOLD and t.has(d.at, "ccomp"):
            return "iobj"
        if rel == "iobj" and not t.has(d.at, "obj", "ccomp"):
            return "obj"
        return None

    def _oblique(self, d: Draft, c: int, phrase: Phrase, inherited: bool) -> None:
        preposition = self.phrases.preposition(c)
        if preposition in ("during", "throughout") and not inherited and not self._is_time(c, preposition):
            d.times.append(self.phrases.timed(c))  # "during the 1971 war" says when, and is an act of its own
        if not inherited and self._is_time(c, preposition):
            self._time(d, c)
        elif (
            preposition == "by" and (d.grammar.voice == "passive" or self.t.rels[c] == "obl:agent") and d.kind == "verb"
        ):
            d.arguments.append(Argument(role="subject", phrase=phrase, inherited=inherited))
        elif d.kind == "noun" and self.t.rels[c] == "nmod" and self.t.has(d.at, "cop"):
            d.arguments.append(Argument(role="oblique", phrase=phrase, preposition=preposition or None))
        else:
            d.arguments.append(
                Argument(role="oblique", phrase=phrase, preposition=preposition or None, inherited=inherited)
            )

    def _counted_time(self, d: Draft, c: int) -> None:
        """ "two days later", "three years ago": the adverb is part of the time."""
        t = self.t
        for x in t.under(c, "obl:unmarked", "nmod:unmarked", "obl"):
            if t.lemmas[x].lower() in self.times and x < c:
                d.times.append(stretched(self.phrases.phrase(x), t.ends[c], t.text))

    def _time(self, d: Draft, c: int) -> None:
        """Add a temporal phrase; one that goes straight on with the last is part of it: "by Tuesday" + "evening"."""
        phrase = self.phrases.timed(c)
        if d.times and 0 <= phrase.span[0] - d.times[-1].span[1] <= 1:
            d.times[-1] = stretched(d.times[-1], phrase.span[1], self.t.text)
        else:
            d.times.append(phrase)

    def _is_time(self, c: int, preposition: str) -> bool:
        t = self.t
        lemma = t.lemmas[c].lower()
        if lemma in self.times:
            return preposition not in ("to", "from", "with", "for") or (
                lemma not in ("march", "may") and t.rels[c] != "nmod"
            )
        if t.upos[c] == "NUM":
            if any(t.lower[x] in _MONTHS for x in t.under(c, "nmod:unmarked", "compound", "nmod")):
                return True
            return preposition in ("in", "since", "by", "until", "before", "after", "at", "") and (
                (len(t.words[c]) == 4 and t.words[c].isdigit()) or ":" in t.words[c]
            )
        if lemma in ("end", "start", "beginning", "middle", "close", "course", "part"):
            return any(t.lemmas[x].lower() in self.times for x in t.under(c, "nmod"))
        return False

    def _shared_object(self, d: Draft) -> None:
        """ "attacked and destroyed the base": the object written once."""
        t = self.t
        if d.kind != "verb" or d.grammar.voice == "passive" or any(a.role == "object" for a in d.arguments):
            return
        if t.rels[d.at] == "conj" and t.heads[d.at] in self.drafts:
            for c in t.under(t.heads[d.at], "obj"):
                if c > d.at:
                    d.arguments.append(Argument(role="object", phrase=self.phrases.phrase(c), inherited=True))
                    return
        for c in t.under(d.at, "conj"):
            shared = t.child(c, "obj")
            if c in self.kinds and shared is not None and c - d.at == 2 and not t.has(c, "nsubj", "mark"):
                d.arguments.append(Argument(role="object", phrase=self.phrases.phrase(shared), inherited=True))
                return

    # ------------------------------------------------------------------------------- relatives, control, sharing

    def _antecedent(self, d: Draft) -> Phrase | None:
        """The noun phrase a relative or participial clause says something of."""
        t = self.t
        author = self._author(d)
        if author is not None:
            return author
        if clefted(t, d.at):
            return self.phrases.phrase(t.heads[d.at])
        if (
            t.rels[d.at] not in ("acl", "acl:relcl")
            or t.heads[d.at] == ROOT
            or d.link in ("said", "thought", "complement")
        ):
            return None
        return self.phrases.phrase(self._named_last(d, t.heads[d.at]))

    def _named_last(self, d: Draft, head: int) -> int:
        """The word a relative clause is of: "the wires along the border with the North, which sent more": wires send nothing."""
        t, pronoun = self.t, self._relative_pronoun(d)
        if pronoun is None or pronoun < 2 or t.words[pronoun - 1] != "," or d.grammar.voice == "passive":
            return head
        last = pronoun - 2
        does = d.predicate in lexicon.words("verbs", "of_somebody")
        if not does or last <= head or t.xpos[last] != "NNP" or t.xpos[head] not in ("NN", "NNS"):
            return head
        while t.rels[last] in ("flat", "compound", "flat:name") and t.heads[last] > head:
            last = t.heads[last]
        above = t.heads[last]
        while above not in (ROOT, head):
            above = t.heads[above]
        return last if above == head else head

    def _author(self, d: Draft) -> Phrase | None:
        """Whose a statement is that does something: "issued a statement condemning the attack"."""
        head = self.drafts.get(self.t.heads[d.at])
        if head is None or d.link != "participial" or d.grammar.voice == "passive":
            return None
        if head.predicate not in lexicon.words("nouns", "speech", "content"):
            return None
        return next((a.phrase for a in head.arguments if a.role == "subject"), None)

    def _relative_pronoun(self, d: Draft) -> int | None:
        t = self.t
        for c in t.children[d.at]:
            if t.xpos[c] in ("WDT", "WP") and t.rels[c] not in ("mark", "det"):
                return c
            if t.lower[c] == "that" and t.rels[c] in ("nsubj", "obj", "nsubj:pass"):
                return c
        return None

    def _gap(self, d: Draft, antecedent: Phrase) -> None:
        """ "a claim Pakistan denies": the antecedent is the missing object."""
        if not any(a.role == "object" for a in d.arguments) and d.kind == "verb" and d.grammar.voice == "active":
            if any(self.t.lower[x] == "whose" for c in self.t.children[d.at] for x in self.t.children[c]):
                return
            if any(self.t.lower[c] in ("where", "when", "why") for c in self.t.under(d.at, "advmod")):
                return
            d.arguments.append(Argument(role="object", phrase=antecedent, inherited=True))

    def _inherit(self, d: Draft, antecedent: Phrase | None, pronoun: int | None) -> None:
        """Give a clause without a subject the one it inherits."""
        if self.label is not None and d.link == "root" and d.grammar.mood != "imperative":
            phrase: Phrase | None = self.label
        elif antecedent is not None:
            phrase = None if pronoun is not None and self.t.rels[pronoun] in ("obj", "obl") else antecedent
        elif d.grammar.mood == "imperative" and self.t.rels[d.at] != "conj":
            phrase = None
        else:
            phrase = self._controller(d)
        if phrase is not None:
            d.subject = phrase
            self._add_subject(d, phrase, inherited=True)

    def _controller(self, d: Draft) -> Phrase | None:
        t = self.t
        marker = next((c for c in t.children[d.at] if t.lower[c] == "for" and t.rels[c] in ("mark", "case")), None)
        if t.rels[d.at] == "conj" and t.heads[d.at] in self.drafts:
            above = self.drafts[t.heads[d.at]]
            return (
                None if d.grammar.mood == "imperative" and above.grammar.mood == "imperative" else self._subject(above)
            )
        if d.parent is None or (marker is not None and t.has(d.at, "nsubj")):
            return None
        above = self.drafts[d.parent]
        if d.link in ("said", "thought") and d.grammar.mood == "imperative":
            return None
        if (d.link in ("complement", "purpose", "argument") or self._nonfinite(d)) and above.kind == "verb":
            return self._object_controller(d, above) or self._subject(above)
        return self._subject(above)

    def _nonfinite(self, d: Draft) -> bool:
        """ "accused Kigali of arming", "claimed to have struck": what is said without a subject of its own."""
        return d.link in ("said", "thought") and d.grammar.mood in ("infinitive", "participle")

    def _subject(self, d: Draft) -> Phrase | None:
        """The grammatical subject of a clause; of a noun of action, whose it is."""
        if d.subject is not None:
            return d.subject
        return next((a.phrase for a in d.arguments if a.role == "subject"), None)

    def _object_controller(self, d: Draft, above: Draft) -> Phrase | None:
        """The named party of "order X to", "call on X to"."""
        t = self.t
        if above.grammar.voice == "passive" or above.predicate in lexicon.words("verbs", "subject_control"):
            return None
        controls = above.predicate in lexicon.words("verbs", "object_control")
        if d.link != "complement" and not controls and not self._nonfinite(d):
            return None
        for c in t.children[above.at]:
            if c > d.at or c == d.at:
                break
            if t.rels[c] in ("obj", "iobj") and t.upos[c] not in ("VERB",):
                return self.phrases.phrase(c)
            if controls and t.rels[c] == "obl" and self.phrases.preposition(c) in ("on", "upon", "to", "with", "for"):
                return self.phrases.phrase(c)
        return None

    # --------------------------------------------------------------------------------------------- nouns of action

    def _nominal(self, d: Draft) -> None:
        t, i = self.t, d.at
        phrase = self.phrases.phrase(i)
        d.attributes = phrase.modifiers
        d.determiner = phrase.determiner
        for c in t.children[i]:
            if t.rels[c] in ("nmod", "obl", "nmod:unmarked", "obl:unmarked", "obl:agent") and t.upos[c] not in (
                "VERB",
                "AUX",
            ):
                self._nominal_oblique(d, c)
        for c in t.under(i, "compound", "nummod", "amod", "nmod:unmarked"):
            if c < i and len(t.words[c]) == 4 and t.words[c].isdigit() and t.words[c][:2] in ("18", "19", "20"):
                d.times.append(self.phrases.phrase(c))  # "the 1971 war"
        if phrase.possessor is not None:
            if self._is_time_phrase(phrase.possessor):
                d.times.append(phrase.possessor)
            else:
                d.arguments.insert(0, Argument(role="subject", phrase=phrase.possessor))
        elif not any(a.role == "subject" for a in d.arguments):
            self._premodifier_subject(d)
        if not any(a.role == "subject" for a in d.arguments):
            self._nominal_inherit(d)
        d.subject = next((a.phrase for a in d.arguments if a.role == "subject"), None)

    def _is_time_phrase(self, phrase: Phrase) -> bool:
        return phrase.head.lower() in self.times

    def _nominal_oblique(self, d: Draft, c: int) -> None:
        preposition = self.phrases.preposition(c)
        phrase = self.phrases.phrase(c)
        if self._is_time(c, preposition):
            self._time(d, c)
        elif preposition == "by" or (preposition in _SIDES and not self._lies_between(c)):
            d.arguments.append(Argument(role="subject", phrase=phrase))
        else:
            d.arguments.append(Argument(role="oblique", phrase=phrase, preposition=preposition or None))

    def _lies_between(self, c: int) -> bool:
        """ "Attacks across the border between Chad and Libya": whose border it is, not whose attacks."""
        word = max((i for i in range(1, c) if self.t.lower[i] in _SIDES), default=0)
        return word > 0 and self.t.lower[word - 1] in _BORDERS

    def _premodifier_subject(self, d: Draft) -> None:
        """ "Indian strikes", "US sanctions", "Hamas attack"."""
        t = self.t
        for c in t.children[d.at]:
            if c > d.at or t.rels[c] not in ("amod", "compound", "nmod:unmarked"):
                continue
            full = " ".join(
                m.text for m in self.phrases.phrase(d.at).modifiers if m.span[0] <= t.starts[c] < m.span[1]
            ).lower()
            if t.lower[c] in lexicon.demonyms() or full in lexicon.demonyms() or t.entity(c) == "ORG":
                if full in ("is",):
                    continue
                d.arguments.append(Argument(role="subject", phrase=self.phrases.phrase(c)))
                return

    def _nominal_inherit(self, d: Draft) -> None:
        """ "launched strikes": the doer of a light verb does what its noun names."""
        if d.parent is None:
            return
        above = self.drafts[d.parent]
        if (
            (d.link == "conjunct" and above.kind == "noun")
            or (d.link in ("argument", "oblique") and above.kind == "verb" and self._is_light(d, above))
            or (
                d.link in ("oblique", "argument")
                and above.kind == "noun"
                and above.predicate in lexicon.words("nouns", "restraint", "content", "readiness")
                and not (above.predicate in _ASKED and self.phrases.preposition(d.at) == "for")
            )
        ):
            phrase = next((a.phrase for a in above.arguments if a.role == "subject"), None)
        else:
            return
        if phrase is not None and phrase.span != self.phrases.phrase(d.at).span:
            d.arguments.insert(0, Argument(role="subject", phrase=phrase, inherited=True))

    def _is_light(self, d: Draft, above: Draft) -> bool:
        rel = self.t.rels[d.at]
        if above.predicate not in lexicon.words("verbs", "light"):
            return False
        if above.predicate in lexicon.words("verbs", "halting") and d.predicate in lexicon.words("nouns", "force"):
            return False
        if d.link == "oblique":
            return (self.phrases.preposition(d.at) or "") in ("in", "to", "with", "into", "from", "on", "out")
        passive = above.grammar.voice == "passive"
        return rel in ("obj", "conj", "compound", "xcomp") or (passive and rel in SUBJECTS)

    # ------------------------------------------------------------------------------------------------------ trades

    def _demanded(self, d: Draft) -> bool:
        """Whether a clause is what somebody demands, or the demand."""
        above = self.drafts.get(d.parent) if d.parent is not None else None
        return d.predicate in _DEMANDS or (above is not None and above.predicate in _DEMANDS)

    def _due(self, d: Draft) -> bool:
        """Whether a clause says what somebody has to do."""
        return bool({"must", "should", "have to"} & set(d.grammar.modals)) or d.grammar.mood == "imperative"

    def _opens_with_otherwise(self, d: Draft) -> bool:
        """ "…, otherwise Hezbollah will attack", not "unless Moscow guarantees otherwise"."""
        t = self.t
        at = next((c for c in t.children[d.at] if t.lower[c] == "otherwise"), None)
        subject = t.child(d.at, *SUBJECTS)
        return at is not None and (subject is None or at < subject) and d.at not in t.connective

    def _trade(self, d: Draft) -> None:
        """ "Stop the shelling and we will talk", "Leave or we strike": the first part is the condition of the second."""
        t = self.t
        if (
            t.rels[d.at] not in ("conj", "parataxis", "advcl", "ccomp")
            or d.parent is None
            or (d.kind == "noun" and not t.has(d.at, "cop"))
        ):
            return
        otherwise = self._opens_with_otherwise(d)
        if d.link != "conjunct" and not otherwise:
            return
        above = self.drafts[d.parent]
        if otherwise and above.at > d.at:
            return  # "Otherwise the shelling will go on, the army warned": who says so sets no condition
        word = next((t.lower[c] for c in t.under(d.at, "cc")), None)
        words = {t.lower[c] for c in t.children[d.at]} | {t.lower[x] for x in range(max(0, d.extent[0] - 2), d.at)}
        ahead = bool({"will", "would"} & set(d.grammar.modals)) or self._is_verdict(d)
        threat = word == "or" and ahead and t.has(d.at, *SUBJECTS)
        alternative = otherwise or ("else" in words and "or" in words) or (threat and self._due(above))
        bargain = (
            above.grammar.mood == "imperative"
            and d.grammar.mood != "imperative"
            and t.has(d.at, *SUBJECTS)
            and word in ("and", "or")
        )
        owed = above.grammar.mood == "imperative" or bool(above.grammar.modals) or self._demanded(above)
        if not (alternative and owed) and not bargain:
            return
        if bargain and not (d.grammar.modals or d.grammar.tense in ("present", "future")):
            return
        connective = "otherwise" if otherwise else ("or else" if "else" in words else word)
        d.parent, d.link, d.connective, d.focus = above.parent, above.link, above.connective, above.focus
        above.parent, above.link, above.connective = d.at, "condition", connective

    def _ultimatum(self, d: Draft) -> None:
        """ "gave Europe 60 days to save the deal or it will …": what is asked is the condition, the rest the giver's word."""
        t = self.t
        if d.link != "conjunct" or d.connective != "or" or d.parent is None or not t.has(d.at, *SUBJECTS):
            return
        if not ({"will", "would"} & set(d.grammar.modals) or self._is_verdict(d)):
            return
        above = self.drafts[d.parent]
        asked = above
        if above.link != "complement" or above.grammar.mood != "infinitive":
            below = [x for x in self.drafts.values() if x.parent == above.at and x.link in ("complement", "purpose")]
            infinitives = [x for x in below if x.grammar.mood == "infinitive" and above.at < x.at < d.at]
            if not infinitives:
                return
            asked = infinitives[-1]
        asking = self.drafts.get(asked.parent) if asked.parent is not None else None
        if asking is None or asking.predicate not in _ULTIMATE:
            return
        if asking.predicate in _GIVING:
            asked.times = [*(x for x in asking.times if x not in asked.times), *asked.times]
        d.parent, d.link, d.connective = asking.at, "said", None
        asked.parent, asked.link, asked.connective = d.at, "condition", "or"


_GIVING = frozenset({"give", "grant", "allow", "set", "have"})
_ULTIMATE = _GIVING | {"tell", "order", "warn", "urge", "ask", "demand", "command", "instruct", "require", "call"}
_DEMANDS = frozenset({"demand", "urge", "order", "require", "insist", "want", "call", "ask", "tell", "warn", "need"})


def _whose(argument: Argument, antecedent: Phrase) -> Argument:
    """ "a party whose leader was killed": the leader is the party's."""
    owner = argument.phrase.possessor
    if owner is None or owner.head != "whose":
        return argument
    return msgspec.structs.replace(argument, phrase=msgspec.structs.replace(argument.phrase, possessor=antecedent))
