"""An evaluation on a terminal, as JSON, and as one self-contained page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import msgspec
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.errors import one_line as problem_line
from detente.evaluation.report import NOTHING, Cell, Evaluation, Score, Worst
from detente.publish.harmless import one_line
from detente.publish.one_file import page
from detente.publish.terminal import WIDEST, put

TITLES: Final = {
    "types": "Type of event, whoever did it",
    "triples": "Type and both sides",
    "actors": "Sides, where the type is right",
    "signals": "Signals (kind; kind and speaker; whole frame)",
    "events": "Events",
}
SHOWN: Final = 10
"""Worst texts a terminal shows unless asked for more."""


class Matrix(NamedTuple):
    """A confusion table: what gold has in rows, what we took it for in columns."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Mapping[tuple[str, str], int]

    def row_total(self, row: str) -> int:
        """All of one type in gold."""
        return sum(self.counts.get((row, column), 0) for column in self.columns)


def matrix(cells: Sequence[Cell]) -> Matrix:
    """The cells as a table; `NOTHING` stands last."""
    counts = {(cell.gold, cell.ours): cell.count for cell in cells}
    names = sorted({name for pair in counts for name in pair} - {NOTHING})
    rows = [name for name in names if any(row == name for row, _ in counts)]
    last = [NOTHING] if any(row == NOTHING for row, _ in counts) else []
    columns = [*names, NOTHING] if any(column == NOTHING for _, column in counts) else names
    return Matrix((*rows, *last), tuple(columns), counts)


# ------------------------------------------------------------------------------------------------------- the terminal


def show(found: Evaluation, console: Console, *, worst: int = SHOWN) -> None:
    """Print the scores, the tables and the worst texts."""
    width = min(console.width, WIDEST)
    put(console, Text(f"{one_line(found.path)}: {found.records} texts, {found.format}", style="bold"), width)
    put(console, Text(found.how, style="dim"), width)
    if found.unread or found.not_coded:
        put(
            console,
            Text(f"{found.unread} gold records unreadable, {found.not_coded} texts not coded", style="red"),
            width,
        )
    _scores(found, console, width)
    if found.by_type:
        _table(console, "By type of event", found.by_type)
    if found.by_kind:
        _table(console, "By kind of signal", found.by_kind)
    for title, cells in (("Types taken for others", found.confusion), ("Kinds taken for others", found.kinds)):
        _confused(console, title, cells, width)
    if found.worst and worst:
        console.print()
        put(
            console,
            Text(f"Worst texts, {min(worst, len(found.worst))} of {len(found.worst)} with errors", style="bold"),
            width,
        )
    for each in found.worst[:worst]:
        _worst(console, each, width)


def _scores(found: Evaluation, console: Console, width: int) -> None:
    console.print()
    for group, names in grouped(found.scores).items():
        line = Text(f"{TITLES.get(group, group)}: ", style="bold")
        line.append(
            "  ".join(f"{label(name)} {number(name, value)}" for name, value in names.items()),
            style="not bold",
        )
        put(console, line, width)


def grouped(scores: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """Scores by their group: {"types": {"f1": .8}}."""
    made: dict[str, dict[str, float]] = {}
    for name, value in scores.items():
        group, _, rest = name.partition(".")
        made.setdefault(group, {})[rest] = value
    return made


def label(name: str) -> str:
    """ "macro_f1" as "macro F1"."""
    return name.replace("_", " ").replace("f1", "F1")


def number(name: str, value: float) -> str:
    """A count as it is, a share with three decimals."""
    return f"{value:.0f}" if name in _COUNTS else f"{value:.3f}"


_COUNTS: Final = frozenset({"gold", "said", "traps", "sprung"})


def _table(console: Console, title: str, scores: Mapping[str, Score]) -> None:
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("")
    for name in ("gold", "said", "right", "precision", "recall", "F1"):
        table.add_column(name, justify="right")
    for name, score in scores.items():
        shares = (f"{value:.3f}" for value in (score.precision, score.recall, score.f1))
        table.add_row(name, str(score.gold), str(score.said), str(score.right), *shares)
    console.print(table)


def _confused(console: Console, title: str, cells: Sequence[Cell], width: int) -> None:
    """The most frequent confusions; the page has the whole table."""
    wrong = sorted((c for c in cells if c.gold != c.ours), key=lambda c: (-c.count, c.gold, c.ours))
    if not wrong:
        return
    put(console, Text(title, style="bold"), width)
    for cell in wrong[:SHOWN]:
        put(console, Text(f"{cell.count:>4}  {confused(cell)}"), width)
    if len(wrong) > SHOWN:
        put(
            console,
            Text(f"… and {len(wrong) - SHOWN} more: --html FILE shows the whole table", style="dim"),
            width,
            indent=4,
        )


def confused(cell: Cell) -> str:
    """ "ACCUSE taken for REQUEST", "ACCUSE missed", "ASSAULT where there is none"."""
    if cell.ours == NOTHING:
        return f"{cell.gold} missed"
    return f"{cell.ours} where there is none" if cell.gold == NOTHING else f"{cell.gold} taken for {cell.ours}"


def _worst(console: Console, worst: Worst, width: int) -> None:
    console.print()
    put(
        console,
        Text(f"{one_line(worst.id)} (line {worst.line}): {'; '.join(map(one_line, worst.wrong))}", style="red"),
        width,
    )
    put(console, Text(one_line(worst.text), style="italic"), width, indent=2)
    for name, lines in (("gold", worst.gold), ("ours", worst.ours)):
        for line in lines or ("none",):
            put(console, Text.assemble((f"{name}  ", "dim"), one_line(line)), width, indent=4)


# ---------------------------------------------------------------------------------------------------------- programs


def as_json(found: Evaluation) -> str:
    """The evaluation as JSON, with precision, recall and F1 of each type."""
    made: dict[str, Any] = msgspec.to_builtins(found)
    for part in ("by_type", "by_kind"):
        scores: dict[str, Score] = getattr(found, part)
        made[part] = {
            name: msgspec.to_builtins(score)
            | {"precision": round(score.precision, 4), "recall": round(score.recall, 4), "f1": round(score.f1, 4)}
            for name, score in scores.items()
        }
    return msgspec.json.format(msgspec.json.encode(made), indent=2).decode() + "\n"


# ------------------------------------------------------------------------------------------------------------ the page


def render(found: Evaluation) -> str:
    """The evaluation as one page: no script, nothing from elsewhere; what comes from gold is escaped."""
    return page(
        "evaluation.html",
        "evaluation.css",
        found=found,
        groups=grouped(found.scores),
        titles=TITLES,
        number=number,
        label=label,
        tables=[
            (name, title, scores)
            for name, title, scores in (
                ("types", "By type of event", found.by_type),
                ("kinds", "By kind of signal", found.by_kind),
            )
            if scores
        ],
        matrices=[
            (name, title, matrix(cells))
            for name, title, cells in (
                ("confusion", "Types taken for others", found.confusion),
                ("kind-confusion", "Kinds taken for others", found.kinds),
            )
            if cells
        ],
        heat=heat,
        nothing=NOTHING,
        problem=problem_line,
    )


def heat(count: int, total: int) -> int:
    """How dark a cell is: 0 for none, 1 to 9 by the share of its row."""
    return 0 if not count else max(1, min(9, round(9 * count / max(total, 1))))
