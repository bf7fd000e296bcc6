"""`detente forecast`: the coming weeks of a pair, with the record of such forecasts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from detente.cli.database import db_option
from detente.cli.dyad import of_inputs
from detente.cli.outputs import Outputs, give, output_options

if TYPE_CHECKING:
    from detente.dynamics.forecast import Forecast
    from detente.publish.figures import Form


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.argument("inputs", nargs=-1, metavar="[FILE…]")
@click.option("--weeks", type=click.IntRange(1, 13), default=4, show_default=True, help="How many weeks ahead.")
@db_option
@click.option("--as-of", metavar="DATE", help="As it could be known on that day, and nothing later.")
@click.option(
    "--columns",
    metavar="X,Y",
    help="Columns of a CSV file with scores: A's acts towards B, B's towards A (or one for both).",
)
@click.option("--date", metavar="DATE", help="Publication date for inputs that state none.")
@output_options
def forecast(
    a: str, b: str, inputs: tuple[str, ...], weeks: int, db: str | None, as_of: str | None, columns: str | None,
    date: str | None, **to: Any,
) -> None:  # fmt: skip
    """The coming weeks of a pair, with intervals that are held to their word, and whether they beat doing nothing.

    Each past week is forecast with what was known then; that record is shown: how often 90 % intervals held, overall and in
    crisis weeks, and the skill against the last week again and the mean of 26 weeks. Where one of these did better, it is what
    is shown, and said. "Insufficient" below two years of weeks. A, B and FILE as for `detente dyad`.

    \b
    detente forecast IND PAK reports.jsonl --html forecast.html
    detente forecast IND PAK scores.csv --columns IND_PAK --json
    """
    from detente.dynamics.forecast import forecast as of_pair
    from detente.publish import ahead_page

    given = of_inputs(a, b, inputs, db=db, as_of=as_of, columns=columns, date=date)
    found = of_pair(given.dyad, weeks=weeks)
    give(
        found, Outputs(**to),
        page=ahead_page.forecast_html, draw=_drawn, json=ahead_page.forecast_json, show=ahead_page.show_forecasts,
    )  # fmt: skip
    raise SystemExit(1 if given.failed else 0)


def _drawn(found: tuple[Forecast, ...], form: Form) -> bytes:
    from detente.publish.fans import forecast_picture

    return forecast_picture(found, form)
