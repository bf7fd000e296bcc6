"""The brief as Markdown. Everything that comes from a report is escaped: it can neither link, embed nor break a list."""

from __future__ import annotations

import re
from collections.abc import Iterable

from detente.publish.dates import readable
from detente.publish.harmless import one_line
from detente.publish.lines import Brief, Cite, quoted
from detente.publish.outline import Item, Section, outline, report_line, where

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$^])")
_LIST = re.compile(r"^(\d+)([.)])|^([-+=])")


def render(brief: Brief) -> str:
    """The whole brief."""
    lines = [f"# {safe(brief.title)}", "", *_reports(brief)]
    if brief.as_of:
        lines += ["", f"As known on {readable(brief.as_of)}."]
    for section in outline(brief):
        lines += ["", f"## {section.title}", "", *_section(brief, section)]
    return "\n".join(lines).rstrip() + "\n"


def safe(text: str) -> str:
    """Text of a report made harmless: on one line, Markdown's signs escaped."""
    flat = _SPECIAL.sub(r"\\\1", one_line(text)).replace("\\<", "&lt;")
    return _LIST.sub(r"\1\\\2\3" if flat[:1].isdigit() else r"\\\3", flat)


def _reports(brief: Brief) -> Iterable[str]:
    for report in brief.reports:
        parts = " · ".join(safe(part) for part in report_line(report))
        title = f" {safe(report.title)}," if len(brief.reports) > 1 else ""
        yield f"{report.number}.{title} {parts}" if len(brief.reports) > 1 else parts


def _section(brief: Brief, section: Section) -> Iterable[str]:
    if section.note:
        yield section.note
    for item in section.items:
        yield from _item(brief, item, "")


def _item(brief: Brief, item: Item, indent: str) -> Iterable[str]:
    for line in (item, *item.also):
        lead = f"**{safe(line.lead)}** " if line.lead else ""
        facts = f" ({'; '.join(safe(fact) for fact in line.facts)})" if line.facts else ""
        yield f"{indent}- {lead}{safe(line.text)}{facts}"
    if item.cites:
        yield f"{indent}  > {safe(quoted(item.cites[0].quote))} ({_places(brief, item.cites)})"
    for part in item.parts:
        yield from _item(brief, part, indent + "  ")


def _places(brief: Brief, cites: tuple[Cite, ...]) -> str:
    first, *rest = cites
    also = f"; also {', '.join(where(brief, cite) for cite in rest)}" if rest else ""
    return where(brief, first) + also
