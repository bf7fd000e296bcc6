"""Fan charts of projections and forecasts, with their words: PNG, SVG, and SVG for inside a page."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any, Final, Protocol

import matplotlib.dates as mdates
import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from detente.dynamics.forecast import Forecast, Skill
from detente.dynamics.names import named, whose
from detente.dynamics.reciprocity import Answer, Reciprocity
from detente.dynamics.what_if import LABEL, WhatIf
from detente.publish.figures import INK, SOFT, Form, drawn, inside_a_page, rooted
from detente.publish.harmless import one_line

ANSWERING, HELD, ZERO = "#1f4e79", "#8a5a00", "#b9b4a8"
_WIDTH, _LEFT, _RIGHT, _TITLE, _LINE, _GAP = 9.5, 0.95, 0.35, 0.75, 0.185, 0.42
"""Inches."""
_LETTERS: Final = 128
Dates = npt.NDArray[np.datetime64]


class _Week(Protocol):
    @property
    def week(self) -> str: ...
    @property
    def median(self) -> float: ...
    @property
    def inner(self) -> tuple[float, float]: ...
    @property
    def outer(self) -> tuple[float, float]: ...


def what_if_picture(found: WhatIf, form: Form, *, words: bool = True) -> bytes:
    """The answering side's fan above the held path; with `words` the sentences and warnings below."""
    return drawn(lambda: _what_if(found, words), form, salt=f"what-if {found.scenario.words}")


def what_if_svg(found: WhatIf) -> str:
    """The same without words, as an element for a page."""
    return inside_a_page(what_if_picture(found, "svg", words=False), f"{LABEL}: {' '.join(found.sentences)}")


def forecast_picture(found: Sequence[Forecast], form: Form, *, words: bool = True) -> bytes:
    """A fan for each forecast, with how its levels held at past weeks beside it."""
    return drawn(lambda: _forecasts(found, words), form, salt=f"forecast {found[0].side}-{found[0].to}")


def forecast_svg(found: Sequence[Forecast]) -> str:
    """The same without words, as an element for a page."""
    return inside_a_page(
        forecast_picture(found, "svg", words=False), "Forecast: " + " ".join(each.sentence for each in found)
    )


def responses_picture(found: Reciprocity, form: Form, *, words: bool = True) -> bytes:
    """How each side's acts follow the other's in the weeks after, with bands; nothing but words where it is insufficient."""
    return drawn(lambda: _responses(found, words), form, salt=f"responses {found.a}-{found.b}")


def responses_svg(found: Reciprocity) -> str:
    """The same without words, as an element for a page."""
    return inside_a_page(responses_picture(found, "svg", words=False), f"{found.sentence} {found.caveat}")


# -------------------------------------------------------------------------------------------------------------- what if


def _what_if(found: WhatIf, words: bool) -> Figure:
    text = [*found.sentences, *(f"Caution: {warning}" for warning in found.warnings)] if words else []
    panels = [2.6, 1.25] if found.ahead else []
    figure, tops = _sheet(
        title_of(found) if words else "",
        f"{LABEL}. Points: sums of Goldstein scores a week, below 0 hostile.",
        panels,
        text,
    )
    if not found.ahead:
        return figure
    held_name, name = named(found.scenario.side), named(found.answering)
    weeks = _days([past.week for past in found.past])
    answering = _panel(figure, tops[0], panels[0])
    _line(answering, weeks, [past.answering for past in found.past], ANSWERING)
    last = next((past.answering for past in reversed(found.past) if past.answering is not None), 0.0)
    _fan(answering, weeks[-1], last, found.ahead, ANSWERING)
    _dress(answering, f"{name} towards {held_name}")
    held = _panel(figure, tops[1], panels[1], answering)
    _line(held, weeks, [past.held for past in found.past], HELD)
    path = found.path or 0.0
    ahead = _days([week.week for week in found.ahead])
    held.plot(ahead, [path] * len(ahead), color=HELD, lw=1.8, ls=(0, (3, 1.5)), label="held", marker="o", ms=3)
    _dress(held, f"{held_name} towards {name}")
    return figure


def title_of(found: WhatIf) -> str:
    """ "What if India halts?"."""
    words = found.scenario.words.replace(found.scenario.side, named(found.scenario.side), 1)
    return f"What if {words.replace('-', '−') if found.scenario.level is not None else words}?"


# ------------------------------------------------------------------------------------------------------------- forecast


def _forecasts(found: Sequence[Forecast], words: bool) -> Figure:
    text = [each.sentence for each in found] if words else []
    told = [each for each in found if each.ahead]
    panels = [2.4] * len(told)
    first = found[0]
    title = f"{named(first.side)} and {named(first.to)}: the coming weeks"
    under = "Points: sums of Goldstein scores a week, below 0 hostile. Right: share of past weeks below each quantile, one week ahead."
    figure, tops = _sheet(title if words else "", under, panels, text)
    for each, top, height in zip(told, tops, panels, strict=False):
        axes = _panel(figure, top, height, width=0.66)
        weeks = _days([past.week for past in each.past])
        _line(axes, weeks, [past.value for past in each.past], ANSWERING)
        _fan(axes, weeks[-1], each.last or 0.0, each.ahead, ANSWERING)
        name, other = named(each.side), named(each.to)
        _dress(axes, f"{name} towards {other}" if each.directed else f"{name} and {other} together")
        _calibration(_panel(figure, top, height, width=0.22, left=0.78), each.skill[0])
    return figure


def _calibration(axes: Axes, skill: Skill) -> None:
    """How often past outcomes lay below each quantile, one week ahead: on the diagonal where the levels hold."""
    levels = [float(level) for level in skill.calibration]
    axes.plot([0, 1], [0, 1], color=ZERO, lw=1)
    axes.plot(levels, list(skill.calibration.values()), color=ANSWERING, lw=1.4, marker="o", ms=2.5)
    axes.set(xlim=(0, 1), ylim=(0, 1), xticks=[0, 0.5, 1], yticks=[0, 0.5, 1])
    axes.set_title("do the levels hold?", fontsize=9.5, loc="left", color=INK)
    axes.tick_params(length=3, width=0.6, labelsize=8)


# ---------------------------------------------------------------------------------------------------------- reciprocity


def _responses(found: Reciprocity, words: bool) -> Figure:
    told = [answer for answer in found.answers if answer.responses]
    text = [found.sentence, found.caveat] if words else []
    title = f"{named(found.a)} and {named(found.b)}: who answers whom" if words else ""
    under = (
        "What follows a week one standard deviation above what was expected, in standard deviations; bands hold 90 %."
    )
    figure, tops = _sheet(title, under, [1.95] if told else [], text)
    for n, answer in enumerate(told):
        _response(_panel(figure, tops[0], 1.7, width=0.46, left=0.54 * n), answer)
    return figure


def _response(axes: Axes, answer: Answer) -> None:
    weeks = [step.week for step in answer.responses]
    axes.axhline(0, color=ZERO, lw=0.8)
    low, high = ([getattr(step, edge) for step in answer.responses] for edge in ("low", "high"))
    axes.fill_between(weeks, low, high, color=ANSWERING, alpha=0.18, lw=0)
    axes.plot(weeks, [step.response for step in answer.responses], color=ANSWERING, lw=1.6, marker="o", ms=3)
    axes.set_xticks(weeks)
    axes.set_xlabel("weeks after", fontsize=8)
    axes.tick_params(length=3, width=0.6, labelsize=8)
    axes.set_title(f"{named(answer.side)} after {whose(answer.to)} acts", fontsize=9.5, loc="left", color=INK)


# --------------------------------------------------------------------------------------------------------------- shared


def _sheet(title: str, under: str, panels: Sequence[float], text: Sequence[str]) -> tuple[Figure, list[float]]:
    """An empty sheet with its words, and where each panel begins, in inches from above; no title: for inside a page."""
    lines = [line for each in text for line in (*textwrap.wrap(one_line(each), _LETTERS), "")]
    head = _TITLE if title else 0.2
    height = head + sum(panel + _GAP for panel in panels) + len(lines) * _LINE + 0.35
    figure = Figure(figsize=(_WIDTH, height))
    if title:
        figure.text(_LEFT / _WIDTH, 1 - 0.2 / height, title, fontsize=15, family="DejaVu Serif", va="top")
        figure.text(_LEFT / _WIDTH, 1 - 0.5 / height, under, fontsize=8.5, va="top", color=SOFT)
    tops: list[float] = []
    top = head + 0.2
    for panel in panels:
        tops.append(top)
        top += panel + _GAP
    for n, line in enumerate(lines):
        figure.text(_LEFT / _WIDTH, 1 - (top + n * _LINE) / height, line, fontsize=8.8, va="top", color=INK)
    return figure, tops


def _panel(
    figure: Figure, top: float, height: float, shared: Axes | None = None, *, width: float = 1.0, left: float = 0.0
) -> Axes:
    room = _WIDTH - _LEFT - _RIGHT
    total = figure.get_figheight()
    box = ((_LEFT + left * room) / _WIDTH, 1 - (top + height) / total, room * width / _WIDTH, height / total)
    return figure.add_axes(box, sharex=shared)


def _days(weeks: Sequence[str]) -> Dates:
    return np.array([np.datetime64(week) for week in weeks])


def _line(axes: Axes, weeks: Dates, values: Sequence[float | None], colour: str) -> None:
    """The past as steps; weeks nobody covered stay empty."""
    axes.plot(weeks, [np.nan if value is None else value for value in values], color=colour, lw=1.2, label="so far")


def _fan(axes: Axes, last_week: Any, last: float, ahead: Sequence[_Week], colour: str) -> None:
    weeks = np.concatenate([[last_week], _days([week.week for week in ahead])])
    for bounds, alpha, label in (
        ([week.outer for week in ahead], 0.16, "90 %"),
        ([week.inner for week in ahead], 0.32, "50 %"),
    ):
        low, high = ([last, *(bound[n] for bound in bounds)] for n in (0, 1))
        axes.fill_between(weeks, low, high, color=colour, alpha=alpha, lw=0, label=label)
    axes.plot(weeks, [last, *(week.median for week in ahead)], color=colour, lw=2, marker="o", ms=3, label="middle")


def _dress(axes: Axes, title: str) -> None:
    axes.axhline(0, color=ZERO, lw=0.8, zorder=0)
    low, high = axes.get_ylim()
    axes.set_ylim(min(low, -1.0), max(high, 1.0))
    rooted(axes)
    axes.set_title(title, fontsize=9.5, loc="left", color=INK)
    locator = mdates.AutoDateLocator(minticks=4, maxticks=8)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    axes.tick_params(length=3, width=0.6, labelsize=8)
    axes.legend(loc="lower right", bbox_to_anchor=(1.0, 0.99), ncols=4, frameon=False, fontsize=8, borderaxespad=0.2)
