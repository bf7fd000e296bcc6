"""The brief on a terminal: as wide as the window, at most 100 columns; without colour in a pipe."""

from __future__ import annotations

import io
from typing import Final

from rich.console import Console
from rich.text import Text

from detente.publish.dates import readable
from detente.publish.harmless import one_line
from detente.publish.lines import Brief, Cite, Report, quoted
from detente.publish.outline import Item, Section, outline, report_line, where

WIDEST: Final = 100
REPORTS_ABOVE: Final = 5
"""More reports than this are listed at the end."""
_MOST: Final = {
    "move": 5,
    "signals": 20,
    "closed": 10,
    "asked": 6,
    "claims": 8,
    "events": 15,
    "spoken": 5,
    "talks": 5,
    "posture": 4,
    "credibility": 4,
    "casualties": 8,
    "background": 5,
}
"""How many items of a section a terminal shows when there are several reports."""
ALSO: Final = 3
"""How many further places of a line a terminal names."""
_LEADS: Final = {
    "offer": "green",
    "acceptance": "green",
    "pledge": "green",
    "threat": "red",
    "demand": "yellow",
    "refusal": "yellow",
}
_STATES: Final = {"kept": "green", "broken": "red", "contested": "yellow", "triggered": "cyan"}


def render(brief: Brief, *, width: int = 80, colour: bool = False) -> str:
    """The brief as text of that width; `colour` adds terminal colours."""
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        no_color=not colour,
        highlight=False,
        legacy_windows=False,
    )
    show(brief, console)
    made = console.file
    return made.getvalue() if isinstance(made, io.StringIO) else ""


def show(brief: Brief, console: Console) -> None:
    """Print the brief on a console."""
    width = min(console.width, WIDEST)
    put(console, Text(one_line(brief.title), style="bold"), width)
    above = len(brief.reports) <= REPORTS_ABOVE
    for report in brief.reports if above else ():
        _report(console, brief, report, width)
    if not above:
        put(console, Text("all listed below", style="dim"), width)
    if brief.as_of:
        put(console, Text(f"as known on {readable(brief.as_of)}", style="dim"), width)
    for section in outline(brief):
        _section(console, brief, section, width)
    if not above:
        console.print()
        _heading(console, "Reports", width)
        for report in brief.reports:
            _report(console, brief, report, width)


def _report(console: Console, brief: Brief, report: Report, width: int) -> None:
    line = " · ".join(one_line(part) for part in report_line(report))
    title = f"{report.number:>2}  {one_line(report.title)}, " if len(brief.reports) > 1 else ""
    put(console, Text(title + line, style="dim"), width)


def _heading(console: Console, title: str, width: int) -> None:
    put(console, Text(title.upper() if console.no_color else title, style="bold underline"), width)


def _section(console: Console, brief: Brief, section: Section, width: int) -> None:
    console.print()
    _heading(console, section.title, width)
    if section.note:
        put(console, Text(section.note, style="dim"), width, indent=2)
    shown = _MOST.get(section.name, len(section.items)) if len(brief.reports) > 1 else len(section.items)
    for item in section.items[:shown]:
        _item(console, brief, item, width, indent=2)
    if shown < len(section.items):
        more = f"… and {len(section.items) - shown} more: --html or --json shows all"
        put(console, Text(more, style="dim"), width, indent=2)


def _item(console: Console, brief: Brief, item: Item, width: int, *, indent: int) -> None:
    for line in (item, *item.also):
        put(console, _line(line), width, indent=indent)
    if item.cites:
        words = Text(f"{quoted(one_line(item.cites[0].quote))} ", style="italic")
        words.append(f"({_places(brief, item.cites)})", style="dim not italic")
        put(console, words, width, indent=indent + 4)
    for part in item.parts:
        _item(console, brief, part, width, indent=indent + 4)


def _line(item: Item) -> Text:
    line = Text()
    if item.lead:
        line.append(one_line(item.lead), style=f"bold {_LEADS.get(item.lead, '')}".strip())
        line.append("  ")
    line.append(one_line(item.text))
    for n, fact in enumerate(item.facts):
        line.append("  [" if n == 0 else "; ", style="dim")
        line.append(one_line(fact), style=_STATES.get(item.state or "", "dim"))
    if item.facts:
        line.append("]", style="dim")
    return line


def _places(brief: Brief, cites: tuple[Cite, ...]) -> str:
    first, *rest = cites
    named = ", ".join(where(brief, cite) for cite in rest[:ALSO])
    more = f" and {len(rest) - ALSO} more" if len(rest) > ALSO else ""
    return where(brief, first) + (f"; also {named}{more}" if rest else "")


def put(console: Console, text: Text, width: int, *, indent: int = 0) -> None:
    """Print a text wrapped to the width, every line indented and without trailing blanks."""
    for line in text.wrap(console, max(20, width - indent)):
        line.rstrip()
        console.print(Text(" " * indent).append_text(line), soft_wrap=True)
