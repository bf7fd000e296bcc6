"""Sets the scene of an article: every mention of an actor, with its weight, for pronouns and descriptions to find."""

from __future__ import annotations

from collections.abc import Iterator

from detente.actors import scene as scene_
from detente.actors.context import HERE, MAIN, being_of
from detente.actors.lexicon import Hit
from detente.actors.parts import Finding, alone, is_posted
from detente.actors.reader import Reader
from detente.actors.scene import ME, WE, YOU, Mention, Scene, anaphors
from detente.records import Actor, Argument, Clause, Phrase

# One of many: "it" may mean it.
BANDS = frozenset("group band team network movement union gang crew circle".split())
_FIRST_OR_SECOND = WE | ME | YOU


class Stage:
    """Gathers the mentions of one article's cast."""

    def __init__(self, cast: Reader) -> None:
        self._cast = cast

    def scene(self) -> Scene:
        """All mentions of the article: arguments by their role, other names by their being there."""
        mentions: list[Mention] = []
        covered: set[int] = set()
        draft = Scene(self._cast.document, ())
        for clause in self._cast.document.clauses:
            for argument in clause.arguments:
                if not argument.inherited:
                    mentions.extend(self._mention(draft, clause, argument, covered))
        for hit in self._cast.hits:
            if hit.start not in covered and hit.entry.kind in ("state", "group", "body", "place"):
                mentions.append(self._bystander(draft, hit))
        for person in self._cast.names.all():
            mentions.append(
                Mention(
                    person.at,
                    draft.sentence(person.at),
                    None,
                    scene_.TITLED,
                    (person.actor,),
                    "person",
                    "one",
                    person.gender,
                )
            )
        return Scene(self._cast.document, mentions, self._cast.titled)

    def _mention(self, draft: Scene, clause: Clause, argument: Argument, covered: set[int]) -> Iterator[Mention]:
        phrase, known = argument.phrase, self._cast.scene is not None
        first = phrase.kind == "pronoun" and phrase.text.lower() in _FIRST_OR_SECOND
        if first or (not known and (phrase.kind == "pronoun" or self._cast.is_pair(phrase))):
            return
        actors: list[Actor] = []
        placed = posted = False
        number, being, gender, inferred = "either", None, None, known
        for member in phrase.members():
            member = alone(member)
            found = self._cast.describe(member)
            placed = placed or (found.role is None and self._cast.is_place(member, clause, found))
            if placed:
                inferred = False
            elif known:
                inferred = inferred and (not found.owned or not found.actors)
                found = self._cast.find(member, clause)
            posted = posted or is_posted(member, found.role)
            actors += [a for a in found.actors if a.side != "---" or a.name or a.sector]
            being = being or being_of(found, member)
            number = "many" if (member.plural or _are_counted(member)) and self._is_many(member, found) else number
            gender = gender or self._gender(found)
            if found.actors or placed:  # "Libyan pilots" are no actor of the tables, but name Libya
                covered.update(h.start for h in self._cast.describer.core(member).hits)
        if not actors:
            if phrase.kind in ("noun", "name") and not placed:
                yield self._thing(clause, argument)
                yield from self._sender(clause, argument)
                yield from self._owner(clause, argument, covered)
            return
        crowd = being in ("people", "person") and not any(a.name for a in actors)
        if crowd and not phrase.plural and phrase.head.lower() in BANDS:
            being, number = "group", "either"  # "a group of defectors … its leader"
        weight = scene_.PLACED if placed else scene_.WEIGHTS[argument.role]
        weight *= scene_.NOMINAL if clause.kind == "noun" and not placed else 1.0
        weight *= scene_.POSTED if posted else 1.0
        main, city = clause.link in MAIN and clause.kind != "noun", self._is_city(phrase)
        yield Mention(
            phrase.head_span[0], clause.sentence, clause.id, weight, tuple(dict.fromkeys(actors)), being or "state",
            "many" if len(actors) > 1 or number == "many" else "one" if being == "person" else "either", gender, main, argument.role == "subject", placed,
            placed and city, inferred=inferred, likened=posted, place=city,
        )  # fmt: skip
        if not placed and not posted:
            yield from self._beings_of_roles(phrase, clause, actors, inferred)

    def _is_many(self, phrase: Phrase, found: Finding) -> bool:
        """Whether a plural is many: "the United States" and "the authorities" are one."""
        if found.role is not None:
            return found.role.kind != "institution"
        head = self._cast.describer.core(phrase).head
        return head is None or head.entry.kind not in ("state", "body") or head.entry.form == "people"

    def _sender(self, clause: Clause, argument: Argument) -> Iterator[Mention]:
        """ "A letter from Khrushchev reached Kennedy", "it followed a warning by Mattis": it is he who speaks in it."""
        phrase = argument.phrase
        told = argument.role == "subject" or clause.predicate in anaphors()["messages"]["followed"]
        if not told or phrase.head.lower() not in anaphors()["messages"]["words"]:
            return
        senders = [inner for preposition, inner in phrase.complements if preposition in ("from", "by")]
        for sender in senders[:1]:
            found = self._cast.describe(alone(sender))
            being = being_of(found, sender)
            if len(found.actors) == 1 and being is not None:
                main = clause.link in MAIN and clause.kind != "noun"
                yield Mention(
                    sender.head_span[0], clause.sentence, clause.id, scene_.WEIGHTS["subject"], found.actors, being,
                    "one" if being == "person" else "either", self._gender(found), main, subject=True,
                )  # fmt: skip

    def _owner(self, clause: Clause, argument: Argument, covered: set[int]) -> Iterator[Mention]:
        """ "The Union's inquiries found nothing, and its mediator …": whose the thing is that does something."""
        whose = argument.phrase.possessor
        if whose is None or whose.kind == "pronoun" or argument.role != "subject" or clause.kind != "verb":
            return
        found = self._cast.describe(alone(whose))
        being = being_of(found, whose)
        if len(found.actors) != 1 or found.actors[0].side == "---" or being is None or whose.conjuncts:
            return
        covered.update(h.start for h in self._cast.describer.core(whose).hits)
        number: scene_.Number = "one" if being == "person" else "many" if whose.plural and found.role else "either"
        main = clause.link in MAIN
        yield Mention(
            whose.head_span[0], clause.sentence, clause.id, scene_.OWNING, found.actors, being, number,
            self._gender(found), main,
        )  # fmt: skip

    def _thing(self, clause: Clause, argument: Argument) -> Mention:
        """A noun that is no actor: "it" may mean it, and then means nobody."""
        phrase = argument.phrase
        weight = scene_.WEIGHTS[argument.role] * (scene_.NOMINAL if clause.kind == "noun" else 1.0)
        number: scene_.Number = "many" if phrase.plural or phrase.conjuncts else "one"
        main = clause.link in MAIN and clause.kind != "noun"
        return Mention(
            phrase.head_span[0], clause.sentence, clause.id, weight, (), "thing", number, None, main,
            argument.role == "subject", name=phrase.head, proper=phrase.kind == "name",
        )  # fmt: skip

    def _beings_of_roles(
        self, phrase: Phrase, clause: Clause, actors: list[Actor], inferred: bool
    ) -> Iterator[Mention]:
        """A named official brings his state along: "Ethiopia's prime minister … its army"."""
        for actor in actors:
            if (actor.name or actor.role or actor.sector) and actor.code not in ("---", "IGO", "NGO", "MNC"):
                side = Actor(code=actor.code, sector=actor.sector if actor.group else None, group=actor.group)
                being: scene_.Being = "group" if scene_.is_group(actor) else "state"
                yield Mention(
                    phrase.head_span[0],
                    clause.sentence,
                    clause.id,
                    scene_.OWNING,
                    (side,),
                    being,
                    "either",
                    inferred=inferred,
                )

    def _gender(self, found: Finding) -> str | None:
        if found.role is not None and found.role.gender:
            return found.role.gender
        name = found.actors[0].name if found.actors else None
        return next((p.gender for p in self._cast.names.all() if p.actor.name == name), None) if name else None

    def _bystander(self, draft: Scene, hit: Hit) -> Mention:
        entry = hit.entry
        placed = (
            entry.kind == "place"
            or HERE.search(self._cast.document.article.text[max(0, hit.start - 40) : hit.start]) is not None
        )
        actor = Actor(code=entry.code, sector=entry.sector if entry.kind != "place" else None, group=entry.group)
        being: scene_.Being = "group" if entry.kind == "group" else "body" if entry.kind == "body" else "state"
        likened = self._cast.likens(hit)
        weight = scene_.PLACED if placed or likened else scene_.NAMED
        return Mention(
            hit.start,
            draft.sentence(hit.start),
            None,
            weight,
            (actor,),
            being,
            "either",
            placed=placed,
            venue=entry.form == "capital" or entry.kind == "place",
            likened=likened,
        )

    def _is_city(self, phrase: Phrase) -> bool:
        head = self._cast.describer.core(phrase).head
        return head is not None and (head.entry.form == "capital" or head.entry.kind == "place")


def _are_counted(phrase: Phrase) -> bool:
    """Whether a bare number means several of those behind it: "two of the gunmen"."""
    if phrase.kind != "number" or phrase.head.lower() in ("one", "1"):
        return False
    return any(preposition == "of" and inner.plural for preposition, inner in phrase.complements)
