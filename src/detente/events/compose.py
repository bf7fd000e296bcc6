"""Clauses -> acts: frames matched, verbs of phase and light verbs composed with the act they govern.

One happening gives one act: "launched strikes", "began to shell", "the talks resumed" and "airstrikes killed nine" are each
one, under the verb's clause; the clause of the noun or the infinitive is `covered`.
"""

from __future__ import annotations

import msgspec

from detente.actors import Cast
from detente.events.acts import Act, direction_of
from detente.events.factuality import is_bare_passive, names_of
from detente.events.frames import Frame, goldstein, listed, normal, speech_code, table, words
from detente.events.match import View, candidates, obstacle, view
from detente.events.phrases import country_at, country_of, heads, is_word, sides, stems, unique
from detente.records import Actor, Argument, Clause, Document, EventType, Phase, Phrase, Role

_GRAMMAR = "data/composition.toml"
_SPEECH_LINKS = ("complement", "said", "thought")
_PHASES: tuple[Phase, ...] = ("halt", "refrain", "continue", "begin")
_DEFAULT_TO = ("object", "indirect", "against", "on")
_DEEDS: frozenset[EventType] = frozenset(("ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"))
_PROTESTING = frozenset(("protest", "defiance"))
_ATTEMPTED = ("186", "170")
_NO_COVER: frozenset[EventType] = frozenset(("ACCUSE", "SUPPORT", "REQUEST", "THREATEN", "REJECT", "AGREE"))
_LOCATED: frozenset[EventType] = frozenset(("ASSAULT", "COERCE", "AID", "CONCEDE"))
_PEOPLE = frozenset("OPP CVL REF UAF REB".split())
_MANDATIVE = frozenset(
    "demand insist urge request recommend propose require ask beg plead appeal order suggest".split()
)
_DOMESTIC = frozenset("OPP CVL JRN LAB EDU CRM REL AGR MED JUD LEG ELI REF UAF REB BUS PTY HLH".split())
_SELVES = frozenset("themselves himself herself itself".split())
_AUTHORITY: frozenset[EventType] = frozenset(("COERCE", "CONCEDE", "ACCUSE"))
_AUTHORITIES = frozenset("GOV COP JUD LEG".split())
_JUSTICE = ("173", "172", "090", "115", "116")  # what in the passive only the law of the land does
_CRITICS = frozenset("OPP LAB EDU JRN".split())  # whom a state that deals with them deals with at home
_SUBJECTS = _CRITICS | frozenset("CVL REB PTY CRM REL BUS MED AGR".split())
_STATE = frozenset([None, "GOV", "MIL", "COP", "SPY", "JUD", "LEG"])


class Composer:
    """The acts of one document, worked out clause by clause on demand."""

    def __init__(self, document: Document, cast: Cast) -> None:
        self.document = document
        self.cast = cast
        self._acts: dict[int, Act | None] = {}
        self._children: dict[int, list[Clause]] = {}
        for clause in document.clauses:
            if clause.parent is not None:
                self._children.setdefault(clause.parent, []).append(clause)

    def all(self) -> dict[int, tuple[Act, ...]]:
        """Acts by clause, the covered ones left out."""
        found = [a for clause in self.document.clauses if (a := self.act(clause)) is not None]
        covered = {c for act in found for c in act.covers}
        made = {act.clause: act for act in found if act.clause not in covered}
        self._join_relatives(made)
        return {clause: (act,) for clause, act in made.items()}

    def _join_relatives(self, made: dict[int, Act]) -> None:
        """ "An attack in which gunmen killed nine" is one happening: the noun's act, or that of its verb, takes it in."""
        for clause in self.document.clauses:
            inner = made.get(clause.id)
            if inner is None or clause.link != "relative" or clause.parent is None or inner.type != "ASSAULT":
                continue
            held = (a for a in made.values() if clause.parent == a.clause or clause.parent in a.covers)
            outer = next((a for a in held if a.type == inner.type and a.phase == inner.phase and a is not inner), None)
            if outer is None or (outer.actors and inner.actors and outer.actors[0].side != inner.actors[0].side):
                continue
            if outer.nominal or not outer.actors:  # the clause says more than the noun: who, and whom
                made[clause.id] = msgspec.structs.replace(
                    inner, covers=(*inner.covers, outer.clause, *outer.covers), mode=inner.mode or outer.mode
                )
                del made[outer.clause]
            else:
                made[outer.clause] = msgspec.structs.replace(
                    outer, covers=(*outer.covers, clause.id), recipients=outer.recipients or inner.recipients
                )
                del made[clause.id]

    def act(self, clause: Clause) -> Act | None:
        """What the clause speaks of."""
        if clause.id not in self._acts:
            self._acts[clause.id] = None  # a clause under itself (a broken tree) speaks of nothing
            self._acts[clause.id] = self._work_out(clause)
        return self._acts[clause.id]

    def children(self, clause: Clause, *links: str) -> tuple[Clause, ...]:
        """Clauses hanging from it, with one of the links when any is named."""
        return tuple(c for c in self._children.get(clause.id, ()) if not links or c.link in links)

    # ------------------------------------------------------------------------------------------------------ frames

    def _work_out(self, clause: Clause) -> Act | None:
        clause = self._as_done(clause)
        seen = self.view(clause)
        frame, best = self._by_frame(seen)
        if clause.kind == "noun":
            return self._nominal_phase(clause) or best
        composed = self._composed(clause)
        if composed is not None and _is_attack(clause, frame, composed):
            return self._merged(composed, clause)
        if best is not None and (looked := self._sent_to_look(clause, best)) is not None:
            return looked
        if best is not None and frame is not None and (composed is None or not _is_idle(frame, best)):
            return self._merged(best, clause)
        return None if composed is None else self._merged(composed, clause)

    def _sent_to_look(self, clause: Clause, sent: Act) -> Act | None:
        """Those sent to look into something are no force: "sent officers to Bosnia to investigate"."""
        if normal(clause.predicate) not in words(_GRAMMAR, "agents", "sending"):
            return None
        for child in self.children(clause, "purpose", "complement"):
            act = self.act(child)
            if act is not None and act.cameo == "090":
                to = self._others(sent.recipients or act.recipients, sent.actors)
                covers = (*sent.covers, child.id, *act.covers)
                return msgspec.structs.replace(
                    act, clause=clause.id, actors=sent.actors, recipients=to, span=clause.span, covers=covers
                )
        return None

    def view(self, clause: Clause, extra: tuple[Argument, ...] = ()) -> View:
        """The clause as frames see it."""
        if clause.kind == "noun" and self._is_anothers(clause):
            lent = tuple(a for a in clause.arguments if not (a.role == "subject" and a.inherited))
            clause = msgspec.structs.replace(clause, arguments=lent)
        return view(self.document, self._with_maker(self._with_doer(clause)), extra)

    def _with_maker(self, clause: Clause) -> Clause:
        """A noun's nation inside a compound is its maker's: "Israeli tank shelling"."""
        if clause.kind != "noun" or any(a.role == "subject" and not a.inherited for a in clause.arguments):
            return clause
        for modifier in clause.attributes:
            first, _, rest = modifier.text.partition(" ")
            if not rest or not first[:1].isupper():
                continue
            start = modifier.span[0]
            span = (start, start + len(first))
            maker = Phrase(text=first, span=span, head=first, head_span=span, kind="name")
            if any(a.code != "---" for a in self.cast.resolve(maker)):
                kept = tuple(a for a in clause.arguments if a.role != "subject")
                return msgspec.structs.replace(clause, arguments=(Argument(role="subject", phrase=maker), *kept))
        return clause

    def _as_done(self, clause: Clause) -> Clause:
        """What looks passive and is none: those who "were engaged in" something do it."""
        if clause.voice != "passive" or clause.predicate not in ("engage", "involve", "embroil") or clause.subject:
            return clause
        into = [a.preposition for a in clause.arguments] + [c.connective for c in self.children(clause)]
        if "in" not in into:
            return clause
        turned = (msgspec.structs.replace(a, role="subject") if a.role == "object" else a for a in clause.arguments)
        return msgspec.structs.replace(clause, voice="active", arguments=tuple(turned))

    def _with_doer(self, clause: Clause) -> Clause:
        """ "Jailed a man for helping rebels": the man helped them, whatever the parse makes the subject."""
        above = self.document.parent(clause)
        if above is not None and above.predicate in ("responsibility", "credit") and clause.subject is None:
            claiming = self.document.parent(above)  # "claimed responsibility for attacking"
            if claiming is not None and claiming.subject is not None and clause.mood == "participle":
                doer = Argument(role="subject", phrase=claiming.subject, inherited=True)
                return msgspec.structs.replace(clause, arguments=(doer, *clause.arguments))
        if clause.link != "cause" or clause.connective != "for" or clause.mood != "participle" or above is None:
            return clause
        held = above.object
        if above.voice == "passive" or held is None or not self.cast.resolve(held, above):
            return clause
        kept = tuple(a for a in clause.arguments if not (a.role == "subject" and a.inherited))
        return msgspec.structs.replace(clause, arguments=(Argument(role="subject", phrase=held, inherited=True), *kept))

    def _is_anothers(self, clause: Clause) -> bool:
        """What one rejects, welcomes or ignores another has said or asked: its subject is not the noun's."""
        above = self.document.parent(clause)
        if above is None or clause.link not in ("argument", "oblique"):
            return False
        nouns = words(_GRAMMAR, "reaction", "nouns")
        return normal(above.predicate) in words(_GRAMMAR, "reaction", "verbs") and bool(
            nouns & set(stems(clause.predicate))
        )

    def _by_frame(self, seen: View) -> tuple[Frame | None, Act | None]:
        for frame in candidates(seen):
            if obstacle(frame, seen, self.cast) is not None:
                continue
            content = self.content(seen.clause)
            if frame.embed and not self._embeds(frame, content, seen.clause):
                continue
            act = self._make(frame, seen, content if frame.embed or frame.inner else ())
            if frame.needs == "recipient" and not act.recipients:
                continue
            if frame.needs == "known" and not any(a.code != "---" or a.group for a in act.recipients):
                continue
            return frame, act
        return None, None

    def content(self, clause: Clause) -> tuple[Clause, ...]:
        """The clauses that say what is agreed, threatened, demanded …, with what is coordinated with them."""
        first = [c for c in self.children(clause) if c.link in _SPEECH_LINKS and c.connective != "against"]
        first += [
            c for c in self.children(clause, "cause") if c.connective in ("for", "over", "of") and c.kind == "verb"
        ]
        first += [c for c in self.children(clause, "purpose") if c.connective == "for" and c.subject is not None]
        first += [
            c for c in self.children(clause, "argument", "oblique") if c.kind == "noun" and self.act(c) is not None
        ]
        return tuple(dict.fromkeys(x for c in first for x in (c, *self._conjuncts(c))))

    def _conjuncts(self, clause: Clause) -> list[Clause]:
        direct = [c for c in self.children(clause, "conjunct") if c.sentence == clause.sentence]
        return direct + [x for c in direct for x in self._conjuncts(c)]

    def _embeds(self, frame: Frame, content: tuple[Clause, ...], clause: Clause) -> bool:
        if _is_forecast(clause) or _is_only_told(frame, content):
            return False
        if frame.embed == "any":
            clausal = [c for c in content if c.link in ("complement", "said", "thought", "cause", "purpose")]
            if frame.type == "REQUEST" and frame.pos != "noun":
                return any(self._is_asked(c, clause) for c in clausal)
            return frame.pos == "noun" or bool(clausal)
        if frame.type != "ACCUSE":
            content = tuple(c for c in content if self._is_own(c, clause))
        directions = [d for c in content if (d := self.polar_direction(c)) is not None]
        if frame.embed == "AGREE":
            return any((a := self.act(c)) is not None and a.type == "AGREE" for c in content)
        if frame.embed == "unless-escalates":
            return (bool(content) and "escalates" not in directions) or frame.pos == "noun"
        if frame.type == "ACCUSE":
            content = tuple(c for c in content if not self._is_own_side(c, clause))
            return any(self._is_harm(c) for c in content)
        if frame.predicate in _DECLARING:  # "announced sanctions" is the deed, "announced it will strike" a word
            content = tuple(c for c in content if c.kind != "noun")
        if frame.predicate in _ASSERTIVE:
            content = tuple(c for c in content if _is_future(c) and (frame.type != "THREATEN" or c.subject is not None))
        if frame.type == "THREATEN":  # of deeds, not words; "will not accept refugees" is a refusal, not a threat
            return any(self._is_harm(c) for c in content)
        return frame.embed in [d for c in content if (d := self.polar_direction(c)) is not None]

    def _is_harm(self, content: Clause) -> bool:
        act = self.act(content)
        if content.negated:
            return False
        if act is None:  # "helped to plan and carry out killings"
            return any(
                self._is_harm(c) for c in self.children(content, "complement", "conjunct") if c.mood == "infinitive"
            )
        return (act.direction == "escalates" and act.event_type in _DEEDS) or act.cameo == "072"

    def _is_own_side(self, content: Clause, clause: Clause) -> bool:
        mine = self._subject_sides(clause)
        return bool({a.side for a in mine} & {a.side for a in self._subject_sides(content)})

    def _is_asked(self, content: Clause, clause: Clause) -> bool:
        """Whether a complement asks another to act: "told them to leave", "insisted they must leave", not "told AFP it left"."""
        doer = content.subject or (content.object if content.voice == "passive" else None)
        own = clause.subject is not None and doer is not None and doer.span == clause.subject.span
        if own and clause.predicate not in ("demand", "ask", "request", "seek"):
            return False
        if content.link in ("complement", "cause", "purpose") and content.mood in ("infinitive", "participle"):
            return True
        if is_bare_passive(content):
            return True
        ordered = {"must", "should", "have to", "need", "ought"} & set(content.modals)
        return bool(ordered) or (normal(clause.predicate) in _MANDATIVE and content.tense not in ("past", "future"))

    def _is_own(self, content: Clause, clause: Clause) -> bool:
        """Whether the act promised is the promiser's own: not "wants Seoul to release them"."""
        doer = content.subject
        giver = clause.subject or (clause.object if clause.voice == "passive" else None)
        if doer is None or giver is None or doer.span == giver.span:
            return True
        if content.kind == "noun" and any(a.role == "subject" and a.inherited for a in content.arguments):
            return True
        mine, theirs = sides(giver, self.cast, clause), sides(doer, self.cast, content)
        return not mine or not theirs or bool({a.code for a in mine} & {a.code for a in theirs})

    def polar_direction(self, clause: Clause) -> str | None:
        """Which way the clause goes, its negation counted; None when it holds no act."""
        act = self.act(clause)
        if act is None:
            return next((d for c in self.children(clause, "complement") if (d := self.polar_direction(c))), None)
        flipped = {"escalates": "de-escalates", "de-escalates": "escalates"}[act.direction]
        return flipped if clause.negated else act.direction

    def _make(self, frame: Frame, seen: View, content: tuple[Clause, ...]) -> Act:
        clause = seen.clause
        actors = self._actors(frame, seen)
        recipients = self._recipients(frame, seen, content, actors)
        between = unique(a for p in seen.slot("between") for a in sides(p, self.cast, clause))
        lent = any(a.role == "subject" and a.inherited for a in seen.clause.arguments)
        if len(between) > 1 and ((frame.symmetric and not actors) or (frame.type == "ASSAULT" and lent)):
            actors, recipients = between, ()  # "because of fighting between A and B" is nobody else's
        elif between and not recipients:
            recipients = between if actors else ()
            actors = actors or between
        if frame.type == "ASSAULT" and not actors:
            actors = self._from_where(seen, recipients)
        actors = self._authorities(frame, seen, self._members(actors, clause), recipients)
        recipients = self._at_home(recipients, frame, actors)
        if frame.type == "PROTEST" and all(a.code == "---" and not a.group for a in actors):
            actors = self._locals(seen, actors)
        if len(actors) > 1:  # both are in it already
            recipients = tuple(r for r in recipients if all((a.code, a.group) != (r.code, r.group) for a in actors))
        cameo, type_ = self._cameo(frame, content), frame.type
        if frame.cameo == "150" and len({a.code for a in actors if a.code != "---"}) > 1:
            cameo, type_ = "062", "COOPERATE"  # two states that drill drill together
        if frame.type == "ASSAULT" and actors and not recipients and _is_own_arms(clause):
            cameo, type_ = "0873", "RETREAT"  # "destroyed its chemical weapons": disarmament
        return Act(
            clause=clause.id,
            type=type_,
            event_type=type_,
            mode=frame.mode if type_ == frame.type else None,
            cameo=cameo,
            goldstein=goldstein(cameo),
            direction=direction_of(type_, "begin"),
            actors=actors,
            recipients=recipients,
            symmetric=frame.symmetric or (type_ == "COOPERATE" and frame.type != type_),
            rule=frame.rule if type_ != "RETREAT" or type_ == frame.type else f"{frame.rule}+own arms",
            span=clause.span,
            inner=frame.inner,
            content=tuple(c.id for c in content),
            covers=self._covered(frame, clause),
            nominal=clause.kind == "noun",
            example=frame.example.partition(" | ")[2] or frame.example,
        )

    def _from_where(self, seen: View, recipients: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Unknown forces of the land that fire comes from: "a rocket was fired from Gaza at Israel"."""
        if seen.predicate not in words(_GRAMMAR, "agents", "firing"):
            return ()
        known = {a.code for a in recipients}
        lands = (a for p in seen.slot("from") for a in self.cast.resolve(p) if a.group is None)
        land = next((a for a in lands if len(a.code) == 3 and a.code.isalpha() and a.code not in ("IGO", *known)), None)
        return () if land is None else (Actor(code=land.code, sector="UAF", span=land.span),)

    def _locals(self, seen: View, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Protesters of no named state are of the one they protest in."""
        place = country_at(seen.clause, self.cast)
        if place is None:
            place = next((p for a in seen.extra if (p := country_of(a, self.cast)) is not None), None)
        if place is None:
            return actors
        return (msgspec.structs.replace(place, sector=actors[0].sector if actors else "CVL"),)

    def _land(self, clause: Clause) -> Actor | None:
        """The state a deed of the authorities is told of, be it in its object or in the clause it hangs from."""
        done = clause.subject
        above = [c for c in self.document.ancestors(clause) if c.subject and done and c.subject.span == done.span]
        for node in (clause, *above):
            inner = (
                Argument(role="oblique", phrase=p, preposition=w)
                for a in node.arguments
                if a.role == "object" and node.subject is not None
                for w, p in a.phrase.complements
            )
            found = country_at(node, self.cast) or next((x for i in inner if (x := country_of(i, self.cast))), None)
            nouns = (c for c in self.children(node, "argument", "modifier") if c.kind == "noun")
            found = found or next((x for c in nouns if (x := country_at(c, self.cast))), None)
            if found is not None:
                return found
        return None

    def _members(self, actors: tuple[Actor, ...], clause: Clause) -> tuple[Actor, ...]:
        """Those of no named side are of the one they belong to: "workers affiliated with a Serbian union"."""
        if len(actors) != 1 or actors[0].code != "---" or actors[0].group is not None:
            return actors
        told = self.children(clause, "participial")
        of = (
            c for c in told if normal(c.predicate) in words(_GRAMMAR, "agents", "members") and _stands_for(c, actors[0])
        )
        named = (
            x for c in of for a in c.arguments if a.preposition in ("with", "to") for x in sides(a.phrase, self.cast, c)
        )
        owner = next((x for x in named if x.code != "---" or x.group), None)
        if owner is None:
            return actors
        return (
            msgspec.structs.replace(actors[0], code=owner.code, group=owner.group if owner.sector == "REB" else None),
        )

    def _authorities(
        self, frame: Frame, seen: View, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
    ) -> tuple[Actor, ...]:
        """Courts, police and governments of no named state are those of the land it happens in: "was jailed in Cairo"."""
        ours = all(a.code == "---" and a.group is None and a.sector in _AUTHORITIES for a in actors)
        if frame.type not in _AUTHORITY or not ours or (place := self._land(seen.clause)) is None:
            return actors
        if actors:
            return tuple(msgspec.structs.replace(a, code=place.code) for a in actors)
        told = (frame.cameo or "").startswith(_JUSTICE) and seen.clause.voice == "passive" and bool(recipients)
        if not told or any(a.code == place.code and a.sector not in _DOMESTIC for a in recipients):
            return actors
        return (msgspec.structs.replace(place, sector="GOV"),)

    def _cameo(self, frame: Frame, content: tuple[Clause, ...]) -> str | None:
        if not frame.embed:
            return frame.cameo
        for clause in content:
            act = self.act(clause)
            if act is not None and (cameo := speech_code(frame.type, act.event_type, act.cameo)):
                return cameo
        return frame.cameo

    def _covered(self, frame: Frame, clause: Clause) -> tuple[int, ...]:
        """Clauses of nouns the frame has taken in as its object: "imposed [sanctions]", "suspended [talks]"."""
        found = []
        for child in self.children(clause, "argument", "oblique", "complement"):
            act = self.act(child) if child.kind != "verb" else None
            if act is not None and (
                act.type == frame.type or (frame.type not in _NO_COVER and child.link == "argument")
            ):
                found.append(child.id)
        return tuple(found)

    # ------------------------------------------------------------------------------------------------ participants

    def _actors(self, frame: Frame, seen: View) -> tuple[Actor, ...]:
        for name in (*frame.by, "by") if frame.pos == "noun" else frame.by:
            if name == "owner":
                return self._owner(seen)
            slot = (p for p in seen.slot(name) if name != "by" or not _is_of_target(p, seen.clause))
            if found := unique(a for p in slot for a in self._agents(p, frame, seen.clause, name)):
                return found
        if seen.clause.voice == "passive" and self._are_own_forces(frame, seen):
            return unique(a for p in seen.slot("object") for a in sides(p, self.cast, seen.clause, agent=True))
        if frame.embed and frame.type in ("AGREE", "THREATEN") and seen.clause.voice == "passive":
            return unique(
                a for p in seen.slot("object") for a in sides(p, self.cast, seen.clause)
            )  # "is set to strike"
        return ()

    def _owner(self, seen: View) -> tuple[Actor, ...]:
        """Whose such things are elsewhere in the report: "200 balloons were launched", where it tells of "the North's balloons"."""
        kinds = frozenset(w for slot in ("object", "subject") for p in seen.slot(slot) for w in heads(p))
        owners: dict[str, Actor] = {}
        for clause in self.document.clauses:
            for argument in clause.arguments:
                for phrase in (argument.phrase, *(p for _, p in argument.phrase.complements)):
                    if phrase.kind == "noun" and kinds & heads(phrase):
                        for actor in sides(phrase, self.cast, clause, agent=True):
                            owners.setdefault(actor.side, actor)
        return tuple(owners.values()) if len(owners) == 1 else ()

    def _are_own_forces(self, frame: Frame, seen: View) -> bool:
        """Whether those moved are the mover's: "Indian troops have been deployed to the border"."""
        moved = frame.type == "MOBILIZE" or (frame.type == "RETREAT" and not (frame.cameo or "").startswith("084"))
        return moved and any(is_word("force", w) for p in seen.slot("object") for w in heads(p))

    def _agents(self, phrase: Phrase, frame: Frame, clause: Clause, slot: str) -> tuple[Actor, ...]:
        """Who a phrase makes the doer: of deeds no place or matter is, "areas of Hezbollah's activities" strike nobody."""
        if slot != "subject" or frame.type not in _DEEDS or frame.pos == "noun":
            return sides(phrase, self.cast, clause) or self._sayer(phrase, clause) or self._issuers(phrase, clause)
        if heads(phrase) & words(_GRAMMAR, "agents", "none") and not self.cast.resolve(phrase, clause):
            return ()
        return sides(phrase, self.cast, clause, agent=True)

    def _issuers(self, phrase: Phrase, clause: Clause) -> tuple[Actor, ...]:
        """Whose word a document is: "a report released in the Rwandan capital", "a letter signed by the minister"."""
        if not any(is_word("document", w) for w in heads(phrase)):
            return ()
        nouns = [c for c in self.children(clause, "argument") if phrase.span[0] <= c.predicate_span[0] < phrase.span[1]]
        told = [c for n in (clause, *nouns) for c in self.children(n, "participial")]
        for child in (c for c in told if normal(c.predicate) in words(_GRAMMAR, "agents", "issuing")):
            if child.subject is not None and (by := sides(child.subject, self.cast, child)):
                return by
            if (place := country_at(child, self.cast)) is not None:
                return (msgspec.structs.replace(place, sector="GOV"),)
        return ()

    def _sayer(self, phrase: Phrase, clause: Clause) -> tuple[Actor, ...]:
        """ "The rebels said they will release him": a pronoun nobody else answers to is who says it."""
        saying = self.document.parent(clause)
        if phrase.text.lower() not in ("they", "it", "he", "she") or clause.link != "said" or saying is None:
            return ()
        who = saying.subject
        if who is None or who.kind == "pronoun" or who.plural != (phrase.text.lower() == "they"):
            return ()
        return sides(who, self.cast, saying)

    def _recipients(
        self, frame: Frame, seen: View, content: tuple[Clause, ...], actors: tuple[Actor, ...]
    ) -> tuple[Actor, ...]:
        vague: tuple[Actor, ...] = ()
        for name in self._slots(frame):
            found = self._standing_at(name, frame, seen, content, actors)
            if any(a.code != "---" or a.group for a in found):
                return found
            vague = vague or found
        if vague:
            return vague
        if frame.type == "AGREE" and (found := self._agreed_on(seen, actors)):
            return found
        if frame.embed:
            inner = [a for c in content if (a := self.act(c)) is not None]
            return (
                self._others(unique(r for a in inner for r in (*a.recipients, *a.actors)), actors)
                or self._by_condition(seen.clause, content, actors)
                or self._touched(content, actors)
            )
        if any(p.text.lower() in _SELVES for p in seen.slot("object")):
            return ()
        if frame.type == "ACCUSE" and (found := self._others(self._culprits(seen.clause), actors)):
            return found
        if frame.type == "PROTEST" and (found := self._others(self._defied(seen.clause), actors)):
            return found
        return self._by_purpose(frame, seen, actors) or self._by_place(frame, seen, actors)

    def _standing_at(
        self, name: str, frame: Frame, seen: View, content: tuple[Clause, ...], actors: tuple[Actor, ...]
    ) -> tuple[Actor, ...]:
        """The other sides one slot of a frame names."""
        mine = frozenset(a.side for a in actors if a.code != "---")
        if name == "embedded":
            found = self._embedded_subjects(content)
        elif name == "object" and frame.via:
            found = unique(a for p in seen.slot(frame.via) for a in sides(p, self.cast, seen.clause))
        else:
            found = unique(
                a
                for p in seen.slot(name)
                if not self._is_idiom(frame, name, p) and p.text.lower() not in _SELVES
                for a in sides(p, self.cast, seen.clause, but=mine)
            )
        found = self._others(found, actors)
        if frame.embed:
            found = _but_press(found, actors)
        if frame.type == "SANCTION":  # "restrictions on its market for new members": nobody sanctions himself
            found = tuple(a for a in found if a.group or a.code == "---" or all(a.code != b.code for b in actors))
        return self._at_home(self._placed(found, frame, seen.clause), frame, actors)

    def _agreed_on(self, seen: View, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Whom what is agreed to names: "agreed to an extension of the mandate in Lebanon"."""
        mine = frozenset(a.side for a in actors if a.code != "---")
        named = (p for w in ("to", "on", "upon") for p in seen.slot(w))
        found = unique(a for p in named for a in sides(p, self.cast, seen.clause, but=mine))
        return tuple(a for a in _but_press(self._others(found, actors), actors) if a.code != "---" or a.group)

    def _defied(self, clause: Clause) -> tuple[Actor, ...]:
        """Whom people defy: "blocked streets in defiance of Beijing", "fasted in protest at the Russian refusal"."""
        told = (a.phrase for a in clause.arguments if a.preposition == "in" and heads(a.phrase) & _PROTESTING)
        nouns = [c for c in self.children(clause, "oblique") if c.connective == "in" and c.predicate in _PROTESTING]
        inner = [p for t in told for _, p in t.complements]
        inner += [a.phrase for c in nouns for a in c.arguments if a.role == "oblique"]
        return tuple(x for x in unique(x for p in inner for x in sides(p, self.cast, clause)) if x.code != "---")

    def _culprits(self, clause: Clause) -> tuple[Actor, ...]:
        """Whose doing what is looked into is: "an inquiry into killings blamed on", "crimes committed by"."""
        nouns = [c for c in self.children(clause, "argument", "oblique", "cause") if c.kind == "noun"]
        nouns += [c for n in nouns for c in self.children(n) if c.kind == "noun"]
        told = [c for n in nouns for c in self.children(n, "participial", "relative")]
        return unique(
            x
            for c in told
            if c.kind == "verb" and c.subject is not None
            for x in sides(c.subject, self.cast, c, agent=True)
            if x.code != "---"
        )

    def _by_purpose(self, frame: Frame, seen: View, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Whom an act without an object is meant for: "opened fire to disperse protesters", "marched to denounce Seoul"."""
        if frame.type not in ("ASSAULT", "COERCE", "PROTEST", "MOBILIZE"):
            return ()
        for child in self.children(seen.clause, "purpose"):
            act = self.act(child)
            found = act.recipients if act is not None and act.type != "AID" else ()
            if not found and frame.type == "PROTEST":
                found = self._touched((child,), actors)
            if found := self._others(found, actors):
                return found
        return ()

    def _slots(self, frame: Frame) -> tuple[str, ...]:
        """Where to look for recipients; idioms with an object of their own ("issue ~ threat") take any preposition of address."""
        named = frame.to or _DEFAULT_TO
        named = tuple(x for n in named for x in ((n, "indirect") if n == "object" else (n,)))
        more = ("to", "with", "on", "against", "at", "for", "about", "over") if frame.heads or frame.prep_heads else ()
        return tuple(dict.fromkeys((*named, *more)))

    def _touched(self, content: tuple[Clause, ...], actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Whoever else the complement names: "threatened to deliver blows to", "to resume operations in"."""
        deeper = [k for c in content for k in self.children(c, "purpose", "complement") if k.kind == "verb"]
        deeper += [k for c in deeper for k in self.children(c, "complement") if k.kind == "verb"]
        phrases = [
            (a.phrase, c)
            for c in (*content, *deeper)
            for a in c.arguments
            if a.role in ("object", "indirect")
            or a.preposition in ("to", "against", "on", "with", "from")
            or (a.preposition == "in" and not self._is_held(c))
        ]
        mine = frozenset(a.side for a in actors if a.code != "---")
        named = unique(
            x for p, c in phrases for x in (sides(p, self.cast, c, but=mine) or self.cast.resolve(p)) if x.code != "---"
        )
        return self._others(named, actors)

    def _is_held(self, clause: Clause) -> bool:
        """Whether what is spoken of is a meeting: where it is held is no party to it."""
        act = self.act(clause)
        return act is not None and act.type in ("CONSULT", "AGREE")

    def _by_condition(
        self, clause: Clause, content: tuple[Clause, ...], actors: tuple[Actor, ...]
    ) -> tuple[Actor, ...]:
        """Those whose act a promise or threat hangs on are whom it is made to: "threatened to strike unless Baghdad …"."""
        deeper = [k for c in content for k in self.children(c, "complement", "purpose", "argument")]
        if clause.link == "said" and (saying := self.document.parent(clause)) is not None:
            deeper.append(saying)  # where "…, the paper reported" ends the sentence
        conditions = [k for c in (clause, *content, *deeper) for k in self.children(c, "condition")]
        named = unique(a for k in conditions if k.subject is not None for a in sides(k.subject, self.cast, k))
        return self._others(tuple(a for a in named if a.code != "---"), actors)

    def _is_idiom(self, frame: Frame, name: str, phrase: Phrase) -> bool:
        return name in ("object", "complement") and bool(frame.heads & heads(phrase)) and not phrase.possessor

    def _embedded_subjects(self, content: tuple[Clause, ...]) -> tuple[Actor, ...]:
        return unique(
            a for c in content if (subject := c.subject or (c.object if c.voice == "passive" else None)) is not None
            for a in sides(subject, self.cast, c)
        )  # fmt: skip

    def _others(self, found: tuple[Actor, ...], actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Without those who are the actor again ("deployed its troops"): a state's people and rebels are others."""
        return tuple(a for a in found if not any(is_same(a, b) for b in actors))

    def _placed(self, found: tuple[Actor, ...], frame: Frame, clause: Clause) -> tuple[Actor, ...]:
        """People of no known state, of the state where it happened: "killed 26 tourists in Kashmir"."""
        if all(a.code != "---" for a in found) or frame.type not in _LOCATED:
            return found
        place = country_at(clause, self.cast) or self._left_behind(found, clause) or self._where_struck(clause)
        if place is None and frame.type in ("AID", "COERCE", "CONCEDE"):  # "gave dissidents from Egypt asylum"
            origins = (x for a in clause.arguments if a.preposition == "from" for x in self.cast.resolve(a.phrase))
            place = next((x for x in origins if len(x.code) == 3 and x.code.isalpha() and x.group is None), None)
        if place is None:
            return found
        return tuple(msgspec.structs.replace(a, code=place.code) if a.code == "---" else a for a in found)

    def _where_struck(self, clause: Clause) -> Actor | None:
        """The state a clause of time places the deed in: "killed nine people when they blew themselves up in Haifa"."""
        for child in self.children(clause, "time"):
            act = self.act(child) if child.connective in ("when", "as", "while") else None
            if act is not None and act.type == "ASSAULT" and (place := country_at(child, self.cast)) is not None:
                return place
        return None

    def _left_behind(self, found: tuple[Actor, ...], clause: Clause) -> Actor | None:
        """The country a clause on people names: "refugees fleeing the war in Liberia"."""
        spans = {a.span for a in found}
        for node in (clause, *self.children(clause, "argument", "oblique", "modifier")):
            for child in self.children(node, "participial", "relative"):
                if child.subject is not None and child.subject.span in spans:
                    return country_at(child, self.cast)
        return None

    def _at_home(self, found: tuple[Actor, ...], frame: Frame, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
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
        place = country_at(seen.clause, self.cast, on=True)
        if place is None or any(a.code == place.code for a in actors):
            return ()
        return (place,)

    # ------------------------------------------------------------------------------------- phases and light verbs

    def _composed(self, clause: Clause) -> Act | None:
        predicate = normal(clause.predicate)
        for child in self._governed(clause):
            act = self.act(child)
            if act is None:
                continue
            if child.link == "argument" and self._is_subject(child, clause):
                phase = "begin" if self._leaves_victims(predicate, clause) else _occurrence(predicate, clause)
                if act.type == "CONSULT" and phase == "halt" and predicate in words(_GRAMMAR, "occur", "concluded"):
                    phase = "begin"  # talks that ended were held
            else:
                phase = self._phase(predicate, clause, child)
            if phase is not None:
                return self._phased(act, child, clause, phase)
            if (
                predicate in words(_GRAMMAR, "attempt", "verbs")
                and act.cameo in _ATTEMPTED
                and child.link == "complement"
            ):
                return self._attempted(act, child, clause)
        return self._unnamed(predicate, clause)

    def _attempted(self, act: Act, child: Clause, clause: Clause) -> Act | None:
        """Attempts that are deeds themselves, and have codes: on a life (185), on another's computers."""
        if clause.tense not in ("past", "present") or clause.modals or not (clause.perfect or clause.tense == "past"):
            return None
        made = self._with_phase(act, act, child, clause, "begin")
        cameo = "185" if act.cameo == "186" else act.cameo
        return msgspec.structs.replace(made, cameo=cameo, goldstein=goldstein(cameo), rule=f"{act.rule}+attempted")

    def _leaves_victims(self, predicate: str, clause: Clause) -> bool:
        """ "The strikes left nine dead": they happened."""
        states = words(_GRAMMAR, "occur", "left")
        return predicate == "leave" and any(c.predicate in states for c in self.children(clause, "complement"))

    def _nominal_phase(self, clause: Clause) -> Act | None:
        """A noun of phase over an act: "a pause in the bombing", "an end to the attacks", "the resumption of talks"."""
        phase = next((p for p in _PHASES if clause.predicate in words(_GRAMMAR, "phase_nouns", p)), None)
        if phase is None:
            return None
        for child in self.children(clause, "oblique", "modifier", "argument"):
            act = self.act(child) if child.kind == "noun" else None
            if act is not None:
                made = self._with_phase(act, act, child, clause, phase)
                return msgspec.structs.replace(made, nominal=True, actors=act.actors or self._subject_sides(clause))
        return None

    def _unnamed(self, predicate: str, clause: Clause) -> Act | None:
        """A light verb or verb of phase over a noun the parse has no clause for: "launched a blitz on", "staged a walkout"."""
        role: Role = "object" if clause.object is not None else "subject"
        phrase = clause.object or clause.subject
        taken = (a.phrase for a in clause.arguments if f"{predicate} {a.preposition}" in _OBLIQUE_LIGHT)
        if clause.object is None and (within := next(taken, None)) is not None:
            phrase, role = within, "object"
            predicate = "conduct"
        if phrase is None or any(_covers(Argument(role=role, phrase=phrase), c) for c in self.children(clause)):
            return None
        noun = _noun_clause(phrase, clause, role)
        phase = self._phase(predicate, clause, noun) if role == "object" else _occurrence(predicate, clause)
        act = self._by_frame(self.view(noun, tuple(a for a in clause.arguments if a.phrase is not phrase)))[1]
        if phase is None or act is None:
            return None
        return msgspec.structs.replace(self._with_phase(act, act, noun, clause, phase), covers=())

    def _governed(self, clause: Clause) -> list[Clause]:
        nouns = [c for c in self.children(clause, "argument", "oblique") if c.kind == "noun" and c.connective != "by"]
        held = [c for c in self.children(clause, "result") if c.mood == "participle" and c.kind == "verb"]
        held = held if normal(clause.predicate) in words(_GRAMMAR, "phase", "refrain") else []
        return nouns + [c for c in self.children(clause, "complement") if c.kind in ("verb", "noun")] + held

    def _is_subject(self, child: Clause, clause: Clause) -> bool:
        subject = clause.subject
        inside = subject is not None and subject.span[0] <= child.predicate_span[0] < subject.span[1]
        if not inside and clause.object is not None and clause.subject is None and clause.voice == "active":
            return False
        return inside

    def _phase(self, predicate: str, clause: Clause, child: Clause) -> Phase | None:
        """The phase a verb over an act gives it; None when it is neither a verb of phase nor a light one."""
        if child.kind == "verb" and child.link == "complement" and child.mood not in ("infinitive", "participle"):
            return None
        idioms: dict[str, str] = table(_GRAMMAR)["halt_with"]
        if predicate in idioms and set(listed(idioms[predicate])) & {
            h for a in clause.arguments for h in heads(a.phrase)
        }:
            return "halt"
        names = names_of(clause, child)
        for name in names:
            for phase in _PHASES:
                if name in words(_GRAMMAR, "phase", phase):
                    return phase
        light = words(_GRAMMAR, "light", "verbs") | words(_GRAMMAR, "light", "telling")
        if child.kind == "noun" and child.link == "argument" and any(n in light for n in names):
            return "begin"
        if child.kind == "noun" and child.link == "oblique" and f"{predicate} {child.connective}" in _OBLIQUE_LIGHT:
            return "begin"
        return None

    def _phased(self, act: Act, child: Clause, clause: Clause, phase: Phase) -> Act | None:
        """The act of the child under the verb's clause, its missing parties filled from the verb's."""
        lent = act
        if child.kind == "noun":
            occurs = child.link == "argument" and self._is_subject(child, clause)  # its verb's object is another matter
            extra = tuple(a for a in clause.arguments if not _covers(a, child) and not (occurs and a.role == "object"))
            if told := normal(clause.predicate) in words(_GRAMMAR, "light", "telling"):
                extra = tuple(a for a in extra if a.role != "subject")
                inherited = tuple(a for a in child.arguments if not (a.role == "subject" and a.inherited))
                child = msgspec.structs.replace(child, arguments=inherited)
            found = self._by_frame(self.view(child, extra))[1]
            if found is None:  # with the verb's own phrases the noun is another sense: "waged war on inflation"
                return None
            lent = found
            pronoun = child.subject is not None and child.subject.kind == "pronoun"
            own = self._subject_sides(clause) if (pronoun or not lent.actors) and not told and not occurs else ()
            if own:
                lent = msgspec.structs.replace(lent, actors=own)
        called_off = normal(clause.predicate) in words(_GRAMMAR, "phase", "cancelled")
        if phase == "halt" and called_off and act.type == "ASSAULT" and child.determiner in ("a", "an"):
            phase = "refrain"  # one strike called off is one that did not come
        if act.phase in ("halt", "refrain"):  # "began to withdraw from", "resumed stopping": the inner phase stays
            phase = act.phase
        return self._with_phase(lent, act, child, clause, phase)

    def _with_phase(self, lent: Act, act: Act, child: Clause, clause: Clause, phase: Phase) -> Act:
        type_, cameo = act.event_type, act.cameo
        if phase in ("halt", "refrain") and act.phase not in ("halt", "refrain"):
            halted: list[str] = table(_GRAMMAR)["event_when_halted"][act.type]
            type_, cameo = halted  # type: ignore[assignment]
            if act.type == "RETREAT" and act.mode == "ceasefire":
                type_, cameo = "ASSAULT", "196"
        suffix = "" if phase == "begin" else f"+{phase}"
        return msgspec.structs.replace(
            lent,
            clause=clause.id,
            type=act.type,
            phase=phase,
            event_type=type_,
            cameo=cameo,
            mode=act.mode if type_ == act.type else None,
            goldstein=goldstein(cameo),
            direction=direction_of(act.type, phase),
            rule=act.rule + suffix,
            span=clause.span,
            covers=(child.id, *act.covers),
            nominal=False,
        )

    def _subject_sides(self, clause: Clause) -> tuple[Actor, ...]:
        return unique(sides(clause.subject, self.cast, clause)) if clause.subject is not None else ()

    def _merged(self, act: Act, clause: Clause) -> Act:
        """A verb whose subject or means is an act of the same type is one happening with it: "airstrikes killed nine"."""
        for child in self.children(
            clause, "argument", "oblique", "cause", "result", "participial", "purpose", "manner", "time"
        ):
            joined = child.link in ("result", "participial", "purpose", "manner")
            other = self.act(child) if child.kind == "noun" or joined else None
            if other is None or other.type != act.type or other.phase != act.phase:
                continue
            if child.kind != "noun" and not set(other.actors) <= set(act.actors):
                continue
            if child.link == "time" and (child.connective != "during" or child.kind != "noun"):
                continue
            if child.link in ("oblique", "cause") and child.connective not in ("by", "in", "during", "with", "as"):
                continue
            actors = act.actors or other.actors
            act = msgspec.structs.replace(
                act,
                actors=actors,
                recipients=act.recipients
                if any(a.phrase.text.lower() in _SELVES for a in clause.arguments)
                else self._told_together(act.recipients, self._others(other.recipients, actors)),
                mode=act.mode or (other.mode if child.kind == "noun" else None),
                cameo=other.cameo if act.cameo == "190" and other.cameo else act.cameo,
                covers=tuple(dict.fromkeys((*act.covers, child.id, *other.covers))),
            )
            act = msgspec.structs.replace(act, goldstein=goldstein(act.cameo))
        return act

    @staticmethod
    def _told_together(own: tuple[Actor, ...], lent: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Those harmed as verb and noun tell it: "killed four children in shelling in Gaza" are children of Gaza."""
        if any(a.code != "---" for a in own):
            return tuple(a for a in own if a.code != "---")
        if own and len(lent) == 1 and lent[0].group is None and lent[0].sector in (None, "CVL"):
            return tuple(msgspec.structs.replace(a, code=lent[0].code) for a in own)
        return lent or own


# Verbs whose complement is a commitment only when it is about the future: "said it would strike", not "said it struck".
_ASSERTIVE = frozenset(
    "say announce declare warn caution signal assure reassure expect hope announce state tell".split()
)
_DECLARING = frozenset("say announce declare state tell".split())
_OBLIQUE_LIGHT = frozenset(
    [
        "engage in",
        "take part in",
        "participate in",
        "resort to",
        "turn to",
        "enter into",
        "embark on",
        "return to",
        "join in",
    ]
)


def _but_press(found: tuple[Actor, ...], actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Those spoken to less the press, which only passes on what a side says: "announced to the BBC that"."""
    if any(a.sector == "JRN" for a in actors):
        return found
    return tuple(a for a in found if a.sector != "JRN")


def _is_only_told(frame: Frame, content: tuple[Clause, ...]) -> bool:
    """ "Declined to comment" refuses nobody anything, "let it be known" grants nothing."""
    if not content or frame.type not in ("REJECT", "CONCEDE"):
        return False
    kind = "verbs" if frame.type == "REJECT" else "told"
    return all(c.predicate in words(_GRAMMAR, "silence", kind) for c in content[: 1 if kind == "told" else None])


def _is_forecast(clause: Clause) -> bool:
    """ "is expected to meet", "are set to sign": the reporter's view of what is to come, nobody's word."""
    predicate = normal(clause.predicate)
    if clause.kind == "adjective":
        return predicate in words(_GRAMMAR, "forecast", "adjectives")
    return clause.voice == "passive" and predicate in words(_GRAMMAR, "forecast", "passives")


def _is_attack(clause: Clause, frame: Frame | None, composed: Act) -> bool:
    """Whether a verb governs an attack, though its frame takes strikes for workers': "continued its strikes on"."""
    if composed.type != "ASSAULT" or not composed.actors or any(a.sector in _DOMESTIC for a in composed.actors):
        return False
    halted = normal(clause.predicate) in words(_GRAMMAR, "phase", "halt")
    return halted or (frame is not None and frame.type in ("PROTEST", "CONCEDE"))


def _is_own_arms(clause: Clause) -> bool:
    """Whether what is destroyed are the doer's own arms: "Syria destroyed its chemical weapons"."""
    held = clause.object
    if held is None or held.possessor is None or held.possessor.text.lower() not in ("its", "their"):
        return False
    return any(is_word("armament", w) for w in heads(held))


def _is_of_target(phrase: Phrase, clause: Clause) -> bool:
    """Whether a "by …" is that of what an act is aimed at: "a march against abuses by the army" is not the army's."""
    aimed = (a.phrase.span for a in clause.arguments if a.preposition in ("against", "at", "over"))
    return any(start < phrase.span[0] < end for start, end in aimed)


def _stands_for(clause: Clause, actor: Actor) -> bool:
    """Whether a participle says something of the actor: "workers affiliated with"."""
    told = next((a.phrase for a in clause.arguments if a.role in ("object", "subject")), None)
    return told is not None and actor.span is not None and told.span[0] <= actor.span[0] < told.span[1]


def _is_idle(frame: Frame, act: Act) -> bool:
    """A light verb matched by a frame that asks nothing of its object and found nobody: the noun in it says more."""
    asks = frame.object or frame.heads or frame.prep_heads or frame.oblique
    return not asks and not act.recipients and frame.predicate in words(_GRAMMAR, "light", "verbs")


def is_same(one: Actor, other: Actor) -> bool:
    """Whether two mentions are one party: a state's forces are the state, its courts, people and rebels are others."""
    if (one.code, one.group) != (other.code, other.group):
        return False
    if one.code == "---" and one.group is None:
        return one.sector == other.sector
    kinds = {one.sector, other.sector}
    return len(kinds) == 1 or not (kinds & _DOMESTIC) or (None in kinds and not kinds & _PEOPLE)


def _is_future(clause: Clause) -> bool:
    promised = {"will", "would", "shall", "be to", "be going to", "be about to"} & set(clause.modals)
    return (
        bool(promised)
        or clause.tense == "future"
        or clause.mood in ("infinitive", "participle")
        or (clause.kind != "verb" and clause.tense == "none")
    )


def _noun_clause(phrase: Phrase, clause: Clause, role: Role) -> Clause:
    """A noun phrase as a nominal clause: possessor or nationality its subject, complements its obliques."""
    doer = phrase.possessor or next(
        (
            Phrase(text=m.text, span=m.span, head=m.text, head_span=m.span, kind="name")
            for m in phrase.modifiers
            if m.kind == "adjective" and m.text[:1].isupper()
        ),
        clause.subject if role == "object" else None,
    )
    arguments = [Argument(role="oblique", phrase=p, preposition=w) for w, p in phrase.complements]
    if doer is not None:
        arguments.insert(0, Argument(role="subject", phrase=doer))
    return Clause(
        id=clause.id, sentence=clause.sentence, span=phrase.span, text=phrase.text, predicate=phrase.head,
        predicate_span=phrase.head_span, kind="noun", mood="nominal", arguments=tuple(arguments), parent=clause.id,
        link="argument", attributes=phrase.modifiers, determiner=phrase.determiner, negated=phrase.negated,
    )  # fmt: skip


def _covers(argument: Argument, child: Clause) -> bool:
    return argument.phrase.span[0] <= child.predicate_span[0] < argument.phrase.span[1]


def _occurrence(predicate: str, clause: Clause) -> Phase | None:
    """The phase a verb gives the act that is its subject: "clashes erupted", "the talks collapsed"."""
    if predicate in words(_GRAMMAR, "occur", "halt"):
        return "halt"
    whole = {f"{predicate} {h}" for h in (heads(clause.object) if clause.object else ())} | {predicate}
    if whole & words(_GRAMMAR, "occur", "begin"):
        return "begin"
    if predicate in ("go", "come") or any(w in stems(predicate) for w in ("be",)):
        return "begin"
    return None
