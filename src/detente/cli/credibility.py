"""`detente credibility`: how the sides' words have compared with their deeds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from detente.cli.ledger import RULINGS, built

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.dynamics import Standing


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="FILE…")
@click.option("--actor", metavar="A", help="Only the words of this side: PAK, or the name of a group.")
@click.option("--rival", metavar="B", help="Only words towards this side.")
@click.option("--as-of", metavar="DATE", help="What could be known on that day.")
@click.option(
    "--rulings",
    type=click.Path(dir_okay=False, path_type=Path),
    default=RULINGS,
    show_default=True,
    help="The file of your rulings.",
)
@click.option("--date", metavar="DATE", help="Publication date for inputs that state none.")
@click.option("--json", "as_json", is_flag=True, help="Print the records with every word that counted as JSON.")
def credibility(
    inputs: tuple[str, ...],
    actor: str | None,
    rival: str | None,
    as_of: str | None,
    rulings: Path,
    date: str | None,
    as_json: bool,
) -> None:
    """How each side's words compared with its deeds: kept, broken, contested, not tested, by kind and rival.

    A likelihood with its evidence and a 90 % interval, never a verdict; "insufficient" where too little was tested.
    docs/credibility.md explains the measures. FILE as for `detente ledger`.

    \b
    detente credibility reports.jsonl
    detente credibility reports.jsonl --actor PAK --rival IND --json
    """
    import msgspec

    from detente.dynamics import credibility as records_of

    made, failed = built(inputs, rulings, as_of, date)
    found = records_of(made, actor=actor, rival=rival)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
    else:
        _show(found, Console(highlight=False))
    raise SystemExit(1 if failed else 0)


def _show(found: Sequence[Standing], console: Console) -> None:
    """Records with a test in a paragraph each, what was counted below it; the others in one line at the end."""
    from detente.publish.harmless import one_line

    if not found:
        console.print("No commitment of that side was found in these reports.")
    for one in (one for one in found if tested(one)):
        console.print(one_line(one.sentence), markup=False, soft_wrap=True)
        for word in one.words:
            if word.outcome != "not tested":
                text = f"    {word.outcome}  {one_line(word.row)}: {one_line(word.because)}"
                console.print(text, style="dim", markup=False, soft_wrap=True)
    rest = [one for one in found if not tested(one)]
    if rest:
        counted = "; ".join(one_line(one.sentence.partition(":")[0]) + f" ({one.untested})" for one in rest)
        console.print(f"Nothing tested yet: {counted}.", markup=False, soft_wrap=True)


def tested(one: Standing) -> bool:
    """Whether any of its words was kept, broken or contested."""
    return bool(one.kept or one.broken or one.contested)
