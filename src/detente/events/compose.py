"""Clauses -> acts: frames matched, verbs of phase and light verbs composed with the act they govern.

One happening gives one act: "launched strikes", "began to shell", "the talks resumed" and "airstrikes killed nine" are each
one, under the verb's clause; the clause of the noun or the infinitive is `covered`. What speech acts speak of is worked out
in contents.py, who does it in doers.py, whom it is done to in recipients.py, phases in phases.py.
"""

from __future__ import annotations

import msgspec

from detente.actors import Cast
from detente.events.acts import Act, direction_of
from detente.events.contents import Contents
from detente.events.doers import Doers
from detente.events.frames import Frame, goldstein, normal, speech_code, words
from detente.events.match import View, candidates, obstacle, view
from detente.events.phases import Phases
from detente.events.phrases import heads, is_word, sides, stems, unique
from detente.events.recipients import DOMESTIC, SELVES, Recipients, others
from detente.events.recipients import is_same as is_same
from detente.records import Actor, Argument, Clause, Document, EventType, Phrase

_GRAMMAR = "data/composition.toml"
_NO_COVER: frozenset[EventType] = frozenset(("ACCUSE", "SUPPORT", "REQUEST", "THREATEN", "REJECT", "AGREE"))


class Composer:
    """The acts of one document, worked out clause by clause on demand."""

    def __init__(self, document: Document, cast: Cast) -> None:
        self.document = document
        self.cast = cast
        self.contents, self.doers, self.recipients, self.phases = (
            Contents(self),
            Doers(self),
            Recipients(self),
            Phases(self),
        )
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
        self._join_tolls(made)
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

    def _join_tolls(self, made: dict[int, Act]) -> None:
        """ "Ambushed a patrol and killed seven soldiers" is one happening: the attack, and what it cost."""
        tolls = words(_GRAMMAR, "toll", "verbs")
        for clause in self.document.clauses:
            toll = made.get(clause.id)
            if toll is None or clause.link != "conjunct" or clause.parent is None or toll.type != "ASSAULT":
                continue
            first = made.get(clause.parent)
            above = self.document.clauses[clause.parent]
            if first is None or normal(clause.predicate) not in tolls or first.type != "ASSAULT" or first.nominal:
                continue
            same = (first.phase, above.negated, above.tense) == (toll.phase, clause.negated, clause.tense)
            if not same or not toll.actors or {a.side for a in first.actors} != {a.side for a in toll.actors}:
                continue
            if _has_own_scene(clause) or not _may_be_same(first.recipients, toll.recipients):
                continue
            told = any(a.code != "---" or a.group for a in toll.recipients) or not first.recipients
            known = any(a.code != "---" or a.group for a in first.recipients)
            made[first.clause] = msgspec.structs.replace(
                first,
                recipients=toll.recipients if told and not known else first.recipients,
                covers=(*first.covers, clause.id, *toll.covers),
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
        found = self._children.get(clause.id)
        if found is None:
            return ()
        return tuple([c for c in found if not links or c.link in links])

    def _work_out(self, clause: Clause) -> Act | None:
        clause = self._as_done(clause)
        seen = self.view(clause)
        frame, best = self.by_frame(seen)
        if clause.kind == "noun":
            return self.phases.nominal(clause) or best
        composed = self.phases.composed(self._with_doer(clause))
        if composed is not None and _is_attack(clause, frame, composed):
            return self._merged(composed, clause)
        if composed is not None and frame is not None and frame.type == "AGREE" and _is_harm(composed):
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
                to = others(sent.recipients or act.recipients, sent.actors)
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
        """What looks passive and is none, and what has lost its particle to a number: "handed over 90 captives"."""
        counts = clause.object.modifiers if clause.object is not None else ()
        if clause.predicate in words(_GRAMMAR, "particle", "over") and any(
            m.kind == "number" and m.text.startswith("over ") for m in counts
        ):
            return msgspec.structs.replace(clause, predicate=f"{clause.predicate} over")
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
        if above is not None and self._is_named_so(clause, above):
            kept = tuple(a for a in clause.arguments if not (a.role == "subject" and a.inherited))
            return msgspec.structs.replace(clause, arguments=kept)
        if above is not None and (blamed := self._blamed_doer(clause, above)) is not None:
            return blamed
        if above is not None and above.predicate in ("responsibility", "credit") and clause.subject is None:
            claiming = self.document.parent(above)  # "claimed responsibility for attacking"
            if claiming is not None and claiming.subject is not None and clause.mood == "participle":
                doer = Argument(role="subject", phrase=claiming.subject, inherited=True)
                return msgspec.structs.replace(clause, arguments=(doer, *clause.arguments))
        if above is not None and (shared := self._shared_doer(clause, above)) is not None:
            return shared
        if clause.link != "cause" or clause.connective != "for" or clause.mood != "participle" or above is None:
            return clause
        told = [a.phrase for a in above.arguments if a.role == "object" or a.preposition in ("on", "against", "at")]
        told += [p for t in told for w, p in t.complements if w in ("on", "against")]  # "put sanctions on them for"
        held = next((p for p in told if self.cast.resolve(p, above)), None)
        if above.voice == "passive" or held is None:
            return clause
        kept = tuple(a for a in clause.arguments if not (a.role == "subject" and a.inherited))
        return msgspec.structs.replace(clause, arguments=(Argument(role="subject", phrase=held, inherited=True), *kept))

    def _blamed_doer(self, clause: Clause, above: Clause) -> Clause | None:
        """ "Condemned the rebels' raid, in addition to burning the market": burnt by the rebels, not by who condemns it."""
        over = self.document.parent(above)
        if clause.link == "conjunct" and over is not None and above.mood == clause.mood == "participle":
            shared = self._blamed_doer(
                msgspec.structs.replace(clause, connective=above.connective, link="manner"), over
            )
            return None if shared is None else msgspec.structs.replace(clause, arguments=shared.arguments)
        if normal(above.predicate) not in words(_GRAMMAR, "condemned", "verbs") or clause.mood != "participle":
            return None
        lent = next((a for a in clause.arguments if a.role == "subject" and a.inherited), None)
        if lent is None or clause.connective not in (
            "in addition to",
            "including",
            "besides",
            "along with",
            "as well as",
        ):
            return None
        kept = tuple(a for a in clause.arguments if a is not lent)
        deed = next((c for c in self.children(above, "argument") if c.kind == "noun" and c.subject is not None), None)
        if deed is None or deed.subject is None:
            return None
        doer = Argument(role="subject", phrase=deed.subject, inherited=True)
        return msgspec.structs.replace(clause, arguments=(doer, *kept))

    def _is_named_so(self, clause: Clause, above: Clause) -> bool:
        """ "In what it called an attempt to sabotage the truce": who names it so has not made it."""
        naming = self.document.parent(above)
        if above.kind != "noun" or naming is None or clause.mood != "infinitive":
            return False
        return naming.voice == "active" and normal(naming.predicate) in words(_GRAMMAR, "naming", "verbs")

    def _shared_doer(self, clause: Clause, above: Clause) -> Clause | None:
        """ "Blamed Kabul for starting the firefight by building a wall": the firefight and the wall are Kabul's too."""
        lent = next((a for a in clause.arguments if a.role == "subject" and a.inherited), None)
        if lent is None or above.subject is None or above.subject.span != lent.phrase.span:
            return None
        if above.link != "cause" or clause.link not in ("argument", "manner", "complement", "conjunct", "purpose"):
            return None
        doer = self._with_doer(above).subject
        if doer is None or doer.span == lent.phrase.span:
            return None
        kept = tuple(a for a in clause.arguments if a is not lent)
        return msgspec.structs.replace(clause, arguments=(Argument(role="subject", phrase=doer, inherited=True), *kept))

    def _is_anothers(self, clause: Clause) -> bool:
        """What one rejects, welcomes or ignores another has said or asked: its subject is not the noun's."""
        above = self.document.parent(clause)
        if above is None or clause.link not in ("argument", "oblique"):
            return False
        inquiries = words(_GRAMMAR, "inquiry", "nouns")
        if above.kind == "noun" and above.predicate in inquiries:
            return clause.connective in ("into", "on", "about", "over")  # "join an inquiry into the killing"
        if clause.connective == "into":  # the same where the parse hangs both from the verb
            return any(c.predicate in inquiries for c in self.children(above, "oblique", "argument"))
        nouns = words(_GRAMMAR, "reaction", "nouns")
        return normal(above.predicate) in words(_GRAMMAR, "reaction", "verbs") and bool(
            nouns & set(stems(clause.predicate))
        )

    def by_frame(self, seen: View) -> tuple[Frame | None, Act | None]:
        for frame in candidates(seen):
            if obstacle(frame, seen, self.cast) is not None:
                continue
            content = self.contents.of(seen.clause)
            if frame.embed and not self.contents.embeds(frame, content, seen.clause):
                continue
            act = self._make(frame, seen, content if frame.embed or frame.inner else ())
            if "owner" in frame.by and not act.actors:
                continue  # "ten weather balloons were launched": nobody's, as far as is told
            if frame.needs == "recipient" and not act.recipients:
                continue
            if frame.needs == "known" and not any(a.code != "---" or a.group for a in act.recipients):
                continue
            return frame, act
        return None, None

    def _make(self, frame: Frame, seen: View, content: tuple[Clause, ...]) -> Act:
        clause = seen.clause
        actors = self.doers.named(frame, seen)
        recipients = self.recipients.named(frame, seen, content, actors)
        between = unique(a for p in seen.slot("between") for a in sides(p, self.cast, clause))
        lent = any(a.role == "subject" and a.inherited for a in seen.clause.arguments)
        if len(between) > 1 and ((frame.symmetric and not actors) or (frame.type == "ASSAULT" and lent)):
            actors, recipients = between, ()  # "because of fighting between A and B" is nobody else's
        elif between and not recipients:
            recipients = between if actors else ()
            actors = actors or between
        if frame.type == "CONSULT" and clause.kind == "noun" and not actors and len({r.side for r in recipients}) > 1:
            actors, recipients = recipients, ()  # "a meeting of their committees", "of Indian and Pakistani officers"
        if frame.type == "ASSAULT" and not actors:
            actors = self.doers.from_where(seen, recipients)
        actors = self.doers.authorities(frame, seen, self.doers.members(actors, clause), recipients)
        recipients = self.recipients.at_home(recipients, frame, actors)
        if frame.type == "PROTEST" and all(a.code == "---" and not a.group for a in actors):
            actors = self.doers.locals_(seen, actors)
        if len(actors) > 1 and frame.type == "SANCTION" and all(r.code == "---" and not r.group for r in recipients):
            recipients = ()  # "the two expelled their envoys": each the other's
        if len(actors) > 1:  # both are in it already
            recipients = tuple(r for r in recipients if all((a.code, a.group) != (r.code, r.group) for a in actors))
        if frame.cameo == "0871" and seen.predicate in words(_GRAMMAR, "truce", "announcing"):
            actors, recipients = self._at_truce(seen, actors, recipients)
        cameo, type_ = self._cameo(frame, content), frame.type
        if frame.type == "REQUEST" and _is_sent_home(clause, content):
            cameo, type_, content = "161", "SANCTION", ()
        if frame.cameo == "150" and _is_drill(seen) and len({a.code for a in actors if a.code != "---"}) > 1:
            cameo, type_ = "062", "COOPERATE"  # two states that drill drill together
        if frame.type == "ASSAULT" and actors and not recipients and _is_own_arms(clause):
            cameo, type_ = "0873", "RETREAT"  # "destroyed its chemical weapons": disarmament
        return Act(
            clause=clause.id,
            type=type_,
            event_type=type_,
            mode=frame.mode if type_ == frame.type else "expel" if cameo == "161" else None,
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

    def _at_truce(
        self, seen: View, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
    ) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """Who stops firing by a truce that is announced: "Qatar announced a truce between Israel and Hamas" are those two.

        Of one "in Lebanon", or of no named sides, whoever announces it is no party unless the report is about him.
        """
        mine = {a.side for a in actors}
        between = unique(a for p in seen.slot("between") for a in sides(p, self.cast, seen.clause))
        if len({a.side for a in between}) > 1:
            return (actors, recipients) if mine & {a.side for a in between} else (between, ())
        if any(True for _ in seen.slot("with")):
            return actors, recipients
        poles = self.cast.scene.pair(seen.clause.predicate_span[0]) if self.cast.scene is not None else ()
        if poles and not mine & {p.side for p in poles} and not {a.code for a in actors} & {p.code for p in poles}:
            return poles, ()
        abroad = recipients and not {a.code for a in recipients} & {a.code for a in actors}
        return ((), recipients) if abroad and any(True for _ in seen.slot("in")) else (actors, recipients)

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

    def _merged(self, act: Act, clause: Clause) -> Act:
        """A verb whose subject or means is an act of the same type is one happening with it: "airstrikes killed nine"."""
        own = self.children(
            clause, "argument", "oblique", "cause", "result", "participial", "purpose", "manner", "time"
        )
        held = (self.document.clauses[i] for i in act.covers)  # "launched strikes [that kill, targeting]"
        lent = (x for c in held if c.kind == "noun" for x in self.children(c, "participial") if x.voice == "active")
        ends = (x for c in own if c.link == "result" for x in self.children(c, "conjunct") if x.mood == c.mood)
        for child in (*own, *lent, *ends):
            joined = child.link in ("result", "participial", "purpose", "manner", "conjunct")
            other = self.act(child) if child.kind == "noun" or joined else None
            if other is None or other.type != act.type or other.phase != act.phase:
                continue
            if child.kind != "noun" and not set(other.actors) <= set(act.actors):
                continue
            if child.link == "time" and (child.connective != "during" or child.kind != "noun"):
                continue
            if child.link in ("oblique", "cause") and child.connective not in ("by", "in", "during", "with", "as"):
                continue
            fought = self._fallen(act, clause, child, other)
            actors = act.actors or (other.recipients if fought else other.actors)
            act = msgspec.structs.replace(
                act,
                actors=actors,
                recipients=act.recipients
                if fought or any(a.phrase.text.lower() in SELVES for a in clause.arguments)
                else self._told_together(act.recipients, others(other.recipients, actors)),
                mode=act.mode or (other.mode if child.kind == "noun" else None),
                cameo=other.cameo if act.cameo == "190" and other.cameo else act.cameo,
                covers=tuple(dict.fromkeys((*act.covers, child.id, *other.covers))),
            )
            act = msgspec.structs.replace(act, goldstein=goldstein(act.cameo))
        return self._met_by(act, clause)

    def _met_by(self, act: Act, clause: Clause) -> Act:
        """ "Forty lorries were destroyed when rebels attacked a convoy": one happening, by whom the second clause tells."""
        if act.type != "ASSAULT" or act.actors or clause.voice != "passive":
            return act
        joined = (c for c in self.children(clause, "conjunct") if c.sentence == clause.sentence)
        for child in (x for c in (clause, *joined) for x in self.children(c, "time")):
            other = self.act(child) if child.connective in ("when", "as") and child.kind == "verb" else None
            if other is not None and other.type == "ASSAULT" and other.actors and other.phase == act.phase == "begin":
                covers = tuple(dict.fromkeys((*act.covers, child.id, *other.covers)))
                recipients = act.recipients or others(other.recipients, other.actors)
                return msgspec.structs.replace(
                    act, actors=other.actors, recipients=recipients, mode=act.mode or other.mode, covers=covers
                )
        return act

    @staticmethod
    def _fallen(act: Act, clause: Clause, child: Clause, other: Act) -> bool:
        """ "Five militants were killed in clashes with soldiers": those they fought are no victims but their enemy."""
        if clause.voice != "passive" or act.actors or other.actors or child.kind != "noun":
            return False
        mutual = words(_GRAMMAR, "condemned", "mutual")
        against = any(a.preposition == "with" for a in child.arguments)
        victims = clause.object is not None
        return victims and against and not mutual.isdisjoint(stems(child.predicate)) and bool(other.recipients)

    @staticmethod
    def _told_together(own: tuple[Actor, ...], lent: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Those harmed as verb and noun tell it: "killed four children in shelling in Gaza" are children of Gaza."""
        if any(a.code != "---" for a in own):
            return tuple(a for a in own if a.code != "---")
        if own and len(lent) == 1 and lent[0].group is None and lent[0].sector in (None, "CVL"):
            return tuple(msgspec.structs.replace(a, code=lent[0].code) for a in own)
        return lent or own


def _has_own_scene(clause: Clause) -> bool:
    """Whether a clause tells a place or time of its own: "bombed Rafah and killed four soldiers in Lebanon"."""
    placed = ("in", "at", "near", "on", "outside", "inside", "across")
    return bool(clause.times) or any(a.role == "oblique" and a.preposition in placed for a in clause.arguments)


def _may_be_same(first: tuple[Actor, ...], toll: tuple[Actor, ...]) -> bool:
    """Whether those an attack killed may be those it was made on: of one state, or of none that is named."""
    codes = {a.code for a in first} - {"---"}
    return all(a.code in codes or (a.code == "---" and a.group is None) for a in toll) or not codes


def _is_attack(clause: Clause, frame: Frame | None, composed: Act) -> bool:
    """Whether a verb governs an attack, though its frame takes strikes for workers': "continued its strikes on"."""
    if composed.type != "ASSAULT" or not composed.actors or any(a.sector in DOMESTIC for a in composed.actors):
        return False
    halted = normal(clause.predicate) in words(_GRAMMAR, "phase", "halt")
    return halted or (frame is not None and frame.type in ("PROTEST", "CONCEDE"))


def _is_drill(seen: View) -> bool:
    """Whether no arms or attacks are launched: "Russia and China launched drills"."""
    return not any(is_word("weapon", w) for p in seen.slot("object") for w in heads(p))


def _is_harm(composed: Act) -> bool:
    """Whether what is announced harms: "announced its withdrawal from the alliance" agrees to nothing."""
    return composed.type == "SANCTION" and composed.phase == "begin"


def _is_sent_home(clause: Clause, content: tuple[Clause, ...]) -> bool:
    """Whether envoys are told to go: "ordered the ambassador to leave the country", "gave two diplomats 48 hours to leave"."""
    told = [a.phrase for a in clause.arguments if a.role in ("object", "indirect")]
    named = [w for p in told for w in heads(p)]
    envoys = bool(named) and all(is_word("diplomat", w) or w in words(_GRAMMAR, "envoys", "with_them") for w in named)
    going = (normal(c.predicate) for c in content if not c.negated)
    return envoys and not clause.negated and any(p in words(_GRAMMAR, "envoys", "going") for p in going)


def _is_own_arms(clause: Clause) -> bool:
    """Whether what is destroyed are the doer's own arms: "Syria destroyed its chemical weapons"."""
    held = clause.object
    if held is None or held.possessor is None or held.possessor.text.lower() not in ("its", "their"):
        return False
    if normal(clause.predicate) not in words(_GRAMMAR, "disarm", "verbs"):
        return False  # to use one's arms, or to fire them, is something else
    return any(is_word("armament", w) for w in heads(held))


def _is_idle(frame: Frame, act: Act) -> bool:
    """A light verb matched by a frame that asks nothing of its object and found nobody: the noun in it says more."""
    asks = frame.object or frame.heads or frame.prep_heads or frame.oblique
    return not asks and not act.recipients and frame.predicate in words(_GRAMMAR, "light", "verbs")
