"""Dynamics: measures over events and commitments.

What needs no pandas is exported here: a side's posture in a few reports, and how its words compared with its deeds. Measures over
time are imported from their modules: `acts` and `series` (what each side did to the other), `tension`, `hawkes` (who begins),
`reciprocity` (who answers), `turning_points`, `what_if`, `forecast`. docs/dynamics.md and docs/forecast.md have the methods.
"""

from detente.dynamics.credibility import Standing, Usual, Word, credibility, standing_of, unusual
from detente.dynamics.posture import Bearing, Posture, posture

__all__ = ["Bearing", "Posture", "Standing", "Usual", "Word", "credibility", "posture", "standing_of", "unusual"]
