"""Write the real output of the commands shown in README.md between its markers: python scripts/write_readme.py"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHOWN: dict[str, tuple[list[str], int | None]] = {
    "brief": (["brief", "examples/india-pakistan-2025/pages/2025-05-07-asif-offer.html"], 48),
    "ledger": (["ledger", "examples/iran-israel-2025/reports.jsonl", "--dyad", "IRN-ISR", "--since", "2025-06-23"], 24),
    "explain": (["explain", "Hamas threatened to halt the release of hostages unless Israel lets aid into Gaza."], None),
}  # fmt: skip
"""Command and how many lines of it are shown."""


def main() -> None:
    """Run each command and put what it prints into the README."""
    path = ROOT / "README.md"
    text = path.read_text(encoding="utf-8")
    for name, (command, lines) in SHOWN.items():
        pattern = rf"(<!-- output: {name} -->\n```text\n).*?(```\n<!-- end output -->)"
        shown = _output(command, lines)
        text = re.sub(pattern, lambda m, shown=shown: m[1] + shown + "\n" + m[2], text, flags=re.DOTALL)
    path.write_text(text, encoding="utf-8")


def _output(command: list[str], lines: int | None) -> str:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "96"}
    run = subprocess.run(
        [sys.executable, "-m", "detente.cli", *command], cwd=ROOT, env=env, capture_output=True, text=True, check=True
    )
    printed = [line.rstrip() for line in run.stdout.rstrip().split("\n")]
    return "\n".join(printed if lines is None or len(printed) <= lines else [*printed[:lines], "…"])


if __name__ == "__main__":
    main()
