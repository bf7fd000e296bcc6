"""`detente evaluate`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from detente.cli.shared import errors, open_output, progress, stop, tell

if TYPE_CHECKING:
    from detente.evaluation import Evaluation
    from detente.records import Article, Document, Problem, Reading


@click.command()
@click.argument("gold", metavar="GOLD", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print scores, tables and every text with errors as JSON.")
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write one self-contained page with the confusion table.",
)
@click.option("--worst", type=click.IntRange(min=0), default=10, show_default=True, help="How many texts to print.")
@click.option(
    "--floors", type=click.Path(path_type=Path), help="Scores to be reached (JSON); exit 1 where one is missed."
)
@click.option("--quiet", is_flag=True, help="No progress, even on a terminal.")
def evaluate(gold: Path, as_json: bool, html: Path | None, worst: int, floors: Path | None, quiet: bool) -> None:
    """How well texts are coded that careful readers have coded: precision, recall and F1 by type, and the worst texts.

    GOLD is PLOVER records (a JSON list), PETRARCH validation records (XML), or JSONL of your own; which one is seen by how it
    begins. A line of your own holds a text and what is in it, events or signals or both:

    \b
    {"id": "1", "date": "2025-05-07", "text": "India struck camps in Pakistan, New Delhi said.",
     "events": [{"type": "ASSAULT", "by": "IND", "to": "PAK", "status": "claimed"}]}
    {"id": "2", "date": "2025-05-07", "text": "If India stops, we stop, Khawaja Asif said.",
     "signals": [{"kind": "offer", "by": "PAK", "to": "IND", "if_by": "IND", "if_dir": "D",
                  "then_by": "PAK", "then_dir": "D", "deadline": null}]}

    (each on one line). `by` and `to` are a country code or the name of a group, or a list; null is anybody. A direction is D
    where a hostile act stops or a peaceful one happens, else E. A gold record that cannot be read is named with its line and
    left out; the others are scored.

    \b
    detente evaluate my-gold.jsonl
    detente evaluate PLOVER_GSR_CAMEO.txt --html plover.html --worst 30
    detente evaluate my-gold.jsonl --floors floors.json    # {"at_least": {"triples.f1": 0.5}, "at_most": {"events.per_gold": 1.2}}

    Exit status 1: a floor was missed, or some gold records could not be read.
    """
    from detente.errors import DetenteError
    from detente.evaluation import evaluate as score
    from detente.evaluation import floors as floors_
    from detente.evaluation import read_gold
    from detente.records import Problem

    try:
        file = read_gold(gold)
        wanted = floors_.read_floors(floors) if floors is not None else None
    except DetenteError as error:
        raise stop(error.problem) from None
    except OSError as error:
        name = error.filename or gold
        raise stop(
            Problem(where=str(name), what=f"cannot be read ({error.strerror})", remedy="name a gold file")
        ) from None
    if not file.records:
        _tell(file.problems)
        raise SystemExit(2)
    found = score(file, _reader(), progress(file.records, total=len(file.records), what="evaluating", quiet=quiet))
    _tell(found.problems)
    _write(found, as_json=as_json, html=html, worst=worst)
    missed = floors_.missed(wanted, found) if wanted is not None else []
    for line in missed:
        errors.print(f"missed: {line}", style="red", markup=False)
    if wanted is not None and not missed:
        errors.print("all floors are reached", style="green")
    raise SystemExit(1 if missed or found.problems else 0)


def _tell(problems: Sequence[Problem]) -> None:
    """The problems, of many of one kind the first few."""
    kinds: dict[str, list[Problem]] = {}
    for problem in problems:
        kinds.setdefault(problem.what, []).append(problem)
    for alike in kinds.values():
        tell(alike[:SHOWN])
        if len(alike) > SHOWN:
            errors.print(f"… and {len(alike) - SHOWN} more records: {alike[0].what}", style="red", markup=False)


SHOWN = 3


def _write(found: Evaluation, *, as_json: bool, html: Path | None, worst: int) -> None:
    from detente.publish import evaluation as published

    if html is not None:
        with open_output(html) as file:
            file.write(published.render(found))
        errors.print(f"wrote {html}", style="dim", markup=False)
    if as_json:
        click.echo(published.as_json(found), nl=False)
    else:
        published.show(found, Console(highlight=False), worst=worst)


def _reader() -> Callable[[Article], tuple[Reading, Document]]:
    """Reads a text; one that fails gives an empty reading with its error, so that the run goes on."""
    from detente.api import study
    from detente.cli.shared import safely
    from detente.records import Document

    kept: list[Document] = []

    def read(article: Article) -> tuple[Reading, Document]:
        kept.clear()

        def reading_of(given: Article) -> Reading:
            made = study(given)
            kept.append(made.document)
            return made.reading

        reading = safely(article, reading_of)
        return reading, kept[0] if kept else Document(article=article)

    return read
