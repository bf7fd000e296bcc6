"""What act a clause names as one side of a bargain: from the acts the events room found, else from our own word patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

import msgspec

from detente.records import Actor, Argument, Clause, Direction, Document, EventType, Phase, Phrase, Term
from detente.signals import lexicon
from detente.signals.context import Context, for_its_state, within

_HALTABLE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN", "PROTEST"})
_HALTED: tuple[tuple[re.Pattern[str], EventType], ...] = (
    (re.compile(r"sanction|embargo|tariff|boycott"), "SANCTION"),
    (
        re.compile(
            r"attack|strike|raid|shell|bomb|assault|offensive|aggress|hostilit|violence|\bwar\b|fight|\bfir(?:e|ing)\b|shoot|kill|incursion|invasion|rocket"
        ),
        "ASSAULT",
    ),
    (re.compile(r"blockade|siege|ban\b|restriction|occupation"), "COERCE"),
    (re.compile(r"balloon|loudspeaker|broadcast"), "COERCE"),
    (re.compile(r"leaflet"), "PROTEST"),
    (re.compile(r"test|enrich|drill|exercise|launch|deploy|mobili[sz]|programme|program|reactor|nuclear"), "MOBILIZE"),
)


class ActLike(Protocol):
    """What this room needs of `events.acts.Act`."""

    @property
    def clause(self) -> int: ...
    @property
    def type(self) -> EventType: ...
    @property
    def phase(self) -> Phase: ...
    @property
    def direction(self) -> Direction: ...
    @property
    def actors(self) -> tuple[Actor, ...]: ...
    @property
    def recipients(self) -> tuple[Actor, ...]: ...


Acts = Mapping[int, Sequence[ActLike]]

OPPOSITE: dict[Direction, Direction] = {"escalates": "de-escalates", "de-escalates": "escalates"}
# Verbs that only carry the act named by the clause below them.
CARRIERS = frozenset(
    "keep continue begin start go put take make give have do try attempt seek consider launch carry conduct show exercise get be"
    " open plan prepare let help stay return first able act force resort proceed oblige compel constrain impel leave".split()
)  # fmt: skip
# Speech acts are moves of their own; as a term of a bargain they say nothing about what is done.
_SPEECH = frozenset({"REQUEST", "THREATEN", "ACCUSE", "REJECT"})
_RESOLVE = lexicon.phrase("terms", "resolve")
_PATIENCE = lexicon.phrase("terms", "patience")
_RELEASED = lexicon.phrase("terms", "released")
# What only those it is done to can do: "if the garrison is withdrawn".
_OF_THEIR_OWN = frozenset(
    {"withdraw", "pull out", "pull back", "disarm", "evacuate", "demobilise", "demobilize", "disband", "recall"}
)
# Nouns whose "of" names the doer: "the withdrawal of Tajik border guards".
_GOINGS = frozenset("withdrawal pullout pullback departure retreat evacuation surrender return exit disarmament advance entry arrival".split())  # fmt: skip
_BEFORE = frozenset({"to", "before", "at", "with", "in"})
_STOPS = frozenset({"stop", "cease", "halt", "quit", "end", "suspend", "pause", "discontinue"})
_HALTABLE_TALKS = frozenset({"CONSULT", "AGREE", "COOPERATE", "AID"})
# Keeping from an act, named by a verb or a noun: "avoid the use of force", "refrain from firing".
_REFRAINS = frozenset(
    {
        "avoid", "refrain", "abstain", "eschew", "forgo", "forego", "renounce", "forswear", "desist", "shun", "avert",
        "prevent", "hold off", "hold back", "shy away", "steer clear", "rule out",
    }
)  # fmt: skip
_KEEPS_BACK = frozenset({"put off", "postpone", "delay", "suspend", "halt", "call off", "cancel", "freeze", "withhold", "stop", "break off", "defer"})  # fmt: skip
_SHELVED = lexicon.phrase("terms", "shelved")
_FAVOURS = frozenset({"AID", "CONSULT", "COOPERATE", "AGREE", "CONCEDE", "RETREAT", "SUPPORT"})
_BACKED: tuple[tuple[re.Pattern[str], EventType], ...] = (
    (re.compile(r"\b(?:sanctions?|embargo(?:es)?|boycotts?|tariffs?)\b"), "SANCTION"),
    (
        re.compile(r"\b(?:air ?strikes?|military (?:strikes?|action|intervention|operation)|invasion|offensive)\b"),
        "ASSAULT",
    ),
)
_THREAT_DONE = lexicon.phrase("terms", "threat_done")
_UNDONE = lexicon.phrase("terms", "undone")
_FAILS = frozenset({"collapse", "break down", "founder", "stall", "fall through", "fall apart", "falter", "flop", "go wrong", "run aground"})  # fmt: skip
_PEACEFUL = lexicon.phrase("terms", "peaceful")
_NEVER = lexicon.phrase("terms", "never")
_NO_MORE = lexicon.phrase("terms", "no_more")
_NOT_DONE = frozenset({"fail", "refuse", "decline", "neglect", "omit", "stop short"})


class Terms:
    """The acts of one document's clauses as terms of a bargain."""

    def __init__(self, document: Document, acts: Acts, context: Context) -> None:
        self.document = document
        self.acts = acts
        self.context = context

    def of(self, clause: Clause) -> Term | None:
        """The act a clause names, its negation told in the phase ("will not strike": refrain, de-escalates); None if none."""
        if clause.negated and _PATIENCE.search(clause.text.lower()):  # "would no longer tolerate its words"
            return msgspec.structs.replace(self.plain(clause), type="ASSAULT", direction="escalates")
        if clause.negated and _RELEASED.search(self.context.own(clause).lower()):
            return msgspec.structs.replace(self.plain(clause), direction="escalates")
        named = self.named(clause)
        if clause.negated and (
            _RESOLVE.search(self.context.own(clause).lower())
            or lexicon.pattern("fates", "unforgiven").search(clause.text.lower())
            or lexicon.pattern("fates", "unforgotten").search(clause.text.lower())
        ):
            inner = next(iter(self.document.children(clause, "complement")), None)
            term = (self.named(inner) if inner else None) or named or self.plain(clause)
            return msgspec.structs.replace(term, type=term.type or "ASSAULT", direction="escalates", phase="begin")
        return named if named is None or not negated(clause, self.document) else _refrained(named)

    def named(self, clause: Clause) -> Term | None:
        """The act a clause names, leaving aside whether it is negated."""
        inner = self._not_done(clause)
        if inner is not None:
            return self.named(inner)
        stopped = self._stopped(clause) or self._kept_from(clause) or self._put_off(clause) or self._failed(clause)
        stopped = stopped or self._backed(clause) or self._as_threatened(clause)
        if stopped is not None:
            return stopped
        acted = self._from_acts(clause)
        found = self._from_words(clause, sure=True, acted=acted)
        found = found or acted or self._promised(clause) or self._from_words(clause)
        return None if found is None else msgspec.structs.replace(found, text=clause.text, span=clause.span)

    def plain(self, clause: Clause) -> Term:
        """A term for a clause nobody can classify: who does it to whom, direction left at the default."""
        return Term(actors=self.doers(clause), recipients=self.recipients(clause), text=clause.text, span=clause.span)

    def doers(self, clause: Clause) -> tuple[Actor, ...]:
        """Who does what the clause says."""
        inner = self._not_done(clause)
        act = self._subject_act(clause)
        if act is not None:  # "if there is another attack on India": whoever makes it, not India
            return self.context.actors(act.subject, act)
        found = self.context.actors(clause.subject, clause)
        if not found and inner:
            return self.doers(inner)
        if not found and clause.voice == "passive" and clause.predicate in _OF_THEIR_OWN:
            found = self.context.actors(clause.object, clause)
        if not found and clause.kind == "noun" and clause.predicate in _GOINGS:
            found = self.context.actors(clause.argument("oblique", "of"), clause)
        if (
            clause.kind == "noun" and clause.argument("oblique", "by") is not None
        ):  # "a crossing of the line by Ethiopian units"
            found = self.context.actors(clause.argument("oblique", "by"), clause) or found
        if not found and clause.kind == "noun":  # "a halt to Israeli strikes"
            for child in self.document.children(clause, "oblique", "argument", "complement", "modifier"):
                found = found or self.context.actors(child.subject, child)
        return found

    def _subject_act(self, clause: Clause) -> Clause | None:
        """The act that a clause's subject names, if it names one."""
        if clause.subject is None or clause.kind == "noun":
            return None
        head = clause.subject.head_span
        return next((c for c in self.document.children(clause, "argument") if c.predicate_span == head), None)

    def recipients(self, clause: Clause) -> tuple[Actor, ...]:
        """To whom: the object or the party named after "against", "on", "with", "from" …"""
        own: tuple[Actor, ...] = ()
        doers = {a.side for a in self.context.actors(clause.subject, clause)}
        for argument in clause.arguments:
            if argument.role in ("object", "indirect") or argument.preposition in ("against", "on", "with", "to", "at"):
                if self.is_forum(argument, clause):
                    continue
                found = self.context.actors(argument.phrase, clause)
                if found and any(a.side not in doers for a in found):
                    return found
                own = own or found  # "will send its ambassador back to Niger": Niger, if anybody
        return own

    def is_forum(self, argument: Argument, clause: Clause) -> bool:
        """Whether an argument is the body a quarrel is taken to, and no party to it: "will refer the strike to the court"."""
        if argument.preposition not in _BEFORE or clause.predicate not in lexicon.words("speech", "appeals"):
            return False
        found = self.context.actors(argument.phrase, clause)
        return bool(found) and all(a.code == "IGO" or a.sector == "JUD" for a in found)

    def others_deed(self, phrase: Phrase, clause: Clause, speaker: Actor) -> bool:
        """Whether a noun is an act that the words give to another: "Russian strikes", "the attacks by Hezbollah"."""
        nouns = [c for c in self.document.clauses if c.predicate_span == phrase.head_span]
        acts = [act for c in nouns for act in self.acts.get(c.id, ())]
        acts = [act for act in acts if act.direction == "escalates"]
        whose = [a for act in acts for a in act.actors] or [
            a
            for q in within(phrase)
            for k, p in q.complements
            if k in ("by", "from")
            for a in (*self.context.actors(p, clause), *self.context.owners(p, clause))
        ]
        harm = bool(acts) or self.context.armed(phrase.text)
        return harm and bool(whose) and not any(a.side == speaker.side for a in whose)

    def told_of_others(self, clause: Clause, speaker: Actor) -> bool:
        """ "Rumours that Damascus had refused were untrue, the Norwegian embassy said": no charge against whoever says so."""
        claim = clause.subject
        nouns = [c for c in self.document.clauses if claim is not None and c.predicate_span == claim.head_span]
        inside = [c for noun in nouns for c in self.document.children(noun, "said", "complement")]
        doers = [a for c in inside for a in self.context.actors(c.subject, c)]
        return bool(doers) and not any(a.side == speaker.side for a in doers)

    def _not_done(self, clause: Clause) -> Clause | None:
        """The act that is failed or refused: "if Europe fails to protect it"."""
        if clause.predicate in _NOT_DONE:
            return next(iter(self.document.children(clause, "complement")), None)
        return None

    def _from_acts(self, clause: Clause) -> Term | None:
        """The act the events room found on the clause, or on the noun of action it governs."""
        carried = clause.predicate.split()[0] in CARRIERS or clause.kind != "verb"
        below = self.document.children(clause, "argument")
        below += self.document.children(clause, "oblique", "complement") if carried else ()
        for candidate in (clause, *below):
            acts = [a for a in self.acts.get(candidate.id, ()) if a.type not in _SPEECH]
            acts = [a for a in acts if a.type != "AGREE" or not getattr(a, "content", ())]
            if candidate is clause and clause.predicate == "consider" and below:
                continue
            if acts:
                return self._term(acts[0], clause, candidate)
        return None

    def _as_threatened(self, clause: Clause) -> Term | None:
        """ "if Khartoum carries out its threat", "makes good on its warning": the harm that was threatened, whatever it was."""
        done = clause.predicate in (
            "carry out",
            "make",
            "act on",
            "follow through",
            "execute",
            "fulfil",
            "fulfill",
            "implement",
        )
        if clause.kind != "verb" or not done or not _THREAT_DONE.search(clause.text.lower()):
            return None
        return Term(actors=self.doers(clause), direction="escalates", text=clause.text, span=clause.span)

    def _backed(self, clause: Clause) -> Term | None:
        """ "would back sanctions on Iran": harm by others that one has a part in."""
        if clause.kind != "verb" or clause.predicate not in lexicon.words("inert", "backs") or clause.object is None:
            return None
        words = clause.object.text.lower()
        kind = next((kind for pattern, kind in _BACKED if pattern.search(words)), None)
        if kind is None or _UNDONE.search(words):
            return None
        whom = [p for k, p in clause.object.complements if k in ("on", "against", "upon")]
        whom += [a.phrase for a in clause.arguments if a.preposition in ("on", "against", "upon")]
        return Term(
            actors=self.doers(clause),
            recipients=tuple(a for p in whom for a in self.context.actors(p, clause)),
            type=kind,
            direction="escalates",
            text=clause.text,
            span=clause.span,
        )

    def _stopped(self, clause: Clause) -> Term | None:
        """ "stop sending patrols": the act below it, halted."""
        if clause.predicate not in _STOPS or clause.kind != "verb":
            return None
        told = clause.object
        if (
            told is not None and told.kind == "pronoun" and told.head.lower() in ("it", "this", "that")
        ):  # "if you stop it"
            return Term(actors=self.doers(clause), phase="halt", direction="de-escalates")
        bare = told is None and clause.voice == "active" and not self.document.children(clause, "complement")
        if bare and clause.predicate != "end" and self.doers(clause):  # "if India stops, so shall we"
            return Term(
                actors=self.doers(clause), phase="halt", direction="de-escalates", text=clause.text, span=clause.span
            )
        act = self._subject_act(clause) if told is None and clause.voice == "active" else None
        inner = self._from_acts(act) or self._from_words(act) if act is not None else None
        if (
            inner is not None and inner.direction == "escalates" and inner.phase == "begin"
        ):  # "the punishment will not stop"
            return msgspec.structs.replace(
                inner, phase="halt", direction="de-escalates", text=clause.text, span=clause.span
            )
        for child in self.document.children(clause, "complement"):
            inner = self.named(child)
            if inner is not None and child.mood == "participle" and inner.direction == "escalates":
                return msgspec.structs.replace(
                    inner, phase="halt", direction="de-escalates", actors=self.doers(clause) or inner.actors,
                    text=clause.text, span=clause.span,
                )  # fmt: skip
        return None

    def _failed(self, clause: Clause) -> Term | None:
        """ "if the talks fail", "should diplomacy run aground": what ends well for nobody."""
        subject = clause.subject
        if clause.kind != "verb" or clause.predicate not in _FAILS or clause.object is not None or subject is None:
            return None
        if not _PEACEFUL.search(subject.text.lower()):
            return None
        return Term(direction="escalates", text=clause.text, span=clause.span)

    def _put_off(self, clause: Clause) -> Term | None:
        """ "the handover of the hostages would be put off": a favour kept back is harm, however it is called."""
        shelved = clause.predicate in ("put", "place", "hold", "leave") and _SHELVED.search(clause.text.lower())
        if not (clause.predicate in _KEEPS_BACK or shelved) or clause.kind != "verb" or clause.object is None:
            return None
        head = clause.object.head_span
        child = next((c for c in self.document.children(clause, "argument") if c.predicate_span == head), None)
        inner = self._from_acts(child) or self._from_words(child) if child is not None else None
        if inner is None or inner.direction != "de-escalates" or inner.phase != "begin" or inner.type not in _FAVOURS:
            return None
        return Term(
            actors=self.doers(clause), recipients=inner.recipients, type="COERCE", direction="escalates",
            text=clause.text, span=clause.span,
        )  # fmt: skip

    def favour_kept_back(self, clause: Clause) -> bool:
        """Whether a clause says that a favour is put off or suspended."""
        return self._put_off(clause) is not None

    def _kept_from(self, clause: Clause) -> Term | None:
        """ "avoid the use of force": the act below it, refrained from; harm unless the act is plainly a friendly one."""
        if clause.predicate not in _REFRAINS or clause.kind != "verb":
            return None
        barred = lexicon.first_pattern(self.context.own(clause).lower(), "", sure=True)
        if clause.predicate == "prevent" and barred is not None and barred.direction == "escalates":
            return None  # "vowed to prevent tankers from entering"
        below = self.document.children(clause, "complement", "argument", "oblique")
        inner = next((term for term in map(self.named, below) if term is not None), None)
        friendly = inner is not None and inner.direction == "de-escalates" and inner.type in _HALTABLE_TALKS
        return Term(
            actors=self.doers(clause),
            recipients=(inner.recipients if inner else ()) or self.recipients(clause),
            type=inner.type if inner else None,
            phase="refrain",
            direction="escalates" if friendly else "de-escalates",
            text=clause.text,
            span=clause.span,
        )

    def _promised(self, clause: Clause) -> Term | None:
        """ "in exchange for an American pledge not to invade": a promise as the price."""
        if clause.kind != "noun" or lexicon.move(clause) not in ("commit", "offer"):
            return None
        return Term(actors=self.doers(clause), type="AGREE", direction="de-escalates")

    def _term(self, act: ActLike, clause: Clause, where: Clause) -> Term:
        phase, direction = act.phase, act.direction
        if phase == "refrain" and negated(where, self.document):
            phase, direction = "begin", OPPOSITE[direction]
        elif phase == "continue" and direction == "escalates" and where.predicate in ("stop", "end", "halt", "cease"):
            phase, direction = "halt", "de-escalates"
        borne = (
            self.doers(clause) if where is not clause and clause.kind == "verb" else ()
        )  # "takes part in Israel's war"
        return Term(
            actors=borne or tuple(map(for_its_state, act.actors)) or self.doers(clause),
            recipients=tuple(map(for_its_state, act.recipients)) or self.recipients(clause),
            type=act.type,
            phase=phase,
            direction=direction,
            mode=getattr(act, "mode", None),
        )

    def _from_words(self, clause: Clause, *, sure: bool = False, acted: Term | None = None) -> Term | None:
        """The act our patterns see; a halt takes the type of the act it halts."""
        text = re.sub(r"\s+", " ", self.context.unnamed(self.context.own(clause))).lower()
        text = text.replace("prisoners of war", "prisoners").replace("prisoner of war", "prisoner")
        lemmas = self._with_lemma(clause, text)
        if " " in clause.predicate and clause.object is not None and clause.predicate not in text:
            text = f"{clause.predicate} {clause.object.head.lower()}"  # "hand four abandoned villages back"
        pattern = lexicon.first_pattern(text, lemmas, sure=sure)
        if pattern is None:
            return None
        kind, phase = pattern.type, pattern.phase
        same_way = acted is not None and acted.direction == pattern.direction == "escalates"
        if (
            sure and same_way and kind != "ACCUSE"
        ):  # "will take the raid to the court": the raid is not what is threatened
            return acted
        if phase == "halt" or kind is None:
            kind = self._told(text, acted)
        return Term(
            actors=(acted.actors if acted else ()) or self.doers(clause),
            recipients=(acted.recipients if acted else ()) or self.recipients(clause),
            type=kind,
            phase=phase,
            direction=pattern.direction,
            mode=acted.mode if acted and acted.type == kind else None,
        )

    def _with_lemma(self, clause: Clause, text: str) -> str:
        """The words with the verb's base form: "had gone home" as "had go home"; empty where the form is the base."""
        written = self.document.article.text[slice(*clause.predicate_span)].lower().split()
        base = clause.predicate.lower().split()
        if clause.kind != "verb" or not written or not base or written[0] == base[0]:
            return ""
        return re.sub(rf"\b{re.escape(written[0])}\b", base[0], text, count=1)

    def _told(self, text: str, acted: Term | None) -> EventType | None:
        """What is halted, resumed or gone on with, by its own name; None where only the way it goes is told."""
        if acted is not None and acted.type in _HALTABLE:
            return acted.type
        return next((kind for words, kind in _HALTED if words.search(text)), None)


def negated(clause: Clause, document: Document) -> bool:
    """Whether a clause says its act does not happen: not, never, no talks; "fails to" and "refuses to" turn it once more."""
    turned = clause.predicate in _NOT_DONE
    if (
        turned
        and clause.predicate == "fail"
        and clause.subject is not None
        and _PEACEFUL.search(clause.subject.text.lower())
    ):
        turned = bool(document.children(clause, "complement"))  # "if the talks fail" is no act left undone
    if clause.predicate in ("refuse", "decline") and clause.object is not None and clause.voice == "active":
        turned = bool(document.children(clause, "complement"))  # "refuses the plan" is done, and nothing left undone
    return (clause.negated or _no_act(clause, document)) != turned


def _no_act(clause: Clause, document: Document) -> bool:
    """ "There will be no talks", "under no circumstances": a noun carries the negation."""
    if any(a.role == "oblique" and _NEVER.match(f"{a.preposition} {a.phrase.text}".lower()) for a in clause.arguments):
        return not clause.negated
    if clause.object is not None and not clause.negated and _NO_MORE.match(clause.object.text.lower()):
        return True  # "agreed to send no more troops"
    phrases = [p for p in (clause.subject, clause.object) if p is not None and p.kind == "noun"]
    named = bool(document.children(clause, "argument"))
    return named and not clause.negated and any(p.negated or p.text.lower().startswith("no ") for p in phrases)


def _refrained(term: Term) -> Term:
    """The act not done: an attack refrained from, a halt that does not come."""
    phase: Phase = "continue" if term.phase == "halt" else "refrain"
    return msgspec.structs.replace(term, phase=phase, direction=OPPOSITE[term.direction])
