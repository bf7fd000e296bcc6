"""Signals in a side's own words without a word for what they are: "we will respond", "we did not fire", "they must leave".

What a side says of its own coming acts commits it; what it says of another's is at most a demand or an accusation, never
the other's commitment: "Pakistan will attack, said an Indian minister" is no threat by Pakistan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from detente.records import Actor, Clause, Direction, Document, Link, Phrase, Term
from detente.signals import lexicon
from detente.signals.bargain import Bargains, Draft
from detente.signals.conditions import Posed, as_clause
from detente.signals.context import Context, insider, same_side, spokesman
from detente.signals.terms import Terms, negated

_WILL = frozenset({"will", "would", "shall", "be going to", "be to", "be set to", "be about to"})
_MUST = frozenset({"must", "should", "have to", "need to", "ought to"})
_WANTS = frozenset({"wish", "want", "intend", "plan", "seek", "mean", "aim", "desire", "look"})
_MENTAL = frozenset(
    "predict say expect know think believe decide plan mention hear see hope comment rule confirm answer find".split()
)
_BEFALLS = frozenset(
    "spread erupt engulf worsen deepen spiral grow spill flare loom die starve collapse suffer escalate flood".split()
) | {"break out", "spill over", "flare up"}
_WISHES = frozenset({"intention", "plan", "desire", "wish", "intent", "interest", "ambition", "design", "aim"})
_SUFFERS = re.compile(
    r"\b(?:pay (?:[\w“\"]+ ){0,5}price|pay (?:dearly|for)|(?:see|face|meet|mean) (?:\w+ ){0,2}(?:end|downfall|ruin) of (?:its|his|their|the)|regret|perish|burn|reap|be punish|be held (?:accountable|responsible)|face (?:\w+ ){0,4}(?:consequence|response|action|force|sanction|attack|retaliation|assault|strike|war|destruction|price)"
    r"|suffer|expect (?:\w+ ){0,3}(?:retaliat\w*|response|consequences?|strikes?|answer)|bear (?:\w+ ){0,3}(?:consequence|responsibilit)|be destroyed|be annihilated|be wiped|be crushed|get a|receive (?:\w+ ){0,3}(?:response|answer|blow)|feel (?:\w+ ){0,3}(?:wrath|force|full)|(?:see|get|receive|face) (?:\w+ ){0,4}(?:answer|response|reply)|it is over for|have (?:only )?(?:itself|themselves) to blame|not go (?:unanswered|unpunished)|never be (?:safe|secure|forgiven))",
)
_ANSWERED = re.compile(
    r"\b(?:(?:blow up|wreck|torpedo|derail|end|kill|doom|scuttle|sink|destroy|ruin|put an end to|rule out) (?:\w+ ){0,3}(?:talks|negotiations|deal|truce|ceasefire|agreement|accord|dialogue|treaty|process)|met with|met by|meet (?:with )?(?:\w+ ){0,3}(?:answer|response|retaliation|force|resistance|reply)|answered|answer with|trigger|bring|lead to|draw|provoke|result in|spark|prompt|invite|mean (?:[\w-]+ ){0,2}war|act of war|declaration of war|casus belli|responded|be punished|have (?:\w+ ){0,3}consequence|carry (?:\w+ ){0,3}(?:price|cost|consequence)"
    r"|(?:end|go|turn out) badly|cost (?:it|him|them|us|you|\w+) dear|be (?:\w+ ){0,2}(?:suicide|suicidal|(?:grave|fatal|terrible|serious|big|huge) (?:mistake|error))|not go (?:unanswered|unpunished)|repelled|crushed|unleash|red line|not be tolerated|be bombed|be shot (?:down|at)|be fired (?:on|upon|at)|be sunk|be destroyed|be attacked|be targeted|be struck|be hit|be seized|be fired (?:at|upon|on)|perish|(?:form|act) of aggression|(?:hostile|unfriendly|aggressive) act|cause for war|(?:treated|regarded|considered|viewed|deemed|seen) as (?:\w+ ){0,2}(?:targets?|hostile|enem|aggress|act of|war)|liable to (?:attack|be attacked)|legitimate targets?|face(?! (?:covering|mask|shield))|pay|regret)",
)
_ANY = frozenset({"any", "another", "further", "every", "each", "a", "an", "one", "those", "whoever", "anyone", "all"})
_SINGLE = frozenset({"single", "any", "another", "one", "more", "further"})
_FORCES = frozenset("marine marines troop troops force forces army navy fleet bomber rocket missile paratrooper soldier gunner warplane".split())  # fmt: skip
_DEFINITE = frozenset({"the", "this", "that", "these", "his", "their", "its", "our"})
_FRESH = frozenset({"further", "future", "new", "single", "renewed", "additional", "such", "fresh", "more", "other"})
_OR_FACE = re.compile(
    r"\bor (?:else )?(?:face|risk|suffer|be (?:\w+ed|hit|struck|sunk)|see) |\b(?:failing which|on pain of|under (?:threat|pain|penalty) of)\b",
    re.IGNORECASE,
)
_TOO_LATE = re.compile(
    r"\b(?:nothing (?:is |was )?(?:left|remains?)|nothing .{0,10}left|too late|worse (?:happens|comes|follows)|(?:is|was|are|were) (?:destroyed|wiped out))\b"
)
_OR_ELSE = re.compile(r",? or (?:else )?(?:it|you|we|they|our|the|there|I|face|be)\b(?! (?:same|other)\b)")
_VEILED = re.compile(
    r"\b(?:(?:all|every) (?:\w+ )?options?\b|know how to (?:respond|defend|answer)|at a time (?:and place )?of (?:its|our|their) (?:own )?choosing|no option is off|nothing is off the table|fingers? (?:is|are) on the trigger)"
)
_WAR_BY_NAME = re.compile(
    r"\b(?:acts? of war|declaration of war|casus belli|cause for war|red line|(?:mean|be) (?:[\w-]+ ){0,2}war\b|be next\b|act of aggression)"
)
_NOTHING = re.compile(r"\b(?:nothing to do with|no (?:role|part|hand|involvement|link|knowledge|responsibility)|not (?:behind|involved|responsible)|neither .* nor|wasn't us|not our doing|baseless|unfounded|fabricat|(?:is|are|was|were) (?:not true|false|untrue|a lie|lies|nonsense))", re.IGNORECASE)  # fmt: skip
_FALSE = re.compile(r"\b(?:baseless|unfounded|groundless|fabricat\w+|invent\w+|(?:not|un)true|false|an? (?:\w+ )?lies?|lies|nonsense|slander|propaganda|disinformation|fiction)\b", re.IGNORECASE)  # fmt: skip
_CLAIM_NOUNS = frozenset("report claim allegation accusation charge rumour rumor story assertion suggestion".split())
_NOT_OURS = re.compile(r"\b(?:was|were|is)(?: not|n[’']t) (?:(?:one of )?(?:our|its|their)|an? [A-Z]\w+) (?:\w+ )?(?:rocket|missile|drone|shell|bomb|soldier|troop|fighter|plane|jet|aircraft|pilot|ship|boat|gun)s?\b")  # fmt: skip
_WEAPONS = frozenset(
    "rocket missile drone shell bomb soldier troop fighter plane jet aircraft pilot ship boat gun".split()
)
_BLAMED = re.compile(r"\b(?:is|are|was|were) (?:\w+ )?(?:to blame|responsible|guilty|at fault)\b")
_WRONGS = re.compile(r"\b(?:anything to do with|involv|any (?:role|part|hand|link)|violat|breach|harbou?r|shelter|sponsor|support\w* (?:\w+ ){0,3}(?:terror|militant|rebel|separatist)|break\w* (?:\w+ ){0,2}(?:truce|ceasefire|deal|agreement|treaty|promise)|broke |lie[ds]?\b|lying|meddl|interfer|aggress|provok|sabotag|behind|responsible|arm(?:s|ed|ing) (?:\w+ ){0,3}(?:rebel|militia|separatist|group)|train|fund|financ|terror|plot|commit\w* (?:\w+ ){0,3}(?:crime|genocide|atrocit|massacre|violation))", re.IGNORECASE)  # fmt: skip
_VIOLATIONS = re.compile(r"\b(?:(?:support|arm|train|fund|financ|shelter|aid|back|equip|supply)\w* (?:\w+ ){0,3}(?:rebel|terror|militant|militia|separatist|insurg|guerrilla)|plotting|plotted|meddl|violat|breach|broke (?:\w+ ){0,2}(?:truce|ceasefire|deal|agreement)|harbou?r|sponsor|lying|lied|t(?:ore|orn|ear\w*) up|(?:steal|stole|stirr?)\w*|sabotag|(?:arm|arms|armed|arming|backing|funding|fomenting|inciting|orchestrat\w+|planting|mining) |trampl|flout|renege|stab\w* (?:\w+ )?in the back|jamm?(?:ed|ing)|encroach|trespass|occup(?:ies|ying) (?:our|its|their))", re.IGNORECASE)  # fmt: skip
_IDLE = re.compile(
    r"\b(?:(?:stand|sit|remain|stay|look|watch|be) (?:\w+ )?(?:idly|idle|by|aside|passive|indifferent|neutral|on|silent|unmoved|a spectator|inactive|a bystander|disinterested|with (?:folded|crossed) arms)\b|go unanswered|turn a blind eye)"
)
_DEEMS = frozenset({"regard", "consider", "treat", "view", "see", "deem", "interpret", "look", "look upon", "look on", "construe", "count", "take"})  # fmt: skip
_DEEMS_AS = frozenset({"take", "see", "count", "look", "view", "interpret", "treat"})
_HOSTILE_NAME = re.compile(
    r"\b(?:(?:at|in a state of|on the verge of) war\b|(?:acts?|declaration|state|cause|equivalent) (?:of|for|to) (?:war|aggression)|casus belli|aggression|(?:hostile|unfriendly|aggressive|warlike) (?:act|move|step|gesture|measure)|tantamount to|attack (?:on|upon|by|against)|provocation)"
)
_FORCED = re.compile(
    r"\bno (?:other |alternative |real )?(?:choice|option|alternative|recourse|way out|course)\b.{0,20}\b(?:but|except|other than|than) (?:to )?"
)
_CULPRITS = frozenset({"those", "whoever", "anyone", "everyone", "culprit", "culprits", "perpetrator", "perpetrators", "author", "authors", "planner", "planners", "one", "ones"})  # fmt: skip
# What a side does to its own ways: "the doctrine will be revised".
_ALTERS = frozenset({"change", "revise", "review", "reconsider", "alter", "adjust", "amend", "widen", "expand", "harden", "rethink", "toughen", "transform"})  # fmt: skip
_CONVERSES = frozenset({"meet", "speak", "talk", "confer", "negotiate", "consult"})
_PARTNERS = frozenset("side officer leader minister delegation country government party negotiator envoy official army general commander president team".split())  # fmt: skip
_ITSELF = frozenset({"itself", "himself", "herself", "themselves", "ourselves", "it", "they", "he"})
_CONSEQUENCES = re.compile(
    r"\b(?:consequences?|repercussions|retribution|reprisals|bloodshed|hell|war|hostilities) (?:would|will|could|shall) (?:be|follow|ensue|come|result|break out|begin|resume|start)\b|\b(?:would|will|could) (?:be|have|follow|entail|carry|lead to|bring|mean) (?:\w+ ){0,4}(?:consequences?|repercussions|retribution|reprisals|trouble|war|bloodshed)\b|\b(?:responsible|responsibility|answerable|answer) for (?:the|any|all|what)\b"
)
_ANSWERING = frozenset({"respond", "retaliate", "react", "answer", "avenge", "defend", "strike back", "hit back"})
_AIMS = frozenset({"aim", "goal", "purpose", "task", "mission", "duty", "policy", "objective", "plan", "idea", "intention", "role", "job", "priority"})  # fmt: skip
_QUARRELS = frozenset("war conflict escalation confrontation bloodshed clash fight hostilities".split())
_NO_WAY = frozenset({"unacceptable", "inadmissible", "intolerable"})
_STRIFE = re.compile(
    r"\b(?:war|wars|conflict|fighting|hostilities|violence|bloodshed|clash(?:es)?|escalat\w+|crisis)\b"
)
_PLANS = re.compile(
    r"\b(?:proposal|offer|plan|terms?|demand|ultimatum|condition|draft|deal|request|suggestion|compromise|formula|talks|negotiations)s?\b"
)
_COMPELS = frozenset({"force", "oblige", "compel", "constrain", "leave", "bind", "drive", "impel", "tie"})
_NO_TALK = re.compile(
    r"\b(?:(?:not|never) hear of|hear of no|have none of|have nothing to do with)\b (?:\w+ ){0,3}(?:talk|negotiat|dialogue|cease|truce|compromise|peace|plan|proposal|mediation|conference|settlement|it\b)|\bnothing (?:\w+ )?to (?:talk about|discuss|negotiate|talk)\b"
    r"|\b(?:talks?|dialogue|negotiations?) (?:\w+ ){0,4}(?:would|will|can|could) (?:only be (?:\w+ )?(?:about|on|over)|be (?:\w+ )?(?:about|on|over|limited to) (?:\w+ ){1,6}(?:alone|only))\b"
)


def suffers(text: str) -> bool:
    """Whether words say that somebody will come to harm: "will pay a heavy price", "faces destruction"."""
    return bool(_SUFFERS.search(text))


class Harm(NamedTuple):
    """What follows otherwise, and the words that join it: "or", "or else", "otherwise"."""

    clause: Clause
    connective: str


class OwnVoice:
    """Reads clauses of one document as the words of a given side."""

    def __init__(self, document: Document, context: Context, terms: Terms, bargains: Bargains) -> None:
        self.document = document
        self.context = context
        self.terms = terms
        self.bargains = bargains

    def read(self, clause: Clause, speakers: tuple[Actor, ...], *, rule: str = "say") -> Iterator[Draft]:
        """The signals a clause makes when these speak it (first reading that fits, once for each speaker)."""
        for speaker in speakers or self._own_subject(clause):
            draft = (
                self._not_idle(clause, speaker, rule)
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
                or self._appointed(clause, speaker, rule)
                or self._future(clause, speaker, rule)
                or self._formula(clause, speaker, rule)
            )
            if draft is not None and not (draft.kind == "threat" and not speakers and self._insider(clause)):
                yield draft

    def _insider(self, clause: Clause) -> bool:
        """ "a senior official said": of whatever side; what would be harm may be the other side's, told by its rival."""
        return bool(clause.speakers) and not spokesman(clause.speakers[0])

    def speaks_of_itself(self, clause: Clause, speaker: Actor) -> bool:
        """Whether what a clause says is the speaker's to do: its subject is the speaker, or nobody who could be named."""
        found = self.context.actors(clause.subject, clause)
        if found:
            return any(same_side(a, speaker) for a in found) or self._meant_itself(clause, found, speaker)
        if clause.subject is not None and clause.subject.head.lower() in lexicon.words("speech", "documents"):
            return True  # "a note threatening to treat it as an enemy"
        return clause.subject is None or self._unnamed(clause.subject, clause)

    def _meant_itself(self, clause: Clause, found: tuple[Actor, ...], speaker: Actor) -> bool:
        """ "Turkey warned Greece that it would act", "if Greece attacked, it would act": the one who says so, not the last named."""
        if clause.subject is None or clause.subject.head.lower() not in ("it", "they", "he", "she"):
            return False
        if not clause.modals or _SUFFERS.search(self._passive_text(clause)):
            return False
        others = [*self.told(clause, speaker)]
        for posed in self.bargains.conditions.of(clause):
            others += [*self.terms.doers(posed.clause), *self.terms.recipients(posed.clause)]
        return all(any(same_side(a, b) for b in others) for a in found)

    def wrong(self, clause: Clause) -> bool:
        """Whether a clause names a wrong: hostile by the events room's or our patterns, or a breach."""
        if _WRONGS.search(self.context.own(clause)):
            return True
        term = self.terms.named(clause)
        return term is not None and term.direction == "escalates" and clause.tense in ("past", "present", "none")

    def breach(self, clause: Clause) -> bool:
        """Whether a clause names a breach of faith: violated the truce, harbours militants, lied."""
        return bool(_VIOLATIONS.search(self.context.own(clause)))

    def or_else(self, clause: Clause, speaker: Actor) -> Harm | None:
        """What the speaker says will follow if a demand is not met: "… or face an assault", "otherwise we will use force"."""
        for other in (*self.document.children(clause, "conjunct"), *self._next(clause)):
            joined = self.joined(clause, other)
            if joined in ("or", "or else", "otherwise") and self.hurts(other, speaker):
                return Harm(other, joined)
        for time in self.document.children(clause, "time"):
            if time.connective == "before" and _TOO_LATE.search(time.text.lower()):
                return Harm(time, "before")
        return Harm(clause, "or") if _OR_FACE.search(clause.text) else None

    def ultimatum(
        self, speaker: Actor, anchor: Clause, demanded: Clause, harm: Harm, doers: tuple[Actor, ...], rule: str
    ) -> Draft:
        """A threat whose condition is that what is demanded does not happen."""
        term = None if harm.clause is demanded else self.terms.of(harm.clause)
        term = term or self.terms.plain(harm.clause)
        recipients = tuple(a for a in term.recipients if not same_side(a, speaker)) or doers
        threatened = msgspec.structs.replace(
            term, actors=(speaker,), recipients=recipients, direction="escalates", type=term.type or "ASSAULT"
        )
        posed = (Posed(demanded, harm.connective, not negated(demanded, self.document)),)
        return Draft("threat", speaker, anchor, harm.clause, doers, posed, threatened, f"{rule} or else")

    def wanted_direction(self, content: Clause, speaker: Actor) -> Direction:
        """What one side wants of another is to its liking; it is harm only where harm to a third is named."""
        term = self.terms.of(content)
        if term is None or term.direction == "de-escalates" or term.phase in ("refrain", "continue"):
            return "de-escalates"
        return (
            "escalates"
            if term.recipients and not any(same_side(a, speaker) for a in term.recipients)
            else "de-escalates"
        )

    # --------------------------------------------------------------------------------------------------- readings

    def _not_idle(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "could not stand aside", "cannot be expected to remain indifferent": a threat in the diplomat's negative."""
        negative = clause.negated or clause.predicate in ("unable", "impossible")
        if not negative or not set(clause.modals) & (_WILL | {"can", "could"}) or not _IDLE.search(clause.text.lower()):
            return None
        subject = clause.subject or clause.object
        if not any(same_side(a, speaker) for a in self.context.actors(subject, clause)) and not (
            subject is not None and subject.kind == "pronoun"
        ):
            return None
        posed = self.bargains.conditions.of(clause)
        term = Term(actors=(speaker,), direction="escalates", text=clause.text, span=clause.span)
        return Draft("threat", speaker, clause, clause, self.told(clause, speaker), posed, term, f"{rule}: not idle")

    def _as_war(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "would regard the sanctions as a declaration of war": the condition is what is so regarded."""
        if clause.predicate not in _DEEMS or not set(clause.modals) & (_WILL | _MUST):
            return None
        if clause.negated or not _HOSTILE_NAME.search(self.context.own(clause).lower()):
            return None
        if clause.predicate in _DEEMS_AS and not re.search(r"\b(?:as|for)\b", self.context.own(clause)):
            return None  # "will take measures unless it ends its provocations"
        if clause.voice != "passive" and not self.speaks_of_itself(clause, speaker):
            return None
        judged = clause.object or next((a.phrase for a in clause.arguments if a.preposition in ("upon", "on")), None)
        doing = self._gerund(clause)
        if judged is None and doing is not None:  # "shelling its ships would be regarded as an act of war"
            posed = (Posed(doing, "as", False),)
            to = tuple(a for a in self.terms.doers(doing) if not same_side(a, speaker)) or self.told(clause, speaker)
            term = Term(actors=(speaker,), recipients=to, direction="escalates", text=clause.text, span=clause.span)
            return Draft("threat", speaker, clause, clause, to, posed, term, f"{rule}: an act of war")
        if judged is None or (judged.kind == "pronoun" and judged.head.lower() not in _ITSELF):
            return None
        if judged.head.lower() in _ITSELF:  # "would consider itself at war if …"
            given = self.bargains.conditions.of(clause)
            term = Term(actors=(speaker,), type="ASSAULT", direction="escalates", text=clause.text, span=clause.span)
            to = self.told(clause, speaker)
            return Draft("threat", speaker, clause, clause, to, given, term, f"{rule}: at war") if given else None
        acts = (c for c in self.document.clauses if c.predicate_span == judged.head_span and c.kind == "noun")
        act = next(acts, None) or as_clause(clause, judged, judged)
        relative = [c for c in self.document.children(act, "relative", "participial", "complement") if not c.perfect]
        posed = (Posed(self._deepest(act) if not relative else relative[0], "as", False),)
        to = tuple(a for a in self.terms.doers(act) if not same_side(a, speaker)) or self.told(clause, speaker)
        term = Term(actors=(speaker,), recipients=to, direction="escalates", text=clause.text, span=clause.span)
        return Draft("threat", speaker, clause, clause, to, posed, term, f"{rule}: an act of war")

    def _gerund(self, clause: Clause) -> Clause | None:
        """The act that stands as a verb for the subject: "bombing the villages would …"."""
        below = self.document.children(clause, "argument")
        return next(
            (c for c in below if c.kind == "verb" and c.mood == "participle" and c.span[0] < clause.predicate_span[0]),
            None,
        )

    def _consequences(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "the consequences would be grave if …", "could not be responsible for the consequences": harm nobody is named for."""
        posed = self.bargains.conditions.of(clause)
        if not posed or not clause.speakers or not _CONSEQUENCES.search(self.context.inner(clause).lower()):
            return None
        blamed = self.context.actors(clause.subject or clause.object, clause)
        if clause.negated and not ("responsib" in clause.text or "answer" in clause.text):
            return None
        to = tuple(a for a in blamed if not same_side(a, speaker)) or self.told(clause, speaker)
        term = Term(actors=(speaker,), recipients=to, direction="escalates", text=clause.text, span=clause.span)
        return Draft("threat", speaker, clause, clause, to, posed, term, f"{rule}: consequences")

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
        """ "There was nothing to talk about until the intruders had gone"."""
        if not _NO_TALK.search(clause.text.lower()):
            return None
        posed = self.bargains.conditions.of(clause)
        return Draft("refusal", speaker, clause, clause, self.told(clause, speaker), posed, None, f"{rule}: no talks")

    def _denial(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        about = clause.subject is not None and clause.subject.head.lower().rstrip("s") in _CLAIM_NOUNS
        text = self.context.inner(clause)
        if (_NOTHING.search(text) and self.speaks_of_itself(clause, speaker)) or (about and _FALSE.search(text)):
            return Draft("denial", speaker, clause, clause, rule=f"{rule}: nothing to do with")
        if _NOT_OURS.search(self.context.sentence(clause)) and clause.predicate in _WEAPONS:
            return Draft("denial", speaker, clause, clause, rule=f"{rule}: not ours")
        past = (
            clause.perfect or clause.tense == "past" or clause.progressive
        ) and clause.predicate not in _WANTS | _MENTAL
        if not (past and negated(clause, self.document)) or set(clause.modals) & (_WILL | _MUST):
            return None
        found = self.context.actors(clause.subject, clause)
        whose = clause.subject.possessor if clause.subject is not None else None
        ours = not found and whose is not None and whose.kind == "pronoun"  # "its boats had never fired"
        if not ours and not any(same_side(a, speaker) for a in found):
            return None
        term = self.terms.named(clause)
        armed = self.context.armed(self.context.own(clause))
        if term is None or term.type in ("AGREE", "CONSULT") or (term.direction != "escalates" and not armed):
            return None
        return Draft("denial", speaker, clause, clause, rule=f"{rule}: did not")

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
        if not doers or not _VIOLATIONS.search(self.context.own(clause)):
            return None
        return Draft("accusation", speaker, clause, clause, doers, rule=f"{rule}: a wrong by another")

    def _order(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """An imperative: a demand; with "and" or "or" a bargain: "lift the sanctions and we will talk"."""
        if clause.mood != "imperative" or clause.link in ("condition", "purpose"):
            return None
        told = self.told(clause, speaker)
        above = self.document.parent(clause)
        if clause.link == "condition" and clause.connective in ("or", "or else") and above is not None:
            return self.ultimatum(speaker, above, clause, Harm(above, clause.connective), told, "order")
        for other in (*self.document.children(clause, "conjunct"), *self._next(clause)):
            joined = self.joined(clause, other)
            if joined in ("or", "or else", "otherwise") and self.hurts(other, speaker):
                return self.ultimatum(speaker, other, clause, Harm(other, joined), told, "order")
            if joined == "and" and set(other.modals) & _WILL and self._mine(other, speaker):
                posed = (Posed(clause, "and", negated(clause, self.document)),)
                return self.bargains.commit(speaker, other, other, rule="order and", posed=posed, addressees=told)
        if not told:
            return None
        if _OR_ELSE.search(self.context.sentence(clause)):
            return self.ultimatum(speaker, clause, clause, Harm(clause, "or"), told, "order")
        term = self.terms.of(clause) or self.terms.plain(clause)
        wanted = msgspec.structs.replace(term, actors=told, direction=self.wanted_direction(clause, speaker))
        return Draft("demand", speaker, clause, clause, told, (), wanted, f"{rule}: order")

    def _demand(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "Washington must end its hostile policy"."""
        due = re.search(r"\b(?:is|are|was|were) to\b", self.context.own(clause)) and self.or_else(clause, speaker)
        if not set(clause.modals) & _MUST and not due:
            return None
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

    def _whoever(self, clause: Clause, speaker: Actor) -> bool:
        """ "those behind the raid must be ready to pay": nobody named, where another side stands in the sentence."""
        if clause.subject is None or clause.subject.head.lower() not in _CULPRITS or not clause.speakers:
            return False
        others = (
            a
            for c in self.document.clauses
            if c.sentence == clause.sentence
            for argument in c.arguments
            for phrase in (argument.phrase, *(p for _, p in argument.phrase.complements))
            for a in self.context.actors(phrase, c)
        )
        return any(not same_side(a, speaker) for a in others)

    def _subject_condition(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "Any further attack will be met with force": the condition is what is answered."""
        if not set(clause.modals) & (_WILL | {"could", "may", "might"}):
            return None
        text = " ".join((*clause.modals, self._passive_text(clause))).lower()
        if not (_ANSWERED.search(text) or _SUFFERS.search(text)):
            return None
        condition = self._answered(clause)
        if condition is None:
            return None
        if any(same_side(a, speaker) for a in self.terms.doers(condition)):
            return None
        posed = (Posed(condition, "any", False), *self.bargains.conditions.of(clause))
        term = Term(type="ASSAULT", text=clause.text, span=clause.span, direction="escalates")
        own = self.terms.of(clause)
        if own is not None and own.direction == "escalates" and own.type:
            term = msgspec.structs.replace(own, phase="begin")
        recipients = self.terms.doers(condition) or self.told(clause, speaker)
        commitment = msgspec.structs.replace(term, actors=(speaker,), recipients=recipients)
        return Draft("threat", speaker, clause, clause, recipients, posed, commitment, f"{rule}: any … will be met")

    def _right_or_wish(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "reserves the right to respond", "has no intention of attacking", "does not wish to act"."""
        if not self.speaks_of_itself(clause, speaker):
            return None
        nouns = {n.predicate: n for n in self.document.children(clause, "argument")}
        if clause.predicate in ("reserve", "have", "keep", "retain") and "right" in nouns:
            content = self._carried(nouns["right"])
            if content is not None and (clause.predicate == "reserve" or content.predicate in _ANSWERING):
                return self.bargains.commit(speaker, clause, content, rule="reserve the right", force="escalates")
        order = nouns.get("order") or nouns.get("instruction")
        if clause.predicate in ("have", "receive", "get") and order is not None and not clause.negated:
            content = self._carried(order)  # "had orders to deal with any violation"
            term = self.terms.of(content) if content is not None else None
            if content is not None and term is not None and term.direction == "escalates":
                return self.bargains.commit(speaker, clause, content, rule="has orders", force="escalates")
        wish = next((n for w, n in sorted(nouns.items()) if w in _WISHES), None)
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
        told = re.search(r"\b(?:was|were) \W?to\b", clause.text) is not None  # "the raid was to free them": no promise
        told = told or (
            clause.subject is not None and clause.subject.head.lower() in _AIMS
        )  # "the aim is to free them"
        modals = set(clause.modals) - ({"be to"} if told or clause.tense == "past" else set())
        bargain = clause.kind == "adjective" and bool(self.bargains.conditions.bargained(clause))
        ahead = (
            bool(modals & _WILL)
            or (clause.tense == "future" and not clause.modals)
            or bargain
            or (self.document.sentences[clause.sentence].headline and clause.mood == "infinitive")
        )
        hedged = bool(set(clause.modals) & {"may", "might", "could"})
        posed = self.bargains.conditions.of(clause) or self._otherwise(clause)
        if clause.progressive and clause.tense in ("past", "present") and not posed and not clause.negated:
            return self._halting(clause, speaker, rule)
        advised = bool(set(clause.modals) & (_MUST | {"can", "could"} if clause.kind == "verb" else _MUST))
        # "we should defend them", "they must not send arms": advice, no word given
        present = (
            clause.tense == "present" and bool(posed) and clause.kind == "verb" and not clause.perfect and not advised
        )
        if clause.kind == "noun" and clause.mood == "nominal":
            return None
        might = (
            set(clause.modals) & {"may", "might"}
            and clause.kind == "verb"
            and not clause.negated
            and self._armed_harm(clause)
        )
        if not ahead and not ((hedged or present) and posed) and not might:
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
            force=self._like_first(clause) or self._warned(clause, rule),
            default="de-escalates" if any(p.connective == "and" for p in posed) else None,
            addressees=self.told(clause, speaker),
        )

    def _appointed(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "the two officers would speak again on Monday": a meeting of both sides, made known by one of them."""
        subject = clause.subject
        if subject is None or clause.negated or clause.predicate not in _CONVERSES or not set(clause.modals) & _WILL:
            return None
        if (
            not re.match(r"(?:the |their )?(?:two|both)\b", subject.text.lower())
            or subject.head.lower() not in _PARTNERS
        ):
            return None
        if self.context.actors(subject, clause) or not (clause.times or "again" in clause.adverbs):
            return None
        other = self._counterpart(clause, speaker)
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

    def _counterpart(self, clause: Clause, speaker: Actor) -> tuple[Actor, ...]:
        """The one other side named in this sentence or the two before it."""
        found = {
            a.side: a
            for c in self.document.clauses
            if clause.sentence - 2 <= c.sentence <= clause.sentence
            for argument in c.arguments
            for a in self.context.actors(argument.phrase, c)
            if not same_side(a, speaker)
        }
        return tuple(found.values()) if len(found) == 1 else ()

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

    def _like_first(self, clause: Clause) -> Direction | None:
        """ "would stop its tests and close the site": what is coordinated with "and" goes the same way."""
        first = self.document.parent(clause)
        if first is None or clause.link != "conjunct" or clause.connective != "and" or first.negated != clause.negated:
            return None
        if not set(first.modals) & _WILL:
            return None
        term = self.terms.of(first)
        return term.direction if term else self.bargains.answered(self.bargains.conditions.of(first))

    def _formula(self, clause: Clause, speaker: Actor, rule: str) -> Draft | None:
        """ "All options are on the table": a threat diplomats know."""
        posed = self.bargains.conditions.of(clause)
        text = self.context.inner(clause).lower()
        if clause.negated or not (_VEILED.search(text) or (posed and _WAR_BY_NAME.search(text))):
            return None
        to = tuple(a for a in self.terms.recipients(clause) if not same_side(a, speaker))
        term = Term(
            actors=(speaker,), recipients=to, type="THREATEN", direction="escalates", text=clause.text, span=clause.span
        )
        return Draft("threat", speaker, clause, clause, to, posed, term, f"{rule}: all options")

    # --------------------------------------------------------------------------------------------------- details

    def _otherwise(self, clause: Clause) -> tuple[Posed, ...]:
        """ "They must leave. Otherwise we will use force": the condition is the sentence before."""
        if clause.connective != "otherwise" and "otherwise" not in clause.adverbs:
            return ()
        for other in reversed(self.document.clauses[: clause.id]):
            if other.sentence < clause.sentence - 1:
                break
            above = self.document.parent(other)
            asked = (
                above is not None and lexicon.move(above) in ("demand", "tell", "give") and other.mood == "infinitive"
            )
            if set(other.modals) & _MUST or other.mood == "imperative" or asked:
                return (Posed(other, "otherwise", not negated(other, self.document)),)
        return ()

    def _suffers(self, clause: Clause, speaker: Actor) -> bool:
        """ "Iran will pay a heavy price": harm to the one spoken of."""
        found = self.context.actors(clause.subject or clause.object, clause)
        return bool(_SUFFERS.search(self._passive_text(clause))) and not any(same_side(a, speaker) for a in found)

    def _veiled(self, clause: Clause, speaker: Actor, posed: tuple[Posed, ...], rule: str) -> Draft:
        to = self.context.actors(clause.subject or clause.object, clause)
        term = Term(
            actors=(speaker,), recipients=to, type="ASSAULT", direction="escalates", text=clause.text, span=clause.span
        )
        return Draft("threat", speaker, clause, clause, to, posed, term, f"{rule}: will pay")

    def _mine(self, clause: Clause, speaker: Actor) -> bool:
        """Whether the act is the speaker's: its own, or an agentless one that only the speaker could bring about."""
        agent = clause.subject
        if agent is not None and agent.kind == "noun" and not self.context.actors(agent, clause):
            agent = None  # "bound by the agreement", "repelled by any means"
        if clause.voice == "passive" and agent is None:
            objects = self.context.actors(clause.object, clause)
            if clause.predicate in _COMPELS and any(same_side(a, speaker) for a in objects):
                return True  # "it would be left with no choice", "would be forced to", "would no longer be bound by"
            if (
                clause.predicate in _ALTERS
                and any(same_side(a, speaker) for a in objects)
                and self._ways(clause.object)
            ):
                return True  # "our doctrine will be revised"
            return not any(same_side(a, speaker) for a in objects) or bool(self.terms.acts.get(clause.id))
        return self.speaks_of_itself(clause, speaker)

    def _ways(self, phrase: Phrase | None) -> bool:
        """Whether a phrase is something of a side's, not the side: "the rules of engagement of our army"."""
        return (
            phrase is not None and phrase.kind == "noun" and (phrase.possessor is not None or bool(phrase.complements))
        )

    def _unnamed(self, phrase: Phrase, clause: Clause) -> bool:
        """A subject that is no doer: we, there, an act ("retaliation would follow"), "our answer", "its navy"."""
        if phrase.negated and clause.modals:  # "No captive will leave": whoever says so sees to it
            return phrase.kind == "noun"
        if phrase.head.lower() in _FORCES and not phrase.complements and phrase.possessor is None:
            return True  # "the marines would land"
        if phrase.kind == "pronoun":
            return phrase.head.lower() in ("we", "i", "it", "there", "this", "they", "he", "she", "us")
        if phrase.possessor is not None and phrase.possessor.kind == "pronoun":
            return True
        if clause.predicate in _BEFALLS:
            return False  # "warned that famine would spread", "that war would engulf the region"
        acts = [n for n in self.document.children(clause, "argument") if n.kind == "noun" and n.mood == "nominal"]
        return bool(acts) and not any(self._anothers(n, clause) for n in acts)

    def _anothers(self, noun: Clause, clause: Clause) -> bool:
        """ "An Israeli attack would end the talks, said Hamas": the act is of another side than the one that speaks."""
        doers = (
            self.terms.doers(noun)
            if noun.subject is not None and noun.predicate_span[0] < clause.predicate_span[0]
            else ()
        )
        spoken = self.context.voice(clause).actors
        return bool(doers and spoken) and not any(same_side(a, b) for a in doers for b in spoken)

    def _own_subject(self, clause: Clause) -> tuple[Actor, ...]:
        """When the speaker is known only as "the minister" or "its president": the side the clause speaks of."""
        if not clause.speakers or self.context.voice(clause).onlooker:
            return ()
        if not spokesman(clause.speakers[0]) and not insider(clause.speakers[0]):
            return ()
        found = self.context.actors(clause.subject, clause)
        if found or clause.subject is None or clause.subject.kind != "noun":
            return found
        # "The United States is sending a carrier, the adviser said, adding that any attack would be met with force."
        for other in self.document.clauses[: clause.id]:
            if other.sentence == clause.sentence and other.speakers and other.subject is not None:
                found = found or self.context.actors(other.subject, other)
        return found[:1]

    def _carried(self, clause: Clause) -> Clause | None:
        links: tuple[Link, ...] = (
            ("complement", "purpose") if clause.kind == "verb" else ("complement", "oblique", "purpose")
        )
        return next(iter(self.document.children(clause, *links)), None)

    def _not_first(self, clause: Clause) -> Clause | None:
        """ "would not be the first to attack"."""
        if clause.negated and (clause.predicate == "first" or re.search(r"\bfirst\b", self.context.own(clause))):
            return next(iter(self.document.children(clause, "complement", "relative", "purpose")), None)
        return None

    def _answered(self, clause: Clause) -> Clause | None:
        """The act named by the subject (or by the object of a passive) of a clause of answering."""
        doing = self._gerund(clause)
        if doing is not None and clause.subject is None:
            return doing
        phrase = clause.subject
        if clause.voice == "passive" and not self.context.actors(phrase, clause):
            phrase = clause.object or phrase  # "will be answered by force"
        if phrase is None:
            return None
        fresh = {m.lemma.lower() for m in phrase.modifiers} & _FRESH
        indefinite = (phrase.determiner or "") in _ANY or (phrase.plural and phrase.determiner is None)
        # "the death of one more of our men"
        named = bool(_WAR_BY_NAME.search(self.context.own(clause).lower())) and "would" in clause.modals
        single = named or any(_SINGLE & set(p.text.lower().split()) for _, p in phrase.complements)
        if not (fresh or indefinite or single or phrase.head.lower() in _ANY):
            return None
        start, end = phrase.span
        made = (
            as_clause(clause, phrase, phrase)
            if (single or phrase.determiner in ("any", "every", "each")) and phrase.kind == "noun"
            else None
        )
        for child in self.document.children(clause):
            inside = start <= child.predicate_span[0] < end + 60
            definite = (child.determiner in _DEFINITE and not single) or child.tense == "past"
            if child.link == "argument" and start <= child.predicate_span[0] < end and not definite:
                return self._deepest(child)
            if child.link in ("relative", "participial") and inside and not definite:
                return child
        return made

    def _deepest(self, noun: Clause) -> Clause:
        """ "any attempt to divert the water": the act inside the noun."""
        inner = next(iter(self.document.children(noun, "complement")), None)
        return inner if inner is not None and noun.predicate in ("attempt", "move", "effort", "decision", "bid", "step", "failure", "refusal") else noun  # fmt: skip

    def _passive_text(self, clause: Clause) -> str:
        return re.sub(r"\s+", " ", self.context.own(clause)).lower()

    def told(self, clause: Clause, speaker: Actor) -> tuple[Actor, ...]:
        """Whom the saying clause above names as hearer."""
        for above in (clause, *self.document.ancestors(clause)):
            for argument in above.arguments:
                if above is clause and (argument.role != "oblique" or argument.preposition is not None):
                    continue
                bare = argument.role == "oblique" and argument.preposition is None
                if argument.role in ("indirect", "object") or bare or argument.preposition in ("to", "at", "of"):
                    found = tuple(a for a in self.context.actors(argument.phrase, above) if not same_side(a, speaker))
                    if found:
                        return found
        return ()

    def _next(self, clause: Clause) -> tuple[Clause, ...]:
        """The clauses that come after it under the same parent, or open the next sentence."""
        after = [
            c
            for c in self.document.clauses
            if c.id != clause.id
            and c.predicate_span[0] > clause.predicate_span[0]
            and (
                (c.sentence == clause.sentence and c.parent == clause.parent and c.link in ("said", "conjunct", "root"))
                or (c.sentence == clause.sentence and c.link == "root" and clause.link == "root")
            )
        ]
        return tuple(after[:2])

    def joined(self, first: Clause, second: Clause) -> str:
        """The word between two clauses: "or", "or else", "otherwise", "and"; empty when there is none."""
        if second.connective in ("or", "and", "or else", "otherwise"):
            tail = self._between(first, second)
            return "or else" if re.search(r"\bor\s+else\b", tail) else second.connective or ""
        if "otherwise" in second.adverbs:
            return "otherwise"
        match = re.search(r"\b(or else|otherwise|or|and)\b(?:\s+[\w']+){0,3}\s*$", self._between(first, second))
        return match[1] if match else ""

    def _between(self, first: Clause, second: Clause) -> str:
        return self.document.article.text[first.predicate_span[1] : second.predicate_span[0]].lower()

    def harmful(self, clause: Clause) -> bool:
        """Whether a clause names harm, or says that somebody will pay, regret, face consequences …"""
        term = self.terms.of(clause)
        return (term is not None and term.direction == "escalates") or bool(_SUFFERS.search(self._passive_text(clause)))

    def hurts(self, clause: Clause, speaker: Actor) -> bool:
        """Whether a clause says harm: by the speaker, or to the one spoken to."""
        if _SUFFERS.search(self._passive_text(clause)):
            return True
        term = self.terms.of(clause)
        if term is not None and term.direction == "escalates":
            return True
        return bool(set(clause.modals) & _WILL) and self.speaks_of_itself(clause, speaker)
