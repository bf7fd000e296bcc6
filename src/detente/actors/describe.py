"""What a noun phrase says of itself: its head, the state or group it belongs to, the role it names.

Nothing here looks beyond the phrase but for names learned from the article (`Names`); pronouns and "the group" are
`salience`'s. The method is the one event coders' actor and agent dictionaries share (CAMEO codebook, ch. 3: actor plus
agent), run on a phrase's parts in place of a verb pattern: an *owner* (possessor, nationality, "of X") and a *role*.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from detente.actors import roles
from detente.actors.lexicon import Entry, Hit, Lexicon
from detente.actors.names import HONORIFICS, ORGANISED, Names, Person, presiding
from detente.actors.parts import (
    ARMED,
    AWAY,
    BASED,
    BEHIND,
    COUNTED,
    DESKS,
    GATHERED,
    GENERIC,
    HOLDING,
    HOME,
    LOOSE,
    MEN,
    NOBODY,
    NUMERALS,
    OWNING,
    PREFIXES,
    REGIONAL,
    RULING,
    SHARES,
    WITHIN,
    Core,
    Finding,
    Owner,
    abroad,
    alone,
    before_of,
    can_be_placed,
    coordinated,
    is_proper,
    new_actor,
    owner_of,
    person_name,
    role_text,
    spanned,
    spans_possessor,
    unique,
    words_span,
)
from detente.actors.roles import PEOPLE, Role
from detente.actors.words import Word
from detente.records import Actor, Phrase, Span

_HOLDING_OFFICE = frozenset(["GOV", "MIL", "LEG", "JUD", "REB", "OPP", "PTY"])
_SHARED_NAMES = frozenset(
    ["police", "guard", "guards", "navy", "army", "gendarmerie", "marines"]
)  # "the Myanmar Border Police"
_DESCENT = frozenset(["minority", "population", "community"])
_SHARED_BODIES = frozenset(["Security Council"])  # the United Nations' by default, a state's where it is its
_STATES = frozenset(["member state", "state", "country", "nation", "power", "republic", "member"])


class Describer:
    """Reads phrases with one article's names at hand. `resolve` is the cast's: possessors may be pronouns."""

    def __init__(
        self,
        lexicon: Lexicon,
        names: Names,
        text: Callable[[int, int], tuple[list[Word], list[Hit]]],
        resolve: Callable[[Phrase], tuple[Actor, ...]],
        states: Callable[[], tuple[str, ...]],
        name_start: Callable[[int], int],
        name_end: Callable[[int], int],
    ) -> None:
        self._lexicon = lexicon
        self._names = names
        self._text = text
        self._resolve = resolve
        self._states = states
        self._name_start = name_start
        self._name_end = name_end
        self._cores: dict[tuple[Span, Span], Core] = {}

    def describe(self, phrase: Phrase) -> Finding:
        """Who the phrase speaks of, from its own words."""
        counted = self._counted(phrase)
        if counted is not None:
            return counted
        core = self.core(phrase)
        learned = self._names.organisation(core.words)
        if learned is not None:
            return Finding((spanned(learned, words_span(phrase)),), f"learned: {learned.group or learned.code}")
        named = self._person(phrase, core)
        if named is not None:
            return named
        head = core.head
        if head is None:
            return self._unnamed(phrase, core)
        if head.entry.kind == "trap":
            return Finding(why=head.entry.why, settled=True)
        if head.entry.kind == "role":
            return self._role(phrase, core, head)
        return self._named(phrase, core, head)

    # -------------------------------------------------------------------------------------------------------- core

    def core(self, phrase: Phrase) -> Core:
        """The words from the phrase's start to its head, possessor left out, with the names among them."""
        key = (phrase.span, phrase.head_span)
        core = self._cores.get(key)
        if core is None:
            core = self._cores[key] = self._core(phrase)
        return core

    def _core(self, phrase: Phrase) -> Core:
        start = self._name_start(min(phrase.span[0], phrase.head_span[0]))
        end = self._name_end(phrase.head_span[1])
        found, hits = self._text(start, end)
        shared = spans_possessor(phrase, found, hits)
        if not shared and phrase.possessor is not None and start <= phrase.possessor.span[0] < phrase.head_span[0]:
            cut = max(start, min(phrase.possessor.span[1], phrase.head_span[0]))
            rest, rest_hits = self._text(cut, end)
            if rest and rest[0].fold == "s" and len(rest) > 1:  # what a possessive leaves behind
                rest, rest_hits = self._text(rest[1].start, end)
            shared = bool(rest) and rest[0].fold in ("and", "or") and any(w.possessive for w in rest)
            if not shared:
                found, hits = rest, rest_hits
        while found and found[-1].fold in LOOSE and not (hits and hits[-1].last == len(found)):
            found = found[:-1]  # "Recep Tayyip Erdogan of"
        if hits and hits[-1].last == len(found) - 1 and found[-1].text in NUMERALS and hits[-1].entry.kind == "leader":
            found = found[:-1]  # "King Abdullah II"
        head = hits[-1] if hits and hits[-1].last == len(found) else None
        if head is not None and head.entry.form in ("surname", "given") and self._stranger(found, hits, head):
            hits.remove(head)
            head = None
        core = Core(words=found, hits=hits, head=head, shared=shared)
        known = {i for h in hits for i in range(h.first, h.last)}
        core.unknown = [w for i, w in enumerate(found) if i not in known and w.start >= phrase.head_span[0]]
        return core

    def _stranger(self, found: Sequence[Word], hits: Sequence[Hit], head: Hit) -> bool:
        """Whether a surname follows a given name that is not its owner's: "Jeb Bush"."""
        if head.first == 0:
            return False
        before = found[head.first - 1]
        covered = any(h.first <= head.first - 1 < h.last for h in hits)
        titled = before.fold in HONORIFICS or before.text.endswith(".")
        return before.capital and not covered and not before.possessive and not titled

    # ------------------------------------------------------------------------------------------------------ counts

    def _counted(self, phrase: Phrase) -> Finding | None:
        """ "dozens of protesters", "a group of gunmen", "a member of the Syrian parliament": the complement is meant."""
        inner = next((p for prep, p in phrase.complements if prep in ("of", "from", "among")), None)
        if inner is None or phrase.possessor is not None:
            return None
        word = phrase.head.lower()
        gathered = word in GATHERED and inner.plural and phrase.head.islower()  # "an assembly of foreign ministers"
        if (word not in COUNTED and not gathered) or (word == "group" and phrase.determiner == "the"):
            return None
        actors = self._resolve(inner)
        if word in SHARES and self._is_ground(inner, actors):
            return NOBODY
        pointed = inner.kind == "pronoun"
        return Finding(
            tuple(spanned(a, phrase.span) for a in actors), f"count: {word} of", owned=not pointed, settled=True
        )

    def _is_ground(self, inner: Phrase, actors: Sequence[Actor]) -> bool:
        """Whether parts of it are land: "parts of the country", "the rest of the capital Khartoum"."""
        head = self.core(inner).head
        if head is not None and (head.entry.kind in ("state", "place") or head.entry.role == "asset"):
            return head.entry.form != "people"
        return all(a.group is None and a.sector is None for a in actors)

    # ----------------------------------------------------------------------------------------------------- persons

    def _person(self, phrase: Phrase, core: Core) -> Finding | None:
        """A person by name: learned from the article, a well-known leader, or new with a title and an owner."""
        if phrase.kind not in ("name", "noun") or not core.words:
            return None
        titles = self._titles(phrase, core)
        person = self._names.person(before_of(core), phrase.head)
        if person is None and core.head is not None and core.head.entry.kind == "leader":
            given = core.head.entry.form == "given"
            person = None if given else self._names.leader(core.head.entry, core.head.others, core.head.start)
        if person is not None:
            return self._known(phrase, core, person, titles)
        if not self._is_new_person(phrase, core):
            return None
        role = titles or self._apposed_role(phrase)
        owners = self.owners(phrase, core, role if role is not None and role.kind == "relation" else None)
        name = person_name(core, phrase)
        if role is None and not owners:
            return self._apposed(phrase, name)
        return self._acting(phrase, role, owners, name, f"name with a title: {name}")

    def _known(self, phrase: Phrase, core: Core, person: Person, titles: Role | None) -> Finding:
        actor = person.actor
        if titles is not None and actor.role is None:
            sector = titles.sector or actor.sector
            actor = new_actor(actor.code, sector, actor.group, actor.name, titles.text)
        elif (
            titles is not None and titles.sector == "COP" and actor.sector == "MIL"
        ):  # "Police Sergeant X … Sergeant X"
            actor = new_actor(actor.code, "COP", actor.group, actor.name, titles.text)
        if actor.code == "---":
            owner = next(iter(self.owners(phrase, core)), None)
            if owner is not None:
                actor = new_actor(owner.code, actor.sector, owner.group or actor.group, actor.name, actor.role)
        return Finding((spanned(actor, words_span(phrase)),), person.why, owned=actor.code != "---", role=titles)

    def _is_new_person(self, phrase: Phrase, core: Core) -> bool:
        """Whether the head is a person's name no list has."""
        if phrase.kind != "name" or not core.unknown or not (core.unknown[-1].capital or core.unknown[-1].tied):
            return False
        if any(w.fold in ("of", "for", "and", "the", "on", "in") for w in core.unknown):
            return False  # "Massachusetts Institute of Technology"
        last = core.words[-1]
        if core.unknown[-1] is not last:
            surnamed = core.head is not None and core.head.entry.kind in ("state", "place") and phrase.entity == "PER"
            return surnamed and core.unknown[-1].capital
        return phrase.entity == "PER" or any(h.entry.kind == "role" and not roles.is_quality(h) for h in core.hits)

    def _titles(self, phrase: Phrase, core: Core) -> Role | None:
        """The title that stands before a name."""
        last = core.words[-1].end if core.words else 0
        hits = [h for h in core.hits if h.entry.kind == "role" and h.end < last]
        role = self._read_role(core, hits) if hits else None
        if role is None or role.sector != "MIL":
            return role
        police = any(
            h.entry.kind == "agency" and h.entry.sector == "COP" and h.last == hits[0].first for h in core.hits
        )
        return replace(role, sector="COP") if police else role  # "Metropolitan Police sergeant"

    def _apposed_role(self, phrase: Phrase) -> Role | None:
        for other in phrase.appositives:
            core = self.core(other)
            if core.head is not None and core.head.entry.kind == "role":
                hits = [h for h in core.hits if h.entry.kind == "role"]
                return self._read_role(core, hits, other)
        return None

    def _apposed(self, phrase: Phrase, name: str | None = None) -> Finding | None:
        """Someone known only by what stands beside the name."""
        for other in phrase.appositives:
            found = self.describe(other)
            if found.actors:
                actor = found.actors[0]
                if name is not None:
                    actor = new_actor(actor.code, actor.sector, actor.group, name, actor.role)
                return Finding((spanned(actor, phrase.span),), found.why)
        return None

    def _apposed_name(self, phrase: Phrase, role: Role) -> Finding | None:
        """ "Canada's prime minister, Mark Carney"; "the militant group, Hezbollah": who is named beside the role."""
        for other in phrase.appositives:
            if other.kind != "name":
                continue
            core = self.core(other)
            if core.head is not None and core.head.entry.kind in ("group", "body") and role.kind in ("people", "organ"):
                return self._named(other, core, core.head)
            person = self._names.person(core.words, other.head)
            if person is not None and role.kind in ("person", "bearer") and not role.plural:
                return Finding((spanned(person.actor, phrase.span),), person.why, owned=person.actor.code != "---")
        return None

    def _apposed_sides(self, phrase: Phrase, role: Role) -> Finding | None:
        """ "Rivals India and Pakistan", "member states Greece and Cyprus": those named right behind what they are."""
        if not phrase.plural or not (role.kind == "relation" or role.word in _STATES):
            return None
        beside = (o for o in phrase.appositives if o.kind == "name" and o.span[0] == phrase.head_span[1] + 1)
        members = next((o.members() for o in beside), ())
        found = [self.describe(m) for m in members]
        heads = [self.core(m).head for m in members]
        if not found or any(h is None or h.entry.kind not in ("state", "group", "body", "place") for h in heads):
            return None
        actors = tuple(a for f in found for a in f.actors[:1])
        return Finding(actors, found[0].why) if len(actors) == len(members) else None

    # ------------------------------------------------------------------------------------------------------- roles

    def _read_role(self, core: Core, hits: Sequence[Hit], phrase: Phrase | None = None) -> Role:
        """The role these words name; a bearer's sector may come from an agency before it or from "of the army"."""
        borne = self._borne(core, hits[-1], phrase) if hits[-1].entry.role in roles.BEARING else None
        return roles.read(core.words, hits, borne=borne)

    def _borne(self, core: Core, head: Hit, phrase: Phrase | None) -> str | None:
        """The sector of the body a spokesman speaks for: an agency before him, or his possessor, or "of the army"."""
        for hit in reversed(core.hits):
            if hit.entry.kind == "agency" and hit.end <= head.start:
                return hit.entry.sector
        if phrase is None:
            return None
        inner = [p for prep, p in phrase.complements if prep in ("of", "for", "from", "in", "with", "at")]
        for other in [*([phrase.possessor] if phrase.possessor else []), *inner]:
            found = self.core(other)
            if found.head is None or found.head.entry.kind not in ("role", "agency", "group"):
                continue
            if found.head.entry.role in ("bearer", "organ"):
                return self._read_role(found, [h for h in found.hits if h.entry.kind == "role"], other).sector
            return found.head.entry.sector
        return None

    def _role(self, phrase: Phrase, core: Core, head: Hit) -> Finding:
        """A common noun of the role tables: "Israeli warplanes", "the foreign ministry", "leaders of Tigray"."""
        hits = [h for h in core.hits if h.entry.kind == "role"]
        if roles.is_quality(head) or (head.entry.role == "press" and (head.first == 0 or phrase.kind != "name")):
            return Finding()
        role = presiding(self._read_role(core, hits, phrase), self._headed(phrase))
        if phrase.determiner == "no" and role.kind in ("institution", "organ", "people", "asset"):
            return NOBODY  # "no division", "no government"
        if role.word == "movement" and phrase.plural and len(core.hits) == 1:
            return NOBODY  # "any movements"
        named = self._apposed_name(phrase, role) or self._apposed_sides(phrase, role)
        if named is not None:
            return named
        seat = self._seat(phrase, role)
        if seat is not None:
            return Finding(
                (spanned(new_actor(seat.code, seat.sector, seat.group), words_span(phrase)),), seat.why, role
            )
        owners = self._settled(phrase, role) or self.owners(phrase, core, role)
        if self._is_descent(phrase, role) and all(o.people is None and o.group is None for o in owners):
            owners = self._settled(phrase, role)  # "the Albanian population of the province": where that is, others say
        if phrase.kind == "name" and is_proper(core, head):
            return self._organisation(phrase, core, head, role, owners)
        return self._acting(phrase, role, owners, None, head.entry.why)

    def _headed(self, phrase: Phrase) -> Sequence[str]:
        """The words of the club or firm somebody is the head of; () for a state, a group or a known body."""
        inner = next((p for prep, p in phrase.complements if prep in ("of", "at")), None)
        head = self.core(inner).head if inner is not None else None
        if inner is None or (head is not None and head.entry.kind in ("body", "group", "agency")):
            return ()
        return inner.text.lower().split()

    def _settled(self, phrase: Phrase, role: Role) -> tuple[Owner, ...]:
        """ "the Turkish minority in Bulgaria", "North Korean defectors in Seoul": of where they live."""
        if role.word not in _DESCENT and role.word.removesuffix("s") != "defector":
            return ()
        return self._complements(phrase, None)

    def _is_descent(self, phrase: Phrase, role: Role) -> bool:
        """Whether a nationality before such a word is not a state's: a minority never, a population "of the province"."""
        if role.word == "minority":
            return True
        return role.word in _DESCENT and any(p in ("of", "in") for p, _ in phrase.complements)

    def _seat(self, phrase: Phrase, role: Role) -> Entry | None:
        """ "separatists in Donetsk": who rules from there, when the word is one for rebels."""
        if role.sector != "REB":
            return None
        for preposition, inner in phrase.complements:
            head = self.core(inner).head
            if preposition in ("in", "of", "from") and head is not None and head.entry.kind == "place":
                return self._lexicon.seats.get(head.entry.name)
        return None

    def _organisation(self, phrase: Phrase, core: Core, head: Hit, role: Role, owners: Sequence[Owner]) -> Finding:
        """A proper name that ends in the word for a kind of body: "Islamabad High Court", "Kivu Democratic Front"."""
        start = 1 if core.words[0].fold == "the" else 0
        named = roles.joined(core.words[start:])
        sector = ORGANISED.get(core.words[-1].fold)
        covered = {i for h in core.hits for i in range(h.first, h.last)}
        own_name = any(w.capital and i not in covered for i, w in enumerate(core.words) if i >= start)
        if sector is not None and own_name:
            code = owners[0].code if owners else "---"
            return Finding(
                (spanned(new_actor(code, sector, named), words_span(phrase)),), f"a name ending in “{role.word}”"
            )
        if owners:
            return self._acting(phrase, role, owners, None, head.entry.why)
        return Finding((), f"unknown name ending in “{role.word}”", role=role, owned=False)

    def _acting(
        self,
        phrase: Phrase,
        role: Role | None,
        owners: Sequence[Owner],
        name: str | None,
        why: str,
        *,
        group: str | None = None,
    ) -> Finding:
        """One actor for each owner, in the role."""
        span = words_span(phrase)
        if not owners:
            if role is None or role.kind in ("asset", "relation"):
                return Finding((), why, role=role, owned=False)
            generic = role.bare or role.sector is None or role.word in GENERIC
            if generic and name is None:  # "the front", "a group", "third countries"
                return Finding((), why, role=role, owned=False)
            code = role.sector if role.sector in ("IGO", "NGO") else "---"
            actor = new_actor(code or "---", role.sector, group, name, role_text(role, name))
            return Finding((spanned(actor, span),), why, role=role, owned=code != "---")
        if role is not None and role.plural and len(owners) > 1:
            name = None  # "the presidents of Armenia and Azerbaijan, Sarkisian and Aliyev": which is whose
        actors = tuple(spanned(_men_of(owner, role) or self._of(owner, role, name), span) for owner in owners)
        return Finding(unique(actors), why, role=role)

    def _of(self, owner: Owner, role: Role | None, name: str | None) -> Actor:
        text = role_text(role, name)
        sector = role.sector if role else None
        if owner.people is not None:
            group = self._peoples_group(owner, role)
            if group is not None:
                return new_actor(group.code, group.sector, group.group, name, text)
            return new_actor(owner.code, "REB" if sector in ("MIL",) else sector, None, name, text)
        if owner.group is None:
            if owner.sector in ("REB", "UAF") and sector not in PEOPLE:
                sector = owner.sector  # "the rebels' military leaders"
            if owner.sector in ("CVL", "OPP") and role is not None and role.kind == "bearer" and sector == "GOV":
                sector = owner.sector  # "a group of defectors … its leader"
            if sector == "IGO":  # "the UN agencies": a body, not a state's
                sector = "GOV"
            if role is not None and role.kind == "institution" and role.word in GENERIC:
                sector = None
            if sector is None and role is not None and role.kind == "bearer":
                sector = "GOV"  # "Iran's chief": of its state
            if sector is None and role is not None and role.kind == "asset":
                sector = owner.sector  # "coast guard ships"
            return new_actor(owner.code, sector, None, name, text)
        banded = sector == "CRM" and owner.sector in ARMED  # "criminals of the Shining Path" are the group
        if (
            sector in PEOPLE
            and not banded
            and owner.code != "IGO"
            and role is not None
            and role.kind in ("people", "person")
        ):
            return new_actor(owner.code, sector, None, name, text)
        bearing = role is not None and role.kind in ("institution",) and sector in ("GOV", "LEG", "JUD", "COP")
        if owner.code == "IGO":
            keep = (
                sector
                if sector in ("MIL", "JUD", "LEG", "REF", "COP")
                else owner.sector or ("GOV" if name or text else None)
            )
        else:
            armed = sector == "MIL" and owner.sector == "GOV"
            keep = sector if bearing or armed else owner.sector or sector
        return new_actor(owner.code, keep, owner.group, name, text)

    def _peoples_group(self, owner: Owner, role: Role | None) -> Entry | None:
        """The armed group meant by "Kurdish fighters": by the state they are in, or the one state the article has."""
        assert owner.people is not None
        if role is None or not (role.sector in ARMED or role.word in RULING):
            return None
        where = [owner.code] if owner.code != "---" else list(self._states())
        for state, name in owner.people.groups:
            if state == "*":
                return self._lexicon.groups[name]
        for code in where:
            for state, name in owner.people.groups:
                if state == code:
                    return self._lexicon.groups[name]
        return None

    # ------------------------------------------------------------------------------------------------------ owners

    def owners(self, phrase: Phrase, core: Core, role: Role | None = None) -> tuple[Owner, ...]:
        """Whose it is, the surest ground first: possessor, then names before the head, then "of X", then "in X"."""
        relation = role is not None and role.kind == "relation"
        found = () if relation or core.shared else self._possessing(phrase.possessor)
        before = self._before(core, role)
        if not found or (len(found) == 1 and any(o.group and o.code == found[0].code for o in before)):
            found = before  # "Afghanistan's Taliban government"
        if not found:
            found = self._complements(phrase, role, placed=not abroad(core)) or self._following(phrase, role)
        elif any(o.people is not None and o.code == "---" for o in found):
            where = [o for o in self._complements(phrase, role) if o.people is None and o.group is None]
            if where:
                found = tuple(Owner(where[0].code, people=o.people) for o in found)
        elif all(o.group is not None and o.code == "---" for o in found):
            where = [o for o in self._complements(phrase, role) if o.group is None]
            found = tuple(Owner(where[0].code, o.group, o.sector) for o in found) if where else found
        if not found:
            found = tuple(
                o
                for a in phrase.appositives[:1]
                if phrase.kind != "name" or role is None
                for o in self._apposed_owner(a)
            )
        return found

    def _apposed_owner(self, phrase: Phrase) -> tuple[Owner, ...]:
        if phrase.kind == "name":
            return ()
        return self.owners(phrase, self.core(phrase))

    def _possessing(self, phrase: Phrase | None) -> tuple[Owner, ...]:
        if phrase is None:
            return ()
        return unique(tuple(owner_of(a) for a in self._resolve(phrase) if a.code != "---" or a.group))

    def _before(self, core: Core, role: Role | None) -> tuple[Owner, ...]:
        """Owners among the words before the head; two when joined by "and", a slash or a hyphen."""
        found: list[Owner] = []
        last: Hit | None = None
        for hit in core.hits:
            if hit is core.head or hit.entry.kind in ("role", "trap", "leader"):
                continue
            if hit.entry.kind in ("company", "press") and role is not None and role.kind in ("asset", "press"):
                continue  # "a Boeing 707": who made it
            owner = self._owner_of(core, hit, role)
            if owner is None:
                continue
            joined = last is None or coordinated(core, last, hit)
            if joined:
                found.append(owner)
            elif owner.group is not None and all(o.group is None for o in found):
                found = [owner]  # "Lebanese Hezbollah fighters"
            elif found[-1].people is not None and found[-1].code == "---" and owner.code != "---":
                found[-1] = Owner(owner.code, people=found[-1].people)
            elif owner.people is not None and owner.code == "---" and owner.people.groups:
                found[-1] = Owner(found[-1].code, people=owner.people)  # "Syrian … Kurdish forces"
            last = hit
        return unique(tuple(found))

    def _owner_of(self, core: Core, hit: Hit, role: Role | None) -> Owner | None:
        """What a name before the head makes it belong to, with regard to "-backed", "pro-" and the like."""
        after, before = core.after(hit), core.before(hit)
        if before is not None and before.fold in PREFIXES and (core.words[hit.first].tied or before.fold == "ethnic"):
            return None
        if after is not None and (
            after.tied or after.fold in ("backed", "led", "ruled", "occupied", "controlled", "administered")
        ):
            if after.fold in BEHIND:
                return None
            if after.fold in HOLDING:
                return self._owner(hit.entry) if role is not None and role.kind == "institution" else None
            if after.fold in HOME and role is not None and role.sector in ("JRN", "NGO", "JUD", None):
                return None  # "a UK-based group": no state's
        entry = hit.entry
        if entry.kind == "people" and entry.code == "---" and not entry.groups:
            return None  # "Western", "Sunni": no state
        return self._owner(entry)

    def _owner(self, entry: Entry) -> Owner:
        if entry.kind == "people":
            return Owner(entry.code, people=entry)
        if entry.kind in ("group", "body", "company") or entry.code == "IGO":
            return Owner(entry.code, entry.group, entry.sector)
        return Owner(entry.code, entry.group if entry.kind == "leader" else None, entry.sector)

    def _complements(self, phrase: Phrase, role: Role | None, *, placed: bool = True) -> tuple[Owner, ...]:
        away = role is not None and role.word.removesuffix("s") in AWAY
        for preposition, inner in phrase.complements:
            posted = preposition in ("with", "at") and role is not None and role.kind == "bearer"
            if posted or preposition in OWNING or (preposition == "to" and "loyal" in phrase.text):
                if (away and preposition == "for") or (
                    role is not None and role.kind == "asset" and preposition == "from"
                ):
                    continue
                found = self._within(inner) or self._nested(inner, role)
                if found:
                    return found
        for preposition, inner in phrase.complements:
            if preposition in WITHIN and placed and not away and can_be_placed(role):
                found = self._within(inner, located=True)
                if found:
                    return found
        return ()

    def _nested(self, inner: Phrase, role: Role | None) -> tuple[Owner, ...]:
        """ "the minister of foreign affairs of Iran", "workers at the plant of …": the owner a step further down."""
        if not any(preposition == "of" for preposition, _ in inner.complements) or self.core(inner).head is not None:
            return ()
        return self._complements(inner, role)

    def _following(self, phrase: Phrase, role: Role | None) -> tuple[Owner, ...]:
        """What the words right after say: "forces loyal to Haftar", "a group based in Trinidad"."""
        found, hits = self._text(phrase.head_span[1], phrase.head_span[1] + 70)
        folds = [w.fold for w in found[:3]]
        loyal = folds[:2] in (["loyal", "to"], ["faithful", "to"], ["belonging", "to"], ["allied", "to"], ["led", "by"])
        based = len(folds) > 1 and folds[0] in BASED and folds[1] in ("in", "at") and can_be_placed(role)
        if not (loyal or based) or found[0].broken:
            return ()
        for hit in hits:
            between = found[2 : hit.first]
            if hit.entry.kind == "role" and not any(w.broken for w in between):
                continue
            if hit.first > 6 or any(w.broken for w in found[1 : hit.first + 1]):
                return ()
            if hit.entry.kind == "leader":
                actor = self._names.leader(hit.entry, hit.others, hit.start).actor
                return (owner_of(actor),)
            owner = self._owner(hit.entry)
            return (Owner(owner.code),) if based else (owner,)
        return ()

    def _within(self, phrase: Phrase, *, located: bool = False) -> tuple[Owner, ...]:
        found: list[Owner] = []
        for member in phrase.members():
            core = self.core(member)
            people = core.head is not None and core.head.entry.kind == "people" and core.head.entry
            if people and not located:
                found.append(Owner(people.code, people=people))
                continue
            actors = self._resolve(alone(member))
            for actor in actors:
                if located and actor.group is not None and actor.code in ("IGO", "NGO", "---"):
                    continue
                found.append(Owner(actor.code) if located else owner_of(actor))
            if not actors and (located or core.head is not None):
                found += [
                    Owner(h.entry.code, located=True) for h in core.hits[-1:] if h.entry.kind in ("place", "state")
                ]
            if not actors and located and not found:  # "villages near Macedonia's border"
                found += [Owner(o.code, located=True) for o in self._possessing(member.possessor)]
        return unique(tuple(o for o in found if o.code != "---" or o.group or o.people))

    # ------------------------------------------------------------------------------------------------------- names

    def _named(self, phrase: Phrase, core: Core, head: Hit) -> Finding:
        """The head is a name of the tables: a state, a group, a body, an agency, a place, a people."""
        entry = head.entry
        if self._covers_too_little(phrase, core, head):
            return self._apposed(phrase) or Finding((), f"“{phrase.head}” is more than {entry.name}", settled=True)
        span = words_span(phrase)
        own = self._possessing(phrase.possessor) if entry.name in _SHARED_BODIES else ()
        if entry.kind == "body" and own and own[0].group is None and own[0].code not in ("IGO", "NGO", "---"):
            return Finding((spanned(new_actor(own[0].code, "GOV"), span),), entry.why)  # "Armenia's Security Council"
        if entry.kind in ("group", "body"):
            return Finding((self._group(phrase, core, entry, span),), entry.why)
        if entry.kind == "people":
            return self._people(phrase, core, head)
        if entry.kind == "place":
            return Finding((spanned(new_actor(entry.code, "CVL"), span),), entry.why) if entry.code != "---" else NOBODY
        if entry.kind == "agency":
            owners = [o for o in self._possessing(phrase.possessor) if o.group is None]
            if not owners and ("Ministry" in entry.name or core.words[head.last - 1].fold in _SHARED_NAMES):
                owners = [o for o in self._before(core, None) if o.group is None]  # "the Sri Lankan Ministry of …"
            if not owners and entry.code == "IGO" and entry.form == "name" and core.words[head.first].text.islower():
                owners = [o for o in self._before(core, None) if o.group is None]  # "Filipino peacekeepers"
            code = owners[0].code if owners else entry.code
            group = entry.group if code == entry.code else None
            return Finding((spanned(new_actor(code, entry.sector, group), span),), entry.why)
        if entry.kind in ("press", "company"):
            return Finding((spanned(new_actor(entry.code, entry.sector, entry.group or entry.name), span),), entry.why)
        if entry.form == "people" and self._is_ethnic(core, head):
            where = next((o.code for o in self._complements(phrase, None) if o.group is None), "---")
            return Finding((spanned(new_actor(where, "CVL"), span),), f"{entry.why}; by descent only")
        joined = [h.entry for h in core.hits[:-1] if h.entry.kind == "state" and coordinated(core, h, head)]
        states = (*joined, entry) if phrase.kind == "name" and len(joined) == 1 else (entry,)
        return Finding(tuple(spanned(self._state(phrase, e), span) for e in states), entry.why)

    def _is_ethnic(self, core: Core, head: Hit) -> bool:
        """ "ethnic Turks": of that people, of whatever state."""
        before = core.before(head)
        return before is not None and before.fold == "ethnic"

    def _group(self, phrase: Phrase, core: Core, entry: Entry, span: Span) -> Actor:
        code = entry.code
        if code == "---":
            near = [*self._possessing(phrase.possessor), *self._before(core, None), *self._complements(phrase, None)]
            code = next((o.code for o in near if o.group is None and len(o.code) == 3), code)
        return spanned(new_actor(code, entry.sector, entry.group), span)

    def _people(self, phrase: Phrase, core: Core, head: Hit) -> Finding:
        """ "Kurds", "ethnic Albanians", "Kashmiris": civilians of where they live."""
        owner = Owner(head.entry.code, people=head.entry)
        if owner.code == "---" and phrase.determiner == "the" and not phrase.plural and phrase.quantity is None:
            return NOBODY  # "to the Gulf", "in the Caribbean": a sea and its shores
        near = [*self._possessing(phrase.possessor), *self._before(core, None), *self._complements(phrase, None)]
        code = owner.code if owner.code != "---" else next((o.code for o in near if o.code != "---"), "---")
        if code == "---" and not near:
            return Finding((spanned(new_actor("---", "CVL"), words_span(phrase)),), head.entry.why, owned=False)
        return Finding((spanned(new_actor(code, "CVL"), words_span(phrase)),), head.entry.why)

    def _state(self, phrase: Phrase, entry: Entry) -> Actor:
        if entry.form == "people" and any(preposition == "of" for preposition, _ in phrase.complements):
            where = [o.code for o in self._complements(phrase, None) if o.group is None]  # "the Albanians of Serbia"
            return new_actor(where[0] if where else entry.code, "CVL")
        if entry.form in ("capital", "seat"):
            return new_actor(entry.code, "GOV")
        if entry.form == "people" and entry.plural:
            # "the Palestinians" stand for their side; "Palestinians", "40 Palestinians" are so many people.
            side = phrase.determiner == "the" and phrase.quantity is None and not phrase.complements
            return new_actor(entry.code, None if side else "CVL")
        if entry.form == "people" and phrase.determiner in ("a", "an", "one", "another"):
            return new_actor(entry.code, "CVL")
        return new_actor(entry.code, None)

    def _covers_too_little(self, phrase: Phrase, core: Core, head: Hit) -> bool:
        """Whether the name goes on beyond the entry: "Michael Jordan", "Islamic State of Mind"."""
        if head.entry.kind not in ("state", "place", "leader", "people", "press", "company"):
            return False
        inside = [w for w in core.unknown if w.capital and w.fold not in REGIONAL and w.start < head.start]
        if not inside:
            return False
        near = inside[-1]
        return phrase.entity == "PER" or (
            near.end + 1 >= head.start and near.fold not in ("the", "a") and not near.possessive
        )

    def _desk(self, phrase: Phrase, core: Core) -> Finding | None:
        """ "Netanyahu's office", "the office of the president": it speaks for him."""
        if phrase.head.lower() not in DESKS or phrase.plural or phrase.quantity is not None:
            return None
        holder = phrase.possessor or next((p for prep, p in phrase.complements if prep == "of"), None)
        actors = self._resolve(holder) if holder is not None else ()
        if len(actors) != 1 or not (actors[0].name or actors[0].role) or actors[0].sector not in _HOLDING_OFFICE:
            return None
        actor = actors[0]
        where = self._complements(phrase, None) if actor.code == "---" and actor.group is None else ()
        code = where[0].code if where else actor.code
        desk = new_actor(code, actor.sector, actor.group)
        role = Role(phrase.head.lower(), actor.sector, "institution", phrase.head.lower())
        return Finding((spanned(desk, words_span(phrase)),), f"{phrase.head} of {actor.name or actor.role}", role,
                       owned=code != "---")  # fmt: skip

    def _unnamed(self, phrase: Phrase, core: Core) -> Finding:
        """No entry at the head: what stands in apposition, or nobody."""
        desk = self._desk(phrase, core)
        if desk is not None:
            return desk
        return (
            self._apposed(phrase, phrase.head if phrase.kind == "name" and phrase.entity == "PER" else None)
            or Finding()
        )


def _men_of(owner: Owner, role: Role | None) -> Actor | None:
    """ "His men", where he commands rebels: its fighters, not its people."""
    if role is None or role.word not in MEN or owner.sector not in ARMED or owner.people is not None:
        return None
    return new_actor(owner.code, owner.sector, owner.group, None, None)
