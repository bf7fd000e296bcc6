"""`detente brief`."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from detente.cli.shared import errors, gather, open_output, read_all, stop, tell


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="FILE|-|URL…")
@click.option(
    "--date", metavar="DATE", help="Publication date where a page gives none: 2025-05-07 or 2025-05-07T13:20+05:30."
)
@click.option(
    "--html", type=click.Path(dir_okay=False, path_type=Path), help="Write one self-contained page that prints well."
)
@click.option("--markdown", is_flag=True, help="Print Markdown.")
@click.option("--json", "as_json", is_flag=True, help="Print the brief as JSON.")
@click.option("--as-of", metavar="DATE", help="Show the ledger as it could be known on that day (several reports).")
@click.option(
    "--sure",
    "least",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    metavar="P",
    help="Leave out events told as news whose likelihood of being right in every part is below P (0 to 1).",
)
def brief(
    inputs: tuple[str, ...],
    date: str | None,
    html: Path | None,
    markdown: bool,
    as_json: bool,
    as_of: str | None,
    least: float,
) -> None:
    """A brief of one report, or of several together: signals, claims and denials, events, talks, whose move.

    Reads saved pages (HTML), plain text, JSONL, feeds, WARC archives, folders of these, URLs, or standard input ("-"). Every line
    carries the sentence it came from. Where a page states no date, none is guessed: give --date.

    \b
    detente brief examples/india-pakistan-2025/pages/2025-05-07-asif-offer.html
    curl -s https://example.org/report | detente brief - --date 2025-05-07 --markdown
    detente brief examples/india-pakistan-2025/reports.jsonl --as-of 2025-05-10 --html brief.html
    """
    from detente import publish
    from detente.events import sure
    from detente.ledger import build
    from detente.records import Problem

    if markdown and as_json:
        raise click.UsageError("--markdown and --json cannot both be printed; choose one")
    articles, problems = gather(inputs, date)
    readings, failed = read_all(articles)
    problems += failed
    tell(problems)
    if not readings:
        raise SystemExit(2)
    try:
        rows = build(readings, as_of=as_of)
    except ValueError:
        raise stop(Problem(where=str(as_of), what="not a date", remedy="write --as-of 2025-05-10")) from None
    shown = [sure(reading, least) for reading in readings]  # the ledger weighs its evidence itself
    made = publish.compose(shown, articles, ledger=rows, problems=problems)
    if html is not None:
        with open_output(html) as file:
            file.write(publish.html(made))
        errors.print(f"wrote {html}", style="dim", markup=False)
    if as_json:
        click.echo(publish.json(made))
    elif markdown:
        click.echo(publish.markdown(made))
    elif html is None:
        publish.show(made, Console(highlight=False))
    raise SystemExit(1 if problems else 0)
