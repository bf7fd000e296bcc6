"""Gold files -> records of one shape: PLOVER's JSON, PETRARCH's XML, and our own JSONL with events or signals.

    PLOVER     a JSON list; each record one event: id, text, event (PLOVER type), source, target ({"code": …} or a list)
    PETRARCH   <Sentence id date> … <EventCoding sourcecode targetcode eventcode/> … <Text>…</Text> </Sentence>
    JSONL      {"id", "date", "text", "events": [{"type", "by", "to", "status"}], "signals": [{"kind", "by", "to", "if_by",
               "if_dir", "then_by", "then_dir", "deadline"}]}, one object a line; `by` and `to` a code or name, or a list

One bad record is a `Problem` with its line, and the others are read.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache, partial
from html import unescape
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from detente.errors import Empty, Unsupported
from detente.events.cameo import plover_type
from detente.records import EVENT_TYPES, SIGNAL_KINDS, STATUSES, Direction, Problem

Format = Literal["plover", "petrarch", "jsonl"]
Row = dict[str, Any]
_RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}  # before 2021
_MISCODED = {"JAP": "JPN", "ITL": "ITA"}
_SIGNAL_KEYS = ("kind", "by", "to", "if_by", "if_dir", "then_by", "then_dir", "deadline")
_SENTENCE = re.compile(r"<Sentence\s+([^>]*?)/?>(.*?)</Sentence>", re.DOTALL)
_ATTRIBUTE = re.compile(r'(\w+)\s*=\s*"([^"]*)"')


class Gold(NamedTuple):
    """One coded event: its sides (empty where the coder left one open), its PLOVER type, CAMEO code and status if given."""

    source: frozenset[str]
    target: frozenset[str]
    type: str
    cameo: str | None = None
    status: str | None = None


class GoldRecord(NamedTuple):
    """One text with what was coded in it; `codable` is False where every gold event is of a kind PLOVER has dropped.

    `gold` is None where nobody coded events, `signals` where nobody coded signals: that is not the same as none.
    """

    id: str
    text: str
    date: str = ""
    gold: tuple[Gold, ...] | None = None
    codable: bool = True
    signals: tuple[Row, ...] | None = None
    line: int = 0


class GoldFile(NamedTuple):
    """What a gold file holds, and what of it could not be read."""

    path: str
    format: Format
    records: tuple[GoldRecord, ...]
    problems: tuple[Problem, ...]
    sha256: str


class _Wrong(Exception):  # noqa: N818 (never leaves this module: it becomes a Problem)
    """A record that cannot be used, and what to do about it."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


def read_gold(path: Path) -> GoldFile:
    """The records of a gold file of any of the formats. Raises `Unsupported` or `Empty` where it is of none."""
    raw = path.read_bytes()
    text = raw.decode("utf-8", errors="replace").removeprefix("\ufeff")
    found, problems = [], []
    kind = detect(text, str(path))
    for line, make in _READERS[kind](text, str(path)):
        try:
            record = make()
        except _Wrong as wrong:
            problems.append(Problem(where=str(path), what=wrong.what, remedy=wrong.remedy, line=line))
            continue
        if record is not None:
            found.append(record._replace(line=line))
    if not found and not problems:
        raise Empty(str(path), "no gold record in it", "see: detente evaluate --help")
    return GoldFile(str(path), kind, tuple(found), tuple(problems), hashlib.sha256(raw).hexdigest())


def detect(text: str, where: str = "gold") -> Format:
    """The format of a gold file, by how it begins."""
    start = text.lstrip()[:2000]
    if start.startswith("<") and "<Sentence" in text:
        return "petrarch"
    if start.startswith("["):
        return "plover"
    if start.startswith("{"):
        return (
            "plover" if re.match(r'\{\s*"id"[^{}]*"event"\s*:\s*"', start) and "\n" in start.split("}")[0] else "jsonl"
        )
    what = "no PLOVER JSON, PETRARCH XML or JSONL" if start else "it is empty"
    raise Unsupported(where, what, "see the formats: detente evaluate --help")


Reader = Callable[[str, str], Iterator[tuple[int, Callable[[], GoldRecord | None]]]]


# -------------------------------------------------------------------------------------------------------------- PLOVER


def _plover(text: str, where: str) -> Iterator[tuple[int, Callable[[], GoldRecord | None]]]:
    """Each object of the list with its line; one that is no JSON is a problem of its own and the next are read."""
    decoder = json.JSONDecoder(strict=False)
    at = text.find("[") + 1
    while (start := text.find("{", at)) >= 0:
        line = text.count("\n", 0, start) + 1
        try:
            row, at = decoder.raw_decode(text, start)
        except json.JSONDecodeError as error:
            wrong = _Wrong(f"not JSON ({error.msg}, line {error.lineno})", "mend the record; the others were read")
            following = re.search(r"^\s*\},?\s*\n\s*\{", text[start:], re.MULTILINE)
            at = start + following.end() - 1 if following else len(text)
            yield line, _raiser(wrong)
            continue
        yield line, partial(plover_record, row)


def _raiser(wrong: _Wrong) -> Callable[[], GoldRecord | None]:
    def fail() -> GoldRecord | None:
        raise wrong

    return fail


def plover_record(row: Row) -> GoldRecord | None:
    """A PLOVER record; None for those that document the file."""
    if row.get("event") == "DOCUMENT":
        return None
    _needs(row, "event", "text")
    type_ = _RENAMED.get(str(row["event"]), str(row["event"]))
    _one_of("event", type_, EVENT_TYPES)
    gold = Gold(_codes(row.get("source")), _codes(row.get("target")), type_)
    return GoldRecord(
        str(row.get("id", "?")), str(row["text"]).strip("{} "), "", (gold,)
    )  # its dates are all a stand-in


def _codes(side: object) -> frozenset[str]:
    items = [side] if isinstance(side, dict) else side if isinstance(side, list) else []
    found = {str(item.get("code", ""))[:3] for item in items if isinstance(item, dict)}
    return frozenset(_MISCODED.get(code, code) for code in found if code and code != "dip")


# ------------------------------------------------------------------------------------------------------------ PETRARCH


def _petrarch(text: str, where: str) -> Iterator[tuple[int, Callable[[], GoldRecord | None]]]:
    lands = _lands() if re.search(r"\bGondor", text) else {}
    for match in _SENTENCE.finditer(_in_blocks(text)):
        line = text.count("\n", 0, match.start()) + 1
        yield line, partial(petrarch_record, match[1], match[2], lands)


def _in_blocks(text: str) -> str:
    """The text with comments blanked, their lines kept."""
    return re.sub(r"<!--.*?-->", lambda found: re.sub(r"[^\n]", " ", found[0]), text, flags=re.DOTALL)


def petrarch_record(head: str, body: str, lands: dict[str, dict[str, str]]) -> GoldRecord | None:
    """A PETRARCH record from the attributes and the inside of its <Sentence>."""
    attributes = dict(_ATTRIBUTE.findall(head))
    words = re.search(r"<Text>(.*?)</Text>", body, re.DOTALL)
    text = unescape(" ".join(words[1].split())) if words else ""
    if not text:
        raise _Wrong(f'<Sentence id="{attributes.get("id", "?")}"> has no <Text>', "give it its text")
    coded = [dict(_ATTRIBUTE.findall(each)) for each in re.findall(r"<EventCoding\s+([^>]*?)/?>", body)]
    coded = [each for each in coded if {"eventcode", "sourcecode", "targetcode"} <= set(each)]
    codes = lands.get("codes", {})
    weis = None if attributes.get("id") in lands.get("cameo", {}).get("records", ()) else lands.get("types")
    gold = tuple(
        Gold(_side(each["sourcecode"], codes), _side(each["targetcode"], codes), type_, each["eventcode"])
        for each in coded
        if (type_ := _type(each["eventcode"], weis)) is not None
    )
    for land in sorted(lands.get("names", {}), key=len, reverse=True):
        text = re.sub(rf"\b{land}\b", lands["names"][land], text)
    return GoldRecord(
        attributes.get("id", "?"), text, _day(attributes.get("date", "")), gold, codable=bool(gold) or not coded
    )


def _type(code: str, weis: dict[str, str] | None) -> str | None:
    """The PLOVER type of a CAMEO code, or of a WEIS code where a table of those is given; None for what PLOVER has dropped."""
    return plover_type(code) if weis is None else weis.get(code[:3]) or weis.get(code[:2])


def _day(text: str) -> str:
    return f"{text[:4]}-{text[4:6]}-{text[6:8]}" if re.fullmatch(r"\d{8}", text) else "2000-01-01"


def _side(code: str, lands: dict[str, str]) -> frozenset[str]:
    country = code[:3]
    if country in ("---", "###") or code.startswith("IMG"):
        return frozenset()
    return frozenset([lands.get(country, country)])


@cache
def _lands() -> dict[str, dict[str, str]]:
    """States in the place of Tolkien's lands, which PETRARCH's unit records name: names, codes, and types of WEIS codes."""
    found: dict[str, dict[str, str]] = tomllib.loads(files(__package__).joinpath("lands.toml").read_text("utf-8"))
    return found


# ----------------------------------------------------------------------------------------------------------- our JSONL


def _jsonl(text: str, where: str) -> Iterator[tuple[int, Callable[[], GoldRecord | None]]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield number, partial(jsonl_record, line)


def jsonl_record(line: str) -> GoldRecord:
    """A line of our own format."""
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise _Wrong(f"not JSON ({error.msg}, column {error.colno})", "one object a line") from None
    if not isinstance(row, dict):
        raise _Wrong("not an object", 'write {"id", "date", "text", "events" or "signals"}')
    _needs(row, "text")
    if "events" not in row and "signals" not in row:
        raise _Wrong("neither events nor signals", 'give "events": [] or "signals": [], empty where there are none')
    events = tuple(map(_event, _list(row, "events"))) if "events" in row else None
    signals = tuple(map(_signal, _list(row, "signals"))) if "signals" in row else None
    return GoldRecord(str(row.get("id", "?")), str(row["text"]), str(row.get("date") or ""), events, signals=signals)


def _list(row: Row, key: str) -> list[Row]:
    found = row[key]
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise _Wrong(f"{key} is no list of objects", f'write "{key}": [{{…}}]')
    return found


def _event(row: Row) -> Gold:
    _needs(row, "type")
    _one_of("type", row["type"], EVENT_TYPES)
    if row.get("status") is not None:
        _one_of("status", row["status"], STATUSES)
    return Gold(_names(row.get("by")), _names(row.get("to")), row["type"], row.get("cameo"), row.get("status"))


def _names(value: object) -> frozenset[str]:
    if value is None:
        return frozenset()
    items = value if isinstance(value, list) else [value]
    return frozenset(str(item) for item in items)


def _signal(row: Row) -> Row:
    _needs(row, "kind")
    _one_of("kind", row["kind"], SIGNAL_KINDS)
    for key in ("if_dir", "then_dir"):
        if row.get(key) not in (None, "D", "E"):
            raise _Wrong(
                f"{key} is {row[key]!r}", f"D ({get_args(Direction)[1]}) or E ({get_args(Direction)[0]}), or null"
            )
    return {key: row.get(key) for key in _SIGNAL_KEYS}


def _needs(row: Row, *keys: str) -> None:
    missing = [key for key in keys if not row.get(key)]
    if missing:
        raise _Wrong(f"without {' and '.join(missing)}", "every record needs it")


def _one_of(key: str, value: object, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise _Wrong(f"{key} is {value!r}", f"one of {', '.join(allowed)}")


_READERS: dict[Format, Reader] = {"plover": _plover, "petrarch": _petrarch, "jsonl": _jsonl}
