"""Names an article teaches: "Pakistan's Defence Minister Khawaja Asif … Asif said", "the Rapid Support Forces (RSF)".

Learning reads the words of the text in order, not the parse, so that a wrong parse does not cost a speaker:

    [owner] [role] NAME          Pakistan's Defence Minister Khawaja Asif; President Levy Mwanawasa of Zambia
    [owner] [role], NAME         Ethiopia's prime minister, Abiy Ahmed, …
    NAME, [owner] [role]         Vikram Misri, India's foreign secretary, …
    NAME, the [role] of [owner]  Serzh Sargsyan, the president of Armenia, …
    NAME said … his GROUP        Jean Kabila told a radio station that fighters of his Kivu Democratic Front …
    LONG NAME (ACRONYM)          the Kivu Democratic Front (KDF)

What the article says beats the table of leaders.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.actors import roles
from detente.actors.lexicon import Entry, Hit, as_of, leaders_heard, skeleton
from detente.actors.past import Era, within
from detente.actors.roles import Role
from detente.actors.scene import anaphors
from detente.actors.words import Word, fold
from detente.records import Actor

_PARTICLES = frozenset(
    "al el bin bint ibn ben von van de da del der den di dos du la le ul ur ag abu abd st mc o".split()
)
_EAST_ASIAN = frozenset(["CHN", "PRK", "KOR", "TWN", "VNM", "HKG", "KHM", "SGP"])  # family name first
_OWNERS = frozenset(["state", "group", "body", "agency", "people", "place", "press", "company"])
_FILLERS = frozenset("the a an new newly then acting current outgoing incoming interim caretaker its his her top senior chief "
                     "deputy vice hardline moderate veteran long serving s".split())  # fmt: skip
_NOT_NAMES = frozenset("on in at and but the he she it they monday tuesday wednesday thursday friday saturday sunday january "
                       "february march april may june july august september october november december".split())  # fmt: skip
ORGANISED = {"front": "REB", "army": "REB", "brigade": "REB", "brigades": "REB", "forces": "REB", "movement": "REB",
              "party": "PTY", "alliance": "OPP", "congress": "PTY", "league": "PTY", "coalition": "OPP"}  # fmt: skip
_OFFICES = frozenset(["GOV", "MIL", "LEG", "JUD", "REL", "ELI", "OPP"])
_SIDED = frozenset(["REB", "UAF", "OPP", "PTY", "GOV", "MIL", "COP", "LEG", "REF"])
# What a long title is made of beside capitals and role words.
_TITLED = frozenset(
    "of for the and in at on to with s general affairs national political military foreign regional".split()
)
_PORTFOLIOS = frozenset("affairs security policy defence defense operations asia africa europe america relations control "
                        "nonproliferation trade treasury energy intelligence east".split())  # fmt: skip
HONORIFICS = frozenset("mr mrs ms dr sir madam lord lady dame prof professor senor herr".split())
_COMMON = frozenset("marine soldier reservist conscript cadet tanker observer monitor driver resident".split())
_SAYS = frozenset("told said says tells added warned promised announced declared wrote pledged vowed explained".split())
_END = re.compile(r"[.!?][\s\"'”’)]|\n")
_OPENS = frozenset("if when should unless once as after before while in for since only even no but and".split())
_NATIONS = frozenset(["state", "people", "place"])
RECENT = "2004"  # texts on days before speak of the past: nobody but the leaders of then goes by a bare surname
# Surnames too common, or too like a word, to mean a leader in a text without date or state.
SHARED = frozenset("begin home law young hope may park ball rice bush ford baker taylor smith brown johnson wilson perry cohen "
                   "powell king long major carter clark hassan hussein ali khan singh kim lee amin aziz faisal fahd barak sharon "
                   "gandhi butler stewart owen cook simon henderson morrison rogers marshall marcos prado vargas arias duarte bishop "
                   "austin charles evans hughes hoover ball howe heath".split())  # fmt: skip
LEAD, MEMORY = 15, 25  # years before and after an office in which a surname alone still means its holder


@dataclass(frozen=True, slots=True)
class Person:
    """Someone the article names; `at` is the offset of the introduction, -1 for a leader of the table."""

    actor: Actor
    why: str
    gender: str | None = None
    at: int = -1


class Names:
    """The persons and organisations one article introduces; `hits` are its names without surnames that are no leader's.

    `verbs` are the offsets where its finite verbs begin: "talks in Tokyo collapsed and President X" is not Tokyo's.
    """

    def __init__(
        self,
        words: Sequence[Word],
        hits: Sequence[Hit],
        text: str,
        era: Era,
        verbs: frozenset[int] = frozenset(),
    ) -> None:
        self._words = words
        self._text = text
        self._verbs = verbs
        self._hits: Sequence[Hit] = hits
        self._era = era
        self._at: dict[int, Hit] = {i: h for h in hits for i in range(h.first, h.last)}
        self._persons: dict[str, list[Person]] = {}
        self._organisations: dict[str, Actor] = {}
        self._all: list[Person] | None = None
        self._states = [h.entry.code for h in hits if h.entry.kind in ("state", "group") and h.entry.code != "---"]
        self.hits = hits = self._hits = self.settled(hits)
        self._at = {i: h for h in hits for i in range(h.first, h.last)}
        for k, hit in enumerate(hits):
            if hit.entry.kind == "role" and hit.entry.role in ("person", "bearer", "people"):
                self._learn(k)
        for i, word in enumerate(words):
            if word.fold == "who" and word.broken:
                self._stands_for(i)
        self.hits = hits = self._hits = self._without_given_names(hits)
        self._at = {i: h for h in hits for i in range(h.first, h.last)}
        for hit in hits:
            if hit.entry.kind == "leader":
                self._meet(hit)
        for hit in hits:
            if hit.entry.kind == "group" and hit.first and words[hit.first - 1].fold in ("his", "her"):
                self._heads_it(hit, text)
        for i, word in enumerate(words):
            if word.upper and word.broken and text[word.start - 1 : word.start] == "(":
                self._acronym(i, text)

    # ----------------------------------------------------------------------------------------------------- look-up

    def person(self, words: Sequence[Word], head: str) -> Person | None:
        """The person a phrase's last words name: the full name, else the surname."""
        if not self._persons or not words or not (words[-1].capital or words[-1].tied):
            return None
        for n in range(min(5, len(words)), 0, -1):
            found = self._persons.get(" ".join(w.fold for w in words[-n:]))
            if found is None:
                continue
            before = next((w for w in reversed(words[:-n]) if w.fold not in _PARTICLES), None)
            full = any(n == len(fold(p.actor.name or "").split()) for p in found)
            if before is not None and not full and self._is_other(before, found):
                return None
            return _the_one(found)
        return None

    def _is_other(self, before: Word, found: Sequence[Person]) -> bool:
        """Whether the word before a surname is a given name of someone else."""
        inside = any(before.fold in fold(p.actor.name or "").split() for p in found)
        known = any(h.start <= before.start < h.end and h.entry.kind != "leader" for h in self._hits)
        named = before.fold in HONORIFICS or before.text.endswith(".") or before.possessive
        return before.capital and not inside and not known and not named

    def leader(self, entry: Entry, others: Sequence[Entry] = (), at: int = 0) -> Person:
        """A leader of the table, on the day the text speaks of at an offset: out of office he is of the elite (ELI)."""
        choices = [e for e in (entry, *others) if e.kind == "leader"]
        date = self._day(choices, at)
        choices.sort(key=lambda e: (not _in_office(e, date), e.code not in self._states))
        best = as_of(choices[0], date)
        sector, role = best.sector, best.role
        if not _in_office(best, date) and sector in ("GOV", "MIL"):
            sector, role = "ELI", f"former {best.role}"
        # A name whose time in office the text does not settle carries no title.
        actor = Actor(code=best.code, sector=sector, group=best.group, name=best.name, role=role if date else None)
        return Person(actor, best.why, best.gender)

    def organisation(self, words: Sequence[Word]) -> Actor | None:
        """An organisation the article introduced, by its acronym or full name."""
        if not self._organisations:
            return None
        start = 1 if words and words[0].fold == "the" else 0
        return self._organisations.get(" ".join(w.fold for w in words[start:]))

    def all(self) -> list[Person]:
        """Every person introduced, in order of the text."""
        if self._all is None:
            found = {p.at: p for people in self._persons.values() for p in people}
            self._all = [found[at] for at in sorted(found)]
        return self._all

    # ---------------------------------------------------------------------------------------------------- learning

    def _learn(self, k: int) -> None:
        """The person, if any, whom the role at hit k introduces."""
        hit = self._hits[k]
        role, first = self._role(k)
        role = presiding(role, [w.fold for w in self._headed(hit.last)])
        owner, at = self._owner_before(first)
        owner = owner or self._band_before(first)
        name = self._name_from(hit.last)
        if name is None:
            after, end = self._owner_after(hit.last)
            owner = owner or after
            start, end = (at if at is not None else first), (end if after else hit.last)
            name = self._beside(start, end, owned=owner is not None)
            if name is None and owner is not None and not role.plural:
                name = self._after_title(end)
            if name is not None and self._was(first):
                role, owner = self._now(hit.last) or (role, owner)
        elif owner is None or self._across_and(owner, first):
            owner = self._owner_after(name[1])[0] or owner or self._owner_of_title(k, first)
        if name is None or role.plural:
            return
        if name[1] - name[0] == 1 and (role.kind != "person" or role.sector not in _OFFICES or role.word in _COMMON):
            return  # one word after "spokesman" or "service" is too little to be sure of a name
        self._add(name, role, owner, hit)

    def _stands_for(self, i: int) -> None:
        """ "Okello Lado, who speaks for the rebels, blamed …": who he is, told behind his name."""
        words, told = self._words, anaphors()["standing"]
        verb = words[i + 1].fold if i + 2 < len(words) else ""
        speaks = verb in told["speaking"] and words[i + 2].fold == "for"
        run = next(
            (r for n in (4, 3, 2) if (r := (i - n, i))[0] >= 0 and self._name_from(r[0], broken=True) == r), None
        )
        if not (speaks or verb in told["leading"]) or run is None or self.person(words[slice(*run)], "") is not None:
            return
        near: list[Hit] = []
        for j in range(i + 2, min(len(words), i + 9)):
            if words[j].broken or words[j].start in self._verbs:
                break
            hit = self._at.get(j)
            near += [hit] if hit is not None and hit not in near else []
        role = next((h for h in near if h.entry.kind == "role" and h.entry.sector in _SIDED), None)
        owner = next((h for h in near if h.entry.kind in ("group", "body")), None)
        owner = owner or next((h for h in near if h.entry.kind in ("state", "people") and (role or speaks)), None)
        if role is None and owner is None:
            return
        sector = role.entry.sector if role is not None else "GOV" if owner and owner.entry.kind == "state" else None
        self._add(run, Role("representative", sector, "person", "representative"), owner, role or near[0])

    def _owner_of_title(self, k: int, first: int) -> Hit | None:
        """ "The US commander in Iraq, General NAME": the owner of the title a comma before a rank."""
        words = self._words
        titles = [i for i in range(k) if self._hits[i].entry.kind == "role" and self._hits[i].last <= first]
        if not titles or self._text[words[first].start - 2 : words[first].start] != ", ":
            return None
        title = self._hits[titles[-1]]
        place = words[title.last : first]
        if title.entry.role not in ("person", "bearer") or len(place) > 4 or any(w.broken for w in place):
            return None
        if place and place[0].fold not in ("in", "for", "of", "on"):
            return None
        return self._owner_before(self._role(titles[-1])[1])[0]

    def _heads_it(self, hit: Hit, text: str) -> None:
        """Who speaks of "his" group in one sentence, where nothing else is known of him: he speaks for the group."""
        words = self._words
        i = hit.first - 1
        while i and not _END.search(text[words[i - 1].end - 1 : words[i].start + 1]):
            i -= 1
        found = []
        while i < hit.first:
            name = self._name_from(i, broken=True) if words[i].capital and words[i].fold not in _OPENS else None
            if name is not None and name[1] - name[0] > 1:
                near = {words[max(0, name[0] - 1)].fold, words[name[1]].fold}
                found += [] if _SAYS.isdisjoint(near) else [name]
            i = name[1] if name is not None else i + 1
        if len(found) == 1 and self.person(words[slice(*found[0])], "") is None:
            self._add(found[0], Role("member", hit.entry.sector, "person", "member"), hit, hit)

    def _meet(self, hit: Hit) -> None:
        """A well-known leader the article names without a word on who he is."""
        if hit.entry.form in ("surname", "given") and not self.fits(hit):
            return
        key = " ".join(w.fold for w in self._words[hit.first : hit.last])
        if key in self._persons:
            return
        leader = self.leader(hit.entry, hit.others, hit.start)
        person = Person(leader.actor, leader.why, leader.gender, hit.start)
        for form in self._keys(self._words[hit.first : hit.last], hit.entry.code):
            self._persons.setdefault(form, [person])

    def settled(self, hits: Sequence[Hit]) -> list[Hit]:
        """The names without the surnames that are no leader's here; what else such a word may be it is then."""
        found = []
        for hit in hits:
            if hit.others and hit.entry.form == "adjective":
                hit = self._unjoined(hit)
            if hit.entry.kind != "leader" or hit.entry.form not in ("surname", "given") or self.fits(hit):
                found.append(hit)
                continue
            others = tuple(e for e in hit.others if e.kind != "leader")
            if others:
                found.append(replace(hit, entry=others[0], others=others[1:]))
        return found

    def _unjoined(self, hit: Hit) -> Hit:
        """A leader whose surname is half of an adjective: "Franco" is French only before a hyphen ("Franco-British")."""
        after = self._words[hit.last] if hit.last < len(self._words) else None
        leaders = tuple(e for e in hit.others if e.kind == "leader")
        if not leaders or (after is not None and after.tied):
            return hit
        return replace(hit, entry=leaders[0], others=leaders[1:])

    def fits(self, hit: Hit) -> bool:
        """Whether a bare surname is its leader's: no given name beside it, and not long out of office.

        A surname many share ("Asif", "Hull") is a leader's only while in office, and in an article that names the state or
        speaks of the past, or after the title: "President Ford".
        """
        if not self._alone(hit) or self._goes_on(hit):
            return False
        choices = [e for e in (hit.entry, *hit.others) if e.kind == "leader"]
        date = self._day(choices, hit.start)
        if any(e.form != "given" and self._is_remembered(e, date) for e in choices):
            return True
        follower = self._words[hit.last] if hit.last < len(self._words) else None
        parted = follower is None or follower.broken or not (follower.capital or follower.tied) or hit.last in self._at
        alone = len({(e.code, e.group) for e in choices}) == 1 and self._words[hit.first].fold not in SHARED
        past = date < RECENT if date is not None else alone
        return parted and any(
            _in_office(e, date) and (past or e.code in self._states or self._is_titled(hit, e)) for e in choices
        )

    def _day(self, choices: Sequence[Entry], at: int) -> str | None:
        """The day an offset speaks of: the article's, or where none was in office then, a year told just before."""
        date = self._era.at(at)
        if date is None or any(_in_office(e, date) for e in choices):
            return date
        year = self._era.before(at)
        return year if year is not None and any(_in_office(e, year) for e in choices) else date

    def _goes_on(self, hit: Hit) -> bool:
        """Whether a surname is only the first of a longer name: "Bashir al Assad"."""
        after = self._words[hit.last] if hit.last < len(self._words) else None
        return after is not None and not after.broken and after.fold in ("al", "el") and not after.capital

    def _is_remembered(self, entry: Entry, date: str | None) -> bool:
        """Whether a surname still stands for a leader: not a lifetime after his office, where his state is not named."""
        if date is None or entry.code in self._states or entry.code == "IGO":
            return True
        return int(entry.since[:4] or 0) - LEAD <= int(date[:4]) <= int(entry.until[:4] or 9999) + MEMORY

    def _is_titled(self, hit: Hit, entry: Entry) -> bool:
        """Whether the leader's title stands right before the name."""
        before = self._at.get(hit.first - 1)
        joined = before is not None and before.entry.kind == "role" and not self._words[hit.first].broken
        return joined and before is not None and before.entry.name.lower() in (entry.role or "").lower()

    def _alone(self, hit: Hit) -> bool:
        """Whether no other given name stands before a surname."""
        if hit.first == 0:
            return True
        before = self._words[hit.first - 1]
        strange = before.capital and hit.first - 1 not in self._at and before.fold not in HONORIFICS
        return self._words[hit.first].broken or before.possessive or not strange or self._starts(hit.first - 1)

    def _starts(self, i: int) -> bool:
        """Whether word i begins a sentence and is no name: "But Putin …"."""
        return self._words[i].broken and len(self._words[i].text) < 5

    def _role(self, k: int) -> tuple[Role, int]:
        """The role that ends at hit k, and the word it begins at."""
        run = [self._hits[k]]
        for hit in reversed(self._hits[:k]):
            joined = hit.last == run[0].first and not self._words[run[0].first].broken
            if hit.entry.kind != "role" or not joined:
                break
            run.insert(0, hit)
        role = roles.read(self._words, run)
        force = self._at.get(run[0].first - 1)
        if role.sector == "MIL" and force is not None and force.entry.kind == "agency" and force.entry.sector == "COP":
            role = replace(role, sector="COP")  # "Metropolitan Police sergeant"
        if self._was(run[0].first) and role.sector in ("GOV", "MIL", "LEG"):
            role = Role(role.text, "ELI", role.kind, role.word, role.gender, role.plural)
        return role, run[0].first

    def _headed(self, i: int) -> Sequence[Word]:
        """The proper name after "of" at word i: "of the All India Students Union"; () where it is a known body's or state's."""
        words, j = self._words, i + 1
        if j >= len(words) or words[i].fold not in ("of", "for", "at") or words[i].broken:
            return ()
        while (
            j < min(len(words), i + 9) and not words[j].broken and (words[j].capital or words[j].fold in ("the", "of"))
        ):
            j += 1
        while j > i and words[j - 1].fold in ("the", "of"):
            j -= 1
        last = self._at.get(j - 1)
        return () if last is not None and last.entry.kind in ("body", "group", "agency") else words[i + 1 : j]

    def _was(self, first: int) -> bool:
        """Whether the role at word `first` is one of the past."""
        near = _folds(self._words[max(0, first - 2) : first + 1])
        return bool(near & {"former", "ex", "ousted", "deposed", "exiled", "retired", "onetime", "erstwhile"})

    def _owner_before(self, first: int) -> tuple[Hit | None, int | None]:
        """The name before a role that it belongs to, fillers between allowed, and where that begins."""
        i = first - 1
        for _ in range(4):
            if i < 0 or self._words[i + 1].broken:
                return None, None
            if self._words[i].start in self._verbs:
                return None, None
            hit = self._at.get(i)
            if hit is not None and hit.entry.kind in _OWNERS:
                return (None, None) if self._is_joined(hit, first) else (hit, hit.first)
            if hit is None and self._words[i].fold not in _FILLERS and self._words[i].capital:
                return None, None
            i -= 1
        return None, None

    def _is_joined(self, hit: Hit, first: int) -> bool:
        """ "Talks with Japan and President X": he stands beside the state named before, not for it."""
        after = self._words[hit.last].fold if hit.last < first else ""
        return after in ("and", "or", "but", "while") and not self._words[hit.last - 1].possessive

    def _band_before(self, first: int) -> Hit | None:
        """ "the rebels' chief negotiator", "the group's leader": the armed group named last before."""
        i = first - 1
        while i > first - 4 and i >= 0 and self._words[i].fold in _FILLERS and not self._words[i + 1].broken:
            i -= 1
        band = self._at.get(i)
        if band is None or not self._words[i].possessive or self._words[i + 1].broken:
            return None
        if band.entry.kind != "role" or band.entry.sector not in ("REB", "UAF"):
            return None
        named = [h for h in self._hits if h.entry.kind == "group" and h.entry.sector == "REB" and h.first < i]
        return named[-1] if named else None

    def _across_and(self, owner: Hit, first: int) -> bool:
        """ "General Petrosyan of Armenia and Colonel Aliyev of Azerbaijan": what stands before "and" may be the first one's."""
        return "and" in _folds(self._words[owner.last : first])

    def _owner_after(self, i: int) -> tuple[Hit | None, int]:
        """ "of Zambia", "for the United Nations" after word i."""
        words = self._words
        if i + 1 >= len(words) or words[i].fold not in ("of", "for") or words[i].broken:
            return None, i
        j = i + 1
        while j < len(words) and j < i + 5 and (words[j].fold in _FILLERS or not words[j].capital):
            hit = self._at.get(j)
            if hit is not None and hit.entry.kind in _OWNERS:
                break
            j += 1
        hit = self._at.get(j)
        if hit is None or hit.entry.kind not in _OWNERS or any(w.broken for w in words[i : j + 1]):
            return None, i
        band = self._at.get(hit.last)
        if band is not None and band.entry.kind == "group" and not words[band.first].broken:
            hit = band  # "the leader of Yemen's Houthis"
        return hit, hit.last

    def _name_from(self, i: int, *, broken: bool = False) -> tuple[int, int] | None:
        """The name that begins at word i: capitals and particles no other entry holds."""
        words, j = self._words, i
        while j < len(words) and j < i + 5:
            word, hit = words[j], self._at.get(j)
            if word.broken and not (broken and j == i):
                break
            if hit is not None and hit.entry.kind != "leader" and not self._inside_name(j, hit):
                break
            given = word.tied and j > i and not word.possessive and self._at.get(j) is None  # "Chang Ho-jin"
            if not (
                given
                or (word.capital and word.fold not in _NOT_NAMES)
                or (word.fold in _PARTICLES and j + 1 < len(words))
            ):
                break
            j += 1
            if word.possessive:
                break
        while j > i and words[j - 1].fold in _PARTICLES and not words[j - 1].capital:
            j -= 1
        return (i, j) if j > i else None

    def _without_given_names(self, hits: Sequence[Hit]) -> list[Hit]:
        """The names without towns and states that are the given name of somebody introduced: "Colonel Santiago Baluyot"."""
        return [h for h in hits if not (self._inside_name(h.first, h) and self._is_given(h.first))]

    def _is_given(self, i: int) -> bool:
        """Whether word i begins the full name of somebody the article introduces."""
        return any(
            person.actor.name and fold(person.actor.name).split() == [w.fold for w in self._words[i:end]]
            for end in range(i + 2, i + 5)
            for person in self._persons.get(" ".join(w.fold for w in self._words[i:end]), ())
        )

    def _inside_name(self, j: int, hit: Hit) -> bool:
        """Whether a state's name or a role word is a given name here: "Israel Katz", "Prince Turki"."""
        nxt = self._words[hit.last] if hit.last < len(self._words) else None
        single = hit.last - hit.first == 1
        return bool(
            single and hit.entry.kind in ("state", "place", "group") and hit.entry.form in ("name", "capital")
            and nxt is not None and nxt.capital and not nxt.broken and hit.last not in self._at and not self._words[j].possessive
        )  # fmt: skip

    def _beside(self, first: int, last: int, *, owned: bool) -> tuple[int, int] | None:
        """The name a comma away from a role: "Vikram Misri, India's foreign secretary", "its chief, Rafael Grossi,"."""
        words = self._words
        start = first
        while start > 0 and not words[start].broken and words[start - 1].fold in _FILLERS:
            start -= 1
        if start > 1 and words[start].broken:
            for length in (4, 3, 2):
                run = (start - length, start)
                if run[0] >= 0 and self._name_from(run[0], broken=True) == run and not self._runs_on(run[0]):
                    return run
        if owned and last < len(words) and words[last].broken:
            found = self._name_from(last, broken=True)
            closed = found is not None and (
                found[1] >= len(words) or words[found[1]].broken or not words[found[1]].capital
            )
            if found is not None and closed and found[1] - found[0] >= 2:
                return found
        return None

    def _after_title(self, i: int) -> tuple[int, int] | None:
        """The name after the rest of a long title: "… of State for South Asian Affairs, Donald Lu," "… forces, NAME"."""
        words = self._words
        j = i
        while j < len(words) and j < i + 12 and not words[j].broken:
            if j > i and words[j].capital and self._at.get(j) is None:
                name = self._name_from(j)  # "the speaker of Lebanon's parliament Nabih Berri"
                if (
                    name is not None
                    and name[1] - name[0] >= 2
                    and (j - 1 in self._at or words[j - 1].fold in _PORTFOLIOS)
                ):
                    return name
            titled = j in self._at or words[j].capital or words[j].fold in _TITLED
            if not (titled or (j + 1 < len(words) and self._is_role(j + 1))):
                return None
            j += 1
        if j == i or j >= len(words) or not words[j].broken:
            return None
        found = self._name_from(j, broken=True)
        if found is None or found[1] - found[0] < 2:
            return None
        closed = found[1] >= len(words) or words[found[1]].broken or not words[found[1]].capital
        return found if closed else None

    def _is_role(self, i: int) -> bool:
        hit = self._at.get(i)
        return hit is not None and hit.entry.kind == "role" and not self._words[i].broken

    def _now(self, i: int) -> tuple[Role, Hit | None] | None:
        """The office one holds after one one held: "former rebel leader and Burhan's deputy on the council"."""
        words = self._words
        for k, hit in enumerate(self._hits):
            if not i <= hit.first < i + 12:
                continue
            if any(w.broken for w in words[i : hit.first + 1]) or hit.entry.kind in ("trap", "press"):
                break
            if (
                hit.entry.kind == "role"
                and hit.entry.role in ("person", "bearer")
                and "and" in _folds(words[i : hit.first])
            ):
                role, first = self._role(k)
                if role.sector != "ELI":
                    owner = self._owner_before(first)[0] or self._owner_after(hit.last)[0] or self._chief(i, first)
                    sector = self._body(hit.last) or role.sector
                    return Role(role.text, sector, role.kind, role.word, role.gender), owner
        return None

    def _chief(self, i: int, first: int) -> Hit | None:
        """The leader whose deputy it is: "Burhan's number two"."""
        return next((h for h in self._hits if h.entry.kind == "leader" and i <= h.first < first), None)

    def _body(self, i: int) -> str | None:
        """The sector of the body right after "on the" or "of the"."""
        near = [h for h in self._hits if i < h.first <= i + 4 and h.entry.kind in ("agency", "role")]
        return near[0].entry.sector if near else None

    def _runs_on(self, i: int) -> bool:
        """Whether the name began earlier."""
        return i > 0 and not self._words[i].broken and self._words[i - 1].capital and i - 1 not in self._at

    def _add(self, name: tuple[int, int], role: Role, owner: Hit | None, hit: Hit) -> None:
        words = self._words[name[0] : name[1]]
        full = roles.joined(words)
        leader = next((h.entry for h in self._hits if h.entry.kind == "leader" and name[0] <= h.first < name[1]), None)
        leader = leader or self._misspelt(full, role, owner.entry if owner else None, words[0].start)
        actor = self._actor(full, role, owner.entry if owner else None, leader)
        gender = role.gender or (leader.gender if leader else None)
        person = Person(actor, f"introduced: {role.text} {full}", gender, words[0].start)
        for key in self._keys(words, actor.code):
            known = self._persons.setdefault(key, [])
            if all(p.actor.name != actor.name for p in known):
                known.append(person)
            elif actor.code != "---" and known[-1].actor.code == "---":
                known[-1] = person
        del hit

    def _misspelt(self, full: str, role: Role, owner: Entry | None, at: int) -> Entry | None:
        """The leader in office whose name this nearly is: "President Francois Mitterand"."""
        date = self._era.at(at)
        if role.sector != "GOV":
            return None
        found = [e for e in leaders_heard(full) if _in_office(e, date)]
        one = len({(e.code, e.group) for e in found}) == 1  # two spellings of one man's name are one man
        return found[0] if one and (owner is None or owner.code == found[0].code) else None

    def _actor(self, full: str, role: Role, owner: Entry | None, leader: Entry | None) -> Actor:
        code = owner.code if owner else leader.code if leader else "---"
        group = None
        sector = role.sector
        if owner is not None and owner.kind in ("group", "body", "company"):
            group = owner.group
            sector = owner.sector or role.sector
        elif owner is None and leader is not None:
            group = leader.group
            sector = leader.sector if role.kind == "bearer" or leader.group else role.sector
        elif owner is not None and owner.kind == "agency":
            group = owner.group
            sector = owner.sector if role.kind == "bearer" else role.sector
        if sector is None and role.kind == "bearer" and owner is not None and owner.kind == "state":
            sector = leader.sector if leader is not None and leader.code == code else "GOV"
        his = leader is not None and (
            fold(leader.name).endswith(fold(full)) or skeleton(leader.name) == skeleton(full) != ""
        )
        name = leader.name if leader is not None and his else full
        return Actor(code=code, sector=sector, group=group, name=name, role=role.text)

    def _keys(self, words: Sequence[Word], code: str) -> list[str]:
        """The forms under which the person comes back: full name, surname, surname with its particle."""
        folds = [w.fold for w in words]
        keys = [" ".join(folds)]
        if len(folds) > 1:
            keys.append(folds[-1])
            keys.append(" ".join(folds[-2:]))
            if code in _EAST_ASIAN and len(folds) <= 3:
                keys.append(folds[0])
        return list(dict.fromkeys(keys))

    def _acronym(self, i: int, text: str) -> None:
        """LONG NAME (ACRONYM): the acronym means what the long name does."""
        word = self._words[i]
        if text[word.end : word.end + 1] != ")" or i == 0:
            return
        hit = self._at.get(i - 1)
        if hit is not None and hit.last == i and hit.entry.kind in ("group", "body", "agency", "company"):
            entry = hit.entry
            self._organisations[word.fold] = Actor(code=entry.code, sector=entry.sector, group=entry.group)
            return
        run = self._spelled(i, word.fold)
        state = hit is not None and hit.last == i and hit.entry.kind == "state" and hit.entry.form == "name"
        if run is None or (state and hit is not None and hit.first <= run + 1):
            return  # "the Democratic Republic of the Congo (DRC)": the tables know it
        words = self._words[run:i]
        full = roles.joined(words)
        code = next(
            (h.entry.code for h in reversed(self._hits) if h.entry.kind in _NATIONS and run - 3 <= h.first < i), "---"
        )
        sector = ORGANISED.get(words[-1].fold) or next((ORGANISED[w.fold] for w in words if w.fold in ORGANISED), None)
        actor = Actor(code=code, sector=sector, group=full)
        self._organisations[word.fold] = actor
        self._organisations[" ".join(w.fold for w in words)] = actor

    def _spelled(self, i: int, acronym: str) -> int | None:
        """Where the name begins whose initials spell the acronym that stands at word i."""
        left = list(acronym)
        j = i
        while left and j > 0 and i - j < 9:
            j -= 1
            word = self._words[j]
            if word.fold[:1] == left[-1] and word.capital:
                left.pop()
                if left and left[-1] in word.fold and len(acronym) > i - j + len(left):
                    left.pop()
            elif word.capital:
                return None
            if word.broken and left:
                return None
        return j if not left else None


def presiding(role: Role, over: Sequence[str]) -> Role:
    """The role without its state where what one heads is a club, a firm or a school, by the last such word of its name."""
    table = anaphors()["presiding"]
    if role.sector != "GOV" or role.word not in table["words"]:
        return role
    kinds = {word: sector for sector, words in table["over"].items() for word in words}
    named = [w for w in over if w != "the"]
    if named[:2] == ["union", "of"]:  # "the Union of Myanmar"
        return role
    sector = next((kinds[w] for w in reversed(named) if w in kinds), None)
    return role if sector is None else replace(role, sector=sector)


def _in_office(entry: Entry, date: str | None) -> bool:
    """Whether a leader was in office on a day or in a year; unknown days forbid nothing."""
    return date is None or within(date, entry.since, entry.until)


def _the_one(found: Sequence[Person]) -> Person | None:
    """The one person these are, under a full name and a surname; None when they are two."""
    fullest = max(found, key=lambda p: (p.actor.code != "---", len(p.actor.name or ""), p.at))
    end = fold(fullest.actor.name or "")
    return fullest if all(end.endswith(fold(p.actor.name or "")) for p in found) else None


def _folds(words: Sequence[Word]) -> set[str]:
    return {w.fold for w in words}
