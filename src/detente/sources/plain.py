"""Plain text and Markdown: the title in its first line, the date where a line states it, paragraphs unwrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.sources import page_dates, stated
from detente.sources.boilerplate import clean, headline_like
from detente.sources.decode import tidy
from detente.sources.stated import Stated

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<fields>(?:[^\n]{0,500}\n){1,40}?)---[ \t]*\n")


@dataclass(frozen=True, kw_only=True)
class Plain:
    """A text with what its head says of it."""

    text: str
    title: str | None = None
    date: Stated | None = None
    source: str | None = None
    url: str | None = None


def read_plain(text: str) -> Plain:
    """A text as it lies in a file: its headline (if the first line is like one), its date (if a line states it), the rest."""
    text = tidy(text)
    date = _date(text)
    lines = clean(text, keep=frozenset({"date line"})).split("\n")
    head = _Head.of(lines)
    rest = clean("\n".join(lines[head.length :]), title=head.title)
    if not rest.strip():
        return Plain(text=unwrap("\n".join(lines)), date=date)
    return Plain(text=unwrap(rest), title=head.title, date=date, source=head.source)


def read_markdown(text: str) -> Plain:
    """Markdown: front matter read, the first heading as title, marks of emphasis, links and headings taken off."""
    fields: dict[str, str] = {}
    front = FRONT_MATTER.match(text)
    if front:
        pairs = re.findall(r"^(\w{2,20}):[ \t]*(.+)$", front["fields"], re.MULTILINE)
        fields = {key.lower(): value.strip().strip("\"'") for key, value in pairs}
        text = text[front.end() :]
    plain = read_plain(_without_marks(text))
    value = stated.normal(fields["date"]) if fields.get("date") else None
    url = fields.get("url", "")
    return Plain(
        text=plain.text,
        title=fields.get("title") or plain.title,
        date=Stated(value=value, place="metadata") if value else plain.date,
        source=fields.get("source") or None,
        url=url if re.match(r"https?://\S+$", url) else None,
    )


def unwrap(text: str) -> str:
    """Paragraphs on one line each, blank lines between them; hard-wrapped paragraphs are joined."""
    found = []
    for block in re.split(r"\n[ \t]*\n", text):
        lines = [re.sub(r" {2,}", " ", line).strip() for line in block.split("\n")]
        lines = [line for line in lines if line]
        found.extend([" ".join(lines)] if _is_wrapped(lines) else lines)
    return "\n\n".join(found)


def _is_wrapped(lines: list[str]) -> bool:
    """Lines of about one width, some of them ending within a sentence."""
    if len(lines) < 2:
        return False
    widths = [len(line) for line in lines[:-1]]
    open_ends = sum(not re.search(r"[.!?:][\"'”’)]{0,2}$", line) for line in lines[:-1])
    return max(widths) <= 120 and min(widths) >= 40 and max(widths) - min(widths) <= 25 and open_ends >= len(widths) / 2


@dataclass(frozen=True, kw_only=True)
class _Head:
    """What stands above a report: its headline, the publisher and the date line; `length` lines in all."""

    length: int = 0
    title: str | None = None
    source: str | None = None

    @classmethod
    def of(cls, lines: list[str]) -> _Head:
        """The head of a text that has been cleaned. Without a date line no line under the headline is taken for a publisher."""
        top = list(_top(lines))
        dated = [number for number, line in top if _is_date_line(line)]
        titles = [(number, line) for number, line in top if headline_like(line) and number not in dated]
        title = next(((number, line) for number, line in titles if _stands_alone(lines, number)), None)
        taken = [*dated, *([title[0]] if title else [])]
        names = [(number, line) for number, line in top if number not in taken and dated and _is_name(line)]
        if names and not title and names[0][1] == top[0][1]:
            names = names[1:]
        length = max([0, *taken, *(number for number, _ in names)], default=0)
        if not taken:
            return cls()
        shown = re.sub(r"^\(?\d{1,2}[.)]\s+", "", title[1]) if title else None
        return cls(length=length + 1, title=shown, source=names[0][1] if names else None)


def _top(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The numbered lines before the first that reads as a sentence, at most eight."""
    count = 0
    for number, line in enumerate(lines):
        if not line:
            continue
        count += 1
        if count > 8 or not (headline_like(line) or _is_name(line) or _is_date_line(line)):
            return
        yield number, line


def _stands_alone(lines: list[str], number: int) -> bool:
    """Whether a line is followed by a blank one, or by one too long or too short to be its second half."""
    following = lines[number + 1] if number + 1 < len(lines) else ""
    return not following or len(following) > 1.5 * len(lines[number]) or _is_name(following) or _is_date_line(following)


def _is_name(line: str) -> bool:
    """Whether a line could be the name of a publisher or writer: up to six words, all but the small ones capitalised."""
    words = line.split()
    small = {"of", "the", "and", "in", "for", "from", "by", "de", "la"}
    return (
        1 <= len(words) <= 6
        and not re.search(r"[.!?:;,]$", line)
        and all(word[0].isupper() or word in small for word in words)
    )


def _is_date_line(line: str) -> bool:
    found = [(start, end) for _, start, end, _ in stated.in_words(line[: page_dates.LONGEST])]
    return len(line) <= page_dates.LONGEST and any(page_dates.is_date_line(line, *span) for span in found)


def _date(text: str) -> Stated | None:
    """The date a line at the head, or the foot, of the text states."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    found = page_dates.from_text(lines[:8]) + page_dates.from_text(lines[-4:] if len(lines) > 8 else [])
    return stated.best(sorted(found, key=lambda each: each.place == "updated"))


def _without_marks(text: str) -> str:
    text = re.sub(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)", "", text)
    text = re.sub(r"\[([^\]\n]{1,500})\]\([^)\n]{0,2000}\)", r"\1", text)
    text = re.sub(r"^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+(?=\S))", "", text, flags=re.MULTILINE)
    text = re.sub(r"^[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*$", "", text, flags=re.MULTILINE)
    return re.sub(r"(\*\*|__|(?<!\w)[*_]|[*_](?!\w)|`)", "", text)
