"""The ledger: signals and events → commitments with where they stand, whose move it is and the trail that says why."""

from detente.ledger.build import build, spoken_by
from detente.ledger.model import Ledger, Meeting, Move, Ruling

__all__ = ["Ledger", "Meeting", "Move", "Ruling", "build", "spoken_by"]
