"""Where something happened: place names resolved to coordinates and country, or left open.

Two sources: `data/flashpoints.csv` (our own list of lines of control, disputed areas, straits, shoals, test sites and small
towns that gazetteers miss, each with an example) and `data/places.tsv.gz` (GeoNames, CC BY 4.0, towns of 5,000 people and
more; scripts/build_places.py). Homonyms are settled by the countries the article speaks of, then by population; a small
town nobody's country points to stays unresolved rather than guessed.
"""

from __future__ import annotations

import csv
import gzip
import unicodedata
from bisect import bisect_left
from collections.abc import Collection
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import msgspec
import pycountry
from babel import Locale

from detente.records import Place, Span

_DATA = files("detente.language") / "data"

# A town below this size is not taken for the place meant unless the article speaks of its country.
_KNOWN_WORLDWIDE = 300_000


class _Town(NamedTuple):
    name: str
    country: str  # ISO 3166 alpha-2 in the file, alpha-3 outside
    latitude: float
    longitude: float
    population: int


def normalise(name: str) -> str:
    """Lower case, without accents, apostrophes, hyphens and a leading article: the key names are compared by."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    plain = plain.replace("’", "").replace("'", "").replace("-", " ").replace(".", "")
    return " ".join(plain.split()).removeprefix("the ")


def find(name: str, countries: Collection[str] = (), *, span: Span | None = None) -> Place | None:
    """The place a name means in an article that speaks of these countries (ISO alpha-3), or None when it is not known.

    Flashpoints win over towns; among towns those in the article's countries win, then the largest, and only a large
    town (over 300,000 people) is taken when none of the countries fits. The name of a country is no town ("Lebanon").
    """
    found = _find(normalise(name), tuple(sorted(countries)))
    return found if found is None or span is None else msgspec.structs.replace(found, span=span)


@lru_cache(maxsize=8192)
def _find(key: str, countries: tuple[str, ...]) -> Place | None:
    flashpoint = _flashpoints().get(key)
    if flashpoint is not None:
        return flashpoint
    if key in _countries():
        return None
    towns = sorted(_towns(key), key=lambda t: (-(t.country in countries), -t.population, t.country, t.name))
    if not towns:
        return None
    best = towns[0]
    if best.country not in countries and best.population < _KNOWN_WORLDWIDE:
        return None
    return Place(name=best.name, country=best.country, latitude=best.latitude, longitude=best.longitude)


@cache
def _flashpoints() -> dict[str, Place]:
    """Every name and alias of flashpoints.csv, normalised."""
    table: dict[str, Place] = {}
    for row in flashpoint_rows():
        place = Place(
            name=row["name"],
            country=row["country"] or None,
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            disputed=row["disputed"] or None,
        )
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            table.setdefault(normalise(name), place)
    return table


def flashpoint_rows() -> list[dict[str, str]]:
    """The rows of flashpoints.csv as they stand there: name, aliases, country, latitude, longitude, disputed, example."""
    text = (_DATA / "flashpoints.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def _countries() -> frozenset[str]:
    """Names of countries, normalised: a report that says "Lebanon" does not mean the one in Pennsylvania."""
    names = {normalise(name) for name in Locale("en").territories.values()}
    for country in pycountry.countries:
        names |= {normalise(getattr(country, field)) for field in ("name", "common_name") if hasattr(country, field)}
    return frozenset(
        names - {"singapore", "monaco", "luxembourg", "djibouti", "gibraltar", "kuwait", "guatemala", "panama"}
    )


@cache
def _lines() -> list[str]:
    return gzip.decompress((_DATA / "places.tsv.gz").read_bytes()).decode().split("\n")


def _towns(key: str) -> list[_Town]:
    lines, found = _lines(), []
    index = bisect_left(lines, key + "\t")
    while index < len(lines) and lines[index].startswith(key + "\t"):
        _, name, country, latitude, longitude, population = lines[index].split("\t")
        found.append(_Town(name, _alpha3(country), float(latitude), float(longitude), int(population)))
        index += 1
    return found


@cache
def _alpha3(alpha2: str) -> str:
    if alpha2 == "XK":
        return "XKX"
    country = pycountry.countries.get(alpha_2=alpha2)
    return str(country.alpha_3) if country else "---"
