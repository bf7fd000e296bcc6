"""The command `detente`: parse the words, call one function, show the result.

Exit status: 0 done; 1 some inputs could not be read, the others were done; 2 wrong usage, or nothing could be done.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import click
from rich.console import Console

from detente import __version__

_HELP = {"help_option_names": ["-h", "--help"]}
_errors = Console(stderr=True, highlight=False, soft_wrap=True)


@click.group(context_settings=_HELP)
@click.version_option(__version__, "-V", "--version", prog_name="detente")
def main() -> None:
    """Read news about conflicts: who offered, threatened, claimed and denied what, on which condition; what happened.

    A word is not a deed, a claim is not a fact, a condition is not an event.

    \b
    detente brief report.html             a brief of one report, every line with its sentence
    detente brief *.txt --html out.html   one page over several reports
    detente code reports.jsonl            one JSON object per report, for programs
    detente explain "If India stops …"    which rule saw what in a sentence, and why not more
    """


# ------------------------------------------------------------------------------------------------------------- brief


@main.command()
@click.argument("inputs", nargs=-1, required=True, metavar="FILE|-|URL…")
@click.option(
    "--date", metavar="DATE", help="Publication date where a page gives none: 2025-05-07 or 2025-05-07T13:20+05:30."
)
@click.option(
    "--html",
    "html",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write one self-contained page that prints well.",
)
@click.option("--markdown", "markdown", is_flag=True, help="Print Markdown.")
@click.option("--json", "as_json", is_flag=True, help="Print the brief as JSON.")
@click.option("--as-of", metavar="DATE", help="Show the ledger as it could be known on that day (several reports).")
def brief(
    inputs: tuple[str, ...], date: str | None, html: Path | None, markdown: bool, as_json: bool, as_of: str | None
) -> None:
    """A brief of one report, or of several together: signals, claims and denials, events, talks, whose move.

    Reads saved pages (HTML), plain text, JSONL with many reports, URLs, or standard input ("-"). Every line carries the
    sentence it came from. Where a page states no date, none is guessed: give --date.

    \b
    detente brief examples/india-pakistan-2025/pages/2025-05-07-asif-offer.html
    curl -s https://example.org/report | detente brief - --date 2025-05-07 --markdown
    detente brief examples/india-pakistan-2025/reports.jsonl --as-of 2025-05-10 --html brief.html
    """
    from detente import publish
    from detente.ledger import build

    if markdown and as_json:
        raise click.UsageError("--markdown and --json cannot both be printed; choose one")
    articles, problems = _gather(inputs, date)
    readings, failed = _read_all(articles)
    problems += failed
    _tell(problems)
    if not readings:
        raise SystemExit(2)
    ledger = build(readings, as_of=as_of)
    made = publish.compose(readings, articles, ledger=ledger, problems=problems)
    if html is not None:
        html.write_text(publish.html(made), encoding="utf-8")
        _errors.print(f"wrote {html}", style="dim")
    if as_json:
        click.echo(publish.json(made))
    elif markdown:
        click.echo(publish.markdown(made))
    elif html is None:
        publish.show(made, Console(highlight=False))
    raise SystemExit(1 if problems else 0)


def _gather(inputs: tuple[str, ...], date: str | None) -> tuple[list[Any], list[Any]]:
    """Articles of all inputs, and what could not be read."""
    from detente import sources
    from detente.errors import DetenteError, UsageError

    articles, problems = [], []
    for name in inputs:
        try:
            loaded = sources.read(name, date=date)
        except UsageError as error:
            _tell([error.problem])
            raise SystemExit(2) from None
        except DetenteError as error:
            problems.append(error.problem)
        else:
            articles += loaded.articles
            problems += loaded.problems
            _tell(loaded.notes, style="yellow")
    return articles, problems


def _read_all(articles: list[Any]) -> tuple[list[Any], list[Any]]:
    """Readings of the articles with a progress bar on a terminal; an article that fails becomes a problem."""
    readings, problems = [], []
    for article in _progress(articles, total=len(articles), what="reading"):
        reading = _safely(article)
        if reading.errors:
            problems += reading.errors
        else:
            readings.append(reading)
    return readings, problems


# -------------------------------------------------------------------------------------------------------------- code


@main.command()
@click.argument("file", metavar="FILE.jsonl|-")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write there instead of standard output."
)
@click.option("--quiet", is_flag=True, help="No progress, even on a terminal.")
def code(file: str, output: Path | None, quiet: bool) -> None:
    """Code reports: JSONL in (id, date, text; optional title, url, source), JSONL out, in input order.

    Each output object is {"id", "events", "signals", "errors", …} as docs/records.md describes; spans are offsets into the
    given text. A line that cannot be read gives an object with `errors` and a message on stderr with its line number, and
    the run goes on. Output is written as it is made, so that it can be piped and a stopped run keeps what it did.

    \b
    detente code reports.jsonl > coded.jsonl
    zcat dump.jsonl.gz | detente code - | jq -c '.signals[] | [.kind, .speaker.code, .quote]'
    """
    from detente.errors import exit_status
    from detente.records import Problem, to_json

    done = failed = 0
    with _open_output(output) as out:
        for reading in _progress(_code_lines(file), total=None, what="coding", quiet=quiet):
            out.write(to_json(reading) + "\n")
            out.flush()
            _tell(reading.errors)
            failed += bool(reading.errors)
            done += not reading.errors
    if not done and not failed:
        _tell(
            [Problem(where=file, what="no line to code", remedy="give one JSON object a line with id, date and text")]
        )
    raise SystemExit(exit_status(done=done, failed=failed))


def _code_lines(file: str) -> Iterator[Any]:
    """A reading for each line; a line that is no article gives a reading that holds only its error."""
    from detente import sources
    from detente.errors import DetenteError
    from detente.records import Problem, Reading

    try:
        for item in sources.stream(file):
            if isinstance(item, Problem):
                yield Reading(id=f"line-{item.line}", errors=(item,))
            else:
                yield _safely(item)
    except DetenteError as error:
        _tell([error.problem])
        raise SystemExit(2) from None


def _safely(article: Any) -> Any:
    """The reading of an article; a failure of ours becomes its error, so that one bad article never stops a run."""
    from detente.api import read_article
    from detente.errors import DetenteError
    from detente.records import Problem, Reading

    try:
        return read_article(article)
    except DetenteError as error:
        problem = error.problem
    except Exception as error:  # the one boundary where anything is caught, and it is reported
        problem = Problem(
            where=article.origin or article.id,
            what=f"could not be coded ({type(error).__name__}: {error})",
            remedy="this is a fault of detente: please report it with the text",
        )
    return Reading(
        id=article.id, errors=(problem,), date=article.date, title=article.title, url=article.url, source=article.source
    )


# ----------------------------------------------------------------------------------------------------------- explain


@main.command()
@click.argument("text", metavar="SENTENCE|-")
@click.option("--date", metavar="DATE", help="The day it was written; needed for deadlines and dates in words.")
@click.option("--json", "as_json", is_flag=True, help="Print clauses, acts, events, signals and reasons as JSON.")
def explain(text: str, date: str | None, as_json: bool) -> None:
    """Show what is read out of a sentence: its clauses, each event and signal with the rule that made it, and why not more.

    \b
    detente explain "If India stops the attacks, we are ready to reduce the tension, Khawaja Asif said." --date 2025-05-07
    """
    from detente import explain as explaining
    from detente.errors import DetenteError

    if text == "-":
        text = sys.stdin.read()
    try:
        explanation = explaining.explain(text, date=date)
    except DetenteError as error:
        _tell([error.problem])
        raise SystemExit(2) from None
    if as_json:
        click.echo(explaining.as_json(explanation))
    else:
        explaining.show(explanation, Console(highlight=False))


# ------------------------------------------------------------------------------------------------------------ shared


def _tell(problems: Iterable[Any], *, style: str = "red") -> None:
    """One line a problem, on stderr."""
    from detente.errors import one_line

    for problem in problems:
        _errors.print(one_line(problem), style=style, markup=False)


def _progress(items: Any, *, total: int | None, what: str, quiet: bool = False) -> Iterator[Any]:
    """The items, with a progress bar on stderr when that is a terminal and the work is long enough to want one."""
    if quiet or not sys.stderr.isatty() or total == 1:
        yield from items
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=_errors, transient=True) as bar:
        task = bar.add_task(what, total=total)
        for item in items:
            yield item
            bar.advance(task)


def _open_output(output: Path | None) -> IO[str]:
    if output is None:
        return click.open_file("-", "w", encoding="utf-8")
    try:
        return output.open("w", encoding="utf-8")
    except OSError as error:
        _errors.print(
            f"{output}: cannot be written ({error.strerror}); name a file in a folder you may write to",
            style="red",
            markup=False,
        )
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
