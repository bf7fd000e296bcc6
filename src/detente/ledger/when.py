"""Points in time, as `detente.when` has them: the ledger's modules take them from here."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from detente.when import DAY, Moment, after, days_between, moment, unordered

__all__ = ["BEGINNING", "DAY", "EVER", "Moment", "after", "days_between", "moment", "unordered"]

BEGINNING: Final = datetime.min.replace(tzinfo=UTC)
EVER: Final = datetime.max.replace(tzinfo=UTC)
"""The first point in time there is, and the last."""
