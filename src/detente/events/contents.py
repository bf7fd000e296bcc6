"""What a speech act speaks of: the clauses that say what is agreed, threatened, demanded …, and which way they go."""

from __future__ import annotations

from detente.events.factuality import is_bare_passive
from detente.events.frames import Frame, normal, words
from detente.events.match import Acts
from detente.events.phrases import heads, is_word, sides, subject_sides
from detente.records import Clause, EventType

_GRAMMAR = "data/composition.toml"
_SPEECH_LINKS = ("complement", "said", "thought")
_DEEDS: frozenset[EventType] = frozenset(("ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"))
_MANDATIVE = frozenset(
    "demand insist urge request recommend propose require ask beg plead appeal order suggest".split()
)
# Verbs whose complement is a commitment only when it is about the future: "said it would strike", not "said it struck".
_ASSERTIVE = frozenset(
    "say announce declare warn caution signal assure reassure expect hope announce state tell".split()
)
_WARNING = frozenset(("warn", "caution", "forewarn", "vow"))
_DECLARING = frozenset("say announce declare state tell".split())


class Contents:
    """The contents of a document's speech acts."""

    def __init__(self, acts: Acts) -> None:
        self._acts = acts

    def of(self, clause: Clause) -> tuple[Clause, ...]:
        """The clauses that say what is agreed, threatened, demanded …, with what is coordinated with them."""
        first = [c for c in self._acts.children(clause) if c.link in _SPEECH_LINKS and c.connective != "against"]
        first += [
            c
            for c in self._acts.children(clause, "cause")
            if c.connective in ("for", "over", "of") and c.kind == "verb"
        ]
        first += [c for c in self._acts.children(clause, "purpose") if c.connective == "for" and c.subject is not None]
        first += [
            c
            for c in self._acts.children(clause, "argument", "oblique")
            if c.kind == "noun" and self._acts.act(c) is not None
        ]
        return tuple(dict.fromkeys(x for c in first for x in (c, *self._conjuncts(c))))

    def _conjuncts(self, clause: Clause) -> list[Clause]:
        direct = [c for c in self._acts.children(clause, "conjunct") if c.sentence == clause.sentence]
        return direct + [x for c in direct for x in self._conjuncts(c)]

    def embeds(self, frame: Frame, content: tuple[Clause, ...], clause: Clause) -> bool:
        feared = frame.embed == "unless-attacks" and any(self._is_war(c) for c in content)
        if feared or _is_forecast(clause) or _is_only_told(frame, content):
            return False
        if frame.type == "REQUEST" and self._is_order(clause):
            return False
        if frame.embed in ("any", "unless-attacks"):
            clausal = [c for c in content if c.link in ("complement", "said", "thought", "cause", "purpose")]
            if frame.type == "REQUEST" and frame.pos != "noun":
                return any(self._is_asked(c, clause) for c in clausal)
            return frame.pos == "noun" or bool(clausal)
        if frame.type != "ACCUSE":
            content = tuple(c for c in content if self._is_own(c, clause))
        directions = [d for c in content if (d := self.polar_direction(c)) is not None]
        if frame.embed == "AGREE":
            return any((a := self._acts.act(c)) is not None and a.type == "AGREE" for c in content)
        if frame.embed == "unless-escalates":
            return (bool(content) and "escalates" not in directions) or frame.pos == "noun"
        if frame.type == "ACCUSE":
            content = tuple(c for c in content if not self._is_own_side(c, clause))
            return any(self._is_harm(c) for c in content)
        if frame.predicate in _DECLARING:  # "announced sanctions" is the deed, "announced it will strike" a word
            content = tuple(c for c in content if c.kind != "noun")
        if frame.predicate in _ASSERTIVE:
            content = tuple(
                c
                for c in content
                if _is_future(c) and (frame.type != "THREATEN" or c.subject is not None or _is_unborne(c))
            )
        if frame.type == "THREATEN":  # of deeds, not words; "will not accept refugees" is a refusal, not a threat
            return any(
                (self._is_harm(c) and not self._is_help(c)) or (frame.predicate in _WARNING and _is_unborne(c))
                for c in content
            )
        return frame.embed in [d for c in content if (d := self.polar_direction(c)) is not None]

    def _is_war(self, content: Clause) -> bool:
        """Whether it is force or a threat of it, which is feared and not asked for: "expects Moscow to attack"."""
        act = self._acts.act(content)
        return act is not None and act.type in ("ASSAULT", "MOBILIZE", "THREATEN") and act.direction == "escalates"

    def _is_help(self, content: Clause) -> bool:
        """Whether arms are for the one they are given to: a charge when another is said to, no threat when one says so."""
        act = self._acts.act(content)
        return act is not None and act.type == "AID"

    def _is_order(self, clause: Clause) -> bool:
        """Whether one's own forces are told what to do: an order is no request, what is ordered is the matter."""
        told = clause.object
        if told is None or clause.voice == "passive" or not any(is_word("force", w) for w in heads(told)):
            return False
        cast = self._acts.cast
        mine = {a.side for a in subject_sides(clause, cast)}
        return bool(mine) and all(a.side in mine for a in sides(told, cast, clause))

    def _is_harm(self, content: Clause) -> bool:
        act = self._acts.act(content)
        if content.negated:
            return False
        if act is None:  # "helped to plan and carry out killings"
            return any(
                self._is_harm(c)
                for c in self._acts.children(content, "complement", "conjunct")
                if c.mood == "infinitive"
            )
        refused = act.rule in words(_GRAMMAR, "harm", "refusals")
        return (act.direction == "escalates" and act.event_type in _DEEDS) or act.cameo == "072" or refused

    def _is_own_side(self, content: Clause, clause: Clause) -> bool:
        mine = subject_sides(clause, self._acts.cast)
        return bool({a.side for a in mine} & {a.side for a in subject_sides(content, self._acts.cast)})

    def _is_asked(self, content: Clause, clause: Clause) -> bool:
        """Whether a complement asks another to act: "told them to leave", "insisted they must leave", not "told AFP it left"."""
        doer = content.subject or (content.object if content.voice == "passive" else None)
        own = clause.subject is not None and doer is not None and doer.span == clause.subject.span
        if own and clause.predicate not in ("demand", "ask", "request", "seek"):
            return False
        if content.link in ("complement", "cause", "purpose") and content.mood in ("infinitive", "participle"):
            return True
        if is_bare_passive(content):
            return True
        ordered = {"must", "should", "have to", "need", "ought"} & set(content.modals)
        return bool(ordered) or (normal(clause.predicate) in _MANDATIVE and content.tense not in ("past", "future"))

    def _is_own(self, content: Clause, clause: Clause) -> bool:
        """Whether the act promised is the promiser's own: not "wants Seoul to release them"."""
        doer = content.subject
        giver = clause.subject or (clause.object if clause.voice == "passive" else None)
        if doer is None or giver is None or doer.span == giver.span:
            return True
        if content.kind == "noun" and any(a.role == "subject" and a.inherited for a in content.arguments):
            return True
        mine, theirs = sides(giver, self._acts.cast, clause), sides(doer, self._acts.cast, content)
        return not mine or not theirs or bool({a.code for a in mine} & {a.code for a in theirs})

    def polar_direction(self, clause: Clause) -> str | None:
        """Which way the clause goes, its negation counted; None when it holds no act."""
        act = self._acts.act(clause)
        if act is None:
            return next((d for c in self._acts.children(clause, "complement") if (d := self.polar_direction(c))), None)
        flipped = {"escalates": "de-escalates", "de-escalates": "escalates"}[act.direction]
        return flipped if clause.negated else act.direction


def _is_only_told(frame: Frame, content: tuple[Clause, ...]) -> bool:
    """ "Declined to comment" refuses nobody anything, "let it be known" grants nothing."""
    if not content or frame.type not in ("REJECT", "CONCEDE"):
        return False
    if frame.type == "CONCEDE":
        return content[0].predicate in words(_GRAMMAR, "silence", "told")
    return all(is_telling(c) for c in content)


def is_telling(clause: Clause) -> bool:
    """ "To comment", "to give details": words to the press or the public."""
    if normal(clause.predicate) in words(_GRAMMAR, "silence", "verbs"):
        return True
    given = normal(clause.predicate) in words(_GRAMMAR, "silence", "given") and clause.object is not None
    return given and clause.object is not None and bool(heads(clause.object) & words(_GRAMMAR, "silence", "things"))


def _is_unborne(clause: Clause) -> bool:
    """ "will no longer tolerate", "will not stand idly by"."""
    return clause.negated and normal(clause.predicate) in words(_GRAMMAR, "harm", "borne")


def _is_forecast(clause: Clause) -> bool:
    """ "is expected to meet", "are set to sign": the reporter's view of what is to come, nobody's word."""
    predicate = normal(clause.predicate)
    if clause.kind == "adjective":
        return predicate in words(_GRAMMAR, "forecast", "adjectives")
    return clause.voice == "passive" and predicate in words(_GRAMMAR, "forecast", "passives")


def _is_future(clause: Clause) -> bool:
    promised = {"will", "would", "shall", "be to", "be going to", "be about to"} & set(clause.modals)
    return (
        bool(promised)
        or clause.tense == "future"
        or clause.mood in ("infinitive", "participle")
        or (clause.kind != "verb" and clause.tense == "none")
    )
