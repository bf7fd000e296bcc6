"""Writing the pictures a command draws."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from detente.cli.dyad import written

if TYPE_CHECKING:
    from detente.publish.figures import Form


def pictures(draw: Callable[[Form], bytes], *, png: Path | None, svg: Path | None) -> None:
    """Draw and write what was asked for."""
    if png is not None:
        written(png, draw("png"))
    if svg is not None:
        written(svg, draw("svg"))
