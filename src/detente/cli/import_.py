"""`detente import`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from detente.cli.database import told
from detente.cli.shared import errors, open_output, progress, tell


@click.command(name="import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
@click.option(
    "--format",
    "format_",
    type=click.Choice(("auto", "gdelt", "icews", "polecat", "acled", "plover")),
    default="auto",
    show_default=True,
    help="What the file is; auto: told by how it begins.",
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write there instead of to standard output."
)
@click.option("--quiet", is_flag=True, help="No progress and no counts.")
def import_(file: Path, format_: str, output: Path | None, quiet: bool) -> None:
    """Existing event data as readings: GDELT 2.0 events, ICEWS, POLECAT, ACLED, PLOVER's JSON; plain, gzipped or zipped.

    Writes what `detente code` writes, a line for each event, for `detente load`, `ledger` and the measures of pairs. What a
    format does not tell is said at the end: its fields hold their plain value there, and it means nothing. Rows that are left out
    are counted by their reason.

    \b
    detente import 20250507.export.CSV.zip -o gdelt.jsonl
    detente import acled.csv -o acled.jsonl && detente load acled.jsonl
    """
    from detente.errors import exit_status
    from detente.imports import FORMATS, LeftOut, read, unknown
    from detente.records import Problem, to_json

    chosen = next((each for each in FORMATS if each == format_), None)
    done, left, kind = 0, Counter[str](), ""
    with told(), open_output(output) as out:
        for item in progress(read(file, format=chosen), total=None, what="importing", quiet=quiet):
            if isinstance(item, LeftOut):
                left[item.reason] += 1
            else:
                out.write(to_json(item) + "\n")
                done, kind = done + 1, item.events[0].rule
    if not quiet:
        for line in _summary(done, left):
            errors.print(line, markup=False)
        if kind:
            errors.print(f"not told by this format: {', '.join(sorted(unknown(kind)))}", markup=False)
    if not done:
        tell(
            [Problem(where=str(file), what="no row became an event", remedy="see the reasons above, or name --format")]
        )
    raise SystemExit(exit_status(done=done, failed=0 if done else 1))


def _summary(done: int, left: Counter[str]) -> list[str]:
    """ "9,120 events; 880 rows left out:" and the reasons, the most frequent first."""
    without = sum(left.values())
    head = f"{done:,} event{'s' * (done != 1)}"
    head += f"; {without:,} row{'s' * (without != 1)} left out:" if left else ""
    return [head, *(f"  {count:,} {reason}" for reason, count in left.most_common(12))]
