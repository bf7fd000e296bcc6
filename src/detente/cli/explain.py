"""`detente explain`."""

from __future__ import annotations

import sys

import click
from rich.console import Console

from detente.cli.shared import stop


@click.command()
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

    try:
        explanation = explaining.explain(sys.stdin.read() if text == "-" else text, date=date)
    except DetenteError as error:
        raise stop(error.problem) from None
    if as_json:
        click.echo(explaining.as_json(explanation))
    else:
        explaining.show(explanation, Console(highlight=False))
