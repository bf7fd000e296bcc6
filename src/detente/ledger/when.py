"""Points in time, as `detente.when` has them: the ledger's modules take them from here."""

from __future__ import annotations

from detente.when import DAY, Moment, after, days_between, moment, unordered

__all__ = ["DAY", "Moment", "after", "days_between", "moment", "unordered"]
