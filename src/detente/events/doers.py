"""Who does it: the actors of an act, as its frame and its clause name them."""

from __future__ import annotations

import msgspec

from detente.events.acts import SPEECH
from detente.events.frames import Frame, normal, words
from detente.events.match import Acts, View
from detente.events.phrases import country_at, country_of, heads, is_word, sides, unique
from detente.events.recipients import DOMESTIC
from detente.records import Actor, Argument, Clause, EventType, Phrase

_GRAMMAR = "data/composition.toml"
_PLAUSIBLE = "data/plausible.toml"
_DEEDS: frozenset[EventType] = frozenset(("ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"))
_AUTHORITY: frozenset[EventType] = frozenset(("COERCE", "CONCEDE", "ACCUSE"))
_AUTHORITIES = frozenset("GOV COP JUD LEG".split())
_JUSTICE = ("173", "172", "090", "115", "116")  # what in the passive only the law of the land does


class Doers:
    """The actors of a document's acts."""

    def __init__(self, acts: Acts) -> None:
        self._acts = acts

    def named(self, frame: Frame, seen: View) -> tuple[Actor, ...]:
        if found := self._takers(frame, seen):
            return found
        for name in (*frame.by, "by") if frame.pos == "noun" else frame.by:
            if name == "owner":
                return self._owner(seen)
            slot = (p for p in seen.slot(name) if name != "by" or not _is_of_target(p, seen.clause))
            if found := unique(a for p in slot for a in self._agents(p, frame, seen.clause, name)):
                return found
        if found := self._launchers(frame, seen.clause):
            return found
        if frame.type == "ASSAULT" and "subject" in frame.by and (found := self._senders(seen) or self._aimers(seen)):
            return found
        if frame.type == "ASSAULT" and (found := self._raiders(seen)):
            return found
        if seen.clause.voice == "passive" and self._are_own_forces(frame, seen):
            return unique(a for p in seen.slot("object") for a in sides(p, self._acts.cast, seen.clause, agent=True))
        if seen.clause.voice == "passive" and (found := self._at_own_border(frame, seen)):
            return found
        if frame.type == "RETREAT" and (found := self._keepers(seen)):
            return found
        if frame.embed and frame.type in ("AGREE", "THREATEN") and seen.clause.voice == "passive":
            return unique(
                a for p in seen.slot("object") for a in self._acts.cast.resolve(p, seen.clause)
            )  # "is set to strike"
        return ()

    def _takers(self, frame: Frame, seen: View) -> tuple[Actor, ...]:
        """ "Israel agreed to Trump's ceasefire": those who take a truce keep it, not the one whose proposal it was."""
        above = self._acts.document.parent(seen.clause)
        owner = seen.clause.subject
        if frame.pos != "noun" or frame.type != "RETREAT" or above is None or owner is None or above.kind != "verb":
            return ()
        truce = is_word("peace", seen.clause.predicate.lower()) and seen.clause.link in ("argument", "oblique")
        taken = truce and normal(above.predicate) in words(_GRAMMAR, "agents", "taking") and above.voice == "active"
        if not taken or above.subject is None or above.subject.span == owner.span:
            return ()
        return sides(above.subject, self._acts.cast, above)

    def _keepers(self, seen: View) -> tuple[Actor, ...]:
        """ "Armenia says that its truce with Azerbaijan holds": of a truce with another who says so is the one side."""
        others = {a.side for p in seen.slot("with") for a in self._acts.cast.resolve(p)}
        if seen.clause.kind != "noun" or not is_word("peace", seen.predicate) or not others or len(others) > 1:
            return ()
        told = self._acts.cast.speakers(seen.clause)
        own = [a for a in told if a.sector in (None, "GOV", "MIL") and a.code not in ("---", "IGO", "NGO", "MNC")]
        if len(told) != 1 or len(own) != 1 or own[0].side in others:
            return ()
        scene = self._acts.cast.scene
        poles = {p.code for p in scene.pair(seen.clause.span[0])} if scene is not None else set()
        if poles and own[0].code not in poles:
            return ()  # "Qatar said the truce with Israel was holding": it brokered that of Israel and Hamas
        return (Actor(code=own[0].code, sector=own[0].sector, group=own[0].group, span=own[0].span),)

    def _at_own_border(self, frame: Frame, seen: View) -> tuple[Actor, ...]:
        """ "The crossing was reopened, Turkish customs officials said": whoever speaks for a state opens and shuts its own."""
        if frame.type not in ("RETREAT", "COERCE") or not seen.clause.speakers or seen.clause.modals:
            return ()
        ways = [p for p in seen.slot("object") if any(is_word("border", w) for w in heads(p))]
        if not ways or any(a.code != "---" for p in ways for a in self._acts.cast.resolve(p, seen.clause)):
            return ()
        told = self._acts.cast.speakers(seen.clause)
        official = [a for a in told if a.sector in (None, "GOV", "MIL", "COP") and len(a.code) == 3 and a.group is None]
        if len(official) != 1 or len(told) != 1 or not official[0].code.isalpha() or official[0].code == "IGO":
            return ()
        return (Actor(code=official[0].code, span=official[0].span),)

    def _owner(self, seen: View) -> tuple[Actor, ...]:
        """Whose such things are elsewhere in the report: "200 balloons were launched", where it tells of "the North's balloons"."""
        kinds = frozenset(w for slot in ("object", "subject") for p in seen.slot(slot) for w in heads(p))
        owners: dict[str, Actor] = {}
        for clause in self._acts.document.clauses:
            for argument in clause.arguments:
                for phrase in (argument.phrase, *(p for _, p in argument.phrase.complements)):
                    if phrase.kind == "noun" and kinds & heads(phrase):
                        for actor in self._whose(phrase, argument, clause):
                            owners.setdefault(actor.side, actor)
        return tuple(owners.values()) if len(owners) == 1 else ()

    def _whose(self, phrase: Phrase, argument: Argument, clause: Clause) -> tuple[Actor, ...]:
        """Whose things a phrase names, or who sends them: "its balloons", "North Korea had sent another 330"."""
        cast = self._acts.cast
        found = sides(phrase, cast, clause, agent=True) or cast.owners(phrase, clause)
        if not found and argument.role == "subject":  # "forty balloons arrived from Belarus"
            found = tuple(a for x in clause.arguments if x.preposition == "from" for a in cast.resolve(x.phrase))
        sent = argument.role == "object" and clause.voice == "active" and clause.subject is not None
        if not found and sent and normal(clause.predicate) in words(_GRAMMAR, "agents", "parcelling"):
            found = cast.resolve(clause.subject, clause) if clause.subject is not None else ()
        return tuple(a for a in found if a.code != "---" or a.group)

    def _senders(self, seen: View) -> tuple[Actor, ...]:
        """Who fired those of which some struck: "Hezbollah fired 100 rockets. At least one hit a house"."""
        start = next(
            (p.span[0] for p in seen.meant if p in seen.slot("subject") and seen.clause.voice == "active"), None
        )
        for clause in reversed(self._acts.document.clauses) if start is not None else ():
            if not seen.clause.sentence - 2 <= clause.sentence <= seen.clause.sentence:
                continue
            held = clause.object
            if held is None or held.span[0] >= (start or 0) or clause.voice != "active" or clause.subject is None:
                continue
            fired = normal(clause.predicate) in words(_GRAMMAR, "agents", "firing")
            if fired and any(is_word("weapon", w) for w in heads(held)):
                return sides(clause.subject, self._acts.cast, clause, agent=True)
        return ()

    def _aimers(self, seen: View) -> tuple[Actor, ...]:
        """ "North Korea fired shells aimed at a loudspeaker": who fired them aimed them."""
        clause, held = seen.clause, seen.clause.object
        if clause.link != "participial" or clause.voice != "passive" or held is None:
            return ()
        for above in self._acts.document.ancestors(clause):
            if above.kind != "verb":
                continue
            fired = above.object is not None and above.object.span == held.span and above.voice == "active"
            if not fired or above.subject is None or normal(above.predicate) not in words(_GRAMMAR, "agents", "firing"):
                return ()
            return sides(above.subject, self._acts.cast, above, agent=True)
        return ()

    def _raiders(self, seen: View) -> tuple[Actor, ...]:
        """Whose the operation is in which somebody is killed: "was killed in a US counterterrorism operation"; no town's."""
        dies = seen.clause.voice == "passive" or seen.clause.predicate in words(_GRAMMAR, "agents", "dying")
        for argument in seen.clause.arguments if dies else ():
            phrase = argument.phrase
            if argument.preposition not in ("in", "during") or not heads(phrase) & words(_GRAMMAR, "agents", "raids"):
                continue
            named = [h.entry for h in self._acts.cast.describer.core(phrase).hits if h.entry.kind != "role"]
            land = any(e.kind == "place" or e.form == "capital" or (e.code, e.form) == ("PSE", "name") for e in named)
            owners = self._acts.cast.owners(phrase, seen.clause) if named and not land else ()
            return tuple(a for a in owners if a.group or a.code not in ("---", "IGO"))
        return ()

    def _are_own_forces(self, frame: Frame, seen: View) -> bool:
        """Whether those moved are the mover's: "Indian troops have been deployed to the border"."""
        moved = (
            frame.type == "MOBILIZE"
            or (frame.type == "RETREAT" and not (frame.cameo or "").startswith("084"))
            or (frame.type == "SANCTION" and frame.cameo == "166")
        )
        return moved and any(
            is_word("force", w) or is_word("inspector", w) for p in seen.slot("object") for w in heads(p)
        )

    def _agents(self, phrase: Phrase, frame: Frame, clause: Clause, slot: str) -> tuple[Actor, ...]:
        """Who a phrase makes the doer: of deeds no place or matter is, "areas of Hezbollah's activities" strike nobody."""
        if slot == "subject" and frame.type in SPEECH and heads(phrase) & words(_PLAUSIBLE, "struck", "nouns"):
            return self._acts.cast.resolve(phrase, clause)  # an attack says nothing, whoever made it
        if slot != "subject" or frame.type not in _DEEDS or frame.pos == "noun":
            return (
                sides(phrase, self._acts.cast, clause) or self._sayer(phrase, clause) or self._issuers(phrase, clause)
            )
        if heads(phrase.members()[0]) & words(_GRAMMAR, "agents", "wars"):
            return ()  # "displaced by the fighting and the tens of thousands who …"
        if heads(phrase) & words(_GRAMMAR, "agents", "none") and not self._acts.cast.resolve(phrase, clause):
            return ()
        return sides(phrase, self._acts.cast, clause, agent=True) or self._sayer(phrase, clause)

    def _launchers(self, frame: Frame, clause: Clause) -> tuple[Actor, ...]:
        """Whose a weapon is that strikes: "a missile launched from Yemen hit the tanker", "a shell fired by the rebels"."""
        struck = clause.subject
        if frame.type != "ASSAULT" or struck is None or not any(is_word("weapon", w) for w in heads(struck)):
            return ()
        for child in self._acts.children(clause, "participial", "relative"):
            if child.voice != "passive" or normal(child.predicate) not in words(_GRAMMAR, "agents", "firing"):
                continue
            if child.subject is not None and (by := sides(child.subject, self._acts.cast, child, agent=True)):
                return by
            origins = (a.phrase for a in child.arguments if a.preposition == "from")
            lands = (x for p in origins for x in self._acts.cast.resolve(p) if x.group is None)
            land = next((x for x in lands if len(x.code) == 3 and x.code.isalpha()), None)
            if land is not None:
                return (Actor(code=land.code, sector="UAF", span=land.span),)
        return ()

    def _issuers(self, phrase: Phrase, clause: Clause) -> tuple[Actor, ...]:
        """Whose word a document is: "a report released in the Rwandan capital", "a letter signed by the minister"."""
        if not any(is_word("document", w) for w in heads(phrase)):
            return ()
        nouns = [
            c for c in self._acts.children(clause, "argument") if phrase.span[0] <= c.predicate_span[0] < phrase.span[1]
        ]
        told = [c for n in (clause, *nouns) for c in self._acts.children(n, "participial")]
        for child in (c for c in told if normal(c.predicate) in words(_GRAMMAR, "agents", "issuing")):
            if child.subject is not None and (by := sides(child.subject, self._acts.cast, child)):
                return by
            if (place := country_at(child, self._acts.cast)) is not None:
                return (msgspec.structs.replace(place, sector="GOV"),)
        return ()

    def _sayer(self, phrase: Phrase, clause: Clause) -> tuple[Actor, ...]:
        """ "The rebels said they will release him": a pronoun nobody else answers to is who says it."""
        saying = self._acts.document.parent(clause)
        if phrase.text.lower() not in ("they", "it", "he", "she") or clause.link != "said" or saying is None:
            return ()
        who = saying.subject
        if who is None or who.kind == "pronoun" or who.plural != (phrase.text.lower() == "they"):
            return ()
        return sides(who, self._acts.cast, saying)

    def from_where(self, seen: View, recipients: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Unknown forces of the land that fire comes from: "a rocket was fired from Gaza at Israel"."""
        if (side := self._from_side(seen)) or seen.predicate not in words(_GRAMMAR, "agents", "firing"):
            return side
        known = {a.code for a in recipients}
        lands = (a for p in seen.slot("from") for a in self._acts.cast.resolve(p) if a.group is None)
        land = next((a for a in lands if len(a.code) == 3 and a.code.isalpha() and a.code not in ("IGO", *known)), None)
        return () if land is None else (Actor(code=land.code, sector="UAF", span=land.span),)

    def _from_side(self, seen: View) -> tuple[Actor, ...]:
        """ "From the Tajik side, shelling continues": whose the side is that it comes from."""
        above = self._acts.document.parent(seen.clause)
        found = list(seen.slot("from"))
        if seen.clause.kind == "noun" and above is not None and seen.clause.link == "argument":
            found += [a.phrase for a in above.arguments if a.preposition == "from"]
        return unique(
            a for p in found if p.head.lower() == "side" for a in self._acts.cast.resolve(p) if a.code != "---"
        )

    def locals_(self, seen: View, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Protesters of no named state are of the one they protest in."""
        place = country_at(seen.clause, self._acts.cast)
        if place is None:
            place = next((p for a in seen.extra if (p := country_of(a, self._acts.cast)) is not None), None)
        place = place or self._ruled(seen.clause)
        if place is None:
            return actors
        return (msgspec.structs.replace(place, sector=actors[0].sector if actors else "CVL"),)

    def _ruled(self, clause: Clause) -> Actor | None:
        """The state whose rulers are to go: those who "marched to demand the resignation of the Algerian president"."""
        for child in (clause, *self._acts.children(clause, "purpose")):
            for argument in child.arguments:
                if not heads(argument.phrase) & words(_GRAMMAR, "agents", "leaving"):
                    continue
                found = {a.code: a for a in sides(argument.phrase, self._acts.cast, child) if a.code != "---"}
                if len(found) == 1 and (ruler := next(iter(found.values()))).sector in _AUTHORITIES:
                    return Actor(code=ruler.code, span=argument.phrase.span)
        return None

    def _land(self, clause: Clause) -> Actor | None:
        """The state a deed of the authorities is told of, be it in its object or in the clause it hangs from."""
        done = clause.subject
        above = [c for c in self._acts.document.ancestors(clause) if c.subject and done and c.subject.span == done.span]
        for node in (clause, *above):
            inner = (
                Argument(role="oblique", phrase=p, preposition=w)
                for a in node.arguments
                if a.role == "object" and node.subject is not None
                for w, p in a.phrase.complements
            )
            found = country_at(node, self._acts.cast) or next(
                (x for i in inner if (x := country_of(i, self._acts.cast))), None
            )
            nouns = (c for c in self._acts.children(node, "argument", "modifier") if c.kind == "noun")
            found = found or next((x for c in nouns if (x := country_at(c, self._acts.cast))), None)
            if found is not None:
                return found
        return None

    def members(self, actors: tuple[Actor, ...], clause: Clause) -> tuple[Actor, ...]:
        """Those of no named side are of the one they belong to: "workers affiliated with a Serbian union"."""
        if len(actors) != 1 or actors[0].code != "---" or actors[0].group is not None:
            return actors
        told = self._acts.children(clause, "participial")
        of = (
            c for c in told if normal(c.predicate) in words(_GRAMMAR, "agents", "members") and _stands_for(c, actors[0])
        )
        named = (
            x
            for c in of
            for a in c.arguments
            if a.preposition in ("with", "to")
            for x in sides(a.phrase, self._acts.cast, c)
        )
        owner = next((x for x in named if x.code != "---" or x.group), None)
        if owner is None:
            return actors
        return (
            msgspec.structs.replace(actors[0], code=owner.code, group=owner.group if owner.sector == "REB" else None),
        )

    def authorities(
        self, frame: Frame, seen: View, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
    ) -> tuple[Actor, ...]:
        """Courts, police and governments of no named state are those of the land it happens in: "was jailed in Cairo"."""
        ours = all(a.code == "---" and a.group is None and a.sector in _AUTHORITIES for a in actors)
        if (
            frame.type not in _AUTHORITY
            or not ours
            or _are_guests(seen.clause)
            or (place := self._land(seen.clause)) is None
        ):
            return actors
        if actors:
            return tuple(msgspec.structs.replace(a, code=place.code) for a in actors)
        told = (frame.cameo or "").startswith(_JUSTICE) and seen.clause.voice == "passive" and bool(recipients)
        if not told or any(a.code == place.code and a.sector not in DOMESTIC for a in recipients):
            return actors
        return (msgspec.structs.replace(place, sector="GOV"),)


def _are_guests(clause: Clause) -> bool:
    """Whether those who act may be of any state: "several foreign ministers in Cairo" are not Egypt's."""
    done = clause.subject
    phrases = (done, *(p for w, p in done.complements if w == "of")) if done is not None else ()
    return any(p.plural and heads(p) & words(_GRAMMAR, "agents", "guests") for p in phrases)


def _is_of_target(phrase: Phrase, clause: Clause) -> bool:
    """Whether a "by …" is that of what an act is aimed at: "a march against abuses by the army" is not the army's."""
    aimed = (a.phrase.span for a in clause.arguments if a.preposition in ("against", "at", "over", "in", "about"))
    return any(start < phrase.span[0] < end for start, end in aimed)


def _stands_for(clause: Clause, actor: Actor) -> bool:
    """Whether a participle says something of the actor: "workers affiliated with"."""
    told = next((a.phrase for a in clause.arguments if a.role in ("object", "subject")), None)
    return told is not None and actor.span is not None and told.span[0] <= actor.span[0] < told.span[1]
