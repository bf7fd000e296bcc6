"""`detente what-if`: one side's path held, the other's coming weeks drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from detente.cli.database import db_option
from detente.cli.dyad import of_inputs
from detente.cli.outputs import Outputs, give, output_options
from detente.cli.shared import stop

if TYPE_CHECKING:
    from detente.dynamics.scenario import ScenarioError
    from detente.dynamics.what_if import WhatIf
    from detente.publish.figures import Form


@click.command("what-if")
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.argument("inputs", nargs=-1, metavar="[FILE…]")
@click.option("--if", "words", required=True, metavar="PATH", help="What one side does, as in “IND halts”.")
@click.option("--weeks", type=click.IntRange(1, 26), default=4, show_default=True, help="How many weeks it is held.")
@click.option(
    "--belief",
    type=click.FloatRange(0, 1),
    help="Your chance that a standing commitment is kept, where its side's record is too short to say.",
)
@db_option
@click.option("--as-of", metavar="DATE", help="As it could be known on that day, and nothing later.")
@click.option("--columns", metavar="X,Y", help="Columns of a CSV file with scores: A's acts towards B, B's towards A.")
@click.option("--seed", type=int, default=0, show_default=True, help="Of the draws.")
@click.option("--date", metavar="DATE", help="Publication date for inputs that state none.")
@output_options
def what_if(
    a: str, b: str, inputs: tuple[str, ...], words: str, weeks: int, belief: float | None, db: str | None,
    as_of: str | None, columns: str | None, seed: int, date: str | None, **to: Any,
) -> None:  # fmt: skip
    """What the other side may do if one side halts, goes on, eases or escalates. A conditional projection, not causal.

    One side's weeks are held at a path, the other's are drawn from how the two behaved so far; standing commitments whose
    condition the path meets are mixed in by how such words were kept. Warns where the path leaves what was observed.
    PATH: “IND halts”, “IND continues” (at last week's rate), “IND eases by 30 %”, “IND escalates to -80”, “IND holds at -20”
    (sums of Goldstein scores a week). A, B and FILE as for `detente dyad`. docs/forecast.md has the methods.

    \b
    detente what-if IND PAK reports.jsonl --if "IND halts" --weeks 4
    detente what-if IND PAK reports.jsonl --if "PAK escalates" --html what-if.html --png fan.png
    """
    from detente.dynamics.scenario import ScenarioError, parse
    from detente.dynamics.what_if import what_if as projected
    from detente.publish import ahead_page

    try:
        scenario = parse(words, (a, b))
        given = of_inputs(a, b, inputs, db=db, as_of=as_of, columns=columns, date=date)
        found = projected(given.dyad, scenario, weeks=weeks, ledger=given.ledger, belief=belief, seed=seed)
    except ScenarioError as error:
        raise _stopped(words, error) from None
    give(
        found, Outputs(**to),
        page=ahead_page.what_if_html, draw=_drawn, json=ahead_page.what_if_json, show=ahead_page.show_what_if,
    )  # fmt: skip
    raise SystemExit(1 if given.failed else 0)


def _stopped(words: str, error: ScenarioError) -> SystemExit:
    from detente.records import Problem

    return stop(Problem(where=f'--if "{words}"', what=error.what, remedy=error.remedy))


def _drawn(found: WhatIf, form: Form) -> bytes:
    from detente.publish.fans import what_if_picture

    return what_if_picture(found, form)
