"""Verbs of phase and light verbs, composed with the act they govern: "halted the raids", "carried out a strike"."""

from __future__ import annotations

import msgspec

from detente.events.acts import Act, direction_of
from detente.events.factuality import names_of
from detente.events.frames import goldstein, listed, normal, table, words
from detente.events.match import Acts
from detente.events.phrases import heads, sides, stems, subject_sides
from detente.events.recipients import others
from detente.records import Argument, Clause, Phase, Phrase, Role

_GRAMMAR = "data/composition.toml"
_PHASES: tuple[Phase, ...] = ("halt", "refrain", "continue", "begin")
_ATTEMPTED = ("186", "170")
_OBLIQUE_LIGHT = frozenset(
    [
        "engage in",
        "take part in",
        "participate in",
        "resort to",
        "turn to",
        "enter into",
        "embark on",
        "return to",
        "join in",
    ]
)


class Phases:
    """The acts of a document that two clauses tell together: one says what, the other that it began, went on or ended."""

    def __init__(self, acts: Acts) -> None:
        self._acts = acts

    def composed(self, clause: Clause) -> Act | None:
        predicate = normal(clause.predicate)
        for child in self._governed(clause):
            act = self._acts.act(child)
            if act is None:
                continue
            if child.link == "argument" and self._is_subject(child, clause):
                phase = "begin" if self._leaves_victims(predicate, clause) else _occurrence(predicate, clause)
                if act.type == "CONSULT" and phase == "halt" and predicate in words(_GRAMMAR, "occur", "concluded"):
                    phase = "begin"  # talks that ended were held
            else:
                phase = self._phase(predicate, clause, child)
            if phase is not None:
                made = self._phased(act, child, clause, phase)
                return self._with_victims(made, clause) if self._leaves_victims(predicate, clause) else made
            if (
                predicate in words(_GRAMMAR, "attempt", "verbs")
                and (act.cameo in _ATTEMPTED or _launched(act, child))
                and child.link == "complement"
            ):
                return self._attempted(act, child, clause)
        return self._unnamed(predicate, clause)

    def _attempted(self, act: Act, child: Clause, clause: Clause) -> Act | None:
        """Attempts that are deeds themselves: on a life (185), on another's computers, and fire that was opened and missed."""
        if clause.tense not in ("past", "present") or clause.modals or not (clause.perfect or clause.tense == "past"):
            return None
        made = self._with_phase(act, act, child, clause, "begin")
        cameo = "185" if act.cameo == "186" else act.cameo
        return msgspec.structs.replace(made, cameo=cameo, goldstein=goldstein(cameo), rule=f"{act.rule}+attempted")

    def _leaves_victims(self, predicate: str, clause: Clause) -> bool:
        """ "The strikes left nine dead": they happened."""
        states = words(_GRAMMAR, "occur", "left")
        return predicate == "leave" and any(c.predicate in states for c in self._acts.children(clause, "complement"))

    def _with_victims(self, act: Act | None, clause: Clause) -> Act | None:
        """Whom it left dead is whom it befell: "clashes on the border with Azerbaijan left two of its troops dead"."""
        if act is None or act.type != "ASSAULT" or (act.symmetric and act.actors) or clause.object is None:
            return act
        struck = tuple(a for a in sides(clause.object, self._acts.cast, clause) if a.code != "---" or a.group)
        return msgspec.structs.replace(act, recipients=others(struck, act.actors)) if struck else act

    def nominal(self, clause: Clause) -> Act | None:
        """A noun of phase over an act: "a pause in the bombing", "an end to the attacks", "the resumption of talks"."""
        phase = next((p for p in _PHASES if clause.predicate in words(_GRAMMAR, "phase_nouns", p)), None)
        if phase is None:
            return None
        for child in self._acts.children(clause, "oblique", "modifier", "argument"):
            act = self._acts.act(child) if child.kind == "noun" else None
            if act is not None:
                made = self._with_phase(act, act, child, clause, phase)
                return msgspec.structs.replace(
                    made, nominal=True, actors=act.actors or subject_sides(clause, self._acts.cast)
                )
        return None

    def _unnamed(self, predicate: str, clause: Clause) -> Act | None:
        """A light verb or verb of phase over a noun the parse has no clause for: "launched a blitz on", "staged a walkout"."""
        role: Role = "object" if clause.object is not None else "subject"
        phrase = clause.object or clause.subject
        taken = (a.phrase for a in clause.arguments if f"{predicate} {a.preposition}" in _OBLIQUE_LIGHT)
        if clause.object is None and (within := next(taken, None)) is not None:
            phrase, role = within, "object"
            predicate = "conduct"
        if phrase is None or any(_covers(Argument(role=role, phrase=phrase), c) for c in self._acts.children(clause)):
            return None
        noun = _noun_clause(phrase, clause, role)
        phase = self._phase(predicate, clause, noun) if role == "object" else _occurrence(predicate, clause)
        if phase is None:
            return None
        lent = tuple(a for a in clause.arguments if a.phrase is not phrase)
        _, act = self._acts.by_frame(self._acts.view(noun, lent))
        if act is None:
            return None
        above = self._acts.document.parent(clause)  # "an invasion in 1974 triggered by a coup" is one happening
        held = above is not None and above.kind == "noun" and above.predicate_span == phrase.head_span
        covers = (above.id,) if above is not None and held else ()
        return msgspec.structs.replace(self._with_phase(act, act, noun, clause, phase), covers=covers)

    def _governed(self, clause: Clause) -> list[Clause]:
        nouns = [
            c for c in self._acts.children(clause, "argument", "oblique") if c.kind == "noun" and c.connective != "by"
        ]
        held = [c for c in self._acts.children(clause, "result") if c.mood == "participle" and c.kind == "verb"]
        held = held if normal(clause.predicate) in words(_GRAMMAR, "phase", "refrain") else []
        return nouns + [c for c in self._acts.children(clause, "complement") if c.kind in ("verb", "noun")] + held

    def _is_subject(self, child: Clause, clause: Clause) -> bool:
        subject = clause.subject
        inside = subject is not None and subject.span[0] <= child.predicate_span[0] < subject.span[1]
        if not inside and clause.object is not None and clause.subject is None and clause.voice == "active":
            return False
        return inside

    def _phase(self, predicate: str, clause: Clause, child: Clause) -> Phase | None:
        """The phase a verb over an act gives it; None when it is neither a verb of phase nor a light one."""
        if child.kind == "verb" and child.link == "complement" and child.mood not in ("infinitive", "participle"):
            return None
        idioms: dict[str, str] = table(_GRAMMAR)["halt_with"]
        if predicate in idioms and set(listed(idioms[predicate])) & {
            h for a in clause.arguments for h in heads(a.phrase)
        }:
            return "halt"
        names = names_of(clause, child)
        for name in names:
            for phase in _PHASES:
                if name in words(_GRAMMAR, "phase", phase):
                    return phase
        light = words(_GRAMMAR, "light", "verbs") | words(_GRAMMAR, "light", "telling")
        if child.kind == "noun" and child.link == "argument" and any(n in light for n in names):
            return "begin"
        if child.kind == "noun" and child.link == "oblique" and f"{predicate} {child.connective}" in _OBLIQUE_LIGHT:
            return "begin"
        return None

    def _phased(self, act: Act, child: Clause, clause: Clause, phase: Phase) -> Act | None:
        """The act of the child under the verb's clause, its missing parties filled from the verb's."""
        lent = act
        if child.kind == "noun":
            occurs = child.link == "argument" and self._is_subject(child, clause)  # its verb's object is another matter
            extra = tuple(a for a in clause.arguments if not _covers(a, child) and not (occurs and a.role == "object"))
            if told := normal(clause.predicate) in words(_GRAMMAR, "light", "telling"):
                extra = tuple(a for a in extra if a.role != "subject")
                inherited = tuple(a for a in child.arguments if not (a.role == "subject" and a.inherited))
                child = msgspec.structs.replace(child, arguments=inherited)
            found = self._acts.by_frame(self._acts.view(child, extra))[1]
            if found is None:  # with the verb's own phrases the noun is another sense: "waged war on inflation"
                return None
            lent = found
            pronoun = child.subject is not None and child.subject.kind == "pronoun"
            own = (
                subject_sides(clause, self._acts.cast)
                if (pronoun or not lent.actors) and not told and not occurs
                else ()
            )
            if own:
                lent = msgspec.structs.replace(lent, actors=own)
        called_off = normal(clause.predicate) in words(_GRAMMAR, "phase", "cancelled")
        if phase == "halt" and called_off and act.type == "ASSAULT" and child.determiner in ("a", "an"):
            phase = "refrain"  # one strike called off is one that did not come
        held = normal(child.predicate) in words(_GRAMMAR, "occur", "held") and not (clause.modals or clause.negated)
        if phase == "halt" and held and normal(clause.predicate) in words(_GRAMMAR, "occur", "concluded"):
            phase = "begin"  # "ended a third round of talks without agreement": they were held
        if act.phase in ("halt", "refrain"):  # "began to withdraw from", "resumed stopping": the inner phase stays
            phase = act.phase
        return self._with_phase(lent, act, child, clause, phase)

    def _with_phase(self, lent: Act, act: Act, child: Clause, clause: Clause, phase: Phase) -> Act:
        type_, cameo = act.event_type, act.cameo
        if phase in ("halt", "refrain") and act.phase not in ("halt", "refrain"):
            halted: list[str] = table(_GRAMMAR)["event_when_halted"][act.type]
            type_, cameo = halted  # type: ignore[assignment]
            if act.type == "RETREAT" and act.mode == "ceasefire":
                type_, cameo = "ASSAULT", "196"
        suffix = "" if phase == "begin" else f"+{phase}"
        return msgspec.structs.replace(
            lent,
            clause=clause.id,
            type=act.type,
            phase=phase,
            event_type=type_,
            cameo=cameo,
            mode=act.mode if type_ == act.type else None,
            goldstein=goldstein(cameo),
            direction=direction_of(act.type, phase),
            rule=act.rule + suffix,
            span=clause.span,
            covers=(child.id, *act.covers),
            nominal=False,
        )


def _noun_clause(phrase: Phrase, clause: Clause, role: Role) -> Clause:
    """A noun phrase as a nominal clause: possessor or nationality its subject, complements its obliques."""
    doer = phrase.possessor or next(
        (
            Phrase(text=m.text, span=m.span, head=m.text, head_span=m.span, kind="name")
            for m in phrase.modifiers
            if m.kind == "adjective" and m.text[:1].isupper()
        ),
        clause.subject if role == "object" else None,
    )
    arguments = [Argument(role="oblique", phrase=p, preposition=w) for w, p in phrase.complements]
    if doer is not None:
        arguments.insert(0, Argument(role="subject", phrase=doer))
    return Clause(
        id=clause.id, sentence=clause.sentence, span=phrase.span, text=phrase.text, predicate=phrase.head,
        predicate_span=phrase.head_span, kind="noun", mood="nominal", arguments=tuple(arguments), parent=clause.id,
        link="argument", attributes=phrase.modifiers, determiner=phrase.determiner, negated=phrase.negated,
    )  # fmt: skip


def _covers(argument: Argument, child: Clause) -> bool:
    return argument.phrase.span[0] <= child.predicate_span[0] < argument.phrase.span[1]


def _occurrence(predicate: str, clause: Clause) -> Phase | None:
    """The phase a verb gives the act that is its subject: "clashes erupted", "the talks collapsed"."""
    if predicate in words(_GRAMMAR, "occur", "halt"):
        return "halt"
    whole = {f"{predicate} {h}" for h in (heads(clause.object) if clause.object else ())} | {predicate}
    if whole & words(_GRAMMAR, "occur", "begin"):
        return "begin"
    if predicate in ("go", "come") or any(w in stems(predicate) for w in ("be",)):
        return "begin"
    return None


def _launched(act: Act, child: Clause) -> bool:
    """ "Tried to hit the base with drones", "attempted to storm the town": fought, with whatever success."""
    by_arms = " with:" in f" {act.rule}" and act.mode in _FIRED
    return act.type == "ASSAULT" and (by_arms or child.predicate in words(_GRAMMAR, "attempt", "fought"))


_FIRED = frozenset({"heavy-weapons", "aerial"})
