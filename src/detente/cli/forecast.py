"""`detente forecast`: the coming weeks of a pair, with the record of such forecasts."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.database import db_option
from detente.cli.dyad import of_inputs, written
from detente.cli.pictures import pictures


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
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write one self-contained page there.")
@click.option("--png", type=click.Path(dir_okay=False, path_type=Path), help="Write the picture there.")
@click.option("--svg", type=click.Path(dir_okay=False, path_type=Path), help="Write the picture there.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def forecast(
    a: str, b: str, inputs: tuple[str, ...], weeks: int, db: str | None, as_of: str | None, columns: str | None,
    date: str | None, html: Path | None, png: Path | None, svg: Path | None, as_json: bool,
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
    if html is not None:
        written(html, ahead_page.forecast_html(found).encode())
    if png or svg:
        from detente.publish.fans import forecast_picture

        pictures(lambda form: forecast_picture(found, form), png=png, svg=svg)
    if as_json:
        click.echo(ahead_page.forecast_json(found), nl=False)
    elif not (html or png or svg):
        from rich.console import Console

        ahead_page.show_forecasts(found, Console(highlight=False))
    raise SystemExit(1 if given.failed else 0)
