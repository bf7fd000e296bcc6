"""Which acts are told as events, and why the others are not: nobody known takes part, a figure of speech, a mere noun.

The last word before an event. Every act that is left out has a reason in words, which `detente explain` shows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from detente.actors import Cast
from detente.events.acts import SPEECH, Act
from detente.events.figures import is_figure
from detente.events.frames import normal, words
from detente.events.history import History, is_counted
from detente.events.phrases import heads
from detente.events.plausible import Plausibility
from detente.events.standing import own_words
from detente.records import Actor, Clause, Document, EventType, Place

_SUFFERED: frozenset[EventType] = frozenset(
    ("ASSAULT", "COERCE", "SANCTION", "RETREAT", "AID", "ACCUSE")
)  # tell of a victim alone
_SETTING = ("time", "cause", "oblique", "modifier", "condition", "concession")


class Telling:
    """What speaks against telling the acts of one document; `place` finds where an act took place."""

    def __init__(
        self,
        document: Document,
        cast: Cast,
        acts: Mapping[int, tuple[Act, ...]],
        history: History,
        place: Callable[[Clause, Act], Place | None],
    ) -> None:
        self._document = document
        self._cast = cast
        self._acts = acts
        self._history = history
        self._place = place
        self._plausibility = Plausibility(document)

    def objection(self, clause: Clause, act: Act) -> str | None:
        """Why an act is not told as an event, in words; None for one that is."""
        if is_figure(self._document, clause, act):
            return "a figure of speech: nothing in the sentence speaks of arms or blood"
        if self._is_launch(clause, act):
            return "the attack is told beside it"
        why = _idle(clause, act) or self._ascribed(clause, act) or self._strangers(clause, act)
        if why is None:
            why = self._plausibility.objection(clause, act)
        if why is not None:
            return why
        known = any(a.code != "---" or a.group for a in (*act.actors, *act.recipients))
        if act.nominal:
            told = self._is_told_by_noun(clause, act, known=known)
            return None if told else "a noun that does not tell who did it to whom"
        return None if known or (act.actors and act.recipients) else "no actor we know on either side"

    def _is_launch(self, clause: Clause, act: Act) -> bool:
        """ "Launched missiles targeting the base" is the attack told beside it, no show of arms."""
        below = self._document.children(clause, "participial", "purpose", "result", "relative")
        return act.type == "MOBILIZE" and any(a.type == "ASSAULT" for c in below for a in self._acts.get(c.id, ()))

    def _strangers(self, clause: Clause, act: Act) -> str | None:
        """Whether somebody we cannot place stopped it: "air traffic controllers ended a strike" is no truce."""
        doer = clause.subject
        if act.phase != "halt" or act.actors or doer is None or clause.kind == "noun":
            return None
        covered = {self._document.clauses[i].predicate_span for i in act.covers}
        return None if doer.head_span in covered else f"“{doer.text}”, who ended it, is nobody we know"

    def _ascribed(self, clause: Clause, act: Act) -> str | None:
        """Whether a plan or wish is only what somebody else says of a side, or one helped with: no word of its own."""
        if act.type not in ("AGREE", "THREATEN") or not act.content or not _is_private_plan(clause):
            return None
        speakers = self._cast.speakers(clause)
        if clause.speakers and act.actors and not own_words(act, speakers):
            return "a plan that somebody else says they have"
        if clause.mood == "participle" and clause.link in ("manner", "result", "participial", "purpose"):
            return "what something else is done for"  # "seeking to mend ties, he flew to Beijing"
        if clause.link in ("complement", "oblique", "cause", "said") and clause.mood != "indicative":
            return "a plan inside another act, no word given"
        return None

    def _is_told_by_noun(self, clause: Clause, act: Act, *, known: bool) -> bool:
        if clause.link in ("root", "apposition") and known:
            return True
        if act.type != "ASSAULT" and clause.link in _SETTING:
            return False
        if act.symmetric and known and len(act.actors) > 1 and clause.link not in ("modifier", "condition"):
            return True
        if clause.predicate == "war" and self._history.tells(clause, act):
            return known or is_counted(clause.attributes, None)
        if act.type == "ASSAULT" and not act.actors and clause.determiner in ("the", "this", "that"):
            return self._place(clause, act) is not None  # "the attack in Pahalgam": somebody's, nobody's named
        return bool(act.actors) and bool(act.recipients) and known


def _idle(clause: Clause, act: Act) -> str | None:
    """Acts that tell nothing between sides, whoever is named."""
    if not act.actors:  # nobody's word or help, and what a war is said to do
        if act.type not in _SUFFERED:
            return "no actor we know does it" if act.recipients else "no actor we know on either side"
        return "a war is said to do it" if not act.nominal and _is_of_war(clause) else None
    if act.cameo in ("051", "052", "111") and not act.recipients and not act.content:
        return "praise or blame of nobody we know"
    if act.type in SPEECH | {"CONSULT"} and all(_is_private(a) for a in act.actors):
        # a newspaper's question, a company's thanks; but to sue a state is something
        sued = act.cameo == "115" and any(a.code != "---" and a.sector in (None, "GOV", "MIL") for a in act.recipients)
        return None if sued else "words of the press, a company or people without a part in politics"
    if act.type == "CONSULT" and act.recipients and _is_at_home(act):
        return "nobody but its own state meets it"  # a minister who flies to a town of his own country
    alone = act.cameo == "040" and act.mode is None and len(act.actors) + len(act.recipients) < 2
    return "a body that meets consults nobody" if alone else None


def _is_at_home(act: Act) -> bool:
    """Whether both sides are one state and nothing tells them apart."""
    at_home = {(a.code, a.group) for a in act.recipients} <= {(a.code, a.group) for a in act.actors}
    return at_home and all(a.sector in (None, "GOV") for a in (*act.actors, *act.recipients))


def _is_of_war(clause: Clause) -> bool:
    """Whether a war or its like is told as the doer."""
    doer = clause.subject
    return doer is not None and bool(heads(doer) & words("data/composition.toml", "agents", "wars"))


def _is_private_plan(clause: Clause) -> bool:
    """Verbs that tell what a side has in mind rather than what it said: "is planning to strike"."""
    return normal(clause.predicate) in words("data/composition.toml", "plan", "verbs")


def _is_private(actor: Actor) -> bool:
    return actor.sector in ("JRN", "BUS") or (actor.sector in ("CVL", "ELI") and actor.code == "---")
