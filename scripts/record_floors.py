"""Append the floors of evals/floors.json to evals/floors_history.jsonl; a lowered floor needs its reason.

python scripts/record_floors.py 2026-11-23
python scripts/record_floors.py 2026-11-30 --because "signals.floors.kept.frame=the set grew by 40 harder sentences"
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

EVALS = Path(__file__).parents[1] / "evals"


def main() -> None:
    """Append one line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("date", help="the day, ISO 8601")
    parser.add_argument("--because", action="append", default=[], metavar="KEY=REASON", help="why a floor went down")
    given = parser.parse_args()
    entry = {
        "date": given.date,
        "because": dict(reason.split("=", 1) for reason in given.because),
        "floors": json.loads((EVALS / "floors.json").read_text(encoding="utf-8")),
    }
    with (EVALS / "floors_history.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(entry, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
