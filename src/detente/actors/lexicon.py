"""The names the field knows: states, capitals, groups, bodies, roles, leaders, read from the tables in data/.

Every table is a file a political scientist can edit. They are read once and kept as one dictionary from folded words to
`Entry`, so that finding all names of a text costs a look-up for each word, whatever the size of the tables.

Formal names of states come from ISO 3166 (pycountry) and the everyday ones from CLDR (Babel); demonyms, capitals and seats
of government are ours (countries.csv).
"""

from __future__ import annotations

import csv
import gc
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import pycountry
from babel import Locale

from detente.actors.words import Word, fold, words

Kind = Literal["state", "group", "body", "agency", "press", "company", "place", "people", "role", "leader", "trap"]
Form = Literal["name", "adjective", "people", "capital", "seat", "surname", "given", "alias", "word"]

_DATA = files("detente.actors") / "data"
_LONGEST = 10  # words
# Which reading wins when a form stands in two tables: the later in this list gives way to the earlier.
_RANK: dict[Kind, int] = {
    "trap": 0, "body": 1, "group": 2, "agency": 3, "state": 4, "people": 5, "leader": 6, "press": 7, "company": 8,
    "place": 9, "role": 10,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading of a name. `source` is the file it came from, `name` its usual form."""

    kind: Kind
    name: str
    form: Form
    code: str = "---"
    sector: str | None = None
    group: str | None = None
    short: str | None = None
    source: str = ""
    role: str | None = None  # of a leader: "Foreign Minister"; of a role: its kind ("bearer", "people" …)
    gender: str | None = None
    since: str = ""  # of a leader's office: a year or a day, ISO 8601
    until: str = ""
    groups: tuple[tuple[str, str], ...] = ()  # of a people: (state or "*", armed group)
    plural: bool = False

    @property
    def why(self) -> str:
        """The entry as `explain` shows it."""
        what = self.group or self.code if self.kind not in ("role", "trap") else self.role or ""
        return f"{self.source}: {self.name} ({self.form}{', ' + what if what else ''})"


_UNMISTAKABLE = 7  # letters; "turkey", "jordan" and "polish" have six


@dataclass(frozen=True, slots=True)
class _Pattern:
    """How a form is written: which of its words need a capital, which stand in capitals throughout."""

    entry: Entry
    capitals: tuple[bool, ...]
    upper: tuple[bool, ...]

    def fits(self, found: Sequence[Word]) -> bool:
        for word, capital, upper in zip(found, self.capitals, self.upper, strict=True):
            if upper and not word.upper and not (len(word.text) > 4 and word.capital):
                return False
            if capital and not word.capital and not self._is_miswritten(word):
                return False
        return True

    def _is_miswritten(self, word: Word) -> bool:
        """ "iSrael", "tunisian rioters": a state's name or adjective too long to be any other word."""
        entry = self.entry
        nation = entry.kind == "state" and entry.form in ("name", "adjective", "people") and len(self.capitals) == 1
        return nation and (len(word.fold) >= _UNMISTAKABLE or not word.text.islower())


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found in a text: words[first:last] is `entry`; `others` are its other readings, best first."""

    entry: Entry
    first: int
    last: int
    start: int
    end: int
    others: tuple[Entry, ...] = ()


@dataclass(slots=True)
class Lexicon:
    """Folded forms to entries."""

    forms: dict[str, list[_Pattern]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)  # first word -> words of the longest form it begins
    leaders: dict[str, list[tuple[str, Form, Sequence[str]]]] = field(default_factory=dict)  # (form, its kind, row)
    met: dict[str, list[_Pattern]] = field(default_factory=dict)  # the readings of a form a leader has, once asked for
    groups: dict[str, Entry] = field(default_factory=dict)  # usual name -> entry, for groups and bodies
    seats: dict[str, Entry] = field(default_factory=dict)  # city -> the separatists who hold it

    def add(self, text: str, entry: Entry) -> None:
        """Put a form in; the first entry of a rank wins over a later one of the same."""
        folds, capitals, upper = _written(text)
        if not folds:
            return
        key = " ".join(folds)
        upper = upper if entry.kind != "role" else (False,) * len(folds)
        self._put(self.forms.setdefault(key, []), _Pattern(entry, capitals, upper))
        self._reach(folds[0], len(folds))

    def add_leader(self, text: str, form: Form, row: Sequence[str]) -> None:
        """Put a leader's name in; its entry is made when a text has the form, for most texts have few of thousands."""
        plain = text.isascii() and text.replace(" ", "").isalpha()
        key = text.lower() if plain else " ".join(_written(text)[0])
        self.leaders.setdefault(key, []).append((text, form, row))
        self._reach(key.split(" ", 1)[0], key.count(" ") + 1)

    def readings(self, key: str) -> list[_Pattern]:
        """The readings of a folded form, best first."""
        waiting = self.leaders.get(key)
        if waiting is None:
            return self.forms.get(key, [])
        found = self.met.get(key)
        if found is None:
            found = list(self.forms.get(key, []))
            for text, form, row in waiting:
                _, capitals, upper = _written(text)
                self._put(found, _Pattern(_leader(row, form), capitals, upper))
            self.met[key] = found
        return found

    def kinds(self) -> Iterator[tuple[str, frozenset[Kind]]]:
        """Every form and what it may name."""
        for form, rows in self.forms.items():
            yield form, frozenset(row.entry.kind for row in rows)
        for form in self.leaders:
            yield form, frozenset(["leader"])

    def _put(self, rows: list[_Pattern], pattern: _Pattern) -> None:
        same = (pattern.entry.kind, pattern.entry.code, pattern.entry.since, pattern.capitals, pattern.upper)
        if any((r.entry.kind, r.entry.code, r.entry.since, r.capitals, r.upper) == same for r in rows):
            return
        rows.append(pattern)
        if len(rows) > 1:
            rows.sort(key=lambda r: (_RANK[r.entry.kind], not any(r.capitals)))

    def _reach(self, first: str, length: int) -> None:
        self.longest[first] = max(self.longest.get(first, 0), min(length, _LONGEST))

    def at(self, found: Sequence[Word], i: int) -> Hit | None:
        """The longest name that begins at word i."""
        most = self.longest.get(found[i].fold)
        if most is None:
            return None
        reach = 1
        while reach < most and i + reach < len(found) and not found[i + reach].broken:
            reach += 1
        folds = [w.fold for w in found[i : i + reach]]
        for n in range(reach, 0, -1):
            rows = self.readings(" ".join(folds[:n]))
            if not rows:
                continue
            span = found[i : i + n]
            entries = [r.entry for r in rows if r.fits(span)]
            if entries:
                return Hit(entries[0], i, i + n, span[0].start, span[-1].end, tuple(entries[1:]))
        return None

    def scan(self, found: Sequence[Word]) -> Iterator[Hit]:
        """All names in a text, left to right, the longest first, none overlapping."""
        i = 0
        while i < len(found):
            hit = self.at(found, i)
            if hit is not None and found[i].fold == "the" and i + 1 < len(found):
                after = self.at(found, i + 1)  # "The National League for Democracy" is not The National
                hit = after if after is not None and after.last > hit.last else hit
            if hit is None or (found[i].tied and _is_tail(found, i, hit)):
                i += 1
            else:
                yield hit
                i = hit.last


_HEARD = (
    ("ph", "f"),
    ("tch", "c"),
    ("ch", "c"),
    ("kh", "k"),
    ("gh", "g"),
    ("q", "k"),
    ("w", "v"),
    ("dj", "j"),
    ("z", "s"),
)


def _written(text: str) -> tuple[list[str], tuple[bool, ...], tuple[bool, ...]]:
    """The folded words of a form, which of them have a capital, and which of more than one letter stand in capitals.

    Most forms are plain letters, spaces and hyphens; reading those with `words` would take most of the start.
    """
    plain = text.replace("-", " ") if "-" in text else text
    if plain.isascii() and plain.replace(" ", "").isalpha():
        parts = plain.split()
        capitals = tuple([part[0].isupper() for part in parts])
        return plain.lower().split(), capitals, tuple([part.isupper() and len(part) > 1 for part in parts])
    found = words(text)
    capitals = tuple([w.capital for w in found])
    return [w.fold for w in found], capitals, tuple([w.upper and len(w.fold) > 1 for w in found])


def _is_tail(found: Sequence[Word], i: int, hit: Hit) -> bool:
    """Whether an acronym is only the end of a longer one: "EP-CPP"."""
    return hit.last == i + 1 and found[i].upper and hit.entry.kind != "state" and found[i - 1].upper


def _rows(name: str) -> list[dict[str, str]]:
    text = (_DATA / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def toml(name: str) -> dict[str, Any]:
    """One of the tables in data/."""
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))


def _list(cell: str | None) -> list[str]:
    return [part.strip() for part in (cell or "").split(";") if part.strip()]


def plurals(word: str) -> list[str]:
    """The plural of an English noun; the words that are their own plural give themselves."""
    if word.endswith(("ese", "ss", "sh", "ch")) and word[0].isupper():
        return [word]
    if word.endswith("man") and word[0].isupper() and word.endswith(("chman", "shman")):
        return [word[:-3] + "men"]
    if word.endswith("y") and word[-2] not in "aeiou":
        return [word[:-1] + "ies"]
    if word.endswith(("s", "x", "ch", "sh", "z")):
        return [word + "es"]
    return [word + "s"]


def _official(code: str) -> list[str]:
    """ISO 3166's and CLDR's names of a state."""
    country = pycountry.countries.get(alpha_3=code)
    if country is None:
        return []
    everyday = Locale("en").territories.get(country.alpha_2, "")
    names = [country.name, getattr(country, "common_name", ""), getattr(country, "official_name", ""), everyday]
    found: list[str] = []
    for name in names:
        plain = name.split(" (")[0]
        found += [part for part in (plain, plain.replace("&", "and")) if part and "," not in part and " - " not in part]
    return list(dict.fromkeys(found))


def _countries(lexicon: Lexicon) -> None:
    rows = {row["code"]: row for row in _rows("countries.csv")}
    codes = [*rows, *(c.alpha_3 for c in pycountry.countries if c.alpha_3 not in rows)]
    for code in codes:
        row = rows.get(code, {})
        official = _official(code)
        usual = min((n for n in official), key=len, default=code)
        base = Entry("state", usual, "name", code, source="countries.csv" if row else "ISO 3166")
        # "Congo" is two states and "Korea" two: the table says which a bare name means.
        taken = {"COG": {"Congo"}, "TWN": set(), "KOR": set()}.get(code, set())
        for form, forms in _state_forms(row, [n for n in official if n not in taken]):
            for text in forms:
                plural = form == "people" and text not in _list(row.get("people"))
                lexicon.add(text, replace(base, form=form, plural=plural))


def _state_forms(row: dict[str, str], official: list[str]) -> Iterator[tuple[Form, list[str]]]:
    yield "name", [*official, *_list(row.get("aliases"))]
    yield "capital", _list(row.get("capital"))
    yield "seat", _list(row.get("seats"))
    yield "adjective", _list(row.get("adjectives"))
    people = _list(row.get("people"))
    yield "people", [*people, *(p for word in people for p in plurals(word))]


def _past(lexicon: Lexicon) -> None:
    """States that are gone and cities that were capitals once; past.py says when they are read so."""
    table = toml("past_states.toml")
    for row in table["state"]:
        base = Entry("state", next(iter(row["names"]), row["code"]), "name", row["code"], source="past_states.toml")
        forms: dict[Form, list[str]] = {
            "name": row["names"], "adjective": row["adjectives"], "capital": row.get("capitals", []),
            "people": row["people"],
        }  # fmt: skip
        for form, texts in forms.items():
            for text in texts:
                lexicon.add(text, replace(base, form=form))
        for text in (p for word in row["people"] for p in plurals(word)):
            lexicon.add(text, replace(base, form="people", plural=True))
    for row in table["capital"]:
        for text in row["names"]:
            entry = Entry("state", text, "capital", row["code"], source="past_states.toml")
            lexicon.add(text, replace(entry, since=row["since"], until=row["until"]))


def _past_bodies(lexicon: Lexicon) -> None:
    """Short names of bodies that held in their time: "the League"."""
    for row in toml("past_states.toml")["body"]:
        entry = replace(lexicon.groups[row["group"]], form="alias", source="past_states.toml")
        for text in row["names"]:
            lexicon.add(text, replace(entry, since=row["since"], until=row["until"]))


def _groups(lexicon: Lexicon) -> None:
    for name, kind in (("groups.csv", "group"), ("breakaways.csv", "group"), ("bodies.csv", "body")):
        for row in _rows(name):
            entry = _group(row, name, kind)
            if entry.group is not None:
                lexicon.groups.setdefault(entry.group, entry)
                lexicon.groups.setdefault(row["name"], entry)
            for seat in _list(row.get("seats")):
                lexicon.seats[seat] = entry
            lexicon.add(row["name"].split(" (")[0], entry)
            for alias in _list(row["aliases"]):
                lexicon.add(alias, replace(entry, form="alias"))


def _group(row: dict[str, str], source: str, kind: str) -> Entry:
    """A row as an entry; one without a sector in breakaways.csv is a disputed region: a place, no actor of its own."""
    if source == "breakaways.csv" and not row["sector"]:
        return Entry("place", row["name"], "name", row["code"], source=source)
    group = row.get("group") or row["name"]
    known: Kind = "group" if kind == "group" else "body"
    return Entry(known, row["name"], "name", row["code"], row["sector"] or None, group, row["short"], source)


def _named(lexicon: Lexicon) -> None:
    for row in _rows("agencies.csv"):
        for name in _list(row["names"]):
            group = "United Nations" if row["code"] == "IGO" else None
            lexicon.add(
                name.split(" (")[0],
                Entry("agency", name, "name", row["code"], row["sector"], group, None, "agencies.csv"),
            )
    for row in _rows("press.csv"):
        for name in _list(row["names"]):
            lexicon.add(name, Entry("press", name, "name", row["code"], "JRN", None, None, "press.csv"))
    for row in _rows("companies.csv"):
        lexicon.add(
            row["name"], Entry("company", row["name"], "name", "MNC", "BUS", row["name"], None, "companies.csv")
        )
    for row in _rows("places.csv"):
        for name in _list(row["names"]):
            lexicon.add(name, Entry("place", name, "name", row["code"], None, None, None, "places.csv"))


def _peoples(lexicon: Lexicon) -> None:
    for row in _rows("peoples.csv"):
        pairs = tuple((p.split("=")[0], p.split("=")[1]) for p in _list(row["groups"]))
        for name in _list(row["names"]):
            plural = name.endswith("s") and name[:-1] in _list(row["names"])
            lexicon.add(
                name, Entry("people", name, "people", row["code"], source="peoples.csv", groups=pairs, plural=plural)
            )


def _leader_rows() -> Iterator[list[str]]:
    """The rows of the tables of leaders: name, surnames, code, sector, role, since, until, group, gender."""
    for name in ("leaders.csv", "leaders_history.csv"):
        rows = csv.reader((_DATA / name).read_text(encoding="utf-8").splitlines())
        next(rows)
        yield from rows


def _leaders(lexicon: Lexicon) -> None:
    for row in _leader_rows():
        lexicon.add_leader(row[0], "name", row)
        for surname in _list(row[1]) if row[1] else ():
            lexicon.add_leader(surname.rstrip("?"), "given" if surname.endswith("?") else "surname", row)


def _leader(row: Sequence[str], form: Form) -> Entry:
    name, _, code, sector, role, since, until, group, gender = row
    return Entry(
        "leader", name, form, code, sector, group or None, None, "leaders.csv", role, gender or None, since, until
    )


def _roles(lexicon: Lexicon) -> None:
    for row in toml("roles.toml")["role"]:
        for word in row["words"]:
            entry = Entry(
                "role", word, "word", sector=row["sector"] or None, source="roles.toml", role=row["kind"],
                gender=row.get("gender"), plural=row["kind"] == "people" or _is_plural(word),
            )  # fmt: skip
            lexicon.add(word, entry)
            if row["kind"] != "quality":
                for plural in _role_plurals(word):
                    lexicon.add(plural, replace(entry, plural=True))


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _role_plurals(word: str) -> list[str]:
    for joint in (" of ", "-in-", " in ", " to ", " for "):
        if joint in word:
            first, rest = word.split(joint, 1)
            return [p + joint + rest for p in plurals(first)]
    if word.endswith("man"):
        return [word[:-3] + "men"]
    return [] if word.endswith("s") and not word.endswith("ss") else plurals(word)


def _traps(lexicon: Lexicon) -> None:
    for row in toml("traps.toml")["trap"]:
        for name in row["names"]:
            lexicon.add(name, Entry("trap", name, "name", source="traps.toml", role=row["kind"]))


@dataclass(frozen=True, slots=True)
class Tenure:
    """What a group is on the days between two (both inclusive, ISO 8601; "" is open)."""

    sector: str
    code: str | None
    since: str
    until: str


@cache
def tenures() -> dict[str, tuple[Tenure, ...]]:
    """Group -> its times as something else than the table of groups says (data/tenures.toml)."""
    found: dict[str, tuple[Tenure, ...]] = {}
    for row in toml("tenures.toml")["tenure"]:
        tenure = Tenure(row["sector"], row.get("code"), row["since"], row["until"])
        found[row["group"]] = (*found.get(row["group"], ()), tenure)
    return found


def as_of(entry: Entry, date: str | None) -> Entry:
    """A group's entry as it was on a day."""
    for tenure in tenures().get(entry.group or "", ()) if date and len(date) == 10 else ():
        if tenure.since <= (date or "") and (not tenure.until or (date or "") <= tenure.until):
            return replace(entry, sector=tenure.sector, code=tenure.code or entry.code)
    return entry


def skeleton(name: str) -> str:
    """A full name by its consonants, as transcriptions and slips leave them: "Mitterand" is "Mitterrand"."""
    parts = [p for p in fold(name).split() if len(p) > 1]
    if len(parts) < 2:
        return ""
    return " ".join(_consonants(p) for p in (parts[0], parts[-1]))


def _consonants(word: str) -> str:
    for heard, written in _HEARD:
        word = word.replace(heard, written)
    bare = word[0] + "".join(c for c in word[1:] if c not in "aeiouyh-")
    return "".join(c for k, c in enumerate(bare) if k == 0 or c != bare[k - 1])


@cache
def leaders_heard(full: str) -> tuple[Entry, ...]:
    """The leaders whose full name sounds as this one does."""
    sound = skeleton(full)
    names = dict.fromkeys(name for name in _named_near().get(_onset(full), ()) if skeleton(name) == sound != "")
    found = (p.entry for name in names for p in load().readings(" ".join(_written(name)[0])))
    return tuple(dict.fromkeys(e for e in found if e.kind == "leader" and e.form == "name"))


@cache
def _named_near() -> dict[tuple[str, ...], tuple[str, ...]]:
    """How the first and the last name begin -> the leaders' full names: a skeleton for each of thousands takes long."""
    found: dict[tuple[str, ...], list[str]] = {}
    for row in _leader_rows():
        found.setdefault(_onset(row[0]), []).append(row[0])
    return {onset: tuple(names) for onset, names in found.items()}


def _onset(name: str) -> tuple[str, ...]:
    """The sounds with which the first and the last part of a name begin."""
    parts = [p for p in fold(name).split() if len(p) > 1]
    return tuple(_onsets(part[:3]) for part in (parts[:1] + parts[-1:]))


@cache
def _onsets(letters: str) -> str:
    return _consonants(letters)[0]


@cache
def load() -> Lexicon:
    """The lexicon, read once; the collector waits meanwhile, for nothing of the tables is garbage."""
    collects = gc.isenabled()
    gc.disable()
    try:
        return _read()
    finally:
        if collects:
            gc.enable()


def _read() -> Lexicon:
    lexicon = Lexicon()
    for read in (
        _traps,
        _past,
        _countries,
        _groups,
        _named,
        _peoples,
        _leaders,
        _roles,
        _places_of_bodies,
        _homonyms,
        _past_bodies,
    ):
        read(lexicon)
    return lexicon


def _places_of_bodies(lexicon: Lexicon) -> None:
    """Cities that stand for a body: "Brussels" speaks for the European Union."""
    entry = lexicon.groups["European Union"]
    lexicon.add("Brussels", replace(entry, form="capital", name="Brussels"))


def _homonyms(lexicon: Lexicon) -> None:
    """Shared names no table has: "Free Army". homonyms.py says who bears them."""
    for row in toml("homonyms.toml")["homonym"]:
        name = row["name"]
        if not lexicon.readings(fold(name)):
            lexicon.add(name, Entry("group", name, "alias", group=name, source="homonyms.toml"))


@cache
def seats() -> frozenset[str]:
    """The cities that speak for a state, in lower case: its capital, and where its government sits."""
    return frozenset(
        name.casefold()
        for row in _rows("countries.csv")
        for name in (*_list(row.get("capital")), *_list(row.get("seats")))
    )


def examples() -> Iterable[tuple[str, str, str]]:
    """(file, name, sentence) of every entry that carries an example."""
    for name in ("groups.csv", "breakaways.csv", "bodies.csv"):
        for row in _rows(name):
            yield name, row["name"], row["example"]
    for row in _rows("peoples.csv"):
        yield "peoples.csv", row["names"], row["example"]
    for row in toml("roles.toml")["role"]:
        yield "roles.toml", f"{row['kind']} {row['sector']}", row["example"]
    for row in toml("homonyms.toml")["homonym"]:
        yield "homonyms.toml", row["name"], row["example"]
    for row in toml("traps.toml")["trap"]:
        yield "traps.toml", row["kind"], row["example"]
