"""What the commands on a pair of rivals have in common: one finding as a page, as pictures, as JSON, or shown in the terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from detente.cli.shared import stop

if TYPE_CHECKING:
    from rich.console import Console

    from detente.publish.figures import Form

T = TypeVar("T")
_FILE = click.Path(dir_okay=False, path_type=Path)
_OPTIONS = (
    click.option("--html", type=_FILE, help="Write one self-contained page there."),
    click.option("--png", type=_FILE, help="Write the picture there."),
    click.option("--svg", type=_FILE, help="Write the picture there."),
    click.option("--json", "as_json", is_flag=True, help="Print everything as JSON."),
)


class Outputs(NamedTuple):
    """Where a finding goes: what `output_options` read."""

    html: Path | None
    png: Path | None
    svg: Path | None
    as_json: bool


def output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--html, --png, --svg and --json, for a command that takes them as the fields of `Outputs`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def give(
    found: T, to: Outputs, *,
    page: Callable[[T], str], draw: Callable[[T, Form], bytes], json: Callable[[T], str], show: Callable[[T, Console], None],
) -> None:  # fmt: skip
    """Put a finding where it was asked for; in the terminal if nowhere else."""
    if to.html is not None:
        written(to.html, page(found).encode())
    if to.png is not None:
        written(to.png, draw(found, "png"))
    if to.svg is not None:
        written(to.svg, draw(found, "svg"))
    if to.as_json:
        click.echo(json(found), nl=False)
    elif not (to.html or to.png or to.svg):
        from rich.console import Console

        show(found, Console(highlight=False))


def written(path: Path, content: bytes) -> None:
    """Write a file; what goes wrong ends the command with one line."""
    from detente.records import Problem

    try:
        path.write_bytes(content)
    except OSError as error:
        remedy = "name a file in a folder you may write to"
        raise stop(Problem(where=str(path), what=f"cannot be written ({error.strerror})", remedy=remedy)) from None
