"""Deeds owned up to and losses confirmed a clause or a sentence later: "The army said Hamas had fired. Hamas claimed the attack."

Whoever claims, admits or confirms joins those on whose word the deed is told; a deed nobody was told to have done gets its
doer. A claim of a deed accuses nobody. The words are data (data/owning.toml).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from detente.actors import Cast
from detente.events.acts import Act
from detente.events.frames import listed, normal, table, words
from detente.events.phrases import heads, unique
from detente.records import Actor, Clause, Document, Event, Phrase

_DATA = "data/owning.toml"
_BACK = 2  # sentences
_KNOWN = frozenset([None, "GOV", "MIL", "REB", "UAF", "SPY", "COP"])
_PRONOUNS = frozenset(("it", "this", "that", "them", "both", "these"))
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "both"))


class Owning:
    """What the sides of one document own up to; `made` codes an act of a clause as an event."""

    def __init__(
        self,
        document: Document,
        cast: Cast,
        acts: Mapping[int, tuple[Act, ...]],
        made: Callable[[Clause, Act], Event],
    ) -> None:
        self._document = document
        self._cast = cast
        self._acts = acts
        self._made = made

    def settled(self, events: list[Event]) -> list[Event]:
        """The events with what is owned up to or confirmed of them."""
        for clause in self._document.clauses:
            deed = self._deed(clause)
            if deed is None or clause.subject is None:
                continue
            sides = tuple(a for a in self._cast.resolve(clause.subject, clause) if _is_party(a))
            types = self._types(deed)
            if not sides or not types:
                continue
            if normal(clause.predicate) in words(_DATA, "claim", "verbs"):
                events = [e for e in events if e.clause != clause.id or e.type != "ACCUSE"]
            events = self._owned(events, clause, deed, sides, types)
        return events

    # ------------------------------------------------------------------------------------------------ what is owned

    def _deed(self, clause: Clause) -> Phrase | None:
        """What a clause owns up to, claims or confirms; None for one that does not."""
        if clause.kind != "verb" or clause.negated or clause.modals or clause.tense == "future":
            return None
        verb, held = normal(clause.predicate), clause.object
        if verb in words(_DATA, "credit", "verbs"):
            credit = held is not None and heads(held) & words(_DATA, "credit", "nouns")
            inner = [p for w, p in held.complements if w in ("for", "of")] if held is not None else []
            found = [a.phrase for a in clause.arguments if a.preposition in ("for", "of")] + inner
            if credit:
                return next(iter(found), held)
        if verb in words(_DATA, "call", "verbs") and held is not None and held.text.lower() in _PRONOUNS:
            named = {w for a in clause.arguments if a.role == "complement" for w in heads(a.phrase)}
            named |= {c.predicate for c in self._document.children(clause, "complement")}
            return held if named & words(_DATA, "call", "nouns") else None
        if held is not None and verb in words(_DATA, "claim", "verbs") | words(_DATA, "confirm", "verbs"):
            return held
        to = verb in words(_DATA, "admit", "verbs")
        return next((a.phrase for a in clause.arguments if a.preposition == "to"), None) if to else None

    def _types(self, deed: Phrase) -> frozenset[str]:
        """The types of the deeds a phrase may mean; all for a pronoun or bare responsibility."""
        named = heads(deed)
        nouns = table(_DATA)["nouns"]
        if deed.text.lower() in _PRONOUNS or named & words(_DATA, "credit", "nouns"):
            return frozenset(nouns)
        return frozenset(type_ for type_, text in nouns.items() if named & set(listed(text)))

    # --------------------------------------------------------------------------------------------------- what of it

    def _owned(
        self, events: list[Event], clause: Clause, deed: Phrase, sides: tuple[Actor, ...], types: frozenset[str]
    ) -> list[Event]:
        claims = normal(clause.predicate) not in words(_DATA, "confirm", "verbs")
        hung = clause.link in ("participial", "relative")  # "in an attack claimed by JNIM"
        told_before = hung or deed.determiner in _DEFINITE or deed.text.lower() in _PRONOUNS or not self._noun(deed)
        for place in self._before(events, clause, types) if told_before else ():
            event = events[place]
            if not self._fits(event, sides, claims=claims):
                continue
            fresh = tuple(s for s in sides if not any(_same(s, a) for a in event.said_by))
            if not event.actors:
                event = msgspec.structs.replace(event, actors=sides, status="claimed")
            if event.status == "claimed":
                event = msgspec.structs.replace(event, said_by=unique((*event.said_by, *fresh)))
            return [*events[:place], event, *events[place + 1 :]]
        return [*events, *self._new(events, clause, deed, sides)] if claims else events

    def _before(self, events: list[Event], clause: Clause, types: frozenset[str]) -> list[int]:
        """Places of the deeds told shortly before a clause, the nearest first."""
        above = {c.id for c in self._document.ancestors(clause)}  # "the attack, claimed by JNIM, struck a convoy"
        near = [
            (e.sentence, e.span[0], k)
            for k, e in enumerate(events)
            if e.type in types and e.status in ("reported", "claimed") and not e.background and e.phase == "begin"
            if e.clause != clause.id and (e.span[0] < clause.predicate_span[0] or e.clause in above)
            if clause.sentence - e.sentence <= _BACK
        ]
        return [k for _, _, k in sorted(near, reverse=True)]

    def _fits(self, event: Event, sides: tuple[Actor, ...], *, claims: bool) -> bool:
        """Whether the sides may own or confirm it: as those who did it, or, confirming, as those it befell."""
        doers = any(_same(s, a) for s in sides for a in event.actors)
        struck = any(_same(s, a) for s in sides for a in event.recipients)
        return doers or (struck and not claims) or (claims and not event.actors and not struck)

    def _noun(self, deed: Phrase) -> Clause | None:
        """The clause of a noun that names a deed."""
        found = (c for c in self._document.clauses if c.kind == "noun" and c.predicate_span == deed.head_span)
        return next(found, None)

    def _new(self, events: list[Event], clause: Clause, deed: Phrase, sides: tuple[Actor, ...]) -> tuple[Event, ...]:
        """ "Claimed an attack on an American base": told by the claim alone."""
        noun = self._noun(deed)
        if noun is None or normal(clause.predicate) not in words(_DATA, "claim", "verbs") | words(
            _DATA, "credit", "verbs"
        ):
            return ()
        for act in self._acts.get(noun.id, ()):
            foreign = act.recipients and not any(_same(s, a) for s in sides for a in act.recipients)
            told = any(e.clause == noun.id for e in events)
            if act.type in table(_DATA)["nouns"] and foreign and not act.actors and not told:
                event = self._made(noun, msgspec.structs.replace(act, actors=sides, rule=f"{act.rule}+claimed"))
                return (msgspec.structs.replace(event, status="claimed", said_by=sides),)
        return ()


def _is_party(actor: Actor) -> bool:
    """A state or an armed group, or one who speaks for it."""
    return (
        (actor.code != "---" or actor.group is not None) and actor.sector in _KNOWN and actor.code not in ("IGO", "NGO")
    )


def _same(a: Actor, b: Actor) -> bool:
    """Whether two stand for one side: a state with its army, or one armed group."""
    return a.side == b.side if a.group or b.group else a.code == b.code != "---"
