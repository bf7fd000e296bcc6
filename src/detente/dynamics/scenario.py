"""What is held in a what-if: one side's path, said in a few words.

    IND halts                       no net hostility any more: 0 points a week
    IND continues                   at last week's rate
    IND eases [by 30 %] [to -5]     half of last week's hostility, or what is said
    IND escalates [by 50 %] [to -80]  the harshest tenth of its weeks of two years (there already: half as much again)
    IND holds at -20                that many points a week

Sides by code or English name. Points are sums of Goldstein scores a week; below 0 is hostile.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

import numpy as np

from detente.dynamics.names import named
from detente.dynamics.var import Floats
from detente.ledger.words import country
from detente.records import Record

Manner = Literal["halts", "continues", "eases", "escalates", "holds"]
_VERBS: Final[dict[Manner, str]] = {
    "halts": r"(?:halts?|stops?|ceases?)(?: (?:its|all|the) (?:attacks|strikes|acts|hostilities|fire))?|holds? (?:its )?fire",
    "continues": r"(?:continues?|goes on|keeps on|carries on)(?: (?:at|with) last week's (?:rate|level))?",
    "eases": r"eases?(?: off)?|scales? back|de-?escalates?",
    "escalates": r"escalates?|steps? up",
    "holds": r"holds?|stays?|goes",
}
_AMOUNT: Final = r"(?: (?:at|to) (?P<level>[-−+]?\d+(?:\.\d+)?)(?: points?)?(?: (?:a|per) week)?| by (?P<share>\d+(?:\.\d+)?) ?(?:%|percent|per cent))?"
EXAMPLES: Final = (
    "“{side} halts”, “{side} continues”, “{side} eases by 30 %”, “{side} escalates to -80” or “{side} holds at -20”"
)
HARSHEST: Final = 0.1
STEP_UP: Final = 0.5
SPAN: Final = 104
"""Weeks that say what is usual for a side: two years."""


class ScenarioError(ValueError):
    """A path that cannot be read or held; `what` is wrong and the `remedy`."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what}; {remedy}")
        self.what, self.remedy = what, remedy


class Scenario(Record, frozen=True, kw_only=True):
    """The path of one side: `level` in points a week or `share` of change, where they were said."""

    side: str
    manner: Manner
    words: str
    level: float | None = None
    share: float | None = None


def parse(text: str, sides: Sequence[str]) -> Scenario:
    """The scenario that words like "IND halts" describe, for one of the two sides of the pair."""
    plain = re.sub(r"\s+", " ", text.strip().rstrip(".").replace("’", "'")).removeprefix("if ")
    side, rest = _side(plain, sides)
    for manner, verbs in _VERBS.items():
        found = re.fullmatch(rf"(?:{verbs}){_AMOUNT}", rest, re.IGNORECASE)
        if found:
            return _scenario(side, manner, plain, found)
    examples = EXAMPLES.format(side=side)
    raise ScenarioError(f"“{text}” is no path I can hold", f"write {examples}")


def _side(plain: str, sides: Sequence[str]) -> tuple[str, str]:
    for side in sides:
        for name in (side, named(side), *(each for part in side.split("+") for each in (part, country(part)))):
            if plain.casefold().startswith(f"{name.casefold()} "):
                return side, plain[len(name) + 1 :]
    names = " or ".join(f"{side} ({named(side)})" if named(side) != side else side for side in sides)
    raise ScenarioError(f"“{plain}” does not begin with a side of the pair", f"begin with {names}: “{sides[0]} halts”")


def _scenario(side: str, manner: Manner, words: str, found: re.Match[str]) -> Scenario:
    level, share = found["level"], found["share"]
    if manner in ("halts", "continues") and (level or share):
        raise ScenarioError(
            f"“{words}” says two things", f"write “{side} {manner}” or “{side} holds at {level or -20}”"
        )
    if manner == "holds" and level is None:
        raise ScenarioError(f"“{words}” does not say at what level", f"write “{side} holds at -20” (points a week)")
    return Scenario(
        side=side,
        manner=manner,
        words=words,
        level=None if level is None else float(level.replace("−", "-")),
        share=None if share is None else float(share) / 100,
    )


def held(scenario: Scenario, past: Floats) -> float:
    """The points a week the path is held at, given the side's past weeks (T,), newest last, NaN where not covered.

    Raises ScenarioError where the words do not fit the past: nobody eases what is not hostile.
    """
    known = past[np.isfinite(past)]
    if not len(known):
        raise ScenarioError(f"nothing is known of {scenario.side}'s acts", "give reports of some weeks")
    last = float(known[-1])
    match scenario.manner:
        case "halts":
            return 0.0
        case "continues":
            return last
        case "holds":
            return float(scenario.level or 0.0)
        case _:
            return _moved(scenario, last, known)


def _moved(scenario: Scenario, last: float, known: Floats) -> float:
    eases = scenario.manner == "eases"
    if scenario.level is not None:
        if (scenario.level < last) if eases else (scenario.level > last):
            other = "escalates" if eases else "eases"
            raise ScenarioError(
                f"{scenario.level:g} is {'harsher' if eases else 'milder'} than last week ({last:.1f})",
                f"write “{scenario.side} {other} to {scenario.level:g}”",
            )
        return scenario.level
    if scenario.share is None and not eases:
        harsh = float(np.quantile(known[-SPAN:], HARSHEST))
        return harsh if harsh < last else min(last, 0.0) * (1 + STEP_UP)
    if last >= 0:
        raise ScenarioError(
            f"last week {scenario.side} was not hostile on balance ({last:.1f}), so a share of it says nothing",
            f"name the level: “{scenario.side} {scenario.manner} to {'20' if eases else '-20'}”",
        )
    share = 0.5 if scenario.share is None else scenario.share
    return last * ((1 - min(share, 1.0)) if eases else (1 + share))
