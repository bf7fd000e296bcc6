"""The numbers the ledger decides by, read from thresholds.toml, where each says what it means and how it was found."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table() -> dict[str, dict[str, Any]]:
    """Every threshold by name: `value`, `unit`, `says`, `found`, and the values `tried` against it."""
    return tomllib.loads(files(__package__).joinpath("thresholds.toml").read_text("utf-8"))


def threshold(name: str) -> float:
    """A score, 0 to 1. Raises KeyError for a name that is not in the table."""
    return float(table()[name]["value"])


def days(name: str) -> int:
    """A number of days, or of reports or acts."""
    return int(table()[name]["value"])
