"""Events -> triples as CAMEO's coders write them: source, code, target, and no status.

Détente keeps apart what CAMEO (Gerner, Schrodt and Yilmaz, codebook 1.1b3) folds into its codes: a promise is a code of its
own (03), so is a threat (13), a demand (10), a refusal (12), a charge (11). `view` is that folding, a pure function of the
records, for comparison with CAMEO data and for programs that read it. The records stay as they are. data/cameo.toml lists
the rules, each with the paragraph of the codebook it follows and an example the tests run.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

import msgspec

from detente.actors import Cast
from detente.events.acts import SPEECH
from detente.events.frames import frames, normal, table, words
from detente.events.phrases import country_at
from detente.records import Actor, Clause, Document, Event, EventType, Record

_DEEDS: frozenset[EventType] = frozenset(("RETREAT", "CONCEDE", "SANCTION", "COERCE", "MOBILIZE", "ASSAULT"))
_HARM: frozenset[EventType] = frozenset(("ASSAULT", "COERCE"))
_FRIENDLY: frozenset[EventType] = frozenset(("CONSULT", "SUPPORT", "COOPERATE"))
_WORDS: frozenset[EventType] = frozenset(("AGREE", "REQUEST", "THREATEN", "REJECT", "ACCUSE", "PROTEST"))
_NOT_CODED = frozenset(("denied", "negated", "conditional", "hypothetical"))
_ASIDE = frozenset(("relative", "participial", "apposition", "parenthetical", "concession", "condition"))
_STATE = frozenset((None, "GOV", "MIL", "REB", "LEG", "SPY"))  # whose word against another is a charge, not testimony
_CROWD = frozenset(("OPP", "CVL", "LAB", "EDU", "REL"))
_FORCES = frozenset(("GOV", "MIL", "COP", "SPY", None))
_ARMED = frozenset(("REB", "UAF"))  # of no named state: the land's where they act
_PLANS = frozenset("schedule plan set due prepare arrange ready intend want hope expect".split())
_ASSENTS = frozenset("agree pledge promise consent undertake commit accept".split())


class Triple(Record, frozen=True, kw_only=True):
    """One CAMEO event: None is a side left open ("---"); `event` is the id of the record it was read from."""

    source: Actor | None
    target: Actor | None
    code: str
    type: EventType
    event: str
    rule: str


def view(events: Sequence[Event], document: Document | None = None) -> tuple[Triple, ...]:
    """The triples of one article's events, in their order.

    With the `document` they were coded from, what a sentence only mentions in passing (relative clauses, "after …") is left
    out, as CAMEO's coders leave it, and a plain future is told from a plan; without it, both are coded.
    """
    return _View(events, document).triples()


def plover_type(code: str) -> EventType | None:
    """The PLOVER type of a CAMEO code, by its longest known beginning; None for what PLOVER has dropped (01, 02 but appeals)."""
    types: dict[str, EventType] = table("data/cameo.toml")["types"]
    return next((types[code[:n]] for n in range(len(code), 1, -1) if code[:n] in types), None)


@functools.cache
def symmetric_rules() -> frozenset[str]:
    """Names of the lexicon's entries that make all sides actors: "consult/meet", "assault/clash"."""
    return frozenset(f.rule for f in frames() if f.symmetric)


def is_symmetric(event: Event) -> bool:
    """Whether the sides of an event without recipients did it to one another: they met; not "A and B protested"."""
    if event.type in ("CONSULT", "AGREE") or (event.cameo or "").startswith(("164", "165")):
        return True  # "postponed their meeting" as well
    return any(part in symmetric_rules() for part in _rule(event).split("+"))


def _rule(event: Event) -> str:
    """The rule that decided: "consult/meet over learned/COERCE" is the lexicon's, the typer differing."""
    return event.rule.split(" over ")[0]


class _View:
    def __init__(self, events: Sequence[Event], document: Document | None) -> None:
        self._events = events
        self._document = document
        self._cast = None if document is None else Cast(document)
        self._by_id = {e.id: e for e in events}
        self._contents: dict[str, list[Event]] = {}
        for event in events:
            if event.inside is not None:
                self._contents.setdefault(event.inside, []).append(event)

    def triples(self) -> tuple[Triple, ...]:
        found: dict[tuple[object, ...], Triple] = {}
        for event in self._events:
            for triple in self._of(event):
                key = (event.sentence, triple.type, _name(triple.source), _name(triple.target))
                found.setdefault(key, triple)
        return tuple(found.values())

    def _of(self, event: Event) -> list[Triple]:
        if event.background or self._is_aside(event) or self._is_folded(event):
            return []
        if event.type in ("AGREE", "THREATEN") and event.status in ("reported", "claimed", "intended"):
            return self._word_given(event)
        if event.status in _NOT_CODED or event.status == "requested":
            return []
        if event.status == "intended":
            return self._intended(event)
        if (accuser := self._accuser(event)) is not None:
            code = "1123" if event.type == "ASSAULT" else "112"
            return [_triple(event, accuser, a, code, "accused") for a in event.actors or (None,)]
        return self._done(event)

    # ------------------------------------------------------------------------------------------------ what is left out

    def _is_folded(self, event: Event) -> bool:
        """Whether a speech act that is coded itself holds the act: the code of the speech says what it is about."""
        speech = self._by_id.get(event.inside or "")
        if event.type in SPEECH and event.status == "reported" and not self._is_to_come(event):
            return False  # coordinate with it: "condemned the attack and promised aid"
        if self._is_in_paper(event):
            return True
        return speech is not None and speech.type in SPEECH and speech.status not in _NOT_CODED

    def _is_to_come(self, event: Event) -> bool:
        """Whether a speech act is itself only announced: "said it would boycott the talks"."""
        if self._document is None or event.clause is None or event.inside is None:
            return False
        clause = self._document.clauses[event.clause]
        return clause.tense == "future" or bool({"will", "would"} & set(clause.modals))

    def _is_in_paper(self, event: Event) -> bool:
        """Whether an act is what a signed paper provides for: "signed an accord to supply Egypt with grain"."""
        if self._document is None or event.clause is None or event.status != "intended":
            return False
        clause = self._document.clauses[event.clause]
        noun = self._document.parent(clause)
        return clause.link == "complement" and noun is not None and noun.kind == "noun" and self._is_named_only(noun)

    def _is_aside(self, event: Event) -> bool:
        if self._document is None or event.clause is None:
            return False
        clause = self._document.clauses[event.clause]
        if clause.kind == "noun" and self._is_named_only(clause):
            return True
        node: Clause | None = clause
        while node is not None:
            above = self._document.parent(node)
            if _is_in_passing(node, above):
                return True
            node = above
        return False

    def _is_named_only(self, noun: Clause) -> bool:
        """Whether a noun's act is what a coded act is about: "condemned the attack on", "dismissed claims by"."""
        above = self._document.parent(noun) if self._document is not None else None
        if above is not None and normal(above.predicate) in words("data/composition.toml", "reaction", "verbs"):
            return True
        return above is not None and any(e.clause == above.id for e in self._events)

    # ------------------------------------------------------------------------------------------------------- the rules

    def _word_given(self, event: Event) -> list[Triple]:
        """03 and 13: what is promised, agreed to, planned, wanted or threatened."""
        content = next((c for c in self._contents.get(event.id, ()) if c.status in ("intended", "reported")), None)
        verb = (_rule(event).partition("/")[2].split() or [""])[0]
        if content is not None and content.clause == event.clause and self._is_told_plainly(event):
            return [_retold(t, "future told as fact") for t in self._done(_with_sides(content, event))]
        if content is not None and content.clause == event.clause and content.type in _FRIENDLY:
            return [_retold(t, "future told as fact") for t in self._done(_with_sides(content, event))]
        if content is not None and content.type == "CONSULT" and verb in _PLANS:
            return [_retold(t, "planned meeting") for t in self._done(_with_sides(content, event))]
        if content is not None and content.type in _DEEDS and verb in _ASSENTS:
            return [_retold(t, "deed agreed to") for t in self._done(_with_sides(content, event))]
        if event.status == "intended" and not event.actors:
            return []
        return self._done(event)

    def _is_told_plainly(self, event: Event) -> bool:
        """Whether a word given is the reporter's plain future: "Poland will supply tanks to Ukraine"."""
        if self._document is None or event.clause is None or event.said_by:
            return False
        clause = self._document.clauses[event.clause]
        return clause.link == "root" and not clause.speakers and (clause.tense == "future" or "will" in clause.modals)

    def _intended(self, event: Event) -> list[Triple]:
        """An act to come that is nobody's promise: meetings as meetings, a plain future as the deed, a wish as 03 or 13."""
        own = {"---", *(_country(a) for a in event.actors)}  # "a senior official said": his own side's, for all we know
        if not event.actors or (event.type in _DEEDS | _WORDS and any(_country(s) not in own for s in event.said_by)):
            return []
        if event.type == "CONSULT":
            return [_retold(t, "planned meeting") for t in self._done(event)]
        clause = self._document.clauses[event.clause] if self._document and event.clause is not None else None
        if clause is not None and clause.link == "purpose":
            return []
        above = self._document.parent(clause) if self._document and clause is not None else None
        if above is not None and above.predicate in ("order", "instruct", "command") and above.kind == "verb":
            return [_retold(t, "ordered") for t in self._done(event)]
        if clause is not None and (clause.tense == "future" or "will" in clause.modals):
            return [_retold(t, "future told as fact") for t in self._done(event)]
        codes: dict[str, str] = table("data/cameo.toml")["wished"]
        code = codes.get(event.type)
        if code is None:
            return [_retold(t, "wish") for t in self._done(event)] if event.type == "ACCUSE" else []
        return [msgspec.structs.replace(t, code=code, type=plover_type(code), rule="wish") for t in self._done(event)]

    def _accuser(self, event: Event) -> Actor | None:
        """The state or group on whose word alone a harm by another stands: to CAMEO that is a charge (112)."""
        if event.status != "claimed" or event.type not in _HARM or not event.said_by:
            return None
        sayer = event.said_by[0]
        known = sayer.code not in ("---", "IGO", "NGO", "MNC") or (sayer.code == "---" and sayer.group is not None)
        if not known or sayer.sector not in _STATE:
            return None
        doers = {_country(a) for a in event.actors}
        harmed = {_country(a) for a in event.recipients}
        if _country(sayer) in doers or (not doers and _country(sayer) not in harmed):
            return None
        return sayer

    def _done(self, event: Event) -> list[Triple]:
        """The act as its own code, in the directions CAMEO writes it."""
        code = event.cameo or ""
        if code.startswith("171") and any(a.sector in _CROWD for a in event.actors):
            return self._dyads(event, "145", "riot")
        if _rule(event).startswith("assault/clash") and any(a.sector in _CROWD for a in event.recipients):
            forward = self._dyads(event, "175", "clash with protesters")
            return [*forward, *(_turned(t, "145") for t in forward if t.target is not None)]
        found = self._dyads(event, code, "as it is")
        reverse = _other_part(event)
        if reverse and event.recipients:
            found += [_turned(t, reverse) for t in found if t.target is not None]
        return found

    def _dyads(self, event: Event, code: str, rule: str) -> list[Triple]:
        sources: Sequence[Actor | None] = [self._at_home(a, event) for a in event.actors] or [self._unidentified(event)]
        targets: Sequence[Actor | None] = [self._at_home(a, event) for a in event.recipients] or [None]
        if len(sources) > 1 and not event.recipients and is_symmetric(event):
            pairs = [(a, b) for a in sources for b in sources if a is not b]
        else:
            pairs = [(a, b) for a in sources for b in targets]
        return [_triple(event, a, b, code, rule) for a, b in pairs if (a is not None or b is not None)]

    def _unidentified(self, event: Event) -> Actor | None:
        """Those nobody names who struck somebody's people in another land: its armed actors, as coders write them."""
        struck = {a.code for a in event.recipients}
        here = self._land(event) if event.type == "ASSAULT" and event.phase == "begin" and struck else None
        return None if here is None or here in struck else Actor(code=here, sector="UAF")

    def _land(self, event: Event) -> str | None:
        """The country an event's place lies in, be the place a country itself."""
        if event.place is not None and event.place.country is not None:
            return event.place.country
        if self._cast is None or self._document is None or event.clause is None:
            return None
        found = country_at(self._document.clauses[event.clause], self._cast, on=True)
        return None if found is None else found.code

    def _at_home(self, actor: Actor, event: Event) -> Actor:
        """A group of no state is coded with the country it acts or is struck in."""
        here = event.place.country if event.place is not None else None
        stateless = actor.code == "---" and (actor.group is not None or actor.sector in _ARMED)
        return msgspec.structs.replace(actor, code=here) if stateless and here else actor


def _is_in_passing(clause: Clause, above: Clause | None) -> bool:
    """Whether a sentence only mentions a clause; "came as Kigali said …", "there were ten soldiers killed" are its news."""
    if clause.link == "time":
        return clause.connective not in ("as", "while")
    if clause.link == "participial" and above is not None and above.predicate == "be":
        return False
    return clause.link in _ASIDE or (clause.link == "cause" and clause.connective == "for")


def _triple(event: Event, source: Actor | None, target: Actor | None, code: str, rule: str) -> Triple:
    return Triple(
        source=source, target=target, code=code, type=plover_type(code) or event.type, event=event.id, rule=rule
    )


def _retold(triple: Triple, rule: str) -> Triple:
    return msgspec.structs.replace(triple, rule=rule)


def _other_part(event: Event) -> str | None:
    """The code of the other side's part in what two do: talks are held by both, a visit is received."""
    mutual: dict[str, str] = table("data/cameo.toml")["mutual"]
    talks = event.type == "CONSULT" and any(word in _rule(event) for word in ("talk", "negotiat", "dialogue"))
    return (event.cameo if talks else None) or mutual.get(event.cameo or "")


def _turned(triple: Triple, code: str) -> Triple:
    """The same event seen from its other side."""
    return msgspec.structs.replace(
        triple, source=triple.target, target=triple.source, code=code, type=plover_type(code), rule="both sides"
    )


def _with_sides(content: Event, speech: Event) -> Event:
    """The act spoken of, its missing sides those of the word given."""
    return msgspec.structs.replace(
        content, actors=content.actors or speech.actors, recipients=content.recipients or speech.recipients
    )


def _country(actor: Actor) -> str:
    return actor.code if actor.code not in ("---", "IGO") else actor.side


def _name(actor: Actor | None) -> tuple[str, str | None] | None:
    return None if actor is None else (actor.code, actor.sector)
