"""Sides and numbers as people write them."""

from __future__ import annotations

from detente.ledger.words import country


def named(side: str) -> str:
    """A side by name: "Pakistan"; "Palestine with Hamas" for "PSE+Hamas"."""
    return " with ".join(country(party.partition(":")[0]) for party in side.split("+"))


def whose(side: str) -> str:
    """ "Pakistan's", "the United States'"."""
    name = named(side)
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def points(value: float) -> str:
    """A number of Goldstein points: whole, with a true minus and never "−0"."""
    return f"{round(value) + 0:,d}".replace("-", "−").replace(",", " ")


def percent(share: float) -> str:
    """ "90 %"."""
    return f"{share:.0%}".replace("%", " %")
