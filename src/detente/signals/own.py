"""Signals in a side's own words without a word for what they are: "we will respond", "we did not fire", "they must leave".

What a side says of its own coming acts commits it; what it says of another's is at most a demand or an accusation, never
the other's commitment: "Pakistan will attack, said an Indian minister" is no threat by Pakistan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from detente.records import Actor, Clause, Direction, Term
from detente.signals import lexicon
from detente.signals.bargain import Draft
from detente.signals.conditions import Posed, as_clause
from detente.signals.context import same_side, within
from detente.signals.terms import negated
from detente.signals.utterance import MUST, SUFFERS, WILL, Harm
from detente.signals.veiled import DEEMS, Veiled

_TIME_LEFT = lexicon.phrase("own", "time_left")
_ONLY = lexicon.phrase("own", "only")
_STOPS = frozenset(
    {"stop", "halt", "end", "silence", "satisfy", "deter", "turn back", "call off", "hold back", "suffice"}
)
# Those whom a side at war lets go, and how: no traffic and no tourists.
_HELD = frozenset("foreigner civilian ambassador diplomat crew sailor prisoner captive hostage american americans refugee wounded family worker envoy staff pilot soldier armenians serbs evacuee national inspector monitor ship tanker vessel fighter rebel garrison villager resident inhabitant convoy truck lorry people".split())  # fmt: skip
_GOING = frozenset(
    {
        "leave",
        "go",
        "return",
        "pass",
        "cross",
        "board",
        "depart",
        "sail",
        "go home",
        "fly home",
        "come home",
        "exit",
        "walk",
        "drive",
        "go back",
        "come back",
        "travel",
        "fly",
    }
)
_DONE_WITH = frozenset({"over", "off", "dead", "void", "finished", "null"})  # "the truce is over if …"
_WANTS = frozenset({"wish", "want", "intend", "plan", "seek", "mean", "aim", "desire", "look"})
_MENTAL = frozenset(
    "predict say expect know think believe decide plan mention hear see hope comment rule confirm answer find".split()
)
_WISHES = frozenset({"intention", "plan", "desire", "wish", "intent", "interest", "ambition", "design", "aim", "reason", "order", "goal", "objective", "appetite", "need", "cause", "purpose"})  # fmt: skip
_ONESELF = lexicon.phrase("own", "oneself")
_OR_ELSE = lexicon.phrase("own", "or_else")
_NOTHING = lexicon.phrase("own", "nothing")
_FALSE = lexicon.phrase("own", "false")
_CLAIM_NOUNS = frozenset("report claim allegation accusation charge rumour rumor story assertion suggestion".split())
_NOT_OURS = lexicon.phrase("own", "not_ours")
_WEAPONS = frozenset(
    "rocket missile drone shell bomb soldier troop fighter plane jet aircraft pilot ship boat gun".split()
)
_BLAMED = lexicon.phrase("own", "blamed")
_FORCED = lexicon.phrase("own", "forced")
_CONVERSES = frozenset({"meet", "speak", "talk", "confer", "negotiate", "consult"})
_PARTNERS = frozenset("side officer leader minister delegation country government party negotiator envoy official army general commander president team".split())  # fmt: skip
_ANSWERING = frozenset({"respond", "retaliate", "react", "answer", "avenge", "defend", "strike back", "hit back"})
_ABLE = frozenset({"able", "capable", "strong", "powerful", "equipped"})
_MIGHT = frozenset("strength means power capacity capability ability might force missile missiles weapon weapons army muscle courage".split())  # fmt: skip
_WEIGHS = frozenset({"consider", "weigh", "mull", "contemplate", "discuss", "prepare", "study", "examine"})
_MEASURES = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE"})
_JUDGES = frozenset({"regard", "deem", "view", "judge", "perceive", "interpret", "remember", "conclude"})
# A right to these threatens nobody: "reserves the right to work with its partners".
WITH_OTHERS = frozenset({"work", "cooperate", "talk", "speak", "trade", "choose", "appeal", "vote"})
_AIMS = frozenset({"aim", "goal", "purpose", "task", "mission", "duty", "policy", "objective", "plan", "idea", "intention", "role", "job", "priority"})  # fmt: skip
_QUARRELS = frozenset("crisis violence war conflict escalation confrontation bloodshed clash fight hostilities".split())
_NO_WAY = frozenset({"unacceptable", "inadmissible", "intolerable"})
_PLANS = lexicon.phrase("own", "plans")


_LASTING = frozenset({"until", "till", "unless", "unless and until", "as long as", "so long as", "for as long as"})


def _comes_to_an_end(clause: Clause) -> bool:
    """ "Give us back our soldiers and the blockade ends": a present that is a promise."""
    return clause.tense == "present" and not clause.modals and not clause.negated and clause.predicate in _ENDS


_ENDS = frozenset({"end", "stop", "cease", "reopen", "open", "fall silent", "go away"})


class OwnVoice(Veiled):
    """Reads clauses of one document as the words of a given side."""

    def read(self, clause: Clause, speakers: tuple[Actor, ...], *, rule: str = "say") -> Iterator[Draft]:
        """The signals a clause makes when these speak it (first reading that fits, once for each speaker)."""
        for speaker in speakers or self._own_subject(clause):
            draft = (
                self._not_idle(clause, speaker, rule)
                or self._dared(clause, speaker, rule)
                or self._only_stops(clause, speaker, rule)
                or self._bars(clause, speaker, rule)
                or self._let_go(clause, speaker, rule)
                or self._time_left(clause, speaker, rule)
                or self._as_dead(clause, speaker, rule)
                or self._as_war(clause, speaker, rule)
                or self._consequences(clause, speaker, rule)
                or self._nothing_to_say(clause, speaker, rule)
                or self._unacceptable(clause, speaker, rule)
                or self._right_or_wish(clause, speaker, rule)
                or self._denial(clause, speaker, rule)
                or self._accusation(clause, speaker, rule)
                or self._order(clause, speaker, rule)
                or self._subject_condition(clause, speaker, rule)
                or self._demand(clause, speaker, rule)
                or self._own_means(clause, speaker, rule)
                or self._stays_shut(clause, speaker, rule)
                or self._appointed(clause, speaker, rule)
                or self._capable(clause, speaker, rule)
                or self._weighs(clause, speaker, rule)
                or self._future(clause, speaker, rule)
                or self._formula(clause, speaker, rule)
            )
            unsure = not speakers and self._insider(clause) and not self._said_at_home(clause, speaker)
            if draft is not None and not (draft.kind == "threat" and unsure):
                yield draft

    def _only_stops(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "Only a withdrawal will stop our army": it goes on until then."""
        subject, stopped = clause.subject, clause.object
        if (
            subject is None
            or stopped is None
            or clause.voice != "active"
            or not set(clause.modals) & (WILL | {"can", "could"})
        ):
            return None
        if clause.predicate not in _STOPS or not _ONLY.match(subject.text.lower()):
            return None
        owned = stopped.possessor is not None and stopped.possessor.kind == "pronoun"
        if (
            not (owned or any(same_side(a, speaker) for a in self.context.actors(stopped, clause)))
            and not clause.speakers
        ):
            return None
        acts = (c for c in self.document.children(clause, "argument", "modifier") if c.kind == "noun")
        price = next((c for c in acts if c.span[0] < clause.predicate_span[0]), None) or as_clause(
            clause, subject, subject
        )
        named = self.terms.of(as_clause(clause, stopped, stopped))
        if not owned and stopped.head.lower() in _QUARRELS:
            return None  # "only a withdrawal would end the war"
        if not owned and (named is None or named.direction != "escalates" or named.type != "ASSAULT"):
            return None
        posed = (Posed(msgspec.structs.replace(price, negated=False), "only", True),)
        to = tuple(a for a in self.terms.doers(price) if not same_side(a, speaker)) or self.told(clause, speaker)
        term = Term(
            actors=(speaker,),
            recipients=to,
            type="ASSAULT",
            phase="continue",
            direction="escalates",
            text=clause.text,
            span=clause.span,
        )
        return Draft("threat", speaker, clause, clause, to, posed, term, f"{rule}: only this stops it")

    def _let_go(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "Foreigners could leave through Rafah, Hamas said", "the ambassador was free to go": leave given by who holds the way."""
        subject = clause.subject
        if clause.negated or subject is None or subject.kind == "pronoun" or not clause.speakers:
            return None
        content = (
            next(iter(self.document.children(clause, "complement")), None) if clause.predicate == "free" else clause
        )
        if content is None or content.predicate not in _GOING:
            return None
        if clause.predicate != "free" and not set(clause.modals) & {"can", "could", "may"}:
            return None
        held = any(w in _HELD for p in subject.members() for w in (p.head.lower(), p.head.lower().rstrip("s")))
        if not held or any(same_side(a, speaker) for a in self.context.actors(subject, clause)):
            return None
        posed = self.bargains.conditions.of(clause)
        return self.bargains.commit(
            speaker,
            clause,
            content,
            rule=f"{rule}: free to go",
            force="de-escalates",
            posed=posed,
            addressees=self.told(clause, speaker),
        )

    def _time_left(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "Iran had two months to sign or face the consequences": said to it by another, an ultimatum, else a demand."""
        doers = tuple(a for a in self.context.actors(clause.subject, clause) if not same_side(a, speaker))
        if clause.predicate not in ("have", "get") or clause.negated or clause.perfect or not doers:
            return None
        if not _TIME_LEFT.search(self.context.sentence(clause).lower()):
            return None
        content = next(iter(self.document.children(clause, "purpose", "complement")), None)
        for harmed in self.document.children(clause, "said") if content is None else ():
            asked = (c for c in self.document.children(harmed, "condition") if c.connective in ("or", "or else"))
            content = next((c for c in asked if c.mood == "infinitive"), None)
            if content is not None:  # "has a week to leave or it will be driven out": so the parser hangs it
                return self.ultimatum(speaker, clause, content, Harm(harmed, "or"), doers, f"{rule}: time left")
        if content is None or content.mood != "infinitive":
            return None
        harm = self.or_else(content, speaker) or self.or_else(clause, speaker) or self._or_after(clause, speaker)
        if harm is not None:
            return self.ultimatum(speaker, clause, content, harm, doers, f"{rule}: time left")
        term = self.terms.of(content) or self.terms.plain(content)
        wanted = msgspec.structs.replace(term, actors=doers, direction="de-escalates")
        return Draft("demand", speaker, clause, content, doers, (), wanted, f"{rule}: time left")

    def _or_after(self, clause: Clause, speaker: Actor) -> Harm | None:
        """ "…, the leader said, or his men will strike again": the harm hangs from the saying."""
        above = self.document.clauses[clause.said_in] if clause.said_in is not None else None
        after = self.document.children(above, "conjunct") if above is not None else ()
        found = next((c for c in after if c.connective in ("or", "or else") and self.hurts(c, speaker)), None)
        return Harm(found, "or") if found is not None else None

    def _unacceptable(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "the plan was unacceptable, Ankara said"."""
        subject = clause.subject
        if clause.kind != "adjective" or clause.predicate not in _NO_WAY or clause.negated or subject is None:
            return None
        if not clause.speakers or not _PLANS.search(subject.text.lower()):
            return None
        to = tuple(a for a in self.context.owners(subject, clause) if not same_side(a, speaker))
        return Draft("refusal", speaker, clause, clause, to, (), None, f"{rule}: unacceptable")

    def _nothing_to_say(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "There was nothing to talk about until the intruders had gone", "any talks would be about the prisoners"."""
        text = clause.text.lower().rstrip(" .,")
        if not any(lexicon.pattern("talks", entry).search(text) for entry in ("nothing", "only_about", "any_about")):
            return None
        posed = self.bargains.conditions.of(clause)
        with_ = [p for k, p in clause.subject.complements if k == "with"] if clause.subject is not None else []
        to = tuple(a for p in with_ for a in self.context.actors(p, clause) if not same_side(a, speaker))
        return Draft(
            "refusal", speaker, clause, clause, self.told(clause, speaker) or to, posed, None, f"{rule}: no talks"
        )

    def _denial(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        about = clause.subject is not None and clause.subject.head.lower().rstrip("s") in _CLAIM_NOUNS
        text = re.sub(r'["“”]', "", self.context.inner(clause))  # its government "has nothing to do" with them
        ahead = bool(set(clause.modals) & WILL)  # "will neither provoke nor yield"
        own = self.speaks_of_itself(clause, speaker) and not self._apart(clause, speaker)
        untrue = about and _FALSE.search(text) and not self.terms.told_of_others(clause, speaker)
        if (_NOTHING.search(text) and not ahead and own) or untrue:
            return Draft("denial", speaker, clause, clause, rule=f"{rule}: nothing to do with")
        if _NOT_OURS.search(self.context.sentence(clause)) and clause.predicate in _WEAPONS:
            return Draft("denial", speaker, clause, clause, rule=f"{rule}: not ours")
        past = (
            clause.perfect or clause.tense == "past" or clause.progressive
        ) and clause.predicate not in _WANTS | _MENTAL
        helped = clause.object is not None and re.search(r"\b(?:rebel|terror|militant|militia|insurg|separatist)", clause.object.text.lower())  # fmt: skip
        never = clause.tense == "present" and helped and clause.predicate in lexicon.words("inert", "sponsors")
        if not ((past or never) and negated(clause, self.document)) or set(clause.modals) & (WILL | MUST):
            return None
        found = self.context.actors(clause.subject, clause)
        whose = clause.subject.possessor if clause.subject is not None else None
        if clause.object is not None and clause.object.head.lower() in ("business", "right", "place"):
            return None  # "its bombers had no business there"
        ours = not found and whose is not None and whose.kind == "pronoun"  # "its boats had never fired"
        if not ours and not any(same_side(a, speaker) for a in found):
            return None
        if lexicon.move(clause) in ("commit", "agree", "offer", "acceptance", "demand"):
            return None  # "never promised Athens anything": no answer to a charge
        term = self.terms.named(clause)
        armed = self.context.armed(self.context.own(clause))
        if never:
            return Draft("denial", speaker, clause, clause, rule=f"{rule}: does not")
        if term is None or term.type in ("AGREE", "CONSULT") or (term.direction != "escalates" and not armed):
            return None
        return Draft("denial", speaker, clause, clause, rule=f"{rule}: did not")

    def _apart(self, clause: Clause, speaker: Actor) -> bool:
        """ "The agreement has nothing to do with Israel": what a thing has to do with another is no charge to deny."""
        subject = clause.subject
        if subject is None or subject.kind == "pronoun" or self.context.actors(subject, clause):
            return False
        inside = [c for c in self.document.clauses if clause.span[0] <= c.span[0] and c.span[1] <= clause.span[1]]
        held = (a.phrase for c in (clause, *inside) for a in c.arguments if a.phrase.span != subject.span)
        named = [a for p in held for q in within(p) for a in self.context.actors(q, clause)]
        return bool(named) and not any(same_side(a, speaker) for a in named)

    def _accusation(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        if clause.negated or clause.modals:
            return None
        doers = tuple(a for a in self.context.actors(clause.subject, clause) if not same_side(a, speaker))
        if doers and clause.kind != "verb" and _BLAMED.search(self._passive_text(clause)):
            return Draft("accusation", speaker, clause, clause, doers, rule=f"{rule}: to blame")
        if clause.tense not in ("past", "present"):
            return None
        if (
            doers
            and clause.tense == "present"
            and re.search(r"\b(?:against|on|upon) us\b", clause.text)
            and self.wrong(clause)
        ):
            return Draft("accusation", speaker, clause, clause, doers, rule=f"{rule}: against us")
        if not doers or not (self.breach(clause) or self._sponsors(clause, doers)):
            return None
        return Draft("accusation", speaker, clause, clause, doers, rule=f"{rule}: a wrong by another")

    def _sponsors(self, clause: Clause, doers: tuple[Actor, ...]) -> bool:
        """ "Kinshasa says Rwanda backs the M23": a state's help to rebels."""
        helped = self.context.actors(clause.object, clause)
        states = all(a.group is None and a.sector != "REB" for a in doers)
        rebels = bool(helped) and all(a.sector == "REB" for a in helped)
        return states and rebels and clause.predicate in lexicon.words("inert", "sponsors") and clause.voice == "active"

    def _order(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """An imperative: a demand; with "and" or "or" a bargain: "lift the sanctions and we will talk"."""
        if clause.mood != "imperative" or clause.link in ("condition", "purpose"):
            return None
        told = self.told(clause, speaker)
        above = self.document.parent(clause)
        ordered = above is not None and above.mood == "imperative" and clause.link == "conjunct"
        if ordered and clause.connective in ("or", "or else"):
            return None  # "surrender or die": what follows otherwise
        if clause.link == "condition" and clause.connective in ("or", "or else") and above is not None:
            return self.ultimatum(speaker, above, clause, Harm(above, clause.connective), told, "order")
        for other in (*self.document.children(clause, "conjunct"), *self._next(clause)):
            joined = self.joined(clause, other)
            if joined in ("or", "or else", "otherwise") and self.hurts(other, speaker):
                return self.ultimatum(speaker, other, clause, Harm(other, joined), told, "order")
            if (
                joined == "and"
                and self._mine(other, speaker)
                and (set(other.modals) & WILL or (_comes_to_an_end(other) and self.terms.of(clause) is not None))
            ):
                posed = (Posed(clause, "and", negated(clause, self.document)),)
                return self.bargains.commit(speaker, other, other, rule="order and", posed=posed, addressees=told)
        if not told:
            return None
        if _OR_ELSE.search(self.context.sentence(clause)) or self.or_else(clause, speaker) is not None:
            return self.ultimatum(speaker, clause, clause, Harm(clause, "or"), told, "order")
        term = self.terms.of(clause) or self.terms.plain(clause)
        wanted = msgspec.structs.replace(term, actors=told, direction=self.wanted_direction(clause, speaker))
        return Draft("demand", speaker, clause, clause, told, (), wanted, f"{rule}: order")

    def _demand(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "Washington must end its hostile policy"."""
        due = re.search(r"\b(?:is|are|was|were) to\b", self.context.own(clause)) and self.or_else(clause, speaker)
        barred = self._barred(clause, speaker)
        if barred is not None:
            return barred
        if not set(clause.modals) & MUST and not due:
            return None
        if any(self.context.brought_home(c) for c in self.document.children(clause, "thought", "complement", "said")):
            return None  # "must know that we will answer": nothing is to be done
        if clause.link == "conjunct" and SUFFERS.search(self._passive_text(clause)):
            return None  # "has until Saturday to stop or face the consequences": nothing that is wanted
        if clause.link == "conjunct" and clause.connective in ("or", "or else"):
            return None  # "must repeal the law or lose its seat": no demand to lose it
        if self._suffers(clause, speaker) and (
            self.context.actors(clause.subject, clause) or self._whoever(clause, speaker)
        ):
            return self._veiled(clause, speaker, self.bargains.conditions.of(clause), rule)
        found = self.context.actors(clause.subject, clause)
        doers = tuple(a for a in found if not same_side(a, speaker))
        if clause.subject is None and clause.voice == "passive":
            doers = tuple(a for a in self.terms.recipients(clause) if not same_side(a, speaker))
        if not doers or len(doers) < len(found):
            return None
        harm = self.or_else(clause, speaker)
        if harm is not None:
            return self.ultimatum(speaker, clause, clause, harm, doers, "must")
        term = self.terms.of(clause) or self.terms.plain(clause)
        wanted = msgspec.structs.replace(term, actors=doers, direction=self.wanted_direction(clause, speaker))
        return Draft("demand", speaker, clause, clause, doers, (), wanted, f"{rule}: must")

    def _barred(self, clause: Clause, speaker: Actor) -> Draft | None:
        """ "Ethiopia cannot fill the dam until a deal is reached", said by its rival: asked of it, not foretold."""
        if not clause.negated or clause.kind != "verb" or not set(clause.modals) & {"can", "could", "may"}:
            return None
        doers = tuple(a for a in self.context.actors(clause.subject, clause) if not same_side(a, speaker))
        posed = tuple(p for p in self.bargains.conditions.of(clause) if p.connective in ("until", "till", "unless", "without", "before"))  # fmt: skip
        if not doers or not posed or not clause.speakers or clause.predicate in _MENTAL:
            return None
        term = self.terms.of(clause) or self.terms.plain(clause)
        wanted = msgspec.structs.replace(term, actors=doers, phase="refrain", direction="de-escalates")
        return Draft("demand", speaker, clause, clause, doers, posed, wanted, "say: cannot until")

    def _right_or_wish(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "reserves the right to respond", "has no intention of attacking", "does not wish to act"."""
        if not self.speaks_of_itself(clause, speaker):
            return None
        nouns = {n.predicate: n for n in self.document.children(clause, "argument")}
        if clause.predicate in ("reserve", "have", "keep", "retain", "exercise", "invoke") and "right" in nouns:
            content = self._carried(nouns["right"])
            if content is not None and content.predicate in WITH_OTHERS:
                return None  # "reserves the right to work with its partners"
            steps = content is not None and bool(re.search(r"\b(?:measures|steps|action)\b", content.text))
            if content is not None and (
                clause.predicate in ("reserve", "exercise", "invoke") or content.predicate in _ANSWERING or steps
            ):
                return self.bargains.commit(speaker, clause, content, rule="reserve the right", force="escalates")
        order = nouns.get("order") or nouns.get("instruction")
        if clause.predicate in ("have", "receive", "get") and order is not None and not clause.negated:
            content = self._carried(order)  # "had orders to deal with any violation"
            term = self.terms.of(content) if content is not None else None
            if content is not None and term is not None and term.direction == "escalates":
                return self.bargains.commit(speaker, clause, content, rule="has orders", force="escalates")
        wish = next((n for w, n in sorted(nouns.items()) if w in _WISHES), None)
        if wish is not None and self._carried(wish) is None:  # "neither the aim nor the wish to escalate"
            wish = next((n for n in self.document.children(wish, "conjunct") if n.predicate in _WISHES), wish)
            wish = wish if wish.link != "conjunct" else msgspec.structs.replace(wish, negated=True)
        if (
            clause.predicate in ("have", "be", "harbour", "harbor", "see")
            and wish is not None
            and negated(clause, self.document) != wish.negated
        ):
            return self._forgone(clause, speaker, self._carried(wish), "no intention")
        if clause.predicate in ("have", "be") and wish is not None and (clause.negated or wish.negated):
            return self._forgone(clause, speaker, self._carried(wish), "no intention")
        if clause.predicate in _WANTS and clause.negated and self._strife(clause):
            term = Term(
                actors=(speaker,),
                type="ASSAULT",
                phase="refrain",
                direction="de-escalates",
                text=clause.text,
                span=clause.span,
            )
            to = tuple(a for a in self.terms.recipients(clause) if not same_side(a, speaker)) or self.told(
                clause, speaker
            )
            posed = self.bargains.conditions.of(clause)
            return Draft("pledge", speaker, clause, clause, to, posed, term, f"{rule}: wants no war")
        if clause.predicate in _WANTS and clause.negated:
            return self._forgone(clause, speaker, self._carried(clause), f"not {clause.predicate}")
        return None

    def _strife(self, clause: Clause) -> bool:
        """ "does not want a war with Syria"."""
        wanted = clause.object
        plain = wanted is not None and (wanted.determiner or "a") in ("a", "an", "any") and not wanted.modifiers
        return wanted is not None and plain and wanted.head.lower() in _QUARRELS

    def _forgone(self, clause: Clause, speaker: Actor, content: Clause | None, rule: str) -> Draft | None:
        """An act the speaker says it will not do."""
        if content is None:
            return None
        term = self.terms.of(content)
        if term is None and content.kind == "noun" and content.predicate in _QUARRELS:
            term = msgspec.structs.replace(self.terms.plain(content), type="ASSAULT", direction="escalates")
        seen = content.predicate == "see"  # "no wish to see the war spread"
        if seen and (term is None or term.direction != "escalates"):
            content = next(iter(self.document.children(content, "complement")), content)
            term = self.terms.of(content)
        if term is None or (seen and (term.direction != "escalates" or term.type == "RETREAT")):
            return None
        direction: Direction = "de-escalates" if term.direction == "escalates" else "escalates"
        made = self.bargains.commit(speaker, clause, content, rule=rule, force=direction)
        if made is None or made.commitment is None:
            return made
        return made._replace(commitment=msgspec.structs.replace(made.commitment, phase="refrain"))

    def _future(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "will respond", "would withdraw if …": the speaker's own coming act."""
        if any(c.connective == "whether" for c in self.document.children(clause, "complement", "said", "thought")):
            return None  # "will decide whether to strike"
        if "rather" in clause.adverbs or re.search(r"\bwould (?:rather|prefer|like)\b", clause.text.lower()[:80]):
            return None  # a preference, no word given
        asked = clause.object is not None and bool(self.document.children(clause, "complement"))
        if (
            asked
            and not set(clause.modals) & WILL - {"would"}
            and clause.predicate in lexicon.words("speech", "wishes")
        ):
            return None  # "if Russia attacks, Ukraine wants the alliance to send jets"
        told = re.search(r"\b(?:was|were) \W?to\b", clause.text) is not None  # "the raid was to free them": no promise
        told = told or (
            clause.subject is not None and clause.subject.head.lower() in _AIMS
        )  # "the aim is to free them"
        modals = set(clause.modals) - ({"be to"} if told or clause.tense == "past" else set())
        bargain = clause.kind == "adjective" and bool(self.bargains.conditions.bargained(clause))
        ahead = (
            bool(modals & WILL)
            or (clause.tense == "future" and not clause.modals)
            or bargain
            or (self.document.sentences[clause.sentence].headline and clause.mood == "infinitive")
        )
        hedged = bool(set(clause.modals) & {"may", "might", "could"})
        posed = self.bargains.conditions.of(clause) or self._otherwise(clause) or self._either(clause, speaker)
        as_what = any(a.role == "complement" or a.preposition == "as" for a in clause.arguments)
        judged = clause.voice == "passive" and clause.predicate in DEEMS and as_what
        if judged or self._no_word(clause) or self.inert(clause, speaker):
            return None
        if clause.progressive and clause.tense in ("past", "present") and not posed and not clause.negated:
            return self._halting(clause, speaker, rule)
        advised = bool(set(clause.modals) & (MUST | {"can", "could"} if clause.kind == "verb" else MUST))
        # "we should defend them", "they must not send arms": advice, no word given
        verb = clause.kind == "verb" or (clause.predicate in _DONE_WITH and self.harmful(clause))
        told_past = clause.tense == "past" and clause.predicate in _DONE_WITH and bool(clause.speakers)
        present = (
            (clause.tense == "present" or told_past) and bool(posed) and verb and not clause.perfect and not advised
        )
        if clause.kind == "noun" and clause.mood == "nominal":
            return None
        might = (
            set(clause.modals) & {"may", "might"}
            and clause.kind == "verb"
            and not clause.negated
            and self._armed_harm(clause)
        )
        begun = self._until_then(clause, posed) or self._kept_back(clause)
        penalty = hedged and self._suffers(clause, speaker) and self._penalty(clause)
        if not ahead and not ((hedged or present) and posed) and not might and not begun and not penalty:
            return None
        if self._suffers(clause, speaker):
            return self._veiled(clause, speaker, posed, rule)
        if not self._mine(clause, speaker):
            return None
        forced = self._no_choice(clause)
        if forced is not None:
            return self.bargains.commit(
                speaker,
                clause,
                forced,
                rule=f"{rule}: no choice but",
                posed=posed,
                default="escalates",
                addressees=self.told(clause, speaker),
            )
        first = self._not_first(clause)
        if first is not None:
            return self._forgone(clause, speaker, first, "not the first to")
        return self.bargains.commit(
            speaker,
            clause,
            clause,
            rule=f"{rule}: will",
            posed=posed,
            force=self._self_help(clause, posed) or self._like_first(clause) or self._warned(clause, rule),
            default="de-escalates"
            if any(p.connective == "and" or p.connective.startswith("only") for p in posed)
            else None,
            addressees=self.told(clause, speaker),
        )

    def _penalty(self, clause: Clause) -> bool:
        """ "could face sanctions", "would lose its loans": what nobody but the powerful lays on another."""
        return lexicon.pattern("fates", "penalties").search(self._passive_text(clause)) is not None

    def inert(self, clause: Clause, speaker: Actor) -> bool:
        """ "the deadline would end", "this will not affect the talks", "would wait to see": nobody's act; see data/inert.toml."""
        subject = clause.subject.head.lower() if clause.subject is not None else ""
        if subject in lexicon.words("inert", "clocks") and clause.predicate in lexicon.words("inert", "ends"):
            return True
        if clause.predicate in lexicon.words("inert", "memory"):
            return not SUFFERS.search(self._passive_text(clause))
        if not clause.negated:
            return clause.predicate in lexicon.words("inert", "waits")
        if clause.predicate not in lexicon.words("inert", "effects"):
            return False
        if clause.subject is None:
            return self._gerund(clause) is not None  # "closing the pipelines will not help"
        whose = clause.subject.possessor  # "its position will not change"
        named = (*self.context.actors(clause.subject, clause), *self.context.owners(clause.subject, clause))
        ours = clause.subject.kind == "pronoun" or (whose is not None and whose.kind == "pronoun")
        return not ours and not any(same_side(a, speaker) for a in named)

    def _weighs(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "We are considering closing the border": harm held out by the one who weighs it, without a firm word."""
        if clause.predicate not in _WEIGHS or clause.negated or (clause.tense == "past" and not clause.speakers):
            return None
        if not (clause.progressive or "ready" in clause.adverbs) or not self.speaks_of_itself(clause, speaker):
            return None
        acts = self.document.children(clause, "complement", "argument", "oblique")
        weighed = (c for a in acts for c in (a, *self.document.children(a, "complement", "argument", "oblique")))
        for content in weighed:
            term = self.terms.of(content)
            if term is not None and term.direction == "escalates" and term.type in _MEASURES:
                told = self.told(clause, speaker)
                draft = self.bargains.commit(
                    speaker, clause, content, rule=f"{rule}: considering", force="escalates", addressees=told
                )
                return draft if draft is not None and draft.kind == "threat" else None
        return None

    def _no_word(self, clause: Clause) -> bool:
        """What somebody would judge, what would be the last resort, what alone would end the war: no word given."""
        if clause.predicate in _STOPS and clause.subject is not None and _ONLY.match(clause.subject.text.lower()):
            return True  # "only a withdrawal would end the war"
        last = clause.predicate in ("resort", "option") and re.search(r"\blast\b", clause.text.lower()) is not None
        return last or clause.predicate in _JUDGES  # "if it goes on like this, we shall regard the mediation as biased"

    def _capable(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "If our peace is threatened, we have the strength to defend ourselves": what one could do, said on a condition."""
        able = clause.kind == "adjective" and clause.predicate in _ABLE
        nouns = {a.phrase.head.lower() for a in clause.arguments if a.role == "object"}
        able = able or (clause.predicate in ("have", "possess", "keep", "retain") and bool(nouns & _MIGHT))
        able = able or (clause.predicate == "know" and bool(re.search(r"\bknows? how to\b", clause.text)))
        if not able or clause.negated or (clause.tense == "past" and clause.perfect):
            return None
        below = [clause, *self.document.children(clause, "argument")]
        acts = [
            c for b in below for c in self.document.children(b, "complement", "purpose", "said") if c.kind == "verb"
        ]
        content = next((c for c in acts if c.mood in ("infinitive", "participle", "indicative")), None)
        if content is None or not self.speaks_of_itself(clause, speaker):
            return None
        posed = self.bargains.conditions.of(content, clause) or self._when(clause)
        fights = content.predicate in _ANSWERING or self.harmful(content)
        if not posed or not fights or any(self._welcome(p) for p in posed):
            return None
        to = self.told(clause, speaker)
        return self.bargains.commit(
            speaker, clause, content, rule=f"{rule}: is able", force="escalates", addressees=to, posed=posed
        )

    def _when(self, clause: Clause) -> tuple[Posed, ...]:
        """ "when provoked, it is able to …"."""
        times = self.document.children(clause, "time")
        done = (c for c in times if c.connective in ("when", "whenever") and c.voice == "passive" and not c.perfect)
        return tuple(self.bargains.conditions.posed(c) for c in done)

    def _welcome(self, posed: Posed) -> bool:
        """Whether a condition is something good, or the harm's own undoing: "able to strike once the planes have come"."""
        named = self.terms.named(posed.clause)
        return not posed.negated and named is not None and named.direction == "de-escalates"

    def _either(self, clause: Clause, speaker: Actor) -> tuple[Posed, ...]:
        """ "Either Hamas frees the hostages or Israel will resume the war": the first half is what is asked."""
        first = self.document.parent(clause) if clause.link == "conjunct" else None
        beside = (c for c in self.document.clauses[: clause.id] if (c.parent, c.link) == (clause.parent, clause.link))
        first = first or next((c for c in reversed(tuple(beside)) if c.kind == "verb"), None)
        if first is None or self.joined(first, clause) not in ("or", "or else"):
            return ()
        start = self.document.sentences[clause.sentence].span[0]
        before = self.document.article.text[start : first.predicate_span[1]].lower()
        asked = re.search(r"\beither\b", before) or set(first.modals) & MUST
        doers = self.terms.doers(first)
        if not asked or first.kind != "verb" or not doers or any(same_side(a, speaker) for a in doers):
            return ()
        return (Posed(first, "or", not negated(first, self.document)),)

    def _until_then(self, clause: Clause, posed: tuple[Posed, ...]) -> bool:
        """ "froze its aid until the soldiers are gone": what was done will last until the other gives way."""
        term = self.terms.of(clause)
        lasting = any(p.connective in ("until", "till", "unless", "unless and until") for p in posed)
        hostile = term is not None and term.direction == "escalates" and term.type in ("SANCTION", "COERCE", "MOBILIZE")
        return lasting and hostile and clause.kind == "verb" and not clause.negated and not clause.perfect

    def _stays_shut(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "The crossing will remain shut until the inquiry has ended": a measure on what lies between sides, kept up by whoever says so."""
        stays = clause.predicate in lexicon.words("speech", "staying") and bool(set(clause.modals) & WILL)
        if not stays or clause.negated or clause.subject is None or not clause.speakers:
            return None
        if clause.subject.head.lower().removesuffix("s") not in lexicon.words("speech", "ways"):
            return None
        below = self.document.children(clause, "complement", "result", "argument")
        words = {c.predicate for c in below} | {
            a.phrase.head.lower() for a in clause.arguments if a.role == "complement"
        }
        posed = self.bargains.conditions.of(clause) or tuple(p for c in below for p in self.bargains.conditions.of(c))
        if not words & lexicon.words("speech", "barred") or not any(p.connective in _LASTING for p in posed):
            return None
        to = self.told(clause, speaker)
        term = Term(
            actors=(speaker,),
            recipients=to,
            type="COERCE",
            phase="continue",
            direction="escalates",
            text=clause.text,
            span=clause.span,
        )
        return Draft("threat", speaker, clause, clause, to, posed, term, f"{rule}: stays shut")

    def _kept_back(self, clause: Clause) -> bool:
        """ "the release is put off until further notice": a favour kept back from now on, by whoever says so."""
        term = self.terms.of(clause) if clause.voice == "passive" and clause.tense == "present" else None
        return (
            term is not None
            and term.type == "COERCE"
            and self.terms.favour_kept_back(clause)
            and bool(clause.speakers)
            and not clause.perfect  # "the talks have been postponed": a deed, told
        )

    def _appointed(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "the two officers would speak again on Monday": a meeting of both sides, made known by one of them."""
        subject = clause.subject
        if subject is None or clause.negated or clause.predicate not in _CONVERSES or not set(clause.modals) & WILL:
            return None
        if (
            not re.match(r"(?:the |their )?(?:two|both)\b", subject.text.lower())
            or subject.head.lower() not in _PARTNERS
        ):
            return None
        if self.context.actors(subject, clause) or not (clause.times or "again" in clause.adverbs):
            return None
        other = self.counterpart(clause, speaker)
        if not other:
            return None
        term = Term(
            actors=(speaker,),
            recipients=other,
            type="CONSULT",
            direction="de-escalates",
            text=clause.text,
            span=clause.span,
        )
        return Draft("pledge", speaker, clause, clause, other, (), term, f"{rule}: appointed")

    def _armed_harm(self, clause: Clause) -> bool:
        """ "said it might strike Iran": a veiled threat, where the harm is war and another side's."""
        term = self.terms.named(clause)
        hostile = (
            term is not None and term.type == "ASSAULT" and term.direction == "escalates" and term.phase == "begin"
        )
        named = self.context.actors(clause.subject, clause)
        spoken = self.context.voice(clause).actors
        return hostile and bool(named and spoken) and all(same_side(a, b) for a in named for b in spoken)

    def _no_choice(self, clause: Clause) -> Clause | None:
        """ "will have no choice but to strike": the act that is left."""
        text = self.document.article.text[clause.predicate_span[0] : self.document.sentences[clause.sentence].span[1]]
        if not _FORCED.search(text.lower()):
            return None
        below = [clause, *self.document.children(clause, "argument", "complement")]
        acts = (c for b in below for c in self.document.children(b, "complement", "purpose", "oblique", "conjunct"))
        return next((c for c in acts if c.kind == "verb" and c.mood == "infinitive"), None)

    def _halting(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "said it was suspending its offensive until 31 July": a halt of one's own made known."""
        term = self.terms.of(clause)
        if term is None or term.direction != "de-escalates" or not (term.phase == "halt" or term.type == "RETREAT"):
            return None
        if clause.subject is None or not self.speaks_of_itself(clause, speaker):
            return None
        return self.bargains.commit(speaker, clause, clause, rule=f"{rule}: is halting", posed=())

    def _warned(self, clause: Clause, rule: str) -> Direction | None:
        """What a side warns that it will do is harm, though it be called defence."""
        if rule != "warn" or clause.negated:
            return None
        term = self.terms.of(clause)
        kindly = (
            term is not None and term.direction == "de-escalates" and (term.phase == "halt" or term.type == "RETREAT")
        )
        return None if kindly else "escalates"

    def _self_help(self, clause: Clause, posed: tuple[Posed, ...]) -> Direction | None:
        """ "if Kabul does not shut the camps, our army will do so itself": by force, whatever the other was to do."""
        undone = any(p.negated for p in posed)
        return "escalates" if undone and not clause.negated and _ONESELF.search(clause.text.lower()) else None

    def _like_first(self, clause: Clause) -> Direction | None:
        """ "would stop its tests and close the site": what is coordinated with "and" goes the same way."""
        first = self.document.parent(clause)
        if first is None or clause.link != "conjunct" or clause.connective != "and" or first.negated != clause.negated:
            return None
        if not set(first.modals) & WILL:
            return None
        own = self.terms.of(clause)
        if own is not None and own.mode in ("withdraw", "release") and own.direction == "de-escalates":
            return None  # "will recall its envoy, and all its soldiers will leave"
        term = self.terms.of(first)
        return term.direction if term else self.bargains.answered(self.bargains.conditions.of(first))

    def _not_first(self, clause: Clause) -> Clause | None:
        """ "would not be the first to attack"."""
        if clause.negated and (clause.predicate == "first" or re.search(r"\bfirst\b", self.context.own(clause))):
            return next(iter(self.document.children(clause, "complement", "relative", "purpose")), None)
        return None
