"""The page of a pair in three forms: one self-contained HTML page without scripts, a terminal, JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from markupsafe import Markup
from rich.console import Console
from rich.text import Text

from detente.dynamics.alarms import FALSE_ALARM_WEEKS
from detente.publish import one_file
from detente.publish.dates import humane, readable
from detente.publish.dyad import Day, DyadPage, heaviest
from detente.publish.dyad_plot import act_words, inline_svg, is_short, marked
from detente.publish.fans import responses_svg
from detente.publish.harmless import one_line
from detente.publish.terminal import WIDEST, put
from detente.records import to_json

BARS: Final = "▁▂▃▄▅▆▇█"
ALARM_YEARS: Final = FALSE_ALARM_WEEKS // 52


def as_json(page: DyadPage) -> str:
    """Everything, the series and the acts behind it included."""
    return to_json(page, indent=2) + "\n"


# ---------------------------------------------------------------------------------------------------------- the page


def render(page: DyadPage) -> str:
    """The page as text: no script, nothing from elsewhere; what comes from reports is escaped."""
    return one_file.page(
        "dyad.html",
        "dyad.css",
        page=page,
        picture=Markup(inline_svg(page)),
        caption=_caption(page),
        answers=_answers(page),
        points=marked(page),
        numbers={(one.kind, one.day): one.number for one in marked(page)},
        short=is_short(page),
        acts=heaviest(page),
        act_words=act_words,
        alarm_years=ALARM_YEARS,
        readable=readable,
        humane=humane,
    )


def _answers(page: DyadPage) -> Markup | None:
    """The picture of each side's response to the other, where one could be drawn from the series."""
    found = page.reciprocity
    if found is None or not any(answer.responses for answer in found.answers):
        return None
    return Markup(responses_svg(found))


def _caption(page: DyadPage) -> str:
    """What the panels of the picture are."""
    parts = [
        "Each side's daily scores, the heaviest acts numbered"
        if is_short(page)
        else "Tension by week beside what is usual for the pair, turning points numbered"
    ]
    parts += ["when offers, pledges and threats were first said"] if page.words else []
    parts += ["what each side's hostile acts follow"] if any(side.initiative is not None for side in page.sides) else []
    return "; below, ".join([parts[0], "; ".join(parts[1:])]) + "." if parts[1:] else f"{parts[0]}."


# ------------------------------------------------------------------------------------------------------ the terminal


def show(page: DyadPage, console: Console) -> None:
    """Print the page: sentences, the series as a line of bars, lists."""
    width = min(console.width, WIDEST)
    put(console, Text(page.title, style="bold"), width)
    put(console, Text(humane(page.tension.sentence)), width)
    console.print()
    _bars(page, console, width)
    standing = [f"{word.sentence} ({word.state_words})" for word in page.words if word.live and word.kind != "refusal"]
    points = [f"{one.number}. {one.text}" for one in marked(page)]
    alarms = [humane(point.sentence) for point in page.turning_points if point.kind == "alarm"][-3:]
    sections = (
        ("Whose move", [humane(page.move)]),
        ("Standing offers, threats and pledges", standing),
        ("Acts with the largest scores" if is_short(page) else "Turning points", points),
        (f"Latest alarms (one false one in {ALARM_YEARS} years or more)", alarms),
        ("Posture", [*(side.sentence for side in page.sides), *(one.sentence for one in page.postures)]),
        ("Who answers whom", [page.reciprocity.sentence] if page.reciprocity else []),
        ("Words and deeds", [one.sentence for one in page.credibility]),
        ("What this rests on", [page.coverage.sentence]),
    )
    for head, lines in sections:
        _section(console, head, lines, width)


def _section(console: Console, head: str, lines: Iterable[str], width: int) -> None:
    found = list(lines)
    if not found:
        return
    console.print()
    put(console, Text(head.upper() if console.no_color else head, style="bold underline"), width)
    for line in found:
        put(console, Text(one_line(line)), width, indent=2)


def _bars(page: DyadPage, console: Console, width: int) -> None:
    """The last periods that fit, the higher the tenser; a dot where nobody reported."""
    if is_short(page):
        shown, what = page.days[-width:], "day"
        rows = [
            (f"{page.name_a} towards {page.name_b}", [_turned(day.a_score) for day in shown]),
            (f"{page.name_b} towards {page.name_a}", [_turned(day.b_score) for day in shown]),
        ]
    else:
        shown, what = page.weeks[-width:], "week"
        rows = [("Tension", [week.tension for week in shown])]
    if not shown:
        return
    for label, values in rows:
        known = [value for value in values if value is not None]
        if known:
            scale = f"{label}, a sign a {what}, from {min(known):.0f} to {max(known):.0f}, more is tenser"
            put(console, Text(scale, style="dim"), width)
            console.print(_sparkline(values), markup=False, soft_wrap=True)
    ends = _ends(shown, len(shown))
    put(console, Text(ends, style="dim"), max(width, len(ends)))


def _turned(score: float | None) -> float | None:
    return None if score is None else 0 - score


def _sparkline(values: Sequence[float | None]) -> str:
    known = [value for value in values if value is not None]
    low, span = min(known), (max(known) - min(known)) or 1.0
    return "".join("·" if value is None else BARS[min(int((value - low) / span * len(BARS)), 7)] for value in values)


def _ends(shown: Sequence[Day], length: int) -> str:
    first, last = readable(shown[0].day), readable(shown[-1].day)
    return f"{first}{' ' * max(1, length - len(first) - len(last))}{last}"
