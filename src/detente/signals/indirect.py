"""Words that are a side's though no verb says so: what stands after a colon, and what goes on in the next sentence.

"A second letter named a price: the missiles would leave only when the bases had gone." "Iran denied it. Any further raid would
be met with force." Reporters and historians carry a speaker's words on in the past of indirect speech ("would") without saying
again whose they are. A clause is taken for such words only where it poses a condition or a known formula of answering and is
about the side that spoke just before, for the same "would" is also the historian's own future in the past.
"""

from __future__ import annotations

import re

from detente.records import Actor, Clause, Document
from detente.signals import lexicon
from detente.signals.conditions import Conditions
from detente.signals.context import Context, same_side

_AHEAD = frozenset({"will", "would", "shall", "be to", "be going to", "must"})
_SAYING = frozenset(
    {"say", "tell", "write", "reply", "add", "state", "answer", "recall", "explain", "stress", "observe"}
)
_CLOSED = frozenset({"hand", "present", "submit", "put forward", "propose", "offer", "table", "unveil", "outline", "sign", "approve", "reach", "conclude", "announce", "accept", "agree", "seal", "initial", "ratify", "strike", "endorse"})  # fmt: skip


class Indirect:
    """Finds who speaks in clauses of one document that name no speaker."""

    def __init__(self, document: Document, context: Context, conditions: Conditions) -> None:
        self.document = document
        self.context = context
        self.conditions = conditions

    def speakers(self, clause: Clause) -> tuple[Actor, ...]:
        """The side whose words a clause without a speaker goes on with; empty where it is the reporter's own."""
        if (clause.kind == "noun" and not clause.modals) or clause.speakers:
            return ()
        if self._headline(clause) or self._under_agreement(clause) or self._ordered(clause):
            return self.context.actors(clause.subject, clause)
        if self._until_then(clause):
            return self.context.actors(clause.subject, clause)
        if not set(clause.modals) & _AHEAD:
            return ()
        if clause.predicate in ("hear", "have") and clause.link in (
            "root",
            "conjunct",
        ):  # "Cairo would not hear of a truce"
            return self.context.actors(clause.subject, clause)
        if self._dealt(clause):
            return self.context.actors(clause.subject, clause)
        message = self._message(clause)
        if message:
            return message
        if clause.link in ("conjunct", "parenthetical", "apposition"):
            return self._after_colon(clause)
        return self._went_on(clause) if clause.link == "root" else ()

    def _ordered(self, clause: Clause) -> bool:
        """ "India's forces had orders to answer any violation": what they were told is made known."""
        given = {"order", "instruction"} & {n.predicate for n in self.document.children(clause, "argument")}
        return clause.predicate in ("have", "receive", "get") and bool(given) and not clause.negated

    def _until_then(self, clause: Clause) -> bool:
        """ "London froze its aid until the soldiers are gone": a deed that says when it will be undone."""
        if clause.link not in ("root", "conjunct") or clause.tense not in ("past", "present") or clause.modals:
            return False
        return any(p.connective in ("until", "till") and p.clause.mood != "nominal" for p in self.conditions.of(clause))

    def _headline(self, clause: Clause) -> bool:
        """ "Minsk to halt gas transit if Warsaw shuts border": the act of the side it names."""
        ahead = clause.tense == "future" and not clause.modals and clause.link == "root"
        return ahead and self.document.sentences[clause.sentence].text.rstrip()[-1:] not in ".!?\"”’'"

    def _under_agreement(self, clause: Clause) -> bool:
        """ "signed a deal under which Hamas is to free the hostages": each party's own commitment, made just now.

        What a standing agreement asks ("under the accord Syria was to leave") is no new word.
        """
        if self._under_new_deal(clause) or self._other_party(clause):
            return True
        above = self.document.parent(clause)
        if above is None or above.kind != "noun" or above.predicate not in lexicon.words("speech", "agreements"):
            return False
        made = self.document.parent(above)
        ahead = set(clause.modals) & {"will", "would", "shall", "be to"}
        return (
            bool(ahead) and made is not None and made.predicate in _CLOSED and clause.link in ("complement", "relative")
        )

    def _other_party(self, clause: Clause) -> bool:
        """ "Russia pledged not to attack the ports, and Ukraine will guide the vessels": what the other one takes upon itself."""
        first = self.document.parent(clause)
        if first is None or clause.link != "conjunct" or not set(clause.modals) & {"will", "be to"}:
            return False
        if first.tense != "past" or first.kind != "verb" or lexicon.move(first) not in ("commit", "agree"):
            return False
        mine, its = self.context.actors(clause.subject, clause), self.context.actors(first.subject, first)
        return len(mine) == len(its) == 1 and not same_side(mine[0], its[0])

    def _under_new_deal(self, clause: Clause) -> bool:
        """ "Under a deal signed in Washington, Rwanda is to pull out and Kinshasa is to disarm the militia"."""
        place = clause
        if clause.link == "conjunct" and re.match(r"(?:and |while )?\S+(?: \S+){0,3} (?:is|are|will)\b", clause.text):
            place = self.document.parent(clause) or clause
        if not (set(place.modals) & {"will", "be to"}) or place.link != "root" or place.tense == "past":
            return False
        return any(
            c.kind == "noun" and c.connective in ("under", "by") and c.predicate in lexicon.words("speech", "agreements")
            and any(p.predicate in _CLOSED | {"broker", "mediate"} for p in self.document.children(c, "participial"))
            for c in self.document.children(place, "oblique")
        )  # fmt: skip

    def _dealt(self, clause: Clause) -> bool:
        """ "Pyongyang will shut the reactor in exchange for oil": the terms of a bargain are the parties' own."""
        if clause.link not in ("root", "conjunct") or not set(clause.modals) & {"will", "would", "shall", "be to"}:
            return False
        return any(p.connective in ("in exchange for", "in return for") for p in self.conditions.of(clause))

    def _message(self, clause: Clause) -> tuple[Actor, ...]:
        """ "Turkey's reply was that it would attack": whose reply it is."""
        papers = lexicon.words("speech", "documents") | lexicon.words("speech", "messages")
        for noun in self.document.children(clause, "argument"):
            between = self.document.article.text[noun.predicate_span[1] : clause.predicate_span[0]]
            if noun.predicate in papers and re.match(r".{0,40}\b(?:was|is|were|are|remained) that\b", between):
                return self.context.actors(noun.subject, noun)
        return ()

    def _after_colon(self, clause: Clause) -> tuple[Actor, ...]:
        above = self.document.parent(clause)
        if above is None:
            return ()
        if above.predicate in _SAYING and above.kind == "verb" and self.conditions.of(clause):
            return self.context.actors(above.subject, above)  # "X said, and the fighting will stop the moment …"
        between = self.document.article.text[above.predicate_span[1] : clause.predicate_span[0]]
        if ":" not in between:
            return ()
        papers = lexicon.words("speech", "documents") | lexicon.words("speech", "messages")
        for argument in above.arguments:
            if argument.phrase.head.lower() in papers:
                found = self.context.owners(argument.phrase, above) or self.context.actors(above.subject, above)
                return found or self._about(clause)
        return ()

    def _about(self, clause: Clause) -> tuple[Actor, ...]:
        """Whose the subject is: "the Soviet weapons would leave"."""
        if clause.subject is None:
            return ()
        return self.context.owners(clause.subject, clause) or self.context.actors(clause.subject, clause)

    def _went_on(self, clause: Clause) -> tuple[Actor, ...]:
        """Who spoke in the sentence before, where this one is about his side and poses a condition."""
        if not self.conditions.of(clause) and not re.match(r"any\b|every\b|otherwise\b", clause.text, re.IGNORECASE):
            return ()
        before = self._spoke(clause.sentence - 1) or self._earlier(clause)
        if len(before) != 1:
            return ()
        about = () if _of_talks(clause) else self.context.actors(clause.subject, clause)
        return before if not about or any(same_side(a, before[0]) for a in about) else ()

    def _earlier(self, clause: Clause) -> tuple[Actor, ...]:
        """Who spoke two sentences before, in the same paragraph: "Any breach would …" goes on with his words."""
        if clause.sentence < 2 or not re.match(r"any\b|every\b", clause.text, re.IGNORECASE):
            return ()
        start = self.document.sentences[clause.sentence - 2].span[0]
        same = "\n\n" not in self.document.article.text[start : clause.span[0]]
        return self._spoke(clause.sentence - 2) if same else ()

    def _spoke(self, sentence: int) -> tuple[Actor, ...]:
        """The sides that speak in a sentence, by a verb of saying or a word that is itself a move."""
        found: dict[str, Actor] = {}
        for clause in self.document.clauses:
            if clause.sentence != sentence:
                continue
            if clause.speakers:
                found.update({a.side: a for a in self.context.voice(clause).actors})
            elif clause.kind == "verb" and (lexicon.move(clause) is not None or clause.predicate in _SAYING):
                found.update({a.side: a for a in self.context.actors(clause.subject, clause)})
        return tuple(found.values())


def _of_talks(clause: Clause) -> bool:
    """ "Any talks with Cairo would be about the dam": a matter of both, whoever of them is named."""
    return clause.subject is not None and clause.subject.head.lower() in (
        "talk",
        "dialogue",
        "negotiation",
        "discussion",
    )
