"""Existing event data -> Readings: GDELT 2.0, ICEWS, POLECAT, ACLED, PLOVER's JSON, a Reading for each coded event.

    for item in read(path): …        # a Reading, or a LeftOut with its reason

Every event's rule begins "imported/" and names the format; `unknown("gdelt")` says which fields that format does not tell. CAMEO
codes become PLOVER types by the published conversion (events/data/cameo.toml); scores are those of our own Goldstein table, so that
they compare. data/formats.toml holds the tables.
"""

from detente.imports.read import FORMATS, LeftOut, read, unknown

__all__ = ["FORMATS", "LeftOut", "read", "unknown"]
