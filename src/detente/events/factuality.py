"""Whether an act happened, and on whose word: status and background.

A clause's own polarity and modality are read first; then every predicate above it, nearest first, says what it makes of what
lies in its scope, by a lexicon of governors with a signature for the affirmed and for the negated use (Saurí and Pustejovsky
2009, "FactBank"; Karttunen's implicatives). What is presupposed (relative clauses, "after the attack") leaves the scope.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

import msgspec

from detente.events.acts import Act
from detente.events.frames import listed, normal, table, words
from detente.events.phrases import heads, stems
from detente.events.unreal import INSTEAD, Effect, around, is_forestalled, is_licensed, of_content, question
from detente.records import Clause, Document, Status

_DUE = re.compile(r"\b(?:due|set|slated|scheduled|supposed|meant|bound|poised|expected|about)\s+to\s+(?:\w+ly\s+)?$")
_NEGATIONS = re.compile(r"\b(?:no|not|never|neither|nor|nobody|none)\b|n['’]t\b", re.IGNORECASE)
_RHETORICAL = re.compile(
    r"if (?:any |more |further )?(?:proof|evidence|confirmation|reminder|anyone|anybody|doubts?|there (?:was|were|had been) (?:any|ever))\b",
    re.IGNORECASE,
)
_VEIL: dict[Effect, tuple[Status, ...]] = {  # which statuses an operator overrides
    "claimed": ("reported",),
    "intended": ("reported", "claimed"),
    "requested": ("reported", "claimed", "intended"),
    "conditional": ("reported", "claimed", "intended", "requested", "hypothetical"),
    "hypothetical": ("reported", "claimed", "intended", "requested"),
}
_TABLE = "data/factuality.toml"
_WRONGLY = frozenset("wrongly falsely mistakenly unjustly erroneously incorrectly wrongfully baselessly".split())
_BY_ADVERB: tuple[Effect, ...] = ("claimed", "hypothetical", "negated")
_INHERITING = ("conjunct", "result", "manner")
_PRESUPPOSING = ("relative", "participial", "apposition", "parenthetical")
_PENDING = frozenset(
    ["until", "once", "when", "as soon as", "the moment", "whenever", "unless", "before", "till", "by the time"]
)
_STILL_AHEAD = _PENDING - {"when", "whenever"}
_UNREAL = frozenset(["even if", "as if", "as though", "if", "whether", "lest", "in case"])
_WHENEVER = frozenset(["whenever", "every time", "each time", "any time"])


class Reading(NamedTuple):
    """Status of an act and whether it is history; `spoken` when a speaker stands between it and the reporter."""

    status: Status
    background: bool
    spoken: bool


def apply(effect: Effect, status: Status) -> Status:
    """The status of what has `status` so far, under an operator with that effect."""
    if effect == "keep":
        return status
    if effect == "negated":
        return "reported" if status == "negated" else ("hypothetical" if status == "denied" else "negated")
    if effect == "denied":
        return "hypothetical" if status == "negated" else "denied"
    return effect if status in _VEIL[effect] else status


class Factuality:
    """Statuses of the clauses of one document."""

    def __init__(self, document: Document, acts: dict[int, tuple[Act, ...]]) -> None:
        self._document = document
        self._acts = acts
        self._conditioned = {c.parent for c in document.clauses if c.link == "condition" and not _is_idle_condition(c)}

    def status(self, clause: Clause, *, bare: bool = False) -> Status:
        """The status of what the clause says; `bare` leaves out its own modality and condition (a promise is made)."""
        status: Status = "reported"
        if not bare:
            status = self._own(clause, status)
        return self._above(clause, status)

    def _own(self, clause: Clause, status: Status) -> Status:
        """A clause's own modality, then polarity, then the condition on it."""
        for effect in (*own_effects(clause), *around(self._document, clause), *self._sham(clause)):
            status = status if effect == status else apply(effect, status)
        if clause.id in self._conditioned and status != "negated":
            status = apply("conditional", status)
        return status

    def _sham(self, clause: Clause) -> list[Effect]:
        """ "The supposed shelling was staged for the cameras": what the noun an act has taken up is called."""
        covered = (self._document.clauses[i] for act in self._acts.get(clause.id, ()) for i in act.covers)
        named = (m.text.lower() for c in covered if c.kind == "noun" and c.link == "argument" for m in c.attributes)
        struck = {m.text.lower() for m in clause.object.modifiers} if clause.object is not None else set()
        sham = not words(_TABLE, "nominal", "sham").isdisjoint(named)
        return ["hypothetical"] if sham or not words(_TABLE, "nominal", "pretended").isdisjoint(struck) else []

    def _above(self, clause: Clause, status: Status) -> Status:
        seen: set[int] = set()
        while clause.parent is not None and clause.id not in seen:
            seen.add(clause.id)
            parent = self._document.clauses[clause.parent]
            if clause.link == "condition":
                return "conditional"  # whichever way it goes, and whatever is made of what hangs on it
            effect, onward = self._link(clause, parent)
            once = self._is_negated_once(clause, parent)
            effect = "keep" if once and effect == "negated" else effect
            status = apply(effect, status)
            if not onward:
                break
            if clause.link in ("conjunct", "said", "thought"):
                status = self._shared(clause, parent, status)
            else:
                supposed = clause.kind == "noun" and "would" in parent.modals and status in ("reported", "claimed")
                if supposed:  # "an attack on Iran would be a disaster"
                    status = apply("hypothetical", status)
                status = self._modality(parent, status, governed=effect != "keep" or once or _is_governor(parent))
            clause = parent
        return status

    def _is_negated_once(self, clause: Clause, parent: Clause) -> bool:
        """ "Has no plans to attack": one "no" makes the noun and its verb negative, and has done its work at the noun."""
        if clause.kind != "noun" or clause.link != "argument" or not (clause.negated and parent.negated):
            return False
        told = self._document.article.text[parent.span[0] : clause.predicate_span[0]]
        return len(_NEGATIONS.findall(told)) < 2

    def _shared(self, clause: Clause, parent: Clause, status: Status) -> Status:
        """What the parent's modality does to a conjunct without its own, and to what is said."""
        if clause.link == "conjunct":
            bare = clause.tense == "none" and not clause.modals
            return self._modality(parent, status, governed=True) if bare else status
        return self._modality(parent, status, governed=True)

    def _modality(self, parent: Clause, status: Status, *, governed: bool) -> Status:
        """The parent's own modality; its negation only where its signature has not used it already."""
        for effect in own_effects(parent):
            if effect == "negated" and governed:
                continue
            if effect == "hypothetical" and _is_perceived(parent):
                continue
            if effect in ("intended", "requested") and status in ("denied", "negated"):
                continue
            status = apply(effect, status)
        return apply("conditional", status) if parent.id in self._conditioned else status

    def _link(self, clause: Clause, parent: Clause) -> tuple[Effect, bool]:
        """What hanging there does to the clause, and whether what is above still has it in scope."""
        link = clause.link
        connective = clause.connective or ""
        if _is_aside(clause, parent) or is_repaid(self._document, clause, parent):
            return "keep", False
        if connective in INSTEAD:
            return "negated", False
        if link == "manner" and connective in _UNREAL:
            return "hypothetical", False
        if (told := of_content(self._document, clause, parent)) is not None:
            return told, True
        if _is_unjust(parent) and link in ("cause", "complement", "said", "oblique"):
            return "hypothetical", True
        if link == "result" and clause.mood == "participle" and _is_governor(parent):
            return self._governed(clause, parent)  # "ruled out striking", which a parse may take for a result
        if link in _INHERITING:
            return "keep", True
        if link == "condition":
            return "conditional", True
        if link == "purpose":
            return self._purpose(clause, parent)
        if link in ("time", "cause", "concession"):
            return self._circumstance(clause, parent), False
        if link in _PRESUPPOSING or link == "root":
            return self._unfounded(clause, parent), False
        return ("keep", True) if self._is_carried_out(clause, parent) else self._governed(clause, parent)

    def _purpose(self, clause: Clause, parent: Clause) -> tuple[Effect, bool]:
        if clause.connective == "for" and clause.subject is not None and _is_governor(parent):
            return self._governed(clause, parent)  # "called for Seoul to release them": whom it is asked of
        if clause.connective == "as" and parent.predicate == "go":
            return "keep", True  # "went as far as to expel"
        return "intended", True

    def _is_carried_out(self, clause: Clause, parent: Clause) -> bool:
        """ "An order to shell the town was carried out"."""
        above = self._document.parent(parent) if parent.kind == "noun" else parent
        if above is None or clause.mood != "infinitive" or above.negated or above.modals or above.tense == "future":
            return False
        order = above.object
        named = order is not None and heads(order) & words(_TABLE, "ordered", "words")
        return bool(named) and normal(above.predicate) in words(_TABLE, "ordered", "done")

    def _circumstance(self, clause: Clause, parent: Clause) -> Effect:
        connective = clause.connective or ""
        if connective in _UNREAL:
            return "hypothetical"
        if connective in _WHENEVER and clause.tense == "present":
            return "conditional"
        if connective in _STILL_AHEAD and clause.tense == "present" and not clause.perfect and clause.kind == "verb":
            return "conditional"  # "give it a week before troops attack"
        if connective == "before" and is_forestalled(clause, parent):
            return "hypothetical"
        if (
            clause.link == "cause"
            and clause.kind == "verb"
            and normal(parent.predicate) in listed(table(_TABLE)["charge"]["verbs"])
        ):
            return "claimed"
        if clause.link == "time" and connective in _PENDING and _is_ahead(parent) and clause.tense != "past":
            return "conditional"
        if connective in ("until", "till") and self._is_put_off(parent):
            return "conditional"
        if connective == "before" and clause.kind == "verb" and clause.tense == "none" and _is_ahead(parent):
            return "hypothetical"
        return "keep"

    def _is_put_off(self, parent: Clause) -> bool:
        """ "Refused to negotiate until they pulled back": told as what it waits for, not as come about."""
        above = self._document.parent(parent)
        held = above is not None and governors().get(normal(above.predicate), ("keep", "keep"))[0] == "negated"
        return parent.mood == "infinitive" and parent.link == "complement" and held

    def _governed(self, clause: Clause, parent: Clause) -> tuple[Effect, bool]:
        """By the parent's signature; without one, speech is a claim, an infinitive an intention, a noun stands."""
        if clause.link in ("said", "thought") and clause.quoted and parent.predicate not in governors():
            return "claimed", True
        if (clause.connective or "").endswith("whether"):
            return "hypothetical", True
        if is_licensed(parent):
            return "hypothetical", True
        if (asked := question(clause)) is not None:
            return asked, True
        effect = "intended" if _is_a_way(clause, parent) else self._signature(clause, parent)
        if effect is None and clause.kind == "verb":
            effect = _borne(clause, parent)
        if effect == "claimed":
            effect = _as_said(clause, parent)
        if effect == "requested" and _is_assertion(clause, parent):
            effect = "claimed"  # "told reporters that it had left" asks nothing of anybody
        if effect is not None:
            return effect, True
        if clause.link == "said":
            return "claimed", True
        if clause.link == "thought":
            return "hypothetical", True
        if clause.link == "complement" and clause.kind == "verb" and clause.mood == "infinitive":
            return ("keep" if self._is_gerund(clause, parent) else "intended"), True
        return "keep", clause.link != "modifier" or parent.kind != "noun"

    def _unfounded(self, clause: Clause, parent: Clause) -> Effect:
        """What is said of a thing nobody vouches for is not presupposed: "unaware of any truce agreed with Kyiv"."""
        if self._is_agreed(clause):
            return "intended"
        if self._is_whoever(clause, parent):
            return "conditional"
        if self._is_charged(clause, parent):
            return "claimed"
        held = [a.phrase for a in clause.arguments if a.inherited]
        if clause.link not in ("relative", "participial") or not any(p.determiner in ("any", "no") for p in held):
            return "keep"
        if parent.kind == "noun" and parent.parent is not None:  # "any ceasefire" is a clause of its own
            clause, parent = parent, self._document.clauses[parent.parent]
        effect = self._signature(msgspec.structs.replace(clause, link="oblique"), parent)
        return "hypothetical" if effect in ("hypothetical", "denied", "negated") or parent.negated else "keep"

    def _is_whoever(self, clause: Clause, parent: Clause) -> bool:
        """ "Anybody who took up arms would be fought": nobody has yet."""
        whoever = words(_TABLE, "whoever", "nouns")
        anyone = any(a.phrase.head.lower() in whoever for a in clause.arguments if a.inherited)
        ahead = {"will", "would", "shall", "can", "could", "should", "must", "may", "might"} & set(parent.modals)
        return clause.link == "relative" and anyone and bool(ahead)

    def _is_charged(self, clause: Clause, parent: Clause) -> bool:
        """ "Blamed the crisis on an attack orchestrated by Minsk": what somebody is blamed for is his accuser's word."""
        inside = parent.kind == "noun" and parent.link in ("oblique", "argument", "modifier")
        above = self._document.parent(parent) if inside else parent
        charged = clause.link == "participial" and clause.voice == "passive"
        return charged and above is not None and normal(above.predicate) in listed(table(_TABLE)["charge"]["verbs"])

    def _is_agreed(self, clause: Clause) -> bool:
        """ "Signed a protocol under which the troops leave the gorge": what it lays down, not yet what was done."""
        terms = (a.phrase for a in clause.arguments if a.inherited and a.preposition in ("under", "by", "in"))
        laid_down = any(heads(p) & words(_TABLE, "agreed", "nouns") for p in terms)
        return clause.link == "relative" and laid_down and clause.tense in ("present", "future")

    def _is_gerund(self, clause: Clause, parent: Clause) -> bool:
        """ "the response to Hezbollah firing rockets": after a noun, with a doer of its own, it happened."""
        start, end = clause.predicate_span
        doer = clause.argument("subject")
        own = any(a.role == "subject" and not a.inherited for a in clause.arguments)
        gerund = self._document.article.text[start:end].endswith("ing")
        return parent.kind == "noun" and gerund and own and doer is not None

    def _signature(self, clause: Clause, parent: Clause) -> Effect | None:
        act = self._acts.get(parent.id)
        predicate = normal(parent.predicate)
        denial = table(_TABLE)["denial_of"]
        if clause.link in ("argument", "oblique") and clause.kind == "noun":
            if predicate in listed(denial["verbs"]) and clause.predicate in listed(denial["nouns"]):
                return "denied"
            if _is_subject(clause, parent):  # "the attack failed", "the strike could": the act itself is the subject
                return "negated" if predicate in ("fail", "falter") or parent.negated else "keep"
            if act is not None and act[0].covers and clause.id in act[0].covers:
                return "keep"
        if act is not None and act[0].inner and (clause.id in act[0].content or clause.link in ("complement", "said")):
            return _inner(act[0], parent)
        for name in names_of(parent, clause):
            found = governors().get(name)
            if found is not None:
                return found[1] if parent.negated else found[0]
        return None


def is_repaid(document: Document, clause: Clause, parent: Clause) -> bool:
    """ "The murder of our soldiers will not go unpunished": the harm was done; only the answer is still to come.

    `clause` is the noun of the harm, or the verb that has taken it up; `parent` the verb it is the subject of.
    """
    if clause.kind == "noun" and clause.determiner in ("any", "no", "a", "an", "another", "further"):
        return False
    held = parent.object if parent.voice == "passive" else parent.subject
    if parent.kind == "noun" or held is None or held.determiner in ("any", "no", "a", "an", "another"):
        return False
    if held.determiner is None and held.possessor is None and held.plural:
        return False  # "attacks will be punished": whichever come
    within = clause is parent or held.span[0] <= clause.predicate_span[0] < held.span[1]
    after = document.article.text[held.span[1] : document.sentences[clause.sentence].span[1]]
    return within and re.match(table(_TABLE)["repaid"]["pattern"], after.lstrip(), re.IGNORECASE) is not None


def _is_aside(clause: Clause, parent: Clause) -> bool:
    """Whether what governs a clause is only an aside about its subject: "Ankara, which denies aiming at them, bombed …"."""
    if clause.link not in ("said", "thought", "complement") or parent.subject is None:
        return False
    own = next((a.phrase for a in clause.arguments if a.role == "subject" and not a.inherited), None)
    aside = parent.subject.text.lower() in ("which", "who")
    return aside and own is not None and own.span[0] < parent.predicate_span[0] < clause.predicate_span[0]


def _is_a_way(clause: Clause, parent: Clause) -> bool:
    """ "A basis for ending the war", "talks on ways of ending it", "an interest in ending it": it is not ended."""
    if clause.link != "complement" or clause.mood != "participle" or clause.tense == "past" or clause.perfect:
        return False
    nouns = words(_TABLE, "ways", "nouns")
    if (clause.connective or "") not in words(_TABLE, "ways", "prepositions"):
        return False
    held = (a.phrase.head.lower() for a in clause.arguments if a.role == "subject" and a.inherited)
    ends = (a.phrase.head.lower() for a in parent.arguments if a.role != "subject")
    return not nouns.isdisjoint((parent.predicate, *held, *ends))


def _borne(clause: Clause, parent: Clause) -> Effect | None:
    """What the noun a clause belongs to says of it, over the verb between: "fears grew that", "reports emerged that"."""
    bearer = parent.subject or (parent.object if parent.voice == "passive" else None)
    if bearer is None or bearer.kind != "noun" or parent.kind == "noun" or clause.mood == "infinitive":
        return None
    own = any(a.role in ("object", "complement") for a in parent.arguments) and parent.voice == "active"
    if own:
        return None
    names = tuple(stems(bearer.head))
    told: tuple[Effect, ...] = ("claimed", "hypothetical")
    content = next((e for e in told if words(_TABLE, "content", e) & set(names)), None)
    found = next((governors()[w] for w in names if w in governors()), None)
    return content if found is None else found[0]


def names_of(parent: Clause, child: Clause) -> tuple[str, ...]:
    """What a governor may be listed as, the longest first: "stop short of", "stop short", "call for", "call"."""
    predicate = normal(parent.predicate)
    words = [predicate, *(f"{predicate} {adverb}" for adverb in parent.adverbs)]
    linked = [f"{w} {child.connective}" for w in words] if child.connective else []
    return (*reversed(linked), *reversed(words))


def own_effects(clause: Clause) -> list[Effect]:
    """What a clause's own modals, adverbs, mood, determiner and polarity do, innermost first."""
    found: list[Effect] = []
    if clause.adverbs:
        found += [e for e in _BY_ADVERB if not words(_TABLE, "adverbs", e).isdisjoint(clause.adverbs)]
    found += _modal_effects(clause)
    before = clause.predicate_span[0] - clause.span[0]
    if before > 0 and _DUE.search(clause.text[max(0, before - 40) : before]):
        found.append("intended")
    if clause.mood == "imperative":
        found.append("requested")
    elif clause.mood == "interrogative":
        found.append("hypothetical")
    found.extend(_nominal_effects(clause))
    if clause.negated or clause.determiner == "no":
        found.append("negated")
    return found


def _modal_effects(clause: Clause) -> list[Effect]:
    """What its modals and its future do; an inversion ("should Seoul hold drills") is the condition, no obligation."""
    modals = {m.replace(" ", "-") for m in clause.modals}
    if "have-to" in modals and "yet" in clause.adverbs:  # "has yet to attack"
        return [] if clause.negated else ["negated"]
    if clause.link == "condition" and clause.connective in ("should", "were", "had"):
        modals = set()
    if modals & words(_TABLE, "modals", "requested") and not clause.perfect:
        return ["requested"]
    if modals & words(_TABLE, "modals", "hypothetical"):
        return ["hypothetical"]
    if modals & words(_TABLE, "modals", "intended") or clause.tense == "future":
        return ["intended"]
    return (["hypothetical"] if clause.perfect else ["intended"]) if "would" in clause.modals else []


def _nominal_effects(clause: Clause) -> list[Effect]:
    if clause.kind != "noun":
        return []
    data = table(_TABLE)["nominal"]
    spoken = {clause.determiner or ""} | {w for m in clause.attributes for w in (m.lemma.lower(), m.text.lower())}
    return [e for e in ("claimed", "intended", "hypothetical", "negated") if spoken & set(listed(data[e])) - {"no"}]


@functools.cache
def governors() -> dict[str, tuple[Effect, Effect]]:
    """Predicate -> (effect affirmed, effect negated)."""
    found: dict[str, tuple[Effect, Effect]] = {}
    for entry in table(_TABLE)["governor"]:
        for lemma in listed(entry["lemmas"]):
            found.setdefault(lemma, (entry["affirmed"], entry["negated"]))
    return found


def _is_assertion(clause: Clause, parent: Clause) -> bool:
    """Whether a finite complement tells what is so rather than what should be done: "insisted that it had left"."""
    if clause.kind != "verb" or clause.link not in ("said", "complement") or clause.mood != "indicative":
        return False
    if {"must", "should", "ought", "need", "have to"} & set(clause.modals):
        return False
    if is_bare_passive(clause) or normal(parent.predicate) in words(_TABLE, "asking", "verbs"):
        return False
    told = clause.tense in ("past", "future") or clause.perfect or clause.progressive or bool(clause.modals)
    return told or normal(parent.predicate) in ("tell", "advise", "remind", "assure")


def _is_perceived(parent: Clause) -> bool:
    """ "Everyone could see that snipers had fired": could see is saw."""
    seen = normal(parent.predicate) in ("see", "hear", "watch", "smell", "feel")
    return seen and bool(parent.modals) and set(parent.modals) <= {"could", "can"}


def _is_arranged(clause: Clause, parent: Clause) -> bool:
    """ "Said he is to leave office": a bare infinitive under what somebody says is still to come."""
    said = parent.voice == "active" and normal(parent.predicate) in ("say", "announce", "state", "declare", "confirm")
    return said and clause.kind == "verb" and clause.mood == "infinitive" and not clause.perfect


def is_bare_passive(clause: Clause) -> bool:
    """ "Demanded that control be handed over": a bare "be" tells what should happen, nothing that did."""
    if clause.kind != "verb" or clause.voice != "passive" or clause.modals:
        return False
    before = clause.text[: max(0, clause.predicate_span[0] - clause.span[0])].split()
    return bool(before) and (before[-1] == "be" or (before[-1].endswith("ly") and before[-2:-1] == ["be"]))


def _inner(act: Act, parent: Clause) -> Effect:
    effect: Effect = act.inner if act.inner != "reported" else "keep"  # type: ignore[assignment]
    if not parent.negated:
        return effect
    return {"intended": "negated", "negated": "hypothetical"}.get(effect, "hypothetical")  # type: ignore[return-value]


def _is_governor(clause: Clause) -> bool:
    return normal(clause.predicate) in governors()


def _is_idle_condition(clause: Clause) -> bool:
    """What nothing hangs on: "even if", "if proof was needed", "if anyone doubted it"."""
    if clause.focus == "even" or (clause.connective or "").startswith("even"):
        return True
    return _RHETORICAL.match(clause.text) is not None


def _is_ahead(clause: Clause) -> bool:
    ahead = {"will", "would", "shall", "must", "should", "be to", "be going to", "can", "may", "might", "could"}
    return bool(ahead & set(clause.modals)) or clause.tense == "future" or clause.mood in ("imperative", "infinitive")


def _is_subject(child: Clause, parent: Clause) -> bool:
    subject = parent.subject or (parent.object if parent.voice == "passive" else None)
    if subject is None or parent.voice == "passive":
        return False
    return subject.span[0] <= child.predicate_span[0] < subject.span[1]


def _is_unjust(parent: Clause) -> bool:
    """ "Wrongly blamed Poland for bombing the depot": the reporter says that it is not so."""
    charged = normal(parent.predicate) in listed(table(_TABLE)["charge"]["verbs"])
    return charged and not _WRONGLY.isdisjoint(parent.adverbs)


def _as_said(clause: Clause, parent: Clause) -> Effect:
    """What a word of saying makes of a clause: a claim, a plan or what is only feared."""
    if _is_arranged(clause, parent):
        return "intended"
    return "hypothetical" if _is_awaited(clause, parent) else "claimed"


def _is_awaited(clause: Clause, parent: Clause) -> bool:
    """ "On alert for China to carry out drills": what another is feared to do, not what is said of it."""
    own = any(a.role == "subject" and not a.inherited for a in clause.arguments)
    return parent.kind in ("noun", "adjective") and clause.mood == "infinitive" and own and not clause.perfect
