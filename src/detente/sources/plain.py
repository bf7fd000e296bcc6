"""Plain text and Markdown: the title in its first line, the date where a line states it, paragraphs unwrapped."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.sources import page_dates, stated
from detente.sources.boilerplate import headline_like, pieces
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
    first, _, rest = _opening(text)
    if first is not None and rest.strip():
        return Plain(text=unwrap(rest), title=first, date=date)
    return Plain(text=unwrap(text), date=date)


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


def _opening(text: str) -> tuple[str | None, str, str]:
    """The first line that is no boilerplate, if it is like a headline and stands alone; what is before; what follows."""
    taken = {span[0] for span in (piece.span for piece in pieces(text))}
    for match in re.finditer(r"[^\n]+", text):
        line = match.group().strip()
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        if not line or start in taken:
            continue
        following = text[match.end() :]
        alone = following.startswith(("\n\n", "\n \n")) or len(following.lstrip().split("\n", 1)[0]) > 1.5 * len(line)
        return (line, text[: match.start()], following) if headline_like(line) and alone else (None, "", text)
    return None, "", text


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
