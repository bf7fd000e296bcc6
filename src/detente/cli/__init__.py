"""The command `detente`: parse the words, call one function, show the result; a module a command.

Exit status: 0 done; 1 some inputs could not be read, the others were done; 2 wrong usage, or nothing could be done.
"""

from __future__ import annotations

import os

import click

from detente import __version__
from detente.cli.brief import brief
from detente.cli.code import code
from detente.cli.credibility import credibility
from detente.cli.db import db
from detente.cli.dyad import dyad
from detente.cli.evaluate import evaluate
from detente.cli.explain import explain
from detente.cli.export import export
from detente.cli.forecast import forecast
from detente.cli.hooks import hooks
from detente.cli.import_ import import_
from detente.cli.incidents import incidents
from detente.cli.ledger import ledger
from detente.cli.load import load
from detente.cli.query import query
from detente.cli.recode import recode
from detente.cli.serve import serve
from detente.cli.shared import Commands
from detente.cli.status import status
from detente.cli.users import users
from detente.cli.watch import watch
from detente.cli.what_if import what_if

os.environ.setdefault(
    "OPENBLAS_NUM_THREADS", "1"
)  # small matrices: threads only wait for each other, and change last bits


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="detente")
def main() -> None:
    """Read news about conflicts: who offered, threatened, claimed and denied what, on which condition; what happened.

    A word is not a deed, a claim is not a fact, a condition is not an event.

    \b
    detente brief report.html             a brief of one report, every line with its sentence
    detente brief *.txt --html out.html   one page over several reports
    detente code reports.jsonl            one JSON object per report, for programs
    detente incidents reports.jsonl       what happened, each happening once, with all its sources
    detente ledger reports.jsonl          every commitment, where it stands, whose move it is
    detente credibility reports.jsonl     how the sides' words compared with their deeds
    detente dyad IND PAK reports.jsonl    two rivals on one page: tension, turning points, who answers whom
    detente what-if IND PAK reports.jsonl --if "IND halts"   what the other side may do then
    detente forecast IND PAK reports.jsonl  the coming weeks, with the record of such forecasts
    detente evaluate gold.jsonl           how well it does on texts that you have coded yourself
    detente load reports.jsonl            into a database that loses nothing; then: detente query
    detente export geojson -o map.json    for other programs: PLOVER, GDELT, ICEWS, CSV, Parquet, feeds
    detente import acled.csv              existing event data as readings
    detente watch sources.toml            read feeds and sites for weeks; then: detente status
    detente serve --demo                  the page and the API, on this machine
    detente users add ana --role admin    accounts, to serve a team
    detente explain "If India stops …"    which rule saw what in a sentence, and why not more
    """


for _command in (
    brief,
    code,
    credibility,
    dyad,
    what_if,
    evaluate,
    explain,
    export,
    forecast,
    hooks,
    incidents,
    ledger,
    load,
    query,
    recode,
    db,
    watch,
    status,
    import_,
    serve,
    users,
):
    main.add_command(_command)
