"""What-ifs and forecasts for people and programs: a terminal, one self-contained HTML page without scripts, JSON."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from markupsafe import Markup
from rich.console import Console

from detente.dynamics.forecast import Forecast
from detente.dynamics.names import named, percent, points
from detente.dynamics.what_if import WhatIf
from detente.publish.fans import forecast_svg, title_of, what_if_svg
from detente.publish.harmless import one_line
from detente.publish.one_file import page
from detente.records import Record, to_json

SCALE = "Points are sums of Goldstein scores a week at a usual volume of news; below 0 is hostile."


class Table(Record, frozen=True, kw_only=True):
    """A table of text cells."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    hint: str = ""


# --------------------------------------------------------------------------------------------------------------- what if


def what_if_json(found: WhatIf) -> str:
    """Everything, the label and the warnings included."""
    return to_json(found, indent=2) + "\n"


def what_if_html(found: WhatIf) -> str:
    """The page of a what-if."""
    return page(
        "ahead.html",
        "dyad.css",
        title=title_of(found),
        kicker=found.label,
        under=SCALE,
        sentences=found.sentences,
        warnings=found.warnings,
        picture=Markup(what_if_svg(found)) if found.ahead else "",
        caption="Above, the side that answers: what it did, and where 50 and 90 of 100 draws lie. Below, the side that is held.",
        tables=_what_if_tables(found),
    )


def show_what_if(found: WhatIf, console: Console) -> None:
    """Print it."""
    _print(console, title_of(found), style="bold")
    _print(console, f"{found.label}. {SCALE}", style="dim")
    for sentence in found.sentences:
        _print(console, sentence)
    for warning in found.warnings:
        _print(console, f"Caution: {warning}", style="yellow")
    for table in _what_if_tables(found)[:1] if found.ahead else []:
        _table(console, table)


def _what_if_tables(found: WhatIf) -> list[Table]:
    made = []
    if found.ahead:
        acts = any(week.hostile_acts is not None for week in found.ahead)
        heads = (
            "Week of",
            "Middle",
            "50 %",
            "90 %",
            "Milder than if it continued",
            *(("Hostile acts",) if acts else ()),
        )
        rows = tuple(
            (
                week.week,
                points(week.median),
                _between(week.inner),
                _between(week.outer),
                f"{points(week.milder_by)} ({_between(week.milder_band)})",
                *((_acts(week.hostile_acts, week.hostile_band),) if acts else ()),
            )
            for week in found.ahead
        )
        made.append(Table(title=f"{named(found.answering)} by week", heads=heads, rows=rows))
    if found.standing:
        heads = ("Row", "Last said", "Commitment", "In the report's words", "Record")
        rows = tuple((s.row, s.said or "", s.words, f"“{s.quote}”", s.record) for s in found.standing)
        made.append(Table(title="Standing commitments that this path meets", heads=heads, rows=rows))
    return made


def _acts(middle: float | None, band: tuple[float, float] | None) -> str:
    return "" if middle is None or band is None else f"{points(middle)} ({_between(band)})"


# -------------------------------------------------------------------------------------------------------------- forecast


def forecast_json(found: Sequence[Forecast]) -> str:
    """All forecasts, their skill included."""
    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n"


def forecast_html(found: Sequence[Forecast]) -> str:
    """The page of forecasts, with how good they were from rolling origins."""
    return page(
        "ahead.html",
        "dyad.css",
        title=f"{named(found[0].side)} and {named(found[0].to)}: the coming weeks",
        kicker="Forecast, with its record",
        under=SCALE,
        sentences=[each.sentence for each in found],
        warnings=[],
        picture=Markup(forecast_svg(found)) if any(each.ahead for each in found) else "",
        caption="What was, and where 50 and 90 of 100 outcomes should lie. Right: how often past outcomes lay below each quantile.",
        tables=[table for each in found if each.ahead for table in (_weeks(each), _record(each))],
    )


def show_forecasts(found: Sequence[Forecast], console: Console) -> None:
    """Print them."""
    for each in found:
        _print(console, each.sentence)
        if each.ahead:
            _table(console, _weeks(each))
            _table(console, _record(each))


def _weeks(found: Forecast) -> Table:
    rows = tuple(
        (w.week, points(w.median), _between(w.inner), _between(w.outer), _MODELS[w.model]) for w in found.ahead
    )
    return Table(title=_of(found), heads=("Week of", "Middle", "50 %", "90 %", "By"), rows=rows)


def _record(found: Forecast) -> Table:
    heads = ("Ahead", "Weeks", "90 % held", "In crisis", "CRPS", "Skill: last", "Skill: mean", "p")
    rows = tuple(
        (
            str(s.weeks_ahead),
            str(s.origins),
            percent(s.coverage),
            "" if s.in_crisis is None else f"{percent(s.in_crisis)} ({s.crisis_weeks})",
            f"{s.crps:.2f}",
            f"{s.skill['persistence']:.2f}",
            f"{s.skill['mean26']:.2f}",
            f"{s.p:.3f}",
        )
        for s in found.skill
    )
    hint = (
        "From rolling origins: each past week forecast with what was known so many weeks before. Skill is 1 − ratio of CRPS to "
        "that of the baselines, the last week again and the mean of 26 weeks (above 0 is better), on the sign·√ scale; p is of the "
        "test that the better baseline is as good."
    )
    return Table(title=f"Record: {_of(found)}", heads=heads, rows=rows, hint=hint)


_MODELS = {"ensemble": "the models together", "persistence": "last week again", "mean26": "mean of 26 weeks"}


def _of(found: Forecast) -> str:
    a, b = named(found.side), named(found.to)
    return f"{a} towards {b}" if found.directed else f"{a} and {b} together"


# ---------------------------------------------------------------------------------------------------------------- shared


def _between(bounds: tuple[float, float]) -> str:
    return f"{points(bounds[0])} to {points(bounds[1])}"


def _print(console: Console, text: str, *, style: str = "") -> None:
    console.print(one_line(text), style=style, markup=False, highlight=False)


def _table(console: Console, table: Table) -> None:
    from rich.table import Table as Drawn

    console.print()
    drawn = Drawn(title=one_line(table.title), box=None, title_justify="left", title_style="bold", pad_edge=False)
    for n, head in enumerate(table.heads):
        drawn.add_column(head, justify="left" if n == 0 else "right", no_wrap=n == 0)
    for row in table.rows:
        drawn.add_row(*(one_line(cell) for cell in row))
    console.print(drawn)
