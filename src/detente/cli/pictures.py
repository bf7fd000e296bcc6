"""Writing what a command draws: pictures and pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from detente.cli.shared import stop

if TYPE_CHECKING:
    from detente.publish.figures import Form


def written(path: Path, content: bytes) -> None:
    """Write a file; a folder that is not there or may not be written to stops the command."""
    from detente.records import Problem

    try:
        path.write_bytes(content)
    except OSError as error:
        remedy = "name a file in a folder you may write to"
        raise stop(Problem(where=str(path), what=f"cannot be written ({error.strerror})", remedy=remedy)) from None


def pictures(draw: Callable[[Form], bytes], *, png: Path | None, svg: Path | None) -> None:
    """Draw and write what was asked for."""
    if png is not None:
        written(png, draw("png"))
    if svg is not None:
        written(svg, draw("svg"))
