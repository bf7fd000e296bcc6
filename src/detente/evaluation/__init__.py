"""Gold -> scores: what we code beside what careful readers coded, by type, with the worst texts first.

    evaluate(read_gold(path), read)   # an Evaluation: scores, tables, confusions, texts with errors

The room reads gold files of three shapes (gold.py), puts our events and signals beside theirs and counts. It stands last but
for publish/, which shows what it finds; nothing before it may look at gold.
"""

from __future__ import annotations

from detente.evaluation.floors import Floors, missed, read_floors
from detente.evaluation.gold import Gold, GoldFile, GoldRecord, read_gold
from detente.evaluation.report import Evaluation, Score, evaluate

__all__ = [
    "Evaluation",
    "Floors",
    "Gold",
    "GoldFile",
    "GoldRecord",
    "Score",
    "evaluate",
    "missed",
    "read_floors",
    "read_gold",
]
