"""Which of its bearers a shared name means: "the National Liberation Army", "SDF", "Tripoli".

Two tables. data/ambiguous.toml holds places with a namesake; data/homonyms.toml groups, armies and news houses of one
name. For the latter the state named nearest decides (a sentence's end counts as a good many words); a candidate with the
state "*" wins when the nearest state is nobody's. With no state named the default holds, and where there is none the name
stays a group without a state: an unknown actor costs less than a wrong one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from detente.actors.lexicon import Entry, Hit, load, toml
from detente.actors.words import Word, fold, words

_NAMED = frozenset(["state", "place", "agency", "leader", "group"])  # hits that say where the article is
_SENTENCE = 25  # words that a sentence's end counts for


@dataclass(frozen=True, slots=True)
class Namesake:
    """A name two places share, and when it is the other (see data/ambiguous.toml)."""

    instead: str
    near: frozenset[str]
    unless: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One bearer of a name: the states, words before it and words of the article that call for it, and its years."""

    entry: Entry
    states: frozenset[str]
    after: frozenset[str]
    words: frozenset[str]
    since: str
    until: str

    def lives(self, date: str | None) -> bool:
        """Whether it existed on a day; unknown days forbid nothing."""
        return not date or (self.since <= date[: len(self.since)] and (not self.until or date[:4] <= self.until))


@dataclass(frozen=True, slots=True)
class Homonym:
    """A shared name with its bearers; `default` is who is meant when nothing tells."""

    candidates: tuple[Candidate, ...]
    default: Entry | None
    upper: bool


def told_apart(hits: list[Hit], found: Sequence[Word], date: str | None) -> list[Hit]:
    """The names of a text with every shared one read as what it means there."""
    return _coalitions(_organisations(_places(hits, found), found, date), found)


def _coalitions(hits: list[Hit], found: Sequence[Word]) -> list[Hit]:
    """ "Coalition warplanes": of the one coalition the text names in full, be it not the best known."""
    short = [hit.entry.kind == "body" and found[hit.first].fold == "coalition" for hit in hits]
    full = {
        hit.entry.group: hit.entry
        for hit, is_short in zip(hits, short, strict=True)
        if hit.entry.kind == "body" and "coalition" in (hit.entry.group or "") and not is_short
    }
    if not any(short) or len(full) != 1:
        return hits
    (named,) = full.values()
    return [replace(h, entry=named) if is_short else h for h, is_short in zip(hits, short, strict=True)]


# ------------------------------------------------------------------------------------------------------------- places


@cache
def namesakes() -> dict[str, Namesake]:
    """Folded name -> when it means something else."""
    rows = toml("ambiguous.toml")["ambiguous"]
    return {
        fold(r["name"]): Namesake(r["instead"], frozenset(r["near"]), frozenset(r["unless"]), frozenset(r["words"]))
        for r in rows
    }


def _places(hits: list[Hit], found: Sequence[Word]) -> list[Hit]:
    table = namesakes()
    keys = [_key(found, h) for h in hits]
    if not any(key in table for key in keys):
        return hits
    codes = {h.entry.code for h, key in zip(hits, keys, strict=True) if key not in table}
    folds = {w.fold for w in found}
    read: list[Hit] = []
    for hit, key in zip(hits, keys, strict=True):
        rule = table.get(key)
        near = rule is not None and (bool(rule.near & codes or rule.words & folds) or not (rule.near or rule.words))
        if rule is None or rule.unless & codes or not near:
            read.append(hit)
        elif rule.instead != "---":
            read.append(replace(hit, entry=replace(hit.entry, code=rule.instead)))
    return read


# ------------------------------------------------------------------------------------------------------ organisations


@cache
def homonyms() -> dict[str, Homonym]:
    """Folded name -> its bearers."""
    found = {}
    for row in toml("homonyms.toml")["homonym"]:
        candidates = tuple(_candidate(row["name"], c) for c in row["candidate"])
        found[" ".join(w.fold for w in words(row["name"]))] = Homonym(
            candidates, _default(row, candidates), row.get("upper", False)
        )
    return found


def _candidate(name: str, row: dict[str, object]) -> Candidate:
    def listed(key: str) -> frozenset[str]:
        value = row.get(key, [])
        return frozenset(str(v) for v in value) if isinstance(value, list) else frozenset()

    return Candidate(
        _entry(name, {k: str(v) for k, v in row.items() if isinstance(v, str)}),
        listed("states"), listed("after"), listed("words"), str(row.get("since", "")), str(row.get("until", "")),
    )  # fmt: skip


def _entry(name: str, row: dict[str, str]) -> Entry:
    """The entry of a candidate: one of the tables', perhaps of another state, or its own."""
    if "press" in row:
        return Entry("press", row["press"], "name", row["code"], "JRN", source="homonyms.toml")
    if "group" not in row:
        return Entry("agency", name, "name", row["code"], row["sector"], source="homonyms.toml")
    known = load().groups.get(row["group"])
    if known is not None:
        return replace(known, code=row.get("code", known.code))
    return Entry("group", row["group"], "name", row["code"], row["sector"], row["group"], source="homonyms.toml")


def _default(row: dict[str, str], candidates: Sequence[Candidate]) -> Entry | None:
    given = row["default"]
    for candidate in candidates:
        entry = candidate.entry
        if given and given in (entry.group, entry.name, f"{entry.code} {entry.sector}"):
            return entry
    sector = next((c.entry.sector for c in candidates if c.entry.group), None)
    if sector is None:
        return None
    return Entry("group", row["name"], "name", "---", sector, row["name"], source="homonyms.toml")


def _organisations(hits: list[Hit], found: Sequence[Word], date: str | None) -> list[Hit]:
    table = homonyms()
    shared = [_rule(table, found, h) for h in hits]
    if not any(shared):
        return hits
    named = [h for h, rule in zip(hits, shared, strict=True) if rule is None and h.entry.kind in _NAMED]
    named = [h for h in named if len(h.entry.code) == 3 and h.entry.code.isalpha()]
    ends = [i for i, w in enumerate(found) if w.broken and w.capital and i]
    folds = {w.fold for w in found}
    spelt_out = _spelt_out(hits, shared)
    read: list[Hit] = []
    for hit, rule in zip(hits, shared, strict=True):
        if rule is None:
            read.append(hit)
        else:
            entry = spelt_out.get(id(rule)) or _bearer(rule, hit, named, found, folds, ends, date)
            if entry is not None:
                read.append(replace(hit, entry=entry))
            elif hit.entry.kind == "role":  # an office any state may have: whose it is, the article tells
                read.append(hit)
    return read


def _spelt_out(hits: Sequence[Hit], shared: Sequence[Homonym | None]) -> dict[int, Entry]:
    """ "the Armed Forces of the Philippines (AFP)": where the report spells it out, who is meant throughout."""
    found: dict[int, Entry] = {}
    for before, hit, rule in zip(hits, hits[1:], shared[1:], strict=False):
        long_name = (
            before.last == hit.first and before.last - before.first > 2 and before.entry.kind in ("agency", "group")
        )
        if rule is None or not long_name:
            continue
        entry = next((c.entry for c in rule.candidates if before.entry.code in c.states), None)
        if entry is not None:
            found.setdefault(id(rule), entry)
    return found


def _rule(table: dict[str, Homonym], found: Sequence[Word], hit: Hit) -> Homonym | None:
    rule = table.get(_key(found, hit))
    if rule is None or hit.entry.kind == "trap":
        return None
    return rule if not rule.upper or all(w.upper for w in found[hit.first : hit.last] if w.fold != "the") else None


def _bearer(
    rule: Homonym, hit: Hit, named: Sequence[Hit], found: Sequence[Word], folds: set[str], ends: Sequence[int],
    date: str | None,
) -> Entry | None:  # fmt: skip
    """Who is meant at one place of the text."""
    candidates = [c for c in rule.candidates if c.lives(date)]
    before = found[hit.first - 1].fold if hit.first else ""
    told = next((c for c in candidates if before in c.after), None)
    if told is not None:
        return told.entry
    codes = {h.entry.code for h in named}
    plain = [c for c in candidates if not c.words]
    spoken = next((c for c in candidates if c.words & folds), None)
    if spoken is not None and not any(c.states & codes for c in plain):
        return spoken.entry
    candidates = plain

    def far(other: Hit) -> int:
        low, high = sorted((hit.first, other.first))
        return high - low + _SENTENCE * (bisect_right(ends, high) - bisect_right(ends, low))

    for other in sorted(named, key=lambda h: (far(h), h.first)):
        for c in candidates:
            if other.entry.code in c.states:
                return c.entry
        open_ = next((c for c in candidates if "*" in c.states), None)
        if open_ is not None:
            return open_.entry
    return rule.default


def _key(found: Sequence[Word], hit: Hit) -> str:
    return " ".join(w.fold for w in found[hit.first : hit.last]).removeprefix("the ")
