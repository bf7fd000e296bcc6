"""`detente dyad`: one pair of rivals on one page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from detente.cli.database import db_option, opened
from detente.cli.shared import readings_and_articles, stop, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from detente.dynamics.series import Dyad
    from detente.ledger import Ledger, Ruling
    from detente.records import Article, Reading

COLUMNS: Final = "a date and A_B (both together), or a date and two columns named with --columns"
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
@click.option("--as-of", metavar="DATE", help="The ledger as it could be known on that day, and nothing later.")
@click.option(
    "--columns",
    metavar="X,Y",
    help="Columns of a CSV file with scores: A's acts towards B, B's towards A (or one for both).",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Of what is drawn by chance: intervals.")
@click.option("--date", metavar="DATE", help="Publication date for inputs that state none.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write one self-contained page there.")
@click.option("--png", type=click.Path(dir_okay=False, path_type=Path), help="Write the picture there.")
@click.option("--svg", type=click.Path(dir_okay=False, path_type=Path), help="Write the picture there.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON, series and acts included.")
def dyad(
    a: str, b: str, inputs: tuple[str, ...], db: str | None, as_of: str | None, columns: str | None, seed: int,
    date: str | None, html: Path | None, png: Path | None, svg: Path | None, as_json: bool,
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
    if html is not None:
        written(html, dyad_page.render(page).encode())
    if png is not None or svg is not None:
        from detente.cli.pictures import pictures
        from detente.publish.dyad_plot import draw

        pictures(lambda form: draw(page, form), png=png, svg=svg)
    if as_json:
        click.echo(dyad_page.as_json(page), nl=False)
    elif not (html or png or svg):
        from rich.console import Console

        dyad_page.show(page, Console(highlight=False))
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
        return Given(of_table(Path(tables[0]), a, b, columns), [], None, False)
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


def of_table(path: Path, a: str, b: str, columns: str | None) -> Dyad:
    """The series in a CSV file: its first column that has dates, and the columns named, or the one called A_B or B_A."""
    import pandas as pd

    from detente.dynamics.series import of_values
    from detente.records import Problem

    try:
        table = pd.read_csv(path)
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise stop(Problem(where=str(path), what=f"cannot be read ({error})", remedy=f"give {COLUMNS}")) from None
    named = columns.split(",") if columns else [name for name in (f"{a}_{b}", f"{b}_{a}") if name in table][:1]
    missing = [name for name in named if name not in table]
    if not named or missing:
        what = f"no column {missing[0]}" if missing else f"no column {a}_{b}"
        raise stop(Problem(where=str(path), what=what, remedy=f"its columns are: {', '.join(map(str, table))}"))
    days = _days(table, path)
    values = table[named].set_axis(days).apply(pd.to_numeric, errors="coerce").sort_index()
    values = values[~values.index.isna() & ~values.index.duplicated()]
    steps = values.index.to_series().diff().dropna().median() if len(values) > 1 else pd.Timedelta(days=1)
    step: Any = "week" if steps / pd.Timedelta(days=1) >= WEEKLY else "day"
    try:
        return of_values(values, a, b, step=step)
    except ValueError as error:
        raise stop(Problem(where=str(path), what=str(error), remedy="write --columns X,Y")) from None


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
    from detente.records import Problem

    try:
        ledger = build(readings, rulings=rulings, as_of=as_of)
    except ValueError:
        raise stop(Problem(where=str(as_of), what="not a date", remedy="write --as-of 2025-05-10")) from None
    if as_of:
        readings = [reading for reading in readings if (reading.date or "9999")[:10] <= as_of]
    found = acts_between(readings, a, b, articles=articles)
    made = series(found.acts, a, b, coverage=found.coverage, left_out=found.left_out)
    if not found.acts and not found.coverage.days:
        what, remedy = (
            "no report speaks of both",
            "sides are country codes, or groups as the reports call them: detente incidents FILE…",
        )
        tell([Problem(where=f"{a} and {b}", what=what, remedy=remedy)], style="yellow")
    return Given(made, readings, ledger, failed)


def written(path: Path, content: bytes) -> None:
    """Write a file; what goes wrong ends the command with one line."""
    from detente.records import Problem

    try:
        path.write_bytes(content)
    except OSError as error:
        remedy = "name a file in a folder you may write to"
        raise stop(Problem(where=str(path), what=f"cannot be written ({error.strerror})", remedy=remedy)) from None
