"""How likely two tellings are of one happening: a score of 0 to 1, made of parts that are shown.

The parts: type, doers, targets, day, place, figures, words, means; `WEIGHTS` says how much each counts. Where one telling is
silent on something the part lies in the middle. Some differences are final and give no score at all: another day, the
opposite direction, a place far off, news beside history.

The weights and thresholds were set by hand on the reports of 22 April to 7 May in examples/india-pakistan-2025, and measured
on the later ones and on other crises (evals/incidents.py).
"""

from __future__ import annotations

import math
from datetime import date
from typing import Final, NamedTuple

from detente.events.incidents.tellings import ONE, SPEECH, Told, alone, denies
from detente.records import Place

WEIGHTS: Final = {
    "type": 0.10, "doers": 0.20, "targets": 0.13, "day": 0.25, "place": 0.12, "figures": 0.06, "words": 0.10, "means": 0.04,
}  # fmt: skip
ENOUGH: Final = 0.68
"""From this score on two tellings are one. A full dyad on one stated day has .76 and more; with one side unknown it needs a
place, a figure or words in common."""
SILENT: Final = 0.5
NEAR: Final = 40.0
FAR: Final = 120.0
"""Kilometres: within 40 two places are one (a village and its town), beyond 120 two attacks are two."""
NEXT_DAY: Final = 0.7
RECENT: Final = ((1, NEXT_DAY), (3, 0.5), (14, 0.35), (60, 0.25))
"""An undated telling is of an act of that many days before its report with that part for the day."""
SAME_REPORT: Final = 0.85
"""… and of the report's own dated act with this one."""
AT_THE_PLACE: Final = 0.65
"""… and of the last act at the very place it names, when that is not over 60 days back, with this one."""
OLD: Final = 60
SAID_ALIKE: Final = 0.2
"""Two statements of one side on one day are one when they share a fifth of their content words."""
TOLD_ALIKE: Final = 0.34
"""A telling that names no means is of an act of a kind of its own when a third of its words are."""
LONG_AGO: Final = 3
"""For acts further back than this an undated telling must name the place, or a figure, of what it recalls."""


class Likeness(NamedTuple):
    """The score of a telling beside another, and its parts."""

    score: float
    parts: dict[str, float]


def compare(told: Told, other: Told) -> Likeness | None:
    """How like `told` is to `other`, which does not rule it out; None where their days, places or words are apart."""
    if told.family != other.family or told.mutual != other.mutual:
        return None
    if told.event.background != other.event.background and not _same_day(told, other):
        return None
    parts = {
        "type": 1.0 if told.event.type == other.event.type else 0.7,
        "doers": _doers(told, other),
        "targets": _targets(told, other),
        "day": 0.0,
        "place": place_part(told.place, other.place),
        "figures": _figures(told, other),
        "words": _words(told, other),
        "means": _means(told, other),
    }
    if told.event.type in SPEECH and parts["words"] < SAID_ALIKE:
        return None
    if _one_sentence(told, other) or _answered(told, other):
        parts["words"], parts["means"] = max(parts["words"], SILENT), max(parts["means"], SILENT)
    day = _day(told, other, parts)
    if day is None or parts["place"] == 0.0 or (parts["doers"] < SILENT and not _others_doing(told, other, parts)):
        return None
    if not (told.days and other.days) and not _alike(told, other, parts, day):
        return None
    parts["day"] = day
    score = sum(WEIGHTS[name] * value for name, value in parts.items())
    if parts["means"] == 0.0:
        score *= 0.85
    return Likeness(round(score, 3), {name: round(value, 2) for name, value in parts.items()})


def ruled_out(one: Told, other: Told) -> bool:
    """Whether they can never be of one happening, nor any other telling of it.

    Done the other way round; of another kind; a sum of many acts beside one of them; "another strike" in the same report.
    """
    if one.many_times != other.many_times and not denies(one.event) and not denies(other.event):
        return True
    if one.reading.id == other.reading.id and (one.one_more != other.one_more):
        return True
    return opposite(one, other) or opposite(other, one) or apart_by_means(one, other)


def opposite(one: Told, other: Told) -> bool:
    """Whether what the one does is done to it in the other: India's strike on Pakistan and Pakistan's on India."""
    if one.mutual or not one.doers or not other.targets or one.doers == other.doers:
        return False
    struck = other.targets - one.targets
    return bool(one.doers & struck) and not one.doers & other.doers


def apart_by_means(one: Told, other: Told) -> bool:
    """Whether the one is an act of a kind of its own (a plane shot down) and the other is not."""
    return bool(one.means or other.means) and (_lone(one, other) or _lone(other, one))


def _lone(one: Told, other: Told) -> bool:
    if not one.means or not one.means <= alone() or one.means & other.means:
        return False
    return bool(other.means) or _words(one, other) < TOLD_ALIKE


def _bound(parts: dict[str, float]) -> bool:
    """Whether place or figures tie two tellings together that name different doers."""
    return parts["place"] >= 0.7 or parts["figures"] == 1.0


def _others_doing(one: Told, other: Told, parts: dict[str, float]) -> bool:
    """Whether two reports may lay one act to different doers; one report knows who it says did it."""
    return _bound(parts) and one.reading.id != other.reading.id


def _alike(one: Told, other: Told, parts: dict[str, float], day: float) -> bool:
    """Whether what is told, not only who and about when, speaks for one happening: asked where a day is only inferred.

    A denial answers the claims of its own day and the one before, in like words or naming the place.
    """
    if day > NEXT_DAY:
        return True
    told_alike = _bound(parts) or parts["words"] >= SAID_ALIKE
    if denies(one.event) != denies(other.event):
        return told_alike and day == NEXT_DAY
    by_means = one.event.type == "ASSAULT" and parts["means"] == 1.0
    return told_alike or by_means or parts["figures"] >= 0.7


def _one_sentence(one: Told, other: Told) -> bool:
    return one.reading.id == other.reading.id and one.event.sentence == other.event.sentence


def _answered(one: Told, other: Told) -> bool:
    """A claim and its denial in one report, by the same doer or of the same place."""
    if one.reading.id != other.reading.id or denies(one.event) == denies(other.event):
        return False
    return bool(one.doers & other.doers) or place_part(one.place, other.place) >= 0.7


def _same_day(one: Told, other: Told) -> bool:
    return one.days is not None and one.days == other.days and one.days[0] == one.days[1]


def _doers(one: Told, other: Told) -> float:
    if one.doers and other.doers:
        both = len(one.doers & other.doers)
        if not both:
            return 0.1
        return 1.0 if one.doers == other.doers else 0.85 if both == min(len(one.doers), len(other.doers)) else 0.6
    if one.faceless and other.faceless:
        return 0.8
    return SILENT + 0.1 if one.faceless or other.faceless or one.doers or other.doers else SILENT


def _targets(one: Told, other: Told) -> float:
    if one.mutual:
        return 1.0 if one.doers == other.doers else SILENT
    if one.targets and other.targets:
        return 1.0 if one.targets & other.targets else 0.1
    land = {told.place.country for told in (one, other) if told.place and told.place.country}
    return 0.8 if land & (one.targets | other.targets) else SILENT


def _day(one: Told, other: Told, parts: dict[str, float]) -> float | None:
    """1 the same stated day, less where one of them states none; None where they are of different days."""
    if one.days and other.days:
        return _both_dated(one, other, _bound(parts))
    if _one_sentence(one, other) or _answered(one, other):
        return 1.0
    dated, undated = (one, other) if one.days else (other, one)
    bound = _bound(parts)
    if dated.days is None:
        return _neither_dated(one, other, bound)
    if undated.event.background:
        return 0.4 if bound and parts["words"] >= SILENT else None
    if undated.published is None:
        return 0.25 if bound else None
    gap = (undated.published - dated.days[0]).days
    if gap < 0:
        return SILENT if gap == -1 and dated.published == undated.published else None
    if gap <= LONG_AGO and one.reading.id == other.reading.id:
        return SAME_REPORT
    if parts["place"] == 1.0 and gap > LONG_AGO:
        return AT_THE_PLACE if gap <= OLD else None
    return next((part for most, part in RECENT if gap <= most and (most <= LONG_AGO or bound)), None)


def _both_dated(one: Told, other: Told, bound: bool) -> float | None:
    (low, high), (start, end) = one.days or (date.min, date.min), other.days or (date.min, date.min)
    if (low, high) == (start, end):
        return 1.0 if low == high else 0.6
    if low <= end and start <= high:
        return SILENT  # "in May" beside "on 7 May"
    night = one.at_night or other.at_night
    beside = low - end == ONE or start - high == ONE
    return SILENT if night and beside and bound else None


def _neither_dated(one: Told, other: Told, bound: bool) -> float | None:
    """How near the reports are."""
    first, second = one.published, other.published
    if first is None or second is None:
        return SILENT if bound else None
    gap = abs((first - second).days)
    if gap > LONG_AGO:
        return 0.3 if bound else None
    return 0.7 if bound and gap <= 1 else SILENT


def place_part(one: Place | None, other: Place | None) -> float:
    """1 the same place, less where one lies in the other or near it, 0 far apart, the middle where one is not named."""
    if one is None or other is None:
        return SILENT
    if one.name == other.name:
        return 1.0
    if one.disputed and one.disputed in (other.name, other.disputed) and one.name != other.name:
        near = _kilometres(one, other)
        return 0.7 if other.name == one.disputed or one.name == other.disputed or near is None or near <= FAR else 0.2
    far = _kilometres(one, other)
    if far is None:
        return 0.6 if one.country and one.country == other.country else SILENT
    return 1.0 if far <= NEAR else 0.4 if far <= FAR else 0.0


def _kilometres(one: Place, other: Place) -> float | None:
    """The way between two places as the crow flies; None where one has no coordinates."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    low, high = math.radians(one.latitude), math.radians(other.latitude)
    east = math.radians(other.longitude - one.longitude)
    chord = math.sin((high - low) / 2) ** 2 + math.cos(low) * math.cos(high) * math.sin(east / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(chord))


def _figures(one: Told, other: Told) -> float:
    if not one.figures or not other.figures:
        return SILENT
    if one.killed & other.killed or {n for n in one.figures & other.figures if n > 4}:
        return 1.0
    return 0.7 if one.figures & other.figures else 0.3


def _words(one: Told, other: Told) -> float:
    """Share of the content words of the shorter telling that the other has too."""
    fewest = min(len(one.words), len(other.words))
    return len(one.words & other.words) / max(fewest, 3) if fewest else 0.0


def _means(one: Told, other: Told) -> float:
    if not one.means or not other.means:
        return SILENT
    return 1.0 if one.means & other.means else 0.0
