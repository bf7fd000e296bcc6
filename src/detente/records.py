"""The nouns of Détente: frozen, typed records, JSON both ways.

Every stage of the house is a function from these records to these records. Programs outside read them too, so a field
may be added but none is renamed or given another meaning (docs/records.md is the contract, a test compares).

Two families live here. **Results** (`Event`, `Signal`, `Commitment` …) are what `detente code` writes. **Language**
(`Sentence`, `Phrase`, `Clause`) is the hinge between the parser and everything after it: stages after `language/` read
clauses and never a token of the parser.

All spans are ``[start, end)`` character offsets into `Article.text`.
"""

from __future__ import annotations

import functools
from typing import Any, Literal, TypeVar, get_args

import msgspec

Span = tuple[int, int]

Sector = str
"""PLOVER sector code: GOV MIL REB OPP PTY AGR BUS CRM CVL EDU ELI HLH JRN JUD LAB LEG MED NGO REF REL SPY COP UAF …"""

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)

Status = Literal["reported", "claimed", "denied", "negated", "intended", "requested", "conditional", "hypothetical"]
STATUSES: tuple[Status, ...] = get_args(Status)

SignalKind = Literal["offer", "threat", "pledge", "demand", "refusal", "denial", "accusation", "acceptance"]
SIGNAL_KINDS: tuple[SignalKind, ...] = get_args(SignalKind)

Phase = Literal["begin", "continue", "halt", "refrain"]
Direction = Literal["escalates", "de-escalates"]
State = Literal["open", "triggered", "kept", "broken", "contested", "lapsed", "withdrawn"]
STATES: tuple[State, ...] = get_args(State)


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of every record: immutable, compared by value, unknown JSON fields ignored."""


# ---------------------------------------------------------------------------------------------------------- sources


class Article(Record, frozen=True, kw_only=True):
    """One report as it came in, boilerplate removed.

    `date` is the publication date, ISO 8601 with as much as is known ("2025-05-07", "2025-05-07T13:20+05:30"); None
    when the page did not say: it is never guessed. `origin` says where the bytes came from (path, URL, "-").
    """

    id: str
    text: str
    date: str | None = None
    title: str | None = None
    url: str | None = None
    source: str | None = None
    language: str = "en"
    origin: str | None = None


class Problem(Record, frozen=True, kw_only=True):
    """Something that went wrong with one input: what, where, and what to do about it."""

    where: str
    what: str
    remedy: str = ""
    line: int | None = None


# --------------------------------------------------------------------------------------------------------- language


class Sentence(Record, frozen=True, kw_only=True):
    """A sentence of the article; `paragraph` counts from 0; `headline` marks the title or a heading without verb stop."""

    index: int
    span: Span
    text: str
    paragraph: int = 0
    headline: bool = False


class Modifier(Record, frozen=True, kw_only=True):
    """A word before (or hung on) a noun: adjective ("Russian-backed"), compound ("air" in "air strike") or a participle."""

    text: str
    lemma: str
    span: Span
    kind: Literal["adjective", "compound", "participle", "number", "title"]
    name: bool = False  # a proper noun: "Hamas" in "Hamas fighters"
    entity: Literal["PER", "ORG", "LOC"] | None = None


class Phrase(Record, frozen=True, kw_only=True):
    """A noun phrase, without its relative clauses.

    `head` is the lemma of the head word, or the whole name for names ("Khawaja Asif", "Rapid Support Forces").
    "Pakistan's Defence Minister Khawaja Asif" has head "Khawaja Asif", a title modifier "Defence Minister" and possessor
    "Pakistan". "strikes on camps" has complements (("on", camps),). "India and Pakistan" is India with conjuncts (Pakistan,).
    """

    text: str
    span: Span
    head: str
    head_span: Span
    kind: Literal["noun", "name", "pronoun", "number", "adjective", "clause"] = "noun"
    plural: bool = False
    determiner: str | None = None  # "the", "a", "no", "both", "any", "this", "all" … lower case
    quantity: str | None = None  # "26", "two", "dozens of", "at least 40" as written
    entity: Literal["PER", "ORG", "LOC"] | None = None
    possessor: Phrase | None = None
    modifiers: tuple[Modifier, ...] = ()
    complements: tuple[tuple[str, Phrase], ...] = ()  # (preposition, phrase): "leaders of Tigray", "attack on a base"
    appositives: tuple[Phrase, ...] = ()
    conjuncts: tuple[Phrase, ...] = ()
    negated: bool = False  # "no troops", "none of the demands"

    def members(self) -> tuple[Phrase, ...]:
        """The phrase itself and what is coordinated with it, flat, in order of the text."""
        return (self, *(m for c in self.conjuncts for m in c.members())) if self.conjuncts else (self,)


Role = Literal["subject", "object", "indirect", "oblique", "complement"]


class Argument(Record, frozen=True, kw_only=True):
    """A phrase in its LOGICAL role: the by-agent of a passive is "subject", its grammatical subject is "object".

    For nominal predicates the possessor or nationality adjective is the subject ("India's strikes", "Indian strikes",
    "strikes by India") and prepositional complements are obliques ("strikes on camps": oblique, preposition "on").
    "complement" is a predicate nominal or adjective ("X is a terrorist state").
    `inherited` marks what came by control, coordination or relative pronoun rather than being written in the clause.
    """

    role: Role
    phrase: Phrase
    preposition: str | None = None
    inherited: bool = False


ClauseKind = Literal["verb", "noun", "adjective"]
Mood = Literal["indicative", "imperative", "interrogative", "infinitive", "participle", "nominal"]
Tense = Literal["past", "present", "future", "none"]
Link = Literal[
    "root",  # a main clause
    "conjunct",  # coordinated with the parent: "… and vowed to answer"
    "said",  # content of speech: "Asif said [India had fired]"; the parent is the saying clause
    "thought",  # content of belief, hope, fear, knowledge
    "complement",  # governed by the parent: "threatened [to strike]", "ready [to talk]", "the decision [to suspend visas]"
    "condition",  # the parent holds if this does: if, unless, should …, as long as, in exchange for, in the event of …
    "purpose",  # "in order to", "to" with purpose reading, "so that"
    "cause",  # because, since, as, "in response to", "over", "in retaliation for", "for killing"
    "time",  # when, after, before, while, since, until (a bare "until" with a commitment above is a condition)
    "concession",  # although, despite, even if
    "manner",  # "by striking", "without firing"
    "result",  # "killing 26 people", "leaving two dead", "so … that"
    "relative",  # "… who attacked the base"; the antecedent is filled in as inherited argument
    "participial",  # "militants backed by Iran", "forces fighting in Gaza"
    "argument",  # a nominal predicate in the parent's subject or object: "launched [strikes]", "halt [its attacks]"
    "oblique",  # a nominal predicate in a prepositional phrase without a connective of its own: "took part in [talks]"
    "modifier",  # a nominal predicate inside a noun phrase: "the day after [the attack]", "the [strike] force"
    "apposition",
    "parenthetical",
]


class Clause(Record, frozen=True, kw_only=True):
    """One predicate with its arguments, and how it hangs from its parent: the hinge of the design.

    `id` counts clauses over the whole article, from 0, in order of their predicates; `parent` is such an id.
    `predicate` is the lemma, with its particle if it has one ("call off", "carry out"); adjectives and predicate nouns of
    a copula are predicates too ("be ready to": predicate "ready", kind "adjective").
    `connective` is the word or words that link it ("if", "unless", "as long as", "in response to"), lower case; an
    inverted conditional ("should Moscow send …", "were they to …", "had he …") has connective "should", "were", "had".
    `speakers` says whose words or thoughts these are, innermost first; each item is the phrase of one speaker (for
    "Seoul's envoy said Kim had accepted" the clause "accept" has speakers (Seoul's envoy,)). A clause in running quotation
    across sentences keeps its speaker. Empty: the reporter's own words. `said_in` is the saying clause, if in the text.
    """

    id: int
    sentence: int
    span: Span  # all its words, arguments and sub-clauses included
    text: str
    predicate: str
    predicate_span: Span
    kind: ClauseKind
    voice: Literal["active", "passive"] = "active"
    tense: Tense = "none"
    mood: Mood = "indicative"
    perfect: bool = False
    progressive: bool = False
    negated: bool = False  # not, never, no longer, n't, "no X did", neither, without …; "not only" does not count
    modals: tuple[
        str, ...
    ] = ()  # lemmas: will would may might can could shall should must; "be to", "be going to", "have to"
    adverbs: tuple[str, ...] = ()  # lower case: only, never, reportedly, again, immediately, allegedly …
    arguments: tuple[Argument, ...] = ()
    times: tuple[Phrase, ...] = ()  # temporal phrases of this clause: "on Tuesday", "within 48 hours", "last week"
    parent: int | None = None
    link: Link = "root"
    connective: str | None = None
    focus: str | None = None  # "only" / "even" / "just" before the connective or predicate: "only if", "even if"
    speakers: tuple[Phrase, ...] = ()
    said_in: int | None = None
    quoted: bool = False  # inside direct quotation marks
    attributes: tuple[
        Modifier, ...
    ] = ()  # adjectives and compounds of a nominal predicate: "air" strike, "joint" exercise
    determiner: str | None = None  # of a nominal predicate: "any attack", "further strikes", "no talks"

    def argument(self, role: Role, preposition: str | None = None) -> Phrase | None:
        """The first phrase in that role (and with that preposition, when one is given), or None."""
        for argument in self.arguments:
            if argument.role == role and preposition in (None, argument.preposition):
                return argument.phrase
        return None

    @property
    def subject(self) -> Phrase | None:
        """The logical subject: who does it."""
        for argument in self.arguments:
            if argument.role == "subject":
                return argument.phrase
        return None

    @property
    def object(self) -> Phrase | None:
        """The logical object: to whom or to what it is done."""
        for argument in self.arguments:
            if argument.role == "object":
                return argument.phrase
        return None


class Document(Record, frozen=True, kw_only=True, dict=True):
    """An article with its sentences and clauses: what `language/` hands on."""

    article: Article
    sentences: tuple[Sentence, ...] = ()
    clauses: tuple[Clause, ...] = ()

    def parent(self, clause: Clause) -> Clause | None:
        """The clause it hangs from."""
        return None if clause.parent is None else self.clauses[clause.parent]

    def children(self, clause: Clause, *links: Link) -> tuple[Clause, ...]:
        """The clauses hanging from it, optionally only those with one of these links."""
        found = self._below.get(clause.id, ())
        if not links or not found:
            return found
        return tuple([c for c in found if c.link in links])

    @functools.cached_property
    def _below(self) -> dict[int, tuple[Clause, ...]]:
        """Clauses by the id of the one they hang from, in order."""
        found: dict[int, list[Clause]] = {}
        for clause in self.clauses:
            if clause.parent is not None:
                found.setdefault(clause.parent, []).append(clause)
        return {parent: tuple(clauses) for parent, clauses in found.items()}

    def ancestors(self, clause: Clause) -> tuple[Clause, ...]:
        """Parent, grandparent and so on, nearest first."""
        if clause.parent is None:
            return ()
        known = self._chains.get(clause.parent)
        if known is None:
            found = [self.clauses[clause.parent]]
            while found[-1].parent is not None and len(found) < 100:
                found.append(self.clauses[found[-1].parent])
            known = self._chains[clause.parent] = tuple(found)
        return known

    @functools.cached_property
    def _chains(self) -> dict[int, tuple[Clause, ...]]:
        """Each clause asked for with those above it, by its id."""
        return {}


# ---------------------------------------------------------------------------------------------------------- results


class Actor(Record, frozen=True, kw_only=True):
    """Who: a state, an organisation, an armed group, or one speaking or acting for it.

    `code` is ISO 3166 alpha-3, or IGO / NGO / MNC / "---" when unknown. A non-state group keeps its home state in `code`
    and its usual English name in `group`; international bodies are code "IGO" with the name in `group`.
    """

    code: str
    sector: Sector | None = None
    group: str | None = None
    name: str | None = None
    role: str | None = None
    span: Span | None = None

    @property
    def side(self) -> str:
        """The key a dyad is made of: the group if there is one (or the body), else the code."""
        return self.group or self.code


class Place(Record, frozen=True, kw_only=True):
    """A named place; coordinates in degrees (WGS 84), None where not resolved."""

    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    disputed: str | None = None  # name of the disputed area it lies in, drawn and named as disputed
    span: Span | None = None


class Event(Record, frozen=True, kw_only=True):
    """Who did what to whom, with whose word stands for it. See docs/records.md for every field."""

    id: str
    type: EventType
    mode: str | None = None
    cameo: str | None = None
    goldstein: float | None = None
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    status: Status = "reported"
    background: bool = False
    said_by: tuple[Actor, ...] = ()
    inside: str | None = None
    date: str | None = None
    place: Place | None = None
    quote: str = ""
    span: Span = (0, 0)
    sentence: int = 0
    rule: str = ""
    phase: Phase = "begin"
    clause: int | None = None
    likelihood: float | None = None


class Term(Record, frozen=True, kw_only=True):
    """One side of a bargain: an act as condition or as commitment.

    `direction` of a commitment is that of the whole phrase ("will not strike": refrain, de-escalates); of a condition,
    that of the act it names, and `negated` says that the commitment takes hold if that act does NOT happen.
    """

    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    type: EventType | None = None
    phase: Phase = "begin"
    direction: Direction = "escalates"
    negated: bool = False
    text: str = ""
    span: Span | None = None
    mode: str | None = None


class Condition(Term, frozen=True, kw_only=True):
    """A `Term` with the words that make it a condition ("if", "unless", "in exchange for")."""

    connective: str = "if"


class Cost(Record, frozen=True, kw_only=True):
    """What a signal costs its speaker: hands tied before an audience, or costs sunk in deeds. See docs/records.md."""

    kind: Literal["tied hands", "sunk cost"]
    form: str
    text: str = ""
    span: Span = (0, 0)


class Signal(Record, frozen=True, kw_only=True):
    """What a side said it would do, wants done, refuses, denies, alleges or accepts. See docs/records.md."""

    id: str
    event: str | None
    kind: SignalKind
    speaker: Actor
    addressees: tuple[Actor, ...] = ()
    condition: Condition | None = None
    commitment: Term | None = None
    deadline: str | None = None
    firm: bool = True
    quote: str = ""
    span: Span = (0, 0)
    sentence: int = 0
    rule: str = ""
    more_conditions: tuple[Condition, ...] = ()
    background: bool = False
    date: str | None = None
    clause: int | None = None
    costs: tuple[Cost, ...] = ()


class Casualty(Record, frozen=True, kw_only=True):
    """People killed, injured, captured, missing or displaced, as a report gives it; None where no number is given."""

    kind: Literal["killed", "injured", "captured", "displaced", "missing"]
    low: int | None = None
    high: int | None = None
    who: str | None = None
    victims: tuple[Actor, ...] = ()
    place: Place | None = None
    said_by: tuple[Actor, ...] = ()
    status: Status = "reported"
    background: bool = False
    date: str | None = None
    quote: str = ""
    span: Span = (0, 0)
    sentence: int = 0


class Channel(Record, frozen=True, kw_only=True):
    """What the report says of talks between two sides: under way, planned, offered, refused, broken off, not known of."""

    state: Literal["under way", "held", "planned", "offered", "refused", "suspended", "none known", "possible"]
    sides: tuple[Actor, ...] = ()
    said_by: tuple[Actor, ...] = ()
    quote: str = ""
    span: Span = (0, 0)
    sentence: int = 0
    rule: str = ""


class Reading(Record, frozen=True, kw_only=True):
    """All that was read out of one article: the object `detente code` writes, a line each."""

    id: str
    events: tuple[Event, ...] = ()
    signals: tuple[Signal, ...] = ()
    errors: tuple[Problem, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    places: tuple[Place, ...] = ()
    channels: tuple[Channel, ...] = ()
    date: str | None = None
    title: str | None = None
    url: str | None = None
    source: str | None = None


# -------------------------------------------------------------------------------------------------------- incidents


class Telling(Record, frozen=True, kw_only=True):
    """One event of one report as part of an incident: where it stands, and why it was taken for this happening.

    `event` is None where a report gives only figures of the people hurt. `score` is that of the comparison with the incident
    as it then was, 0 to 1, made of `parts`; the telling an incident began with has score 1.0 and no parts.
    """

    article: str
    event: str | None
    publisher: str
    published: str | None = None
    quote: str = ""
    score: float = 1.0
    parts: dict[str, float] = {}
    note: str = ""


class Toll(Record, frozen=True, kw_only=True):
    """People hurt in an incident as one account has it; None where the words set no bound."""

    kind: Literal["killed", "injured", "captured", "displaced", "missing"]
    low: int | None = None
    high: int | None = None
    who: str | None = None
    of_all: bool = True  # False: part of the dead only ("two foreigners")


class Account(Record, frozen=True, kw_only=True):
    """What one voice says of an incident: `said_by` is empty for the reporters' own words."""

    said_by: tuple[Actor, ...] = ()
    status: Status = "reported"
    tellings: tuple[Telling, ...] = ()
    tolls: tuple[Toll, ...] = ()
    publishers: tuple[str, ...] = ()
    n_independent_sources: int = 1


class Version(Record, frozen=True, kw_only=True):
    """One side of a conflict between accounts: who says what, in the report's words."""

    said_by: tuple[Actor, ...] = ()
    publishers: tuple[str, ...] = ()
    says: str = ""
    quote: str = ""
    article: str = ""


class Conflict(Record, frozen=True, kw_only=True):
    """Accounts that cannot all be true. `other` is the incident told the other way round, for "who fired first"."""

    about: Literal["toll", "doer", "denial", "direction"]
    versions: tuple[Version, ...] = ()
    other: str | None = None


class Incident(Record, frozen=True, kw_only=True):
    """One happening with all its tellings, kept side by side.

    `date` is the day most tellings give, None where none does; `earliest` and `latest` bound it by what is known. `id` is
    that of the first telling that came out ("article/event"), so that later reports do not rename it.
    """

    id: str
    type: EventType
    mode: str | None = None
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    background: bool = False
    date: str | None = None
    earliest: str | None = None
    latest: str | None = None
    place: Place | None = None
    accounts: tuple[Account, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    n_reports: int = 1
    n_independent_sources: int = 1
    notes: tuple[str, ...] = ()


# ----------------------------------------------------------------------------------------------------------- ledger


class Evidence(Record, frozen=True, kw_only=True):
    """One event or signal that bears on a commitment: `article` and `record` name it, `why` says how it counts."""

    article: str
    record: str
    why: str
    bears_on: Literal["condition", "commitment", "terms"] = "commitment"
    supports: State | None = None
    score: float = 0.0
    parts: dict[str, float] = {}
    date: str | None = None
    quote: str = ""
    source: str | None = None
    said_by: tuple[Actor, ...] = ()


class Change(Record, frozen=True, kw_only=True):
    """One step of a commitment's history: the state it came to, when, and because of what."""

    state: State
    date: str | None
    because: str
    rule: str = ""
    evidence: tuple[str, ...] = ()


class Commitment(Record, frozen=True, kw_only=True):
    """The ledger's row: a signal, where it stands, whose move it is and the trail that says why."""

    id: str
    signal: Signal
    article: str
    state: State = "open"
    next_mover: Actor | None = None
    evidence: tuple[Evidence, ...] = ()
    history: tuple[Change, ...] = ()
    repetitions: tuple[tuple[str, str], ...] = ()  # (article id, signal id) of the same commitment said again
    first_said: str | None = None
    last_said: str | None = None
    supersedes: str | None = None
    why_next: str = ""


# ------------------------------------------------------------------------------------------------------------- JSON

R = TypeVar("R", bound=Record)


def to_json(record: Record, *, indent: int = 0) -> str:
    """A record as JSON text; fields in their declared order, so the same record is always the same bytes."""
    raw = msgspec.json.encode(record)
    if indent:
        raw = msgspec.json.format(raw, indent=indent)
    return raw.decode("utf-8")


def from_json(kind: type[R], raw: str | bytes) -> R:
    """A record of `kind` from JSON text; raises `msgspec.ValidationError` naming the field that is wrong."""
    return msgspec.json.decode(raw, type=kind)


def to_builtins(record: Record) -> dict[str, Any]:
    """A record as plain dicts and lists."""
    built: dict[str, Any] = msgspec.to_builtins(record)
    return built
