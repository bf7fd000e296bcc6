"""`detente ledger`: list, show, rule."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click
from rich.console import Console

from detente.cli.database import db_option, opened
from detente.cli.shared import readings_of, stop, tell
from detente.records import SignalKind, State

if TYPE_CHECKING:
    from detente.ledger import Ledger, Ruling
    from detente.records import Commitment

RULINGS = Path("detente-rulings.jsonl")


class _ListByDefault(click.Group):
    """A group that lists when its first word is no command: `detente ledger reports.jsonl`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `list` in front of what is not a command."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["list", *args]
        return super().parse_args(ctx, args)


_inputs = click.argument("inputs", nargs=-1, metavar="FILE…")
_as_of = click.option("--as-of", metavar="DATE", help="What could be known on that day.")
_rulings = click.option(
    "--rulings",
    type=click.Path(dir_okay=False, path_type=Path),
    default=RULINGS,
    show_default=True,
    help="The file of your rulings.",
)


@click.group(cls=_ListByDefault, context_settings={"help_option_names": ["-h", "--help"]})
def ledger() -> None:
    """The ledger: every commitment in the reports, where it stands, on what evidence, and whose move it is.

    FILE is anything `detente brief` reads, or what `detente code` wrote (then nothing is read twice). Without FILE, or with --db, it is
    made from the store, with the rulings kept there: of the reports that name the speaker's side.

    \b
    detente ledger reports.jsonl                         list the rows
    detente ledger reports.jsonl --dyad IND-PAK --state open
    detente ledger reports.jsonl --as-of 2025-05-10      what could be known then
    detente ledger show ID reports.jsonl                 one row's whole trail
    detente ledger list --db crisis.sqlite --side IRN    from the store
    detente ledger rule ID kept --because "…"            overrule the rules; kept in the row's history
    """


@ledger.command("list")
@_inputs
@click.option("--dyad", metavar="A-B", help="Only between these two sides: IND-PAK, or names of groups.")
@click.option("--side", metavar="A", help="Only commitments of this side.")
@click.option("--kind", type=click.Choice(get_args(SignalKind)), help="Only this kind.")
@click.option("--state", type=click.Choice(get_args(State)), help="Only rows in this state.")
@click.option("--since", metavar="DATE", help="Only rows said or changed on that day or later.")
@_as_of
@_rulings
@click.option("--date", metavar="DATE", help="Publication date for inputs that state none.")
@click.option("--json", "form", flag_value="json", help="Print the rows as JSON.")
@click.option("--csv", "form", flag_value="csv", help="Print the rows as CSV.")
@click.option("--markdown", "form", flag_value="markdown", help="Print the rows as a Markdown table.")
@db_option
def list_rows(
    inputs: tuple[str, ...], as_of: str | None, rulings: Path, date: str | None, form: str | None, db: str | None,
    **filters: Any,
) -> None:  # fmt: skip
    """List the rows of the ledger, oldest first."""
    from detente.publish import rows

    _check(filters["since"], filters["dyad"])
    if inputs and db is None:
        made, failed = built(inputs, rulings, as_of, date)
    else:
        made, failed = _of_store(inputs, db, as_of, side=filters["side"], dyad=filters["dyad"]), False
    chosen = [row for row in made.rows if _wanted(row, **filters)]
    if form is None:
        rows.show_list(made, chosen, Console(highlight=False))
    else:
        click.echo(rows.FORMS[form](chosen), nl=False)
    raise SystemExit(1 if failed else 0)


@ledger.command()
@click.argument("row_id", metavar="ID")
@_inputs
@_as_of
@_rulings
@click.option("--date", metavar="DATE", help="Publication date for inputs that state none.")
@click.option("--json", "as_json", is_flag=True, help="Print the row as JSON.")
@db_option
def show(
    row_id: str,
    inputs: tuple[str, ...],
    as_of: str | None,
    rulings: Path,
    date: str | None,
    as_json: bool,
    db: str | None,
) -> None:
    """Show one row's whole trail: who said it where, every piece of evidence, every change and the rule behind it."""
    from detente.publish import rows
    from detente.records import Problem, to_json

    if inputs and db is None:
        made, failed = built(inputs, rulings, as_of, date)
    else:
        made, failed = _of_store(inputs, db, as_of, row=row_id), False
    row = made.row(row_id)
    if row is None:
        raise stop(Problem(where=row_id, what="no such row", remedy="take an id from: detente ledger FILE…"))
    if as_json:
        click.echo(to_json(row, indent=2))
    else:
        rows.show_row(row, Console(highlight=False), made)
    raise SystemExit(1 if failed else 0)


@ledger.command()
@click.argument("row_id", metavar="ID")
@click.argument("state", type=click.Choice(get_args(State)))
@click.option("--because", required=True, help="Your reason; it stands in the row's history.")
@click.option("--by", metavar="NAME", help="Who rules.")
@click.option("--date", metavar="DATE", help="Since when it is so (event time).")
@click.option(
    "--made", metavar="DATE", help="When the ruling is given; with --as-of an earlier day it does not count yet."
)
@_rulings
@db_option
def rule(
    row_id: str, state: State, because: str, by: str | None, date: str | None, made: str | None, rulings: Path,
    db: str | None,
) -> None:  # fmt: skip
    """Overrule the rules for one row. The ruling is appended to a file and replayed with every listing; remove its line to
    take it back. With --db it is kept in the store instead."""
    from detente.ledger import Ruling
    from detente.records import to_json

    ruling = Ruling(row=row_id, state=state, because=because, by=by, date=date, made=made)
    if db is not None:
        from detente.store.ledger import add_ruling

        with opened(db) as store:
            new = add_ruling(store, ruling)
            done = f"ruled: {row_id} {state}" if new else f"ruled already: {row_id} {state}"
            click.echo(f"{done}, because {because} (in {store.where})")
        return
    with rulings.open("a", encoding="utf-8") as file:
        file.write(to_json(ruling) + "\n")
    click.echo(f"ruled: {row_id} {state}, because {because} (in {rulings})")


def _of_store(
    inputs: tuple[str, ...], db: str | None, as_of: str | None, *,
    side: str | None = None, dyad: str | None = None, row: str | None = None,
) -> Ledger:  # fmt: skip
    """The ledger of the store's readings: all, or for the rows of a side, a pair, one row those that name its speaker."""
    from detente.ledger import build
    from detente.records import Problem
    from detente.store import ledger as stored

    if inputs:
        raise stop(Problem(where="detente ledger", what="two things to read", remedy="give FILE… or --db"))
    with opened(db, read_only=True) as store:
        if row is not None:
            side = stored.speaker_of(store, row)
        readings = list(stored.readings(store, side=side, either=dyad if side is None else None))
        given = stored.rulings(store)
    try:
        return build(readings, rulings=given, as_of=as_of)
    except ValueError:
        raise stop(Problem(where=str(as_of), what="not a date", remedy="write --as-of 2025-05-10")) from None


def built(inputs: tuple[str, ...], rulings: Path, as_of: str | None, date: str | None) -> tuple[Ledger, bool]:
    """The ledger of the inputs, and whether some of them could not be read."""
    from detente.ledger import build
    from detente.records import Problem

    given = rulings_in(rulings)
    readings, problems = readings_of(inputs, date)
    tell(problems)
    if not readings:
        raise SystemExit(2)
    try:
        made = build(readings, rulings=given, as_of=as_of)
    except ValueError:
        raise stop(Problem(where=str(as_of), what="not a date", remedy="write --as-of 2025-05-10")) from None
    tell(made.problems, style="yellow")
    return made, bool(problems)


def rulings_in(path: Path) -> list[Ruling]:
    """The rulings in a file, none if there is no such file."""
    import msgspec

    from detente.ledger import Ruling
    from detente.records import Problem, from_json

    if not path.exists():
        return []
    found = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(from_json(Ruling, line))
        except msgspec.DecodeError as error:
            raise stop(
                Problem(where=str(path), what=f"not a ruling ({error})", remedy="mend or remove the line", line=number)
            ) from None
    return found


def _check(since: str | None, dyad: str | None) -> None:
    """Stop at what would let all rows through, or none."""
    from detente.records import Problem
    from detente.when import moment

    if since is not None and moment(since) is None:
        raise stop(Problem(where=since, what="not a date", remedy="write --since 2025-05-10"))
    if dyad is not None and "-" not in dyad:
        raise stop(Problem(where=dyad, what="not two sides", remedy="write --dyad IND-PAK"))


def _wanted(
    row: Commitment, *, dyad: str | None, side: str | None, kind: str | None, state: str | None, since: str | None
) -> bool:
    from detente.ledger.mentions import counterparts
    from detente.ledger.words import side_name

    speaker = {row.signal.speaker.side, side_name(row.signal.speaker)}
    sides = _folded(speaker | {name for a in counterparts(row.signal) for name in (a.side, side_name(a))})
    last = max((c.date for c in row.history if c.date), default=row.last_said or "")
    return (
        (dyad is None or any(pair <= sides for pair in _pairs(dyad)))
        and (side is None or side.casefold() in _folded(speaker))
        and (kind is None or kind == row.signal.kind)
        and (state is None or state == row.state)
        and (since is None or last >= since)
    )


def _folded(names: set[str]) -> set[str]:
    return {name.casefold() for name in names}


def _pairs(dyad: str) -> list[set[str]]:
    """The two sides of "IND-PAK", at each hyphen in turn: names of groups have hyphens of their own."""
    parts = [part.strip().casefold() for part in dyad.split("-")]
    return [{"-".join(parts[:n]), "-".join(parts[n:])} for n in range(1, len(parts))]
