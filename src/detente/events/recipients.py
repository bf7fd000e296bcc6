"""Whom it is done to, said to or meant for: the recipients of an act, as its frame and its clause name them."""

from __future__ import annotations

import msgspec

from detente.events.acts import Act
from detente.events.condemned import lies_in, makers, spoken_of
from detente.events.frames import Frame, normal, words
from detente.events.match import Acts, View
from detente.events.phrases import country_at, country_of, heads, is_mission, is_word, sides, unique
from detente.records import Actor, Argument, Clause, EventType, Phrase

_GRAMMAR = "data/composition.toml"
_DEFAULT_TO = ("object", "indirect", "against", "on")
_PROTESTING = frozenset(("protest", "defiance"))
_LOCATED: frozenset[EventType] = frozenset(("ASSAULT", "COERCE", "AID", "CONCEDE"))
_PEOPLE = frozenset("OPP CVL REF UAF REB".split())
DOMESTIC = frozenset("OPP CVL JRN LAB EDU CRM REL AGR MED JUD LEG ELI REF UAF REB BUS PTY HLH".split())
SELVES = frozenset("themselves himself herself itself".split())
_AUTHORITIES = frozenset("GOV COP JUD LEG".split())
_CRITICS = frozenset("OPP LAB EDU JRN".split())  # whom a state that deals with them deals with at home
_SUBJECTS = _CRITICS | frozenset("CVL REB PTY CRM REL BUS MED AGR".split())
_FREED = frozenset(("reinstatement", "restoration", "extradition"))
_STATE = frozenset([None, "GOV", "MIL", "COP", "SPY", "JUD", "LEG"])


_PLACING = frozenset(("in", "at", "near", "inside", "across"))
_AT = frozenset({"on", "against"})  # "called for sanctions on Moscow": of others than Moscow


class Recipients:
    """The recipients of a document's acts."""

    def __init__(self, acts: Acts) -> None:
        self._acts = acts

    def named(
        self, frame: Frame, seen: View, content: tuple[Clause, ...], actors: tuple[Actor, ...]
    ) -> tuple[Actor, ...]:
        if frame.type in ("AGREE", "RETREAT") and (found := self._truce_with(seen, actors)):
            return found
        if found := self._in_slots(frame, seen, content, actors):
            return found
        if frame.type == "AGREE" and (found := self._agreed_on(seen, actors)):
            return found
        if frame.embed:
            inner = [a for c in content if (a := self._acts.act(c)) is not None]
            if frame.type == "REQUEST" and self._asked_to_harm(seen, content):
                return ()
            doers = (x for a in inner if not (frame.type == "THREATEN" and _is_shared(a, actors)) for x in a.actors)
            return (
                others(unique((*(r for a in inner if not _frees(frame, a) for r in a.recipients), *doers)), actors)
                or self._by_condition(seen.clause, content, actors)
                or self._touched(content, actors)
            )
        if any(p.text.lower() in SELVES for p in seen.slot("object")):
            return ()
        if frame.type == "ACCUSE" and (found := others(self._culprits(seen.clause), actors)):
            return found
        if frame.type in ("ASSAULT", "REJECT") and (found := others(self._makers(seen.clause), actors)):
            return found
        if frame.type == "PROTEST" and (found := others(self._defied(seen.clause) or self._chanted(seen), actors)):
            return found
        return self._by_kind(frame, seen, actors) or self._by_place(frame, seen, actors)

    def _by_kind(self, frame: Frame, seen: View, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Whom a paper binds, peace is wished, a mission stands with, or an act without an object is meant for."""
        if frame.type == "SUPPORT" and frame.object and (found := self._bound_by(seen.clause, actors)):
            return found
        if frame.type == "REQUEST" and (found := self._wished_for(seen, actors)):
            return found
        if frame.type == "SANCTION" and (found := self._posted_in(seen.clause, actors)):
            return found
        return self._by_purpose(frame, seen, actors)

    def _posted_in(self, clause: Clause, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Where a mission of one's own stands that is shut: "closed its embassy in Damascus" is done to Syria."""
        held = [a.phrase for a in clause.arguments if a.role == "object"]
        held += [q for p in held for w, q in p.complements if w == "of"]
        inner = [q for p in held if is_mission(p) for w, q in p.complements if w in ("in", "to")]
        found = unique(a for q in inner for a in sides(q, self._acts.cast, clause) if a.code != "---")
        return tuple(a for a in found if all(a.code != b.code for b in actors))  # not another's, at home

    def _in_slots(
        self, frame: Frame, seen: View, content: tuple[Clause, ...], actors: tuple[Actor, ...]
    ) -> tuple[Actor, ...]:
        """Whom the slots of a frame name, those we know first: of "rebels in Aceh" the rebels, not Aceh's people."""
        vague: tuple[Actor, ...] = ()
        for name in self._slots(frame, seen.clause):
            if vague and name in _PLACING:
                break
            found = self._standing_at(name, frame, seen, content, actors)
            if any(a.code != "---" or a.group for a in found):
                return found
            vague = vague or found
        return vague

    def _asks_for_harm(self, clause: Clause) -> bool:
        """Whether what is called for is harm done to somebody: sanctions, strikes, an embargo."""
        asked = self._acts.children(clause, "oblique", "argument", "complement")
        found = (self._acts.act(c) for c in asked if c.kind == "noun" and c.connective in ("for", None))
        return any(a is not None and a.direction == "escalates" and bool(a.recipients) for a in found)

    def _asked_to_harm(self, seen: View, content: tuple[Clause, ...]) -> bool:
        """ "Urged partners to impose sanctions on Russia": asked are the partners, whoever they are, and not Russia."""
        asked = [p.span for p in seen.slot("object")] + [p.span for p in seen.slot("on")]
        told = [c for c in content if c.subject is not None and c.subject.span in asked]
        found = (self._acts.act(c) for c in told)
        return any(a is not None and a.direction == "escalates" and bool(a.recipients) for a in found)

    def _beside(self, clause: Clause) -> tuple[Actor, ...]:
        """ "Expelled the Ethiopian envoy and closed two consulates": the same side, where only the first names it."""
        first = self._acts.document.parent(clause)
        if clause.link != "conjunct" or first is None:
            return ()
        act = self._acts.act(first)
        return act.recipients if act is not None and act.type == "SANCTION" else ()

    def _standing_at(
        self, name: str, frame: Frame, seen: View, content: tuple[Clause, ...], actors: tuple[Actor, ...]
    ) -> tuple[Actor, ...]:
        """The other sides one slot of a frame names."""
        mine = frozenset(a.side for a in actors if a.code != "---")
        if name == "embedded":
            found = self._embedded_subjects(content)
            if frame.type == "THREATEN" and any(is_same(a, b) for a in found for b in actors):
                found = ()  # "a joint force of Mali and Niger will deploy, Niger said": those who act with them
        elif name == "object" and frame.via:
            found = unique(a for p in seen.slot(frame.via) for a in sides(p, self._acts.cast, seen.clause))
        elif frame.type == "ACCUSE" and (deeds := spoken_of(seen)):
            found = self._guilty(name, frame, seen, deeds)
        else:
            found = unique(
                a
                for p in seen.slot(name)
                if not self._is_idiom(frame, name, p) and p.text.lower() not in SELVES
                if not (name in ("of", "object", "for") and frame.type == "REQUEST" and _is_freed(seen, p))
                for a in sides(p, self._acts.cast, seen.clause, but=mine)
                if not (frame.type == "RETREAT" and _only_lies_at(p, a))
            )
        found = others(found, actors)
        if frame.cameo == "114" and name in (
            "to",
            "with",
        ):  # "complained to the African Union": who hears it did nothing
            found = tuple(a for a in found if a.code not in ("IGO", "NGO"))
        if frame.embed:
            found = _but_press(found, actors)
        if frame.type == "SANCTION":  # "restrictions on its market for new members": nobody sanctions himself
            found = tuple(
                a
                for a in found
                if (a.group and name != "in") or a.code == "---" or all(a.code != b.code or b.group for b in actors)
            )
        return self.at_home(self._placed(found, frame, seen.clause), frame, actors)

    def _guilty(self, name: str, frame: Frame, seen: View, deeds: tuple[Phrase, ...]) -> tuple[Actor, ...]:
        """Whom a slot of a frame of blame names where deeds are blamed: those who did them, not those who suffered them."""
        cast, clause = self._acts.cast, seen.clause
        named = (p for p in seen.slot(name) if not self._is_idiom(frame, name, p) and p.text.lower() not in SELVES)
        return unique(
            a
            for p in named
            if name == "by" or not lies_in(p, deeds)
            for a in (makers(p, cast, clause) if p in deeds else sides(p, cast, clause))
        )

    def _makers(self, clause: Clause) -> tuple[Actor, ...]:
        """Whose an object is, as a participle tells: "downed drones launched by Iran", "rejected a plan put forward by"."""
        held = clause.object
        if held is None:
            return ()
        nouns = [c for c in self._acts.children(clause, "argument") if c.kind == "noun"]
        told = [c for n in (clause, *nouns) for c in self._acts.children(n, "participial")]
        return unique(
            x
            for c in told
            if c.voice == "passive" and c.subject is not None and c.span[0] >= held.span[0]
            if normal(c.predicate) in words("data/composition.toml", "agents", "making")
            for x in sides(c.subject, self._acts.cast, c, agent=True)
            if x.code != "---" or x.group
        )

    def _bound_by(self, clause: Clause, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Whom a paper that was signed names: "signed a contract to supply Egypt with grain"."""
        nouns = [c for c in self._acts.children(clause, "argument") if c.kind == "noun"]
        content = tuple(c for n in (clause, *nouns) for c in self._acts.children(n, "complement", "purpose"))
        return self._touched(tuple(c for c in content if c.mood == "infinitive"), actors)

    def _wished_for(self, seen: View, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """The land peace is wished for: "appealed for calm in Kosovo", "called for a ceasefire in Sudan"."""
        asked = [p for name in ("object", "for") for p in seen.slot(name)]
        if not any(is_word("quiet", w) for p in asked for w in heads(p)):
            return ()
        inside = (Argument(role="oblique", phrase=q, preposition=w) for p in asked for w, q in p.complements)
        places = (x for a in inside if (x := country_of(a, self._acts.cast)) is not None)
        place = next(places, None) or country_at(seen.clause, self._acts.cast)
        return () if place is None else others((place,), actors)

    def _truce_with(self, seen: View, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """ "Israel agreed to Trump's ceasefire": a truce is with the rival, whoever proposed it."""
        cast, clause = self._acts.cast, seen.clause
        truces = [p for w in ("to", "object") for p in seen.slot(w) if is_word("peace", p.head.lower())]
        owners = [p.possessor for p in truces if p.possessor is not None]
        if clause.kind == "noun" and is_word("peace", clause.predicate.lower()) and clause.subject is not None:
            owners.append(clause.subject)
        if not owners or cast.scene is None:
            return ()
        poles = cast.scene.pair(clause.span[0])
        makers = {a.side for p in owners for a in cast.resolve(p, clause)}
        own = {a.side for a in actors} & {a.side for a in poles}
        between_others = own and makers and not makers & {a.side for a in poles}
        return tuple(a for a in poles if a.side not in own) if between_others else ()

    def _agreed_on(self, seen: View, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Whom what is agreed to names: "agreed to an extension of the mandate in Lebanon"."""
        mine = frozenset(a.side for a in actors if a.code != "---")
        named = (p for w in ("to", "on", "upon") for p in seen.slot(w))
        found = unique(a for p in named for a in sides(p, self._acts.cast, seen.clause, but=mine))
        return tuple(a for a in _but_press(others(found, actors), actors) if a.code != "---" or a.group)

    def _defied(self, clause: Clause) -> tuple[Actor, ...]:
        """Whom people defy: "blocked streets in defiance of Beijing", "fasted in protest at the Russian refusal"."""
        told = (a.phrase for a in clause.arguments if a.preposition == "in" and heads(a.phrase) & _PROTESTING)
        nouns = [
            c for c in self._acts.children(clause, "oblique") if c.connective == "in" and c.predicate in _PROTESTING
        ]
        inner = [p for t in told for _, p in t.complements]
        inner += [a.phrase for c in nouns for a in c.arguments if a.role == "oblique"]
        return tuple(x for x in unique(x for p in inner for x in sides(p, self._acts.cast, clause)) if x.code != "---")

    def _chanted(self, seen: View) -> tuple[Actor, ...]:
        """Against whom a crowd turns: "chanting anti-French slogans", "marched to the Chilean consulate"."""
        told = self._acts.children(seen.clause, "participial", "conjunct", "manner")
        phrases = [
            p
            for c in (seen.clause, *told)
            for a in c.arguments
            for p in (a.phrase, *(q for _, q in a.phrase.complements))
        ]
        against = [
            Phrase(text=w, span=m.span, head=w, head_span=m.span, kind="name")
            for p in phrases
            for m in p.modifiers
            if m.text.lower().startswith("anti-") and (w := m.text[5:])[:1].isupper()
        ]
        found = [a for p in against for a in self._acts.cast.resolve(p)]
        found += [a for p in phrases if is_mission(p) for a in sides(p, self._acts.cast, seen.clause)]
        return unique(a for a in found if a.code != "---")

    def _culprits(self, clause: Clause) -> tuple[Actor, ...]:
        """Whose doing what is looked into is: "an inquiry into killings blamed on", "crimes committed by"."""
        nouns = [c for c in self._acts.children(clause, "argument", "oblique", "cause") if c.kind == "noun"]
        nouns += [c for n in nouns for c in self._acts.children(n) if c.kind == "noun"]
        told = [c for n in nouns for c in self._acts.children(n, "participial", "relative")]
        return unique(
            x
            for c in told
            if c.kind == "verb" and c.subject is not None
            for x in sides(c.subject, self._acts.cast, c, agent=True)
            if x.code != "---"
        )

    def _by_purpose(self, frame: Frame, seen: View, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Whom an act without an object is meant for: "opened fire to disperse protesters", "marched to denounce Seoul"."""
        if frame.type == "SANCTION":
            return others(self._beside(seen.clause), actors)
        if frame.type not in ("ASSAULT", "COERCE", "PROTEST", "MOBILIZE"):
            return ()
        for child in self._acts.children(seen.clause, "purpose"):
            if frame.type == "PROTEST" and any(is_word("freeing", w) for a in child.arguments for w in heads(a.phrase)):
                continue  # "marched to demand the release of three Serbs": not against them
            act = self._acts.act(child)
            found = act.recipients if act is not None and act.type != "AID" else ()
            if not found and frame.type == "PROTEST":
                found = self._touched((child,), actors)
            if found := others(found, actors):
                return found
        return ()

    def _slots(self, frame: Frame, clause: Clause) -> tuple[str, ...]:
        """Where to look for recipients; idioms with an object of their own ("issue ~ threat") take any preposition of address."""
        named = frame.to or _DEFAULT_TO
        named = tuple(x for n in named for x in ((n, "indirect") if n == "object" else (n,)))
        if frame.cameo == "192" and "from" in named:  # "captured Goma from the M23": whoever held it lost it
            named = ("from", *named)
        more = ("to", "with", "on", "against", "at", "for", "about", "over") if frame.heads or frame.prep_heads else ()
        asked = frame.type == "REQUEST" and self._asks_for_harm(clause)
        return tuple(n for n in dict.fromkeys((*named, *more)) if not (asked and n in _AT))

    def _touched(self, content: tuple[Clause, ...], actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Whoever else the complement names: "threatened to deliver blows to", "to resume operations in"."""
        deeper = [k for c in content for k in self._acts.children(c, "purpose", "complement") if k.kind == "verb"]
        deeper += [k for c in deeper for k in self._acts.children(c, "complement") if k.kind == "verb"]
        phrases = [
            (a.phrase, c)
            for c in (*content, *deeper)
            for a in c.arguments
            if not _is_moved(c, a)
            if a.role in ("object", "indirect")
            or a.preposition in ("to", "against", "on", "with", "from")
            or (a.preposition == "in" and not self._is_held(c))
        ]
        mine = frozenset(a.side for a in actors if a.code != "---")
        named = unique(
            x
            for p, c in phrases
            for x in (sides(p, self._acts.cast, c, but=mine) or self._acts.cast.resolve(p))
            if x.code != "---"
        )
        return others(named, actors)

    def _is_held(self, clause: Clause) -> bool:
        """Whether what is spoken of is a meeting: where it is held is no party to it."""
        act = self._acts.act(clause)
        return act is not None and act.type in ("CONSULT", "AGREE")

    def _by_condition(
        self, clause: Clause, content: tuple[Clause, ...], actors: tuple[Actor, ...]
    ) -> tuple[Actor, ...]:
        """Those whose act a promise or threat hangs on are whom it is made to: "threatened to strike unless Baghdad …"."""
        deeper = [k for c in content for k in self._acts.children(c, "complement", "purpose", "argument")]
        if clause.link == "said" and (saying := self._acts.document.parent(clause)) is not None:
            deeper.append(saying)  # where "…, the paper reported" ends the sentence
        conditions = [k for c in (clause, *content, *deeper) for k in self._acts.children(c, "condition")]
        doers = [(self._doer(k), k) for k in conditions]
        named = unique(a for phrase, k in doers if phrase is not None for a in sides(phrase, self._acts.cast, k))
        return others(tuple(a for a in named if a.code != "---"), actors)

    def _doer(self, condition: Clause) -> Phrase | None:
        """Whose act a condition names: of "until the blockade of Gaza ends" nobody's, of "if Serbia's raids go on" Serbia's."""
        subject = condition.subject
        if subject is None:
            return None
        acts = self._acts.children(condition, "argument")
        return next((c.subject for c in acts if c.predicate_span == subject.head_span), subject)

    def _is_idiom(self, frame: Frame, name: str, phrase: Phrase) -> bool:
        return name in ("object", "complement") and bool(frame.heads & heads(phrase)) and not phrase.possessor

    def _embedded_subjects(self, content: tuple[Clause, ...]) -> tuple[Actor, ...]:
        return unique(
            a for c in content if (subject := c.subject or (c.object if c.voice == "passive" else None)) is not None
            for a in sides(subject, self._acts.cast, c)
        )  # fmt: skip

    def _placed(self, found: tuple[Actor, ...], frame: Frame, clause: Clause) -> tuple[Actor, ...]:
        """People of no known state, of the state where it happened: "killed 26 tourists in Kashmir"."""
        if all(a.code != "---" for a in found) or frame.type not in _LOCATED:
            return found
        place = country_at(clause, self._acts.cast) or self._left_behind(found, clause) or self._where_struck(clause)
        if place is None and frame.type in ("AID", "COERCE", "CONCEDE"):  # "gave dissidents from Egypt asylum"
            origins = (
                x for a in clause.arguments if a.preposition == "from" for x in self._acts.cast.resolve(a.phrase)
            )
            place = next((x for x in origins if len(x.code) == 3 and x.code.isalpha() and x.group is None), None)
        if place is None:
            return found
        return tuple(msgspec.structs.replace(a, code=place.code) if a.code == "---" else a for a in found)

    def _where_struck(self, clause: Clause) -> Actor | None:
        """The state a clause of time places the deed in: "killed nine people when they blew themselves up in Haifa"."""
        for child in self._acts.children(clause, "time"):
            act = self._acts.act(child) if child.connective in ("when", "as", "while") else None
            if act is not None and act.type == "ASSAULT" and (place := country_at(child, self._acts.cast)) is not None:
                return place
        return None

    def _left_behind(self, found: tuple[Actor, ...], clause: Clause) -> Actor | None:
        """The country a clause on people names: "refugees fleeing the war in Liberia"."""
        spans = {a.span for a in found}
        for node in (clause, *self._acts.children(clause, "argument", "oblique", "modifier")):
            for child in self._acts.children(node, "participial", "relative"):
                if child.subject is not None and child.subject.span in spans:
                    return country_at(child, self._acts.cast)
        return None

    def at_home(self, found: tuple[Actor, ...], frame: Frame, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Dissidents and protesters of no named state belong to the one that deals with them."""
        state = next((a for a in actors if a.sector in _STATE and len(a.code) == 3 and a.code != "---"), None)
        if state is None or frame.type not in ("COERCE", "CONCEDE", "ACCUSE", "RETREAT", "ASSAULT"):
            return found
        rules = state.sector in _AUTHORITIES and (frame.cameo or "").startswith(("17", "081", "115", "116"))
        return tuple(
            msgspec.structs.replace(a, code=state.code)
            if a.code == "---" and a.group is None and a.sector in (_SUBJECTS if rules else _CRITICS)
            else a
            for a in found
        )

    def _by_place(self, frame: Frame, seen: View, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """The state an act without an object befell, and the one that foreign protesters protest in."""
        halted = frame.type == "SANCTION" and (frame.cameo or "").startswith(("162", "166", "160"))
        if (
            not halted
            and frame.type not in _LOCATED
            and (frame.type != "PROTEST" or all(a.code == "---" for a in actors))
        ):
            return ()
        if frame.type == "ASSAULT" and any(p.text.lower() in ("they", "them", "it") for p in seen.slot("object")):
            return ()  # drones, or whoever: "they were brought down at Lahore"
        place = country_at(seen.clause, self._acts.cast, on=True)
        if place is None or any(a.code == place.code for a in actors):
            return ()
        return (place,)


def _is_moved(clause: Clause, argument: Argument) -> bool:
    """What is only sent is no party, nor is the court or council a quarrel is taken to: "agreed to send peacekeepers"."""
    verb = normal(clause.predicate)
    if argument.role == "object":
        return verb in words(_GRAMMAR, "agents", "sending") and any(is_word("force", w) for w in heads(argument.phrase))
    raised = argument.preposition in ("to", "before") and verb in words(_GRAMMAR, "raising", "verbs")
    return raised and not heads(argument.phrase).isdisjoint(words(_GRAMMAR, "raising", "bodies"))


def _only_lies_at(phrase: Phrase, actor: Actor) -> bool:
    """ "Pulled out of the corridor on the border with Egypt": where the corridor lies, not whom the withdrawal is for."""
    if actor.span is None or phrase.head.lower() in ("border", "frontier", "boundary"):
        return False
    before = phrase.text[: max(0, actor.span[0] - phrase.span[0])].lower()
    return before.endswith(("border with ", "frontier with ", "boundary with "))


def is_same(one: Actor, other: Actor) -> bool:
    """Whether two mentions are one party: a state's forces are the state, its courts, people and rebels are others."""
    if (one.code, one.group) != (other.code, other.group):
        return False
    if one.code == "---" and one.group is None:
        return one.sector == other.sector
    kinds = {one.sector, other.sector}
    return len(kinds) == 1 or not (kinds & DOMESTIC) or (None in kinds and not kinds & _PEOPLE)


def _is_shared(act: Act, actors: tuple[Actor, ...]) -> bool:
    """Whether those who speak are among those who would act: "troops of Mali and Niger will deploy, Niger said"."""
    return any(is_same(a, b) for a in act.actors for b in actors)


def others(found: tuple[Actor, ...], actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Without those who are the actor again ("deployed its troops"): a state's people and rebels are others."""
    return tuple(a for a in found if not any(is_same(a, b) for b in actors))


def _but_press(found: tuple[Actor, ...], actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Those spoken to less the press, which only passes on what a side says: "announced to the BBC that"."""
    if any(a.sector == "JRN" for a in actors):
        return found
    return tuple(a for a in found if a.sector != "JRN")


def _is_freed(seen: View, phrase: Phrase) -> bool:
    """Whether a phrase names who is to be freed: "demanded the release of the president" asks nothing of him."""
    asked = (a.phrase for a in seen.clause.arguments if a.role == "object" or a.preposition == "for")
    freeing = (p for p in asked if p.possessor is None and any(w in _FREED or is_word("freeing", w) for w in heads(p)))
    return any(p.span[0] <= phrase.span[0] < p.span[1] for p in freeing)


def _frees(frame: Frame, act: Act) -> bool:
    """Whether what is asked for is that somebody be freed or put back in office, by whom is not told."""
    return frame.type == "REQUEST" and act.type == "RETREAT" and (act.cameo or "").startswith("084") and not act.actors
