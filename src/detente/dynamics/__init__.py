"""Dynamics: measures over events and commitments. For now: what one or a few reports say of a side's posture."""

from detente.dynamics.posture import Bearing, Posture, posture

__all__ = ["Bearing", "Posture", "posture"]
