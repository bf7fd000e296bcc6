"""Dynamics: measures over events and commitments. So far: a side's posture, and how its words compared with its deeds."""

from detente.dynamics.credibility import Standing, Usual, Word, credibility, standing_of, unusual
from detente.dynamics.posture import Bearing, Posture, posture

__all__ = ["Bearing", "Posture", "Standing", "Usual", "Word", "credibility", "posture", "standing_of", "unusual"]
