"""What stands around a report and is no part of it: advertisement marks, link boxes, share bars, forms, credits.

The rules are data (boilerplate.toml), each with a line it is for. Four kinds:

    line     the whole line goes
    section  the line goes, and the headline-like lines under it (links to other stories) up to the next prose
    tail     the line goes and all after it, once there has been a report before it
    inline   the words go from within a line
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from itertools import islice, takewhile

from detente.records import Span

LONGEST_LINE = 400
"""Characters; longer lines are prose and only looked through for inline pieces."""
BOXES = frozenset({"newsletter", "follow and join", "paywall and appeals", "cookies and privacy", "comment form"})
"""Rules whose lines stand in boxes that may have a heading."""
MOST_LINES = 20_000
"""A text with more lines is no report; what follows them is left as it is."""
REPORT = 200
"""Characters of prose before a tail rule may end the text."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A stretch of boilerplate and the name of the rule that found it."""

    span: Span
    rule: str


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The rules of boilerplate.toml, one expression for each kind."""

    line: re.Pattern[str]
    section: re.Pattern[str]
    tail: re.Pattern[str]
    inline: re.Pattern[str]
    names: dict[str, str]  # group of an expression -> rule


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line without its outer blanks."""

    span: Span
    text: str

    @property
    def prose(self) -> bool:
        """Whether it reads as a sentence: six words or more and a full stop, or too long for a headline."""
        words = self.text.count(" ") + 1
        return words > 30 or (words >= 6 and bool(re.search(r"[.!?…][\"'”’)\]]{0,3}$", self.text)))


def pieces(text: str, *, title: str | None = None) -> tuple[Piece, ...]:
    """The boilerplate of a text, in order, not overlapping; lines whole, without their line ends."""
    lines = _lines(text)
    whole = _whole_lines(lines, title)
    found = [Piece(span=line.span, rule=whole[number]) for number, line in enumerate(lines) if number in whole]
    for number, line in enumerate(lines):
        if number not in whole:
            found.extend(_inline(line))
    return tuple(sorted(found, key=lambda piece: piece.span))


def boilerplate_spans(text: str, *, title: str | None = None) -> tuple[Span, ...]:
    """Where the boilerplate of a text is: ``[start, end)`` character offsets, in order, not overlapping."""
    return tuple(piece.span for piece in pieces(text, title=title))


def blank(text: str, *, title: str | None = None, keep: frozenset[str] = frozenset()) -> str:
    """The text with its boilerplate as spaces: same length, same line ends, so that offsets stay what they were.

    `keep` names rules whose finds are left in.
    """
    out, end = [], 0
    for start, stop in (piece.span for piece in pieces(text, title=title) if piece.rule not in keep):
        out += [text[end:start], re.sub(r"[^\n\r]", " ", text[start:stop])]
        end = stop
    return "".join([*out, text[end:]])


def clean(text: str, *, title: str | None = None, keep: frozenset[str] = frozenset()) -> str:
    """The text without its boilerplate; blank lines between paragraphs, no more than one together. `keep` as in `blank`."""
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in blank(text, title=title, keep=keep).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def headline_like(text: str) -> bool:
    """Whether a line could be a headline: three to thirty words, no full stop at the end."""
    words = text.split()
    return 3 <= len(words) <= 30 and len(text) <= 220 and not re.search(r"[.,;:…][\"'”’)\]]{0,3}$", text)


def same_words(text: str) -> str:
    """A line reduced to its letters and digits, to compare headlines with."""
    return " ".join(re.findall(r"\w+", text.casefold()))


@functools.cache
def rules() -> Rules:
    """The rules of boilerplate.toml, compiled."""
    source = resources.files("detente.sources").joinpath("boilerplate.toml").read_text(encoding="utf-8")
    by_kind: dict[str, list[str]] = {"line": [], "section": [], "tail": [], "inline": []}
    names: dict[str, str] = {}
    for number, rule in enumerate(tomllib.loads(source)["rule"]):
        names[f"r{number}"] = rule["name"]
        pattern = "|".join(part.strip() for part in rule["patterns"])
        by_kind[rule["kind"]].append(f"(?P<r{number}>{pattern})")
    whole = {kind: re.compile(_whole(parts), re.IGNORECASE) for kind, parts in by_kind.items() if kind != "inline"}
    return Rules(**whole, inline=re.compile("|".join(by_kind["inline"])), names=names)


def _whole(parts: list[str]) -> str:
    """An expression for whole lines, whatever bullets, brackets or arrows they are set in."""
    return rf"[\W_]{{0,12}}(?:{'|'.join(parts)})[\W_]{{0,12}}"


def _lines(text: str) -> list[Line]:
    found = []
    for match in islice(re.finditer(r"[^\n\r]+", text), MOST_LINES):
        stripped = match.group().strip()
        if stripped:
            start = match.start() + match.group().index(stripped[0])
            found.append(Line(span=(start, start + len(stripped)), text=stripped))
    return found


def _whole_lines(lines: list[Line], title: str | None) -> dict[int, str]:
    """Numbers of the lines that are boilerplate as a whole, with the rule's name."""
    whole: dict[int, str] = dict(_titles(lines, title))
    in_section, prose = None, 0
    for number, line in enumerate(lines):
        if number in whole:
            continue
        kind, rule = _match(line.text)
        if kind == "tail" and prose >= REPORT:
            return whole | dict.fromkeys(range(number, len(lines)), rule)
        if kind:
            whole[number] = rule
        elif line.prose:
            prose += len(line.text)
        elif in_section:
            whole[number] = in_section
        in_section = rule if kind == "section" else (None if line.prose and not kind else in_section)
    return whole | dict(_headings_of_boxes(lines, whole)) | (dict(_tags(lines, whole)) if prose >= REPORT else {})


def _headings_of_boxes(lines: list[Line], whole: dict[int, str]) -> Iterator[tuple[int, str]]:
    """The short lines that stand over a box that has gone: "The week in brief" over "Get our newsletter …"."""
    report = next((number for number, line in enumerate(lines) if line.prose and number not in whole), len(lines))
    for number in range(report + 1, len(lines) - 1):
        line, below = lines[number], whole.get(number + 1)
        if number not in whole and below in BOXES and line.text.count(" ") < 8 and not line.prose:
            yield number, f"heading of: {below}"


def _tags(lines: list[Line], whole: dict[int, str]) -> Iterator[tuple[int, str]]:
    """The names at the foot of a report that its site files it under: "Operation Sindoor", "India-Pakistan ties".

    Two at least: one short line alone may be a last sentence that lost its full stop.
    """
    kept = (number for number in range(len(lines) - 1, 0, -1) if number not in whole)
    found = list(takewhile(lambda number: _is_tag(lines[number].text), kept))
    if len(found) >= 2:
        yield from ((number, "tags at the foot") for number in found)


def _is_tag(text: str) -> bool:
    return len(text.split()) <= 5 and text[0].isupper() and not re.search(r"[^\w\s'’&-]", text)


def _titles(lines: list[Line], title: str | None) -> Iterator[tuple[int, str]]:
    """The lines that say the title again: the given one, else the headline-like first line."""
    opening = next((number for number, line in enumerate(lines) if not _match(line.text)[0]), None)
    if opening is None:
        return
    first = opening if title is None and headline_like(lines[opening].text) else None
    wanted = same_words(title or (lines[opening].text if first is not None else ""))
    for number, line in enumerate(lines):
        if wanted and number != first and len(line.text) <= LONGEST_LINE and same_words(line.text) == wanted:
            yield number, "title repeated"


@functools.lru_cache(maxsize=4096)
def _match(line: str) -> tuple[str, str]:
    """The kind and name of the rule for a whole line, or two empty strings.

    A line is asked about twice in each text, and again when the text taken from its page is coded: remembered.
    """
    if len(line) > LONGEST_LINE:
        return "", ""
    for kind in ("tail", "section", "line"):
        match = getattr(rules(), kind).fullmatch(line)
        if match:
            return kind, rules().names[str(match.lastgroup)]
    if not re.search(r"\w", line):
        return "line", "no words"
    return "", ""


def _inline(line: Line) -> Iterator[Piece]:
    for match in rules().inline.finditer(line.text):
        if match.end() > match.start():
            start = line.span[0] + match.start()
            yield Piece(span=(start, start + len(match.group())), rule=rules().names[str(match.lastgroup)])
