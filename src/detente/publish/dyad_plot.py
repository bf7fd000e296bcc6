"""The picture of a pair: tension or daily acts, commitments, posture; as PNG or SVG, from a `DyadPage` alone.

The same page is always the same bytes (of one version of matplotlib): no dates in the files, ids from the page's seed.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

import matplotlib.dates as mdates
import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from detente.dynamics.names import named, percent
from detente.dynamics.series import Act
from detente.dynamics.turning_points import TurningPoint
from detente.publish.dates import humane, readable
from detente.publish.dyad import Day, DyadPage, by_weight, heaviest
from detente.publish.figures import INK, PAPER, SOFT, Form, drawn, inside_a_page
from detente.publish.harmless import one_line
from detente.records import Record

NDArray = npt.NDArray[Any]

LINE, HATCH = "#d9d5cb", "#c9c4b8"
HARM, CALM, SIDE_A, SIDE_B, USUAL = "#9b2c2c", "#2c6e49", "#1f4e79", "#8a5a00", "#e9e6df"
SHORT: Final = 30
"""Fewer weeks than this are drawn by days, each side by itself: there is no past yet to call anything usual."""
NUMBERED: Final = 8
"""So many points of the picture are numbered and told below it."""
LETTERS: Final = 168
TELLING: Final = 2 * LETTERS
WIDTH, LEFT, RIGHT, LEFT_TEXT, GAP, LINE_INCH, KEY_INCH = 11.7, 1.15, 0.35, 0.45, 0.28, 0.166, 0.55
"""Inches."""


class Marked(Record, frozen=True, kw_only=True):
    """A numbered point of the picture: where it stands, and what is said of it below."""

    number: int
    kind: str
    day: str
    side: str
    text: str


def draw(page: DyadPage, form: Form, *, words: bool = True) -> bytes:
    """The picture; with `words` it stands alone (title, sentences), without them it is part of a page that has them."""
    return drawn(lambda: _figure(page, words), form, salt=f"{page.a}-{page.b}-{page.seed}")


def inline_svg(page: DyadPage) -> str:
    """The picture without words as one <svg> element."""
    label = f"{page.title}: tension, commitments and posture; the tables and sentences of this page say the same."
    return inside_a_page(draw(page, "svg", words=False), label)


def is_short(page: DyadPage) -> bool:
    """Whether the picture is by days."""
    return len(page.weeks) < SHORT and bool(page.days)


def marked(page: DyadPage) -> tuple[Marked, ...]:
    """The numbered points: in a short picture the heaviest acts, in a long one the turning points that matter most."""
    if is_short(page):
        chosen = sorted(_one_a_day(by_weight(page)), key=lambda act: (act.day, act.source))
        return tuple(
            Marked(number=n, kind="act", day=act.day, side=act.source, text=f"{readable(act.day)}, {act_words(act)}")
            for n, act in enumerate(chosen, 1)
        )
    points = sorted((p for p in page.turning_points if p.kind != "alarm"), key=_weight)[:NUMBERED]
    ordered = sorted(points, key=lambda point: (point.date, point.kind))
    return tuple(
        Marked(number=n, kind=p.kind, day=p.date, side="", text=humane(p.sentence)) for n, p in enumerate(ordered, 1)
    )


def act_words(act: Act) -> str:
    """ "India towards Pakistan, assault (claimed): “…”"."""
    claimed = " (claimed)" if act.claimed else ""
    said = f": “{one_line(act.quote)}”" if act.quote else ""
    return f"{named(act.source)} towards {named(act.target)}, {act.type.lower()}{claimed}{said}"


def _one_a_day(acts: Iterable[Act]) -> list[Act]:
    """The first few, one for each day and side."""
    kept: dict[tuple[str, str], Act] = {}
    for act in acts:
        if len(kept) < NUMBERED:
            kept.setdefault((act.day, act.source), act)
    return list(kept.values())


def _weight(point: TurningPoint) -> float:
    """The larger the change, the smaller the number."""
    if point.kind == "level":
        return -abs((point.after or 0.0) - (point.before or 0.0))
    return -abs(point.statistic or 0.0)


# ------------------------------------------------------------------------------------------------------- the layout


def _figure(page: DyadPage, words: bool) -> Figure:
    """Panels above one another: title, series, commitments, posture, sentences; each as high as it needs, in inches."""
    shares = any(side.initiative is not None for side in page.sides)
    text = _sentences(page) if words else []
    heights = {
        "title": 0.95 if words else 0.0,
        "series": 3.5 + KEY_INCH,
        "words": 0.95 + KEY_INCH / 2 if page.words else 0.0,
        "shares": 0.9 + KEY_INCH if shares else 0.0,
        "text": sum(LINE_INCH * (len(lines) + 1.6) for _, lines in text),
    }
    kept = {part: height for part, height in heights.items() if height}
    total = sum(kept.values()) + GAP * (len(kept) + 1)
    figure = Figure(figsize=(WIDTH, total))
    tops = _tops(kept, total)
    if words:
        _title(figure, page, tops["title"], total)
    series = _axes(figure, tops["series"], kept["series"] - KEY_INCH, total)
    if not page.weeks:
        series.text(0.5, 0.5, "no day is covered", ha="center", va="center", color=SOFT, transform=series.transAxes)
    elif is_short(page):
        _by_days(series, page)
    else:
        _by_weeks(series, page)
    if page.words:
        _commitments(_axes(figure, tops["words"], kept["words"] - KEY_INCH / 2, total), page, series)
    if shares:
        _shares(_axes(figure, tops["shares"], kept["shares"] - KEY_INCH, total), page)
    if text:
        _write(figure, text, tops["text"], total)
    return figure


def _tops(heights: Mapping[str, float], total: float) -> dict[str, float]:
    made, top = {}, total - GAP
    for part, height in heights.items():
        made[part] = top
        top -= height + GAP
    return made


def _axes(figure: Figure, top: float, height: float, total: float) -> Axes:
    return figure.add_axes((LEFT / WIDTH, (top - height) / total, (WIDTH - LEFT - RIGHT) / WIDTH, height / total))


def _title(figure: Figure, page: DyadPage, top: float, total: float) -> None:
    figure.text(LEFT / WIDTH, top / total, page.title, fontsize=19, family="DejaVu Serif", va="top", color=INK)
    first, last = page.coverage.first, page.coverage.last
    span = f"{readable(first)} to {readable(last)}" if first and last else "no day is covered"
    figure.text(1 - RIGHT / WIDTH, (top - 0.06) / total, span, fontsize=10, va="top", ha="right", color=SOFT)
    lines = textwrap.fill(page.tension.sentence, 125)
    figure.text(LEFT / WIDTH, (top - 0.46) / total, lines, fontsize=10.5, va="top", color=INK, linespacing=1.35)


# ------------------------------------------------------------------------------------------------------- the series


def _by_weeks(axes: Axes, page: DyadPage) -> None:
    """Weeks as bars, the four weeks' mean as a line, the usual as a band; the larger the tenser."""
    weeks = page.weeks
    days = np.array([np.datetime64(week.day) for week in weeks])
    heights = -_column(weeks, "root")
    value, usual, spread = _column(weeks, "tension"), _column(weeks, "usual"), _column(weeks, "spread")
    axes.fill_between(days, usual - spread, usual + spread, color=USUAL, lw=0, step="mid", label="usual for the pair")
    for colour, part in ((HARM, np.maximum(heights, 0.0)), (CALM, np.minimum(heights, 0.0))):
        axes.fill_between(days, 0.0, np.nan_to_num(part), color=colour, alpha=0.38, lw=0, step="mid")
    axes.plot(days, value, color=INK, lw=1.5, label="tension (mean of 4 weeks)", zorder=4)
    _levels(axes, page, days)
    _not_covered(axes, [week for week in weeks if week.root is None], 7)
    axes.axhline(0, color=SOFT, lw=0.7)
    axes.set_ylabel("more conflict  →\nsign·√ of the week's score")
    _numbers(axes, page, np.nanmax(np.concatenate([heights, value, [0.0]])))
    _dates(axes, weeks[0].day, weeks[-1].day)
    _heaviest(axes, page)
    handles, labels = axes.get_legend_handles_labels()
    handles += [Patch(color=HARM, alpha=0.38), Patch(color=CALM, alpha=0.38)]
    labels += ["a week of more conflict", "of more cooperation"]
    axes.legend(handles, labels, loc="upper center", bbox_to_anchor=(0.5, -0.09), ncols=7, frameon=False, fontsize=8)


def _heaviest(axes: Axes, page: DyadPage) -> None:
    """The heaviest acts as ticks on the lower edge."""
    days = [_number(act.day) for act in heaviest(page)]
    if days:
        low, _ = axes.get_ylim()
        axes.plot(
            days, [low] * len(days), "|", ms=11, mew=1.3, color=SIDE_B, clip_on=False, zorder=6, label="heaviest acts"
        )
        axes.set_ylim(bottom=low)


def _levels(axes: Axes, page: DyadPage, days: NDArray) -> None:
    """The level of each stretch between lasting changes, as dashes."""
    levels = [point for point in page.turning_points if point.kind == "level"]
    if not levels:
        return
    edges = [days[0], *(np.datetime64(point.date) for point in levels), days[-1] + np.timedelta64(7, "D")]
    heights = [-(levels[0].before or 0.0), *(-(point.after or 0.0) for point in levels)]
    for n, height in enumerate(heights):
        label = "level between lasting changes" if n == 0 else None
        axes.plot(
            [edges[n], edges[n + 1]], [height, height], color=SIDE_A, lw=1.6, ls=(0, (4, 2)), label=label, zorder=5
        )


def _by_days(axes: Axes, page: DyadPage) -> None:
    """Each side's daily scores beside each other: conflict below, cooperation above."""
    days = np.array([np.datetime64(day.day) for day in page.days])
    quarter = np.timedelta64(5, "h")
    for offset, column, colour, who in (
        (-quarter, "a_score", SIDE_A, f"{page.name_a} towards {page.name_b}"),
        (quarter, "b_score", SIDE_B, f"{page.name_b} towards {page.name_a}"),
    ):
        heights = np.nan_to_num(_column(page.days, column))
        axes.bar(
            days.astype("datetime64[h]") + offset, heights, width=np.timedelta64(9, "h"), color=colour, lw=0, label=who
        )
    _not_covered(axes, [day for day in page.days if not day.covered], 1)
    axes.axhline(0, color=SOFT, lw=0.7)
    axes.set_ylabel("←  conflict    cooperation  →\nsum of the day's scores (Goldstein)")
    _day_numbers(axes, page)
    _dates(axes, page.days[0].day, page.days[-1].day)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.09), ncols=4, frameon=False, fontsize=8)


def _column(periods: Sequence[Day], field: str) -> NDArray:
    return np.array([np.nan if getattr(each, field) is None else getattr(each, field) for each in periods], dtype=float)


def _not_covered(axes: Axes, periods: Sequence[Day], length: int) -> None:
    """Hatched: nobody looked, which is not calm."""
    label: str | None = "not covered"
    for first, last in _runs([date.fromisoformat(each.day) for each in periods], length):
        low, high = _number(first) - length / 2, _number(last) + length / 2
        axes.axvspan(low, high, facecolor="none", edgecolor=HATCH, hatch="////", lw=0, label=label)
        label = None


def _runs(days: Sequence[date], length: int) -> list[tuple[date, date]]:
    made: list[tuple[date, date]] = []
    for day in days:
        if made and day - made[-1][1] <= timedelta(days=length):
            made[-1] = (made[-1][0], day)
        else:
            made.append((day, day))
    return made


def _number(day: date | str) -> float:
    return float(mdates.date2num(np.datetime64(str(day))))  # type: ignore[no-untyped-call]


def _numbers(axes: Axes, page: DyadPage, top: float) -> None:
    """The numbers of the turning points above the series, in as many rows as keep them apart; spikes shaded."""
    by_day: dict[tuple[str, str], TurningPoint] = {(point.date, point.kind): point for point in page.turning_points}
    span = _number(page.weeks[-1].day) - _number(page.weeks[0].day)
    rows: list[float] = []
    spots = []
    for one in marked(page):
        point = by_day[one.day, one.kind]
        if point.kind == "spike":
            axes.axvspan(
                _number(point.first), _number(point.last) + 1, color=HARM if point.worse else CALM, alpha=0.12, lw=0
            )
        x = _number(point.date)
        row = next((n for n, end in enumerate(rows) if x - end > span / 45), len(rows))
        rows[row : row + 1] = [x]
        spots.append((x, row, one.number, point.worse))
    for x, row, number, worse in spots:
        y = top * (1.12 + 0.11 * row)
        axes.plot([x, x], [0, y], color=SOFT, lw=0.6, ls=":", zorder=1)
        _disc(axes, x, y, number, HARM if worse else CALM)
    axes.set_ylim(top=top * (1.2 + 0.11 * len(rows)) or None)


def _day_numbers(axes: Axes, page: DyadPage) -> None:
    """Numbers at the ends of the bars of the heaviest acts."""
    scores = {
        (day.day, side): score for day in page.days for side, score in ((page.a, day.a_score), (page.b, day.b_score))
    }
    low, high = axes.get_ylim()
    step = (high - low) * 0.055
    for one in marked(page):
        score = scores.get((one.day, one.side)) or 0.0
        x = _number(one.day) + (-0.21 if one.side == page.a else 0.21)
        colour = SIDE_A if one.side == page.a else SIDE_B
        _disc(axes, x, score + (step if score >= 0 else -step), one.number, colour)
    axes.set_ylim(low - 2 * step, high + 2 * step)


def _disc(axes: Axes, x: float, y: float, number: int, colour: str) -> None:
    axes.plot([x], [y], "o", ms=11.5, color=colour, mec=PAPER, mew=0.8, zorder=6, clip_on=False)
    axes.text(
        x, y, str(number), color="white", fontsize=7.5, ha="center", va="center_baseline", weight="bold", zorder=7
    )


def _dates(axes: Axes, first: str, last: str) -> None:
    axes.set_xlim(_number(first) - 0.8, _number(last) + 0.8)
    axes.xaxis.set_major_locator(mdates.AutoDateLocator(minticks=4, maxticks=10))  # type: ignore[no-untyped-call]
    years = _number(last) - _number(first) > 1000
    axes.xaxis.set_major_formatter(lambda value, _: _date_label(mdates.num2date(value).date(), years))  # type: ignore[no-untyped-call]
    axes.tick_params(length=3, width=0.6)


def _date_label(day: date, years: bool) -> str:
    """ "2021", or "7 May"; the year with the first month of it."""
    if years and day.month == day.day == 1:
        return str(day.year)
    words = readable(day.isoformat()).split()
    return " ".join([words[0], words[1][:3], *(words[2:] if years else ())])


# ---------------------------------------------------------------------------------------------- commitments, posture


_SIGNS: Final[Mapping[str, tuple[str, str, str]]] = {
    "offer": ("o", CALM, "offer"),
    "pledge": ("s", CALM, "pledge or agreement"),
    "acceptance": ("s", CALM, "pledge or agreement"),
    "threat": ("v", HARM, "threat"),
}


def _commitments(axes: Axes, page: DyadPage, series: Axes) -> None:
    """Two rows of signs, one for each side, where its words were first said; hollow where they no longer stand."""
    axes.set_xlim(series.get_xlim())
    axes.set_ylim(-0.7, 1.7)
    axes.set_yticks([1, 0], [page.name_a, page.name_b])
    axes.tick_params(length=0, labelbottom=False)
    axes.spines[:].set_visible(False)
    for y in (0, 1):
        axes.axhline(y, color=LINE, lw=0.8, zorder=1)
    height: dict[tuple[str, bool], int] = {}
    low, high = series.get_xlim()
    beside = (high - low) / 130
    for word in page.words:
        if word.kind not in _SIGNS or not word.first_said:
            continue
        marker, colour, _ = _SIGNS[word.kind]
        mine = word.side in page.a.split("+")
        day = word.first_said[:10]
        stacked = height[day, mine] = height.get((day, mine), -1) + 1
        x, row = _number(day) + (stacked // 3) * beside, 1 if mine else 0
        spot = [x], [row + (stacked % 3) * 0.24 - 0.1]
        filled = colour if word.live else PAPER
        axes.plot(*spot, marker, ms=5.6, color=colour, mfc=filled, mew=1.1, zorder=3)
    handles = [
        Line2D([], [], marker=marker, color=colour, ls="", ms=5.6, label=label)
        for marker, colour, label in dict.fromkeys(_SIGNS.values())
    ]
    handles.append(
        Line2D([], [], marker="o", color=SOFT, mfc=PAPER, ls="", ms=5.6, label="hollow: kept, broken, lapsed")
    )
    axes.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.5, -0.02), ncols=4, frameon=False, fontsize=8)


def _shares(axes: Axes, page: DyadPage) -> None:
    """Of each side's hostile acts the shares owed to itself, to its own earlier acts, to the rival's."""
    axes.set_xlim(0, 1)
    axes.set_ylim(-0.6, 1.6)
    axes.set_yticks([1, 0], [page.name_a, page.name_b])
    axes.tick_params(length=0)
    axes.xaxis.set_major_formatter(lambda value, _: percent(value))
    axes.spines[:].set_visible(False)
    parts = (("initiative", "own initiative", SIDE_B), ("momentum", "following its own acts", "#667080"), ("reaction", "following the other's acts", SIDE_A))  # fmt: skip
    for y, side in zip((1, 0), page.sides, strict=True):
        if side.initiative is None:
            axes.text(0.0, y, "insufficient", va="center", color=SOFT, fontsize=8.5)
            continue
        left = 0.0
        for part, label, colour in parts:
            share = float(getattr(side, part))
            axes.barh(y, share, left=left, height=0.62, color=colour, lw=0, label=label if y == 1 else None)
            if share > 0.06:
                axes.text(
                    left + share / 2,
                    y,
                    percent(share),
                    color="white",
                    ha="center",
                    va="center",
                    fontsize=8.5,
                )
            left += share
    handles = [Patch(color=colour, label=label) for _, label, colour in parts]
    axes.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.5, -0.2), ncols=3, frameon=False, fontsize=8)


# ------------------------------------------------------------------------------------------------------ the sentences


def _sentences(page: DyadPage) -> list[tuple[str, list[str]]]:
    """Headed paragraphs, each line short enough for the width."""
    numbered = [f"{one.number}. {one.text}" for one in marked(page)]
    acts = "Acts with the largest scores" if is_short(page) else "Turning points"
    numbered = numbered or ([] if is_short(page) else ["No lasting change and no spike is found."])
    standing = [f"{word.sentence} ({word.state_words})" for word in page.words if word.live and word.kind == "offer"]
    made = [
        (acts, [one[:TELLING] + " …" if len(one) > TELLING else one for one in numbered]),
        ("Whose move", [page.move]),
        ("Standing offers", standing),
        (
            "Posture",
            [*(side.sentence for side in page.sides), *(one.sentence for one in page.postures)],
        ),
        ("Who answers whom", [page.reciprocity.sentence] if page.reciprocity else []),
        ("Words and deeds", [one.sentence for one in page.credibility if one.verdict == "estimate"]),
        ("What this rests on", [page.coverage.sentence]),
    ]
    return [(head, _wrapped(lines)) for head, lines in made if lines]


def _wrapped(lines: Iterable[str]) -> list[str]:
    return [part for line in lines for part in textwrap.wrap(one_line(line), LETTERS, subsequent_indent="    ")]


def _write(figure: Figure, text: Sequence[tuple[str, Sequence[str]]], top: float, total: float) -> None:
    y = top
    for head, lines in text:
        figure.text(LEFT_TEXT / WIDTH, y / total, head, fontsize=9, weight="bold", va="top", color=SIDE_A)
        y -= LINE_INCH * 1.1
        for line in lines:
            figure.text(LEFT_TEXT / WIDTH, y / total, line, fontsize=8.6, va="top", color=INK)
            y -= LINE_INCH
        y -= LINE_INCH * 0.5
