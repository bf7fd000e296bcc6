"""`detente dyad`: one pair of rivals on one page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from detente.cli.database import db_option, opened
from detente.cli.outputs import Outputs, give, output_options
from detente.cli.shared import readings_and_articles, stop, tell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date as day

    import pandas as pd

    from detente.dynamics.series import Dyad
    from detente.ledger import Ledger, Ruling
    from detente.publish.dyad import DyadPage
    from detente.publish.figures import Form
    from detente.records import Actor, Article, Problem, Reading
    from detente.when import Moment

COLUMNS: Final = "a date and A_B (both together), or a date and two columns named with --columns"
SIDES: Final = "sides are country codes, or groups as the reports call them: detente incidents FILE…"
WEEKLY: Final = 6.0
"""Days between rows from which on a file is taken for a weekly one."""


class Given(NamedTuple):
    """The series of a pair, and the readings and the ledger behind it (none behind a CSV file)."""

    dyad: Dyad
    readings: list[Reading]
    ledger: Ledger | None
    failed: bool


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.argument("inputs", nargs=-1, metavar="[FILE…]")
@db_option
@click.option("--as-of", metavar="DATE", help="As it could be known on that day, and nothing later.")
@click.option(
    "--columns",
    metavar="X,Y",
    help="Columns of a CSV file with scores: A's acts towards B, B's towards A (or one for both).",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Of what is drawn by chance: intervals.")
@click.option("--date", metavar="DATE", help="Publication date for inputs that state none.")
@output_options
def dyad(
    a: str, b: str, inputs: tuple[str, ...], db: str | None, as_of: str | None, columns: str | None, seed: int,
    date: str | None, **to: Any,
) -> None:  # fmt: skip
    """Two rivals on one page: tension, posture, who answers whom, turning points, commitments, whose move, coverage.

    A and B are countries or groups (IND, India, Hezbollah), several joined by a plus sign (PSE+Hamas). FILE is anything
    `detente brief` reads, what `detente code` wrote, or a CSV file of daily or weekly Goldstein sums; without FILE the store
    is asked. "Insufficient" is an answer; a day nobody reported on is missing, not calm. docs/dynamics.md has the methods.

    \b
    detente dyad IND PAK reports.jsonl --html pair.html --png pair.png
    detente dyad ISR PSE+Hamas
    detente dyad IND PAK scores.csv --columns IND_PAK --json
    """
    from detente.publish import dyad_page
    from detente.publish.dyad import compose_dyad

    given = of_inputs(a, b, inputs, db=db, as_of=as_of, columns=columns, date=date)
    page = compose_dyad(given.dyad, readings=given.readings, ledger=given.ledger, seed=seed)
    give(page, Outputs(**to), page=dyad_page.render, draw=_drawn, json=dyad_page.as_json, show=dyad_page.show)
    raise SystemExit(1 if given.failed else 0)


def of_inputs(
    a: str, b: str, inputs: tuple[str, ...], *, db: str | None, as_of: str | None, columns: str | None, date: str | None
) -> Given:
    """The series of a pair from files, or from the store when there are none."""
    from detente.records import Problem

    a, b = side_of(a), side_of(b)
    if a == b:
        raise stop(Problem(where=a, what="a pair has two sides", remedy="name two, as in: detente dyad IND PAK FILE…"))
    tables = [name for name in inputs if Path(name).suffix.lower() == ".csv"]
    if tables and len(inputs) > 1:
        remedy = "give one CSV file of scores, or reports"
        raise stop(Problem(where=tables[0], what="cannot be put together with other inputs", remedy=remedy))
    if tables:
        return Given(of_table(Path(tables[0]), a, b, columns, as_of), [], None, False)
    return _of_store(a, b, db, as_of) if not inputs else _of_reports(a, b, inputs, as_of, date)


def side_of(text: str) -> str:
    """A side by the key it has in records: "IND" for "ind" and "India", "Hezbollah" for "hezbollah"; else as it was written."""
    import pycountry

    from detente.actors import lookup
    from detente.actors.parties import party

    made = []
    for part in (part.strip() for part in text.split("+")):
        actor = lookup(part) or lookup(part.title())
        code = len(part) == 3 and pycountry.countries.get(alpha_3=part.upper())
        made.append(part.upper() if code else party(actor) if actor else part)
    return "+".join(made)


def of_table(path: Path, a: str, b: str, columns: str | None, as_of: str | None = None) -> Dyad:
    """The series in a CSV file: its first column that has dates, and the columns named, or the one called A_B or B_A.

    With `as_of` only the days (weeks) that had ended by then.
    """
    import pandas as pd

    from detente.dynamics.series import of_values
    from detente.records import Problem

    try:
        table = pd.read_csv(path)
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise stop(Problem(where=str(path), what=f"cannot be read ({error})", remedy=f"give {COLUMNS}")) from None
    given = [name.strip() for name in (columns or "").split(",") if name.strip()]
    named = given or [name for name in (f"{a}_{b}", f"{b}_{a}") if name in table][:1]
    missing = [name for name in named if name not in table]
    if not named or missing:
        what = f"no column {missing[0]}" if missing else f"no column {a}_{b}"
        remedy = f"name one or two of its columns with --columns: {', '.join(map(str, table))}"
        raise stop(Problem(where=str(path), what=what, remedy=remedy))
    days = _days(table, path)
    values = table[named].set_axis(days).apply(pd.to_numeric, errors="coerce").sort_index()
    values = values[~values.index.isna() & ~values.index.duplicated()]
    steps = values.index.to_series().diff().dropna().median() if len(values) > 1 else pd.Timedelta(days=1)
    step: Any = "week" if steps / pd.Timedelta(days=1) >= WEEKLY else "day"
    if as_of is not None:
        values = _ended(values, pd.Timedelta(days=7 if step == "week" else 1), as_of, path)
    try:
        return of_values(values, a, b, step=step)
    except ValueError as error:
        raise stop(Problem(where=str(path), what=str(error), remedy="write --columns X,Y")) from None


def _ended(values: pd.DataFrame, length: pd.Timedelta, as_of: str, path: Path) -> pd.DataFrame:
    """The rows of days (weeks) that had ended by the end of that day."""
    import pandas as pd

    from detente.records import Problem

    last = pd.Timestamp(_limit(as_of).high.replace(tzinfo=None)) - length
    kept = values[values.index <= last]
    if kept.empty and len(values):
        what = f"nothing in it is from {as_of} or before"
        remedy = f"its first row is of {values.index[0]:%Y-%m-%d}: name a later day"
        raise stop(Problem(where=str(path), what=what, remedy=remedy))
    return kept


def _limit(as_of: str) -> Moment:
    from detente.records import Problem
    from detente.when import moment

    limit = moment(as_of)
    if limit is None:
        raise stop(Problem(where=as_of, what="not a date", remedy="write --as-of 2025-05-10"))
    return limit


def _days(table: pd.DataFrame, path: Path) -> pd.DatetimeIndex:
    """The first column most of whose values are dates."""
    import pandas as pd

    from detente.records import Problem

    for column in table:
        if pd.api.types.is_numeric_dtype(table[column]):
            continue
        found = pd.to_datetime(table[column], errors="coerce", format="%Y-%m-%d")
        if len(found) and found.notna().mean() > 0.5:
            return pd.DatetimeIndex(found)
    raise stop(
        Problem(where=str(path), what="no column of dates", remedy="one column has to have dates like 2025-05-07")
    )


def _of_reports(a: str, b: str, inputs: tuple[str, ...], as_of: str | None, date: str | None) -> Given:
    readings, articles, problems = readings_and_articles(inputs, date)
    tell(problems)
    if not readings:
        raise SystemExit(2)
    return _given(a, b, readings, articles, as_of, failed=bool(problems))


def _of_store(a: str, b: str, db: str | None, as_of: str | None) -> Given:
    """Of the store all readings: those that name neither side tell which days are covered, and how much news there was."""
    from detente.records import Problem
    from detente.store import ledger as stored

    with opened(db, read_only=True) as store:
        readings = list(stored.readings(store))
        articles = list(stored.articles_of(store, [reading.id for reading in readings]).values())
        rulings = stored.rulings(store)
    if not readings:
        remedy = f"give files: detente dyad {a} {b} FILE…, or fill it: detente load FILE…"
        raise stop(Problem(where=db or "the store", what="holds no readings", remedy=remedy))
    return _given(a, b, readings, articles, as_of, rulings=rulings, failed=False)


def _given(
    a: str, b: str, readings: list[Reading], articles: list[Article], as_of: str | None, *,
    rulings: Sequence[Ruling] = (), failed: bool,
) -> Given:  # fmt: skip
    from detente.dynamics.acts import acts_between
    from detente.dynamics.series import series
    from detente.ledger import build

    known = readings if as_of is None else _known_by(readings, as_of)
    ledger = build(readings, rulings=rulings, as_of=as_of)
    found = acts_between(known, a, b, articles=articles)
    made = series(found.acts, a, b, coverage=found.coverage, left_out=found.left_out)
    if readings and not known:
        first = min((reading.date[:10] for reading in readings if reading.date), default=None)
        remedy = f"the first is of {first}: name a later day" if first else "none has a date: pass --date"
        tell([_doubt(str(as_of), "no report is from that day or before", remedy)], style="yellow")
    elif not found.acts:
        tell(_unnamed(known, (a, b)) or _never_together(found.coverage.days, a, b), style="yellow")
    return Given(made, known, ledger, failed)


def _known_by(readings: Sequence[Reading], as_of: str) -> list[Reading]:
    """The readings of reports that were out by then, as the ledger counts them."""
    from detente.when import moment

    limit = _limit(as_of)
    dated = ((reading, moment(reading.date)) for reading in readings)
    return [reading for reading, at in dated if at is not None and at.high <= limit.high]


def _unnamed(readings: Sequence[Reading], sides: tuple[str, str]) -> list[Problem]:
    """One doubt for each side that no reading names: a name misspelt looks like a calm pair otherwise."""
    from detente.actors.parties import party
    from detente.ledger.acts import counts_for

    named = {name for reading in readings for actor in _actors(reading) for name in (party(actor), counts_for(actor))}
    return [_doubt(side, "no report names it", SIDES) for side in sides if named.isdisjoint(side.split("+"))]


def _actors(reading: Reading) -> Iterator[Actor]:
    for event in reading.events:
        yield from (*event.actors, *event.recipients, *event.said_by)
    for signal in reading.signals:
        yield from (signal.speaker, *signal.addressees)
    for channel in reading.channels:
        yield from channel.sides


def _never_together(covered: frozenset[day], a: str, b: str) -> list[Problem]:
    return [] if covered else [_doubt(f"{a} and {b}", "no report speaks of both", SIDES)]


def _doubt(where: str, what: str, remedy: str) -> Problem:
    from detente.records import Problem

    return Problem(where=where, what=what, remedy=remedy)


def _drawn(page: DyadPage, form: Form) -> bytes:
    from detente.publish.dyad_plot import draw

    return draw(page, form)
