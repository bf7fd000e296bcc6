"""Acts -> events: who did what to whom, on whose word, when and where, and inside which other event."""

from __future__ import annotations

import functools
import re

import msgspec

from detente.actors import Cast
from detente.actors.lexicon import Entry
from detente.events.acts import SPEECH, Act, direction_of
from detente.events.arbitrate import settle
from detente.events.compose import Composer, is_same
from detente.events.domains import domain
from detente.events.factuality import Factuality
from detente.events.frames import goldstein, normal, speech_code, words
from detente.events.history import History
from detente.events.match import candidates, obstacle
from detente.events.owning import Owning
from detente.events.phrases import bearings, heads, is_word, sides, stems, unique, vicinity
from detente.events.standing import is_one_of, own_words
from detente.events.telling import Telling
from detente.events.times import Times, shared
from detente.language import dates, places
from detente.language.settings import Settings
from detente.records import Actor, Clause, Document, Event, EventType, Phrase, Place

_LIKE = re.compile(r"\b(?:like|unlike|than|as in)\s+(?:the |in )?$", re.IGNORECASE)
_PLACE_OF = re.compile(  # "the town of Masisi" is Masisi
    r"\b(?:towns?|cit(?:y|ies)|villages?|ports?|regions?|provinces?|districts?|islands?|capital|areas?|suburbs?) of\b"
)
_OF_THEM = re.compile(r"\b(?:of|from|in|around|near)\b", re.IGNORECASE)  # "people of Gaza"
_MET_IN = re.compile(  # "agreed at talks in Gabon", "the meeting in Doha": where it was held
    r"\b(?:talks?|meetings?|summits?|negotiations?|conferences?|sessions?|rounds?|ceremon(?:y|ies)|forums?|gatherings?|discussions?)"
    r"(?: \w+){0,2} (?:in|at) (?:the )?$",
    re.IGNORECASE,
)
_AT = re.compile(r"\b(?:on|in|at)\s+(?:the )?$", re.IGNORECASE)
_IN = re.compile(r"(\w+)\s+(?:in|at|near)\s+$", re.IGNORECASE)
_VISITS = ("042", "043")  # where they went is whom they saw
_SIGNED: frozenset[EventType] = frozenset(("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "RETREAT", "THREATEN"))
_WITHIN = ("in", "near", "at", "inside", "outside", "across", "around", "along")
_ON_GROUND: frozenset[EventType] = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST"))
_INWARD = (
    "complement",
    "said",
    "thought",
    "argument",
    "oblique",
    "conjunct",
    "condition",
    "purpose",
    "result",
    "manner",
    "cause",
)
_PARTIES = frozenset([None, "GOV", "MIL", "REB", "LEG", "SPY", "COP", "OPP"])  # not the press, monitors, witnesses
_PEOPLE = frozenset("OPP CVL LAB EDU REL AGR MED JUD BUS PTY HLH ELI".split())
_RULERS = frozenset([None, "GOV", "LEG", "COP"])
_HOME_RULE = ("172", "081")  # curfews, emergencies and bans, and their end
# Whose people protest against others: the occupied; and what is no state.
_NO_STATE = frozenset("--- PSE HKG ESH IGO NGO MNC".split())
_SUFFERED: frozenset[EventType] = frozenset(
    ("ASSAULT", "COERCE", "SANCTION", "RETREAT", "AID", "ACCUSE")
)  # tell of a victim alone
_GIVEN: frozenset[EventType] = frozenset(("AGREE", "REQUEST", "THREATEN", "REJECT", "ACCUSE"))  # by saying so, now
_COMMITTED: frozenset[EventType] = frozenset(("AGREE", "REQUEST", "THREATEN", "REJECT", "ACCUSE", "SUPPORT"))


def acts(document: Document, cast: Cast) -> dict[int, tuple[Act, ...]]:
    """What each clause speaks of, whatever its status, by clause id."""
    return Composer(document, cast).all()


def code(document: Document, cast: Cast, found: dict[int, tuple[Act, ...]] | None = None) -> tuple[Event, ...]:
    """The events of a document, in order of the text; `found` are its acts where they are worked out already."""
    found = acts(document, cast) if found is None else found
    return Coder(document, cast, settle(document, cast, found)).events()


def dyads(event: Event) -> tuple[tuple[Actor, Actor], ...]:
    """Directed pairs (source, target): both ways between the sides of a symmetric event without recipients."""
    if event.recipients:
        return tuple((a, b) for a in event.actors for b in event.recipients if a.side != b.side or a.sector != b.sector)
    return tuple((a, b) for a in event.actors for b in event.actors if a.side != b.side)


def why_not(document: Document, cast: Cast, clause: Clause) -> str | None:
    """For a clause whose predicate the lexicon knows and that gave nothing: which constraint failed, in words."""
    composer = Composer(document, cast)
    act = composer.act(clause)
    if act is not None and (name := domain(_sentence(document, clause))) is not None:
        return f"the sentence reads as {name}"
    if act is not None:
        return _why_untold(document, cast, clause)
    seen = composer.view(clause)
    tried = [(frame, obstacle(frame, seen, cast)) for frame in candidates(seen)]
    if not tried:
        return None
    frame, why = max(tried, key=lambda t: (t[1] is None, t[0].weight))
    return f"{frame.rule}: {why or 'nothing in its complement goes the way it needs'}"


def _why_untold(document: Document, cast: Cast, clause: Clause) -> str | None:
    """Why the acts of a clause are no events: taken up by another, dropped by the learned typer, or objected to."""
    found = acts(document, cast)
    settled = settle(document, cast, found)
    coder = Coder(document, cast, settled)
    for act in found.get(clause.id, ()):
        if not any(a.type == act.type or act.rule in a.rule for a in settled.get(clause.id, ())):
            return f"{act.rule}: the learned typer takes it for no act"
        if (why := coder.objection(clause, act)) is not None:
            return f"{act.rule}: {why}"
        return f"{act.rule}: the sentence tells it already"
    return "another clause has taken it up"


class Coder:
    """Events of one document from its acts."""

    def __init__(self, document: Document, cast: Cast, found: dict[int, tuple[Act, ...]]) -> None:
        self._document = document
        self._cast = cast
        self._acts = found
        self._factuality = Factuality(document, found)
        self._history = History(document)
        self._telling = Telling(document, cast, found, self._history, self._place)
        self._times = Times(document, found)
        self._mutual: set[int] = set()  # clauses told already, once for each of those who accuse each other
        self._speech: dict[int, str] = {}  # clause -> id of the speech-act event said there
        self._events: list[Event] = []

    def events(self) -> tuple[Event, ...]:
        """All events; a speech act stands before the act it speaks of."""
        for clause in self._document.clauses:
            name = domain(_sentence(self._document, clause))
            if name is not None and not (name == "sport" and self._is_attended(clause)):
                continue
            self._demand(clause)
            for act in self._acts.get(clause.id, ()):
                self._code(clause, act)
        self._events = Owning(self._document, self._cast, self._acts, self._event).settled(self._events)
        day = (self._document.article.date or "")[:10] or None
        return tuple(self._linked(e) for e in shared(_without_repeats(self._events), day))

    def _is_attended(self, clause: Clause) -> bool:
        """ "The president will attend the Olympics": a head of state or government at the games is politics."""
        acts_ = self._acts.get(clause.id, ())
        nodes = (clause, *(self._document.clauses[i] for act in acts_ for i in act.content))
        there = any(normal(n.predicate) in words("data/domains.toml", "attended", "verbs") for n in nodes)
        return there and all(act.actors and all(a.sector == "GOV" for a in act.actors) for act in acts_)

    def objection(self, clause: Clause, act: Act) -> str | None:
        """Why an act is not told as an event, in words; None for one that is."""
        return self._telling.objection(clause, act)

    def _code(self, clause: Clause, act: Act) -> None:
        if clause.id in self._mutual or self.objection(clause, act) is not None:
            return
        if act.type == "ACCUSE" and len(act.actors) > 1 and _is_mutual(clause):
            self._recriminations(clause, act)
            return
        self._commitment(clause, act)
        self._accusation(clause, act)
        event = self._event(clause, act)
        if act.type in SPEECH and act.type != "SUPPORT":
            self._speech.setdefault(clause.id, event.id)
        self._events.append(event)

    # ---------------------------------------------------------------------------------------------- speech acts

    def _recriminations(self, clause: Clause, act: Act) -> None:
        """ "A and B accused each other of opening fire": each accuses the other, and says the other did it."""
        for accuser in act.actors:
            accused = tuple(a for a in act.actors if a.side != accuser.side)
            made = msgspec.structs.replace(act, actors=(accuser,), recipients=accused)
            speech = self._event(clause, made)
            self._events.append(speech)
            for content in (self._document.clauses[i] for i in act.content):
                for deed in self._acts.get(content.id, ()):
                    if deed.type not in SPEECH:
                        told = msgspec.structs.replace(
                            deed, actors=accused, recipients=(accuser,), rule=f"{deed.rule}+each other"
                        )
                        event = msgspec.structs.replace(
                            self._event(content, told), said_by=(accuser,), inside=speech.id
                        )
                        self._events.append(event)
            self._mutual.update(act.content)

    def _commitment(self, clause: Clause, act: Act) -> None:
        """ "X will do Y" is itself an AGREE, a THREATEN or, negated, a REJECT: PLOVER codes the word given."""
        if (
            not act.actors
            or (act.type in SPEECH and act.type != "SUPPORT")
            or clause.kind == "noun"
            or not self._is_promised(clause)
        ):
            return
        if self._in_speech_event(clause) or not self._speaks_for_itself(clause, act):
            return
        up = act.direction == "escalates"
        type_: EventType = "THREATEN" if up else "AGREE"
        if clause.negated:
            type_ = "AGREE" if up else "REJECT"
        cameo = _speech_cameo(type_, act, negated=clause.negated)
        made = msgspec.structs.replace(
            act,
            type=type_,
            event_type=type_,
            phase="begin",
            mode=None,
            cameo=cameo,
            goldstein=goldstein(cameo),
            direction=direction_of(type_, "begin"),
            symmetric=False,
            rule=f"{type_.lower()}/{'will not' if clause.negated else 'will'}+{act.rule}",
        )
        event = self._event(clause, made, bare=True)
        self._speech.setdefault(clause.id, event.id)
        self._events.append(event)

    def _is_promised(self, clause: Clause) -> bool:
        """Future of one's own doing; not history's "would", not what is only likely."""
        modals = set(clause.modals)
        if modals & {"may", "might", "could", "must", "should"} or clause.mood == "interrogative" or clause.perfect:
            return False
        if {"possibly", "probably", "likely", "perhaps", "maybe", "reportedly"} & set(clause.adverbs):
            return False
        if clause.link in ("condition", "time", "relative", "cause", "concession", "modifier"):
            return False
        if modals & {"will", "shall", "be to", "be going to", "be about to"} or clause.tense == "future":
            return True
        return "would" in modals and bool(clause.speakers)

    def _speaks_for_itself(self, clause: Clause, act: Act) -> bool:
        """A promise is one's own word: what the reporter or another side says it will do is a forecast."""
        if not clause.speakers:
            return False
        speakers = self._cast.speakers(clause)
        if any(heads(p) & words("data/plausible.toml", "forecasters", "nouns") for p in clause.speakers):
            return False
        unnamed = clause.speakers[0].head.lower() in ("source", "sources") and all(a.side == "---" for a in speakers)
        if (
            not speakers or unnamed
        ):  # "reports said", "diplomatic sources said", "a statement said": on nobody's word we know, so it comes out as claimed
            return all(p.kind != "pronoun" for p in clause.speakers)
        codes = {a.code for a in speakers if a.code != "---"}
        if act.type == "CONSULT" and any(a.code in codes for a in act.recipients):
            return True  # the host says who will come
        return any(is_one_of(a, speakers) or a.code in codes for a in act.actors)

    def _in_speech_event(self, clause: Clause) -> bool:
        node = clause
        while node.parent is not None and node.link in ("complement", "said", "conjunct"):
            node = self._document.clauses[node.parent]
            if node.id in self._speech or self._will_speak(node):
                return True
        return False

    def _will_speak(self, clause: Clause) -> bool:
        """Whether a clause that stands behind what is said in it tells a speech act: "will recall its envoy, Jordan warned"."""
        told = (act for act in self._acts.get(clause.id, ()) if act.type in SPEECH and act.type != "SUPPORT")
        return any(self.objection(clause, act) is None for act in told)

    def _demand(self, clause: Clause) -> None:
        """ "X said Y must do Z" is a REQUEST by X to Y, whatever Z is."""
        must = {"must", "should", "have to", "need to", "ought", "ought to"} & set(clause.modals)
        doer = clause.subject  # of "Russia must be punished" nothing is asked of Russia
        if (
            not must
            or clause.perfect
            or doer is None
            or not clause.speakers
            or clause.link in ("condition", "relative", "time")
        ):
            return
        speakers = tuple(a for a in self._cast.speakers(clause)[:1] if a.code != "---" or a.group)
        asked = tuple(a for a in sides(doer, self._cast, clause) if a.code != "---")
        if not speakers or not asked or any(is_same(a, s) for a in asked for s in speakers):
            return
        if self._in_speech_event(clause):
            return
        found = self._acts.get(clause.id, ())
        cameo = (speech_code("REQUEST", found[0].event_type, found[0].cameo) if found else None) or "104"
        self._speak(clause, "REQUEST", cameo, "request/must", speakers, asked)

    def _accusation(self, clause: Clause, act: Act) -> None:
        """ "X said Y had struck X": a party that says another has harmed it accuses it."""
        if (
            act.type not in ("ASSAULT", "COERCE")
            or act.phase in ("halt", "refrain")
            or not act.actors
            or clause.negated
        ):
            return
        if clause.link not in ("said", "conjunct") or clause.tense != "past" or self._in_speech_event(clause):
            return
        speakers = tuple(
            a for a in self._cast.speakers(clause)[:1] if a.sector in _PARTIES and (a.code != "---" or a.group)
        )
        harmed = [a for a in act.recipients if any(_is_harmed(a, s) for s in speakers)]
        if not harmed or any(a.side == s.side for a in act.actors for s in speakers):
            return
        if all(a.code == "---" and a.group is None for a in act.actors):
            return  # "gunmen attacked a patrol, police said": reported, nobody we know is accused
        self._speak(clause, "ACCUSE", "1123", "accuse/said", speakers, act.actors)

    def _speak(
        self, clause: Clause, type_: EventType, cameo: str, rule: str, by: tuple[Actor, ...], to: tuple[Actor, ...]
    ) -> None:
        """A speech-act event for what a clause says, said by its speakers."""
        event = Event(
            id=f"e{len(self._events) + 1}",
            type=type_,
            cameo=cameo,
            goldstein=goldstein(cameo),
            actors=by,
            recipients=to,
            status="reported",
            quote=clause.text,
            span=clause.span,
            sentence=clause.sentence,
            rule=rule,
            clause=clause.id,
            date=self._times.said(clause),
        )
        self._speech.setdefault(clause.id, event.id)
        self._events.append(event)

    # --------------------------------------------------------------------------------------------------- records

    def _event(self, clause: Clause, act: Act, *, bare: bool = False) -> Event:
        ended = act.phase == "halt"  # "would stop carrying out the accord": what ends an agreement is a deed, no word
        given = not ended and act.type in _GIVEN and self._is_given(clause, act)
        status = self._factuality.status(clause, bare=bare or given)
        said_by = self._cast.speakers(clause)
        if status == "reported" and (clause.speakers or self._is_attributed(clause)):
            status = "claimed"
        if status == "claimed" and act.type in _COMMITTED and not ended and own_words(act, said_by):
            status = "reported"  # saying it is doing it
        if status in ("reported", "claimed") and act.type in ("AGREE", "THREATEN") and _is_wish(clause):
            status = "intended" if status == "reported" else "hypothetical"
        if status == "claimed" and not said_by:
            said_by = self._accusers(clause)
        said_by = () if status == "reported" else unique(said_by)
        type_ = act.event_type
        if act.phase == "refrain":  # not attacking is no event of its own, it is an attack that did not come
            type_, status = act.type, "negated" if status in ("reported", "claimed") else status
        event = Event(
            id=f"e{len(self._events) + 1}",
            type=type_,
            mode=act.mode,
            cameo=act.cameo,
            goldstein=act.goldstein,
            actors=act.actors,
            recipients=self._addressed(act) or self._at_home(clause, act),
            status=status,
            background=self._history.tells(clause, act),
            said_by=said_by,
            place=self._place(clause, act),
            quote=clause.text,
            span=clause.span,
            sentence=clause.sentence,
            rule=act.rule,
            phase=act.phase,
            clause=clause.id,
        )
        date = self._times.of(clause, act, event)
        return msgspec.structs.replace(event, date=date, background=event.background or self._is_old(date))

    def _addressed(self, act: Act) -> tuple[Actor, ...]:
        """The recipients without those that words only liken to or meet at: "drugs like Portugal", "a meeting on Crete"."""
        text = self._document.article.text
        before = ((a, text[max(0, a.span[0] - 40) : a.span[0]] if a.span else "") for a in act.recipients)
        speech = act.type in ("AGREE", "CONSULT", "SUPPORT", "REQUEST")
        addressed = tuple(
            a
            for a, said in before
            if not _LIKE.search(said[-16:])
            and not (speech and a.sector == "CVL" and _AT.search(said[-16:]))
            and not (act.type not in ("REQUEST", "ASSAULT", "COERCE") and _MET_IN.search(said))
            and not (act.type in _SIGNED and self._is_where(act, a, said))
        )
        held = act.type in ("ASSAULT", "COERCE", "MOBILIZE", "SANCTION")  # struck, taken, or where soldiers go
        return tuple(map(self._struck, addressed)) if held else addressed

    def _is_where(self, act: Act, actor: Actor, said: str) -> bool:
        """Whether a government is named by its seat to tell where: "signed an accord in Honiara", not "its embassy in Tehran"."""
        before = _IN.search(said)
        if actor.sector != "GOV" or before is None or (act.cameo or "").startswith(_VISITS):
            return False
        if not words("data/composition.toml", "seated", "nouns").isdisjoint(stems(before[1])):
            return False
        here = (h for h in self._cast.hits if actor.span is not None and (h.start, h.end) == actor.span)
        return any(h.entry.form in ("capital", "seat") for h in here)

    def _struck(self, target: Actor) -> Actor:
        """A place that is struck is its state's; that people or the government were hit there is for the words to say."""
        if target.sector not in ("CVL", "GOV") or target.span is None or target.name is not None:
            return target
        start, end = target.span
        words = _PLACE_OF.sub("", self._document.article.text[start:end])
        placed = any(h.end == end and h.start >= start and _is_place(h.entry) for h in self._cast.hits)
        return msgspec.structs.replace(target, sector=None) if placed and not _OF_THEM.search(words) else target

    def _at_home(self, clause: Clause, act: Act) -> tuple[Actor, ...]:
        """Whom acts without an object befall at home: people protest against those who govern them, a curfew is theirs."""
        doer = act.actors[0] if len(act.actors) == 1 else None
        if (
            doer is None
            or act.phase != "begin"
            or doer.group is not None
            or doer.code in _NO_STATE
            or len(doer.code) != 3
        ):
            return ()
        place = self._place(clause, act)
        if place is not None and place.country not in (None, doer.code):
            return ()
        if act.type == "PROTEST" and doer.sector in _PEOPLE and self._crosses(clause):
            poles = self._cast.scene.pair(clause.span[0], states=True) if self._cast.scene is not None else ()
            return tuple(a for a in poles if a.code != doer.code) if doer.code in {a.code for a in poles} else ()
        if (act.type == "PROTEST" or act.cameo == "082") and doer.sector in _PEOPLE:
            return (Actor(code=doer.code, sector="GOV", span=doer.span),)
        ruled = clause.object is not None and any(
            w == "siege" or is_word("restriction", w) for w in heads(clause.object)
        )
        if (act.cameo or "").startswith(_HOME_RULE) and ruled and doer.sector in _RULERS:
            return (Actor(code=doer.code, sector="CVL", span=doer.span),)
        return ()

    def _crosses(self, clause: Clause) -> bool:
        """ "Flew leaflets over the border": not at those who rule them, unless from abroad."""
        if clause.subject is None or heads(clause.subject) & words("data/composition.toml", "beyond", "abroad"):
            return False
        beyond = words("data/composition.toml", "beyond", "nouns")
        over = words("data/composition.toml", "beyond", "prepositions")
        held = [(a.preposition, a.phrase) for a in clause.arguments]
        for _ in range(2):  # "balloons with leaflets over the border"
            held += [(w, p) for _, phrase in held for m in phrase.members() for w, p in m.complements]
        return any(w in over and heads(p) & beyond for w, p in held)

    def _is_old(self, date: str | None) -> bool:
        """Whether a date alone makes a happening history: "defeated in a 2020 war"."""
        anchor = self._document.article.date
        if date is None or anchor is None or date[:7] == anchor[:7]:
            return False
        return dates.is_history(dates.resolve(date, anchor), anchor)

    def _accusers(self, clause: Clause) -> tuple[Actor, ...]:
        """On whose word an act is that an accusation speaks of."""
        found = (a for c in self._document.ancestors(clause) for a in self._acts.get(c.id, ()))
        return next(
            (a.actors for a in found if a.type == "COERCE" or (a.type == "ACCUSE" and a.inner == "claimed")), ()
        )

    def _is_given(self, clause: Clause, act: Act) -> bool:
        """ "would agree if", "is ready to … if": the word is given now, though what it is about hangs on a condition."""
        looked = (act.cameo or "").startswith("09")  # nor what it would look into
        asked = act.type == "REQUEST" or looked  # what it says it would ask for is not asked for yet
        ahead = clause.tense == "future" or bool({"will", "would", "shall"} & set(clause.modals))
        return (
            not (ahead and act.type in ("ACCUSE", "REQUEST"))  # "will condemn it, will sue it unless it pays"
            and not clause.negated
            and not ({"may", "might", "could", "should", "must", "ought", "ought to"} & set(clause.modals))
            and clause.mood == "indicative"
            and (clause.tense in ("present", "past", "future") or "would" in clause.modals)
            and (
                any(c.link == "condition" for c in self._document.children(clause))
                or (clause.link == "said" and "would" in clause.modals and not clause.perfect and not asked)
            )
        )

    def _is_attributed(self, clause: Clause) -> bool:
        return any(
            a.link == "said" for a in (clause, *self._document.ancestors(clause)) if a.sentence == clause.sentence
        )

    def _place(self, clause: Clause, act: Act) -> Place | None:
        """Where the act took place: what a phrase of place names, of an attack or a capture also its object.

        Of words and measures only strict places count: "sanctions on Moscow", "talks between Baku and Yerevan" name sides.
        """
        if act.type in _ON_GROUND:
            found = (self._settings.place(self._document.clauses[i]) for i in (clause.id, *act.covers))
            if (place := next((p for p in found if p is not None), None)) is not None:
                return place
        countries = tuple(
            sorted({a.code for a in (*act.actors, *act.recipients) if len(a.code) == 3 and a.code.isalpha()})
        )
        for phrase in self._locations(clause, act):
            for member in phrase.members():
                if member.kind == "name" and (place := places.find(member.head, countries, span=member.head_span)):
                    return place
        return None

    @functools.cached_property
    def _settings(self) -> Settings:
        """Places by clause, homonyms settled by the states the article's acts name."""
        sides = {a.code for found in self._acts.values() for act in found for a in (*act.actors, *act.recipients)}
        return Settings(self._document, tuple(sorted(c for c in sides if len(c) == 3 and c.isalpha() and c != "IGO")))

    def _locations(self, clause: Clause, act: Act) -> list[Phrase]:
        nodes = [clause, *(self._document.clauses[i] for i in act.covers)]
        found = [p for c in nodes for a in c.arguments for p in vicinity(a.phrase)]
        found += [p for c in nodes for p in bearings(c)]
        found += [a.phrase for c in nodes for a in c.arguments if a.role == "oblique" and a.preposition in _WITHIN]
        inner = [p for c in nodes for a in c.arguments for w, p in a.phrase.complements if w in _WITHIN]
        struck = act.type == "ASSAULT" or act.cameo == "192"
        objects = [a.phrase for c in nodes for a in c.arguments if a.role == "object"] if struck else []
        return [*found, *inner, *objects]

    def _linked(self, event: Event) -> Event:
        """`inside`: the nearest speech act above that holds this act as its content or condition."""
        if event.clause is None or event.inside is not None:
            return event
        own = self._speech.get(event.clause)
        if own is not None and own != event.id:
            return msgspec.structs.replace(event, inside=own)
        node = self._document.clauses[event.clause]
        if node.link == "conjunct" and event.type in SPEECH and event.status == "reported":
            return event  # "condemned the attack and promised aid": two words, side by side
        while node.parent is not None and node.link in _INWARD:
            node = self._document.clauses[node.parent]
            if node.id in self._speech:
                return msgspec.structs.replace(event, inside=self._speech[node.id])
        return event


def _is_harmed(victim: Actor, speaker: Actor) -> bool:
    """Whether a victim is of the speaker's side: his state's people or army, not the rebels at home."""
    if victim.side == speaker.side:
        return True
    return victim.code == speaker.code != "---" and victim.group is None and victim.sector not in ("REB", "UAF")


def _is_mutual(clause: Clause) -> bool:
    """ "accused each other", "traded accusations", "each blamed the other"."""
    if clause.predicate in ("trade", "exchange", "swap"):
        return True
    objects = {a.phrase.text.lower() for a in clause.arguments if a.role != "subject"}
    return bool(objects & {"each other", "one another", "the other", "the other side"})


def _is_place(entry: Entry) -> bool:
    """A town or land, also a capital, which elsewhere stands for the government in it."""
    return entry.kind == "place" or entry.form in ("capital", "seat")


def _is_wish(clause: Clause) -> bool:
    kind = "adjectives" if clause.kind == "adjective" else "verbs"
    return normal(clause.predicate) in words("data/composition.toml", "wish", kind)


def _speech_cameo(type_: EventType, act: Act, *, negated: bool) -> str:
    default = {"AGREE": "030", "THREATEN": "130", "REJECT": "120"}[type_]
    if negated and type_ == "AGREE":
        return "0356" if act.type in ("ASSAULT", "COERCE", "MOBILIZE") else default
    return speech_code(type_, act.event_type, act.cameo) or default


def _sentence(document: Document, clause: Clause) -> str:
    return document.sentences[clause.sentence].text


def _without_repeats(events: list[Event]) -> list[Event]:
    """One event for one happening in a sentence: a repeat by a noun or a coordinate verb of the same kind goes."""
    kept: dict[tuple[object, ...], Event] = {}
    for event in events:
        key = (
            event.sentence,
            event.type,
            tuple(sorted({a.side for a in event.actors})),
            tuple(sorted({a.side for a in event.recipients})),
            event.status,
            event.background,
        )
        kept.setdefault(key, event)
    return list(kept.values())
