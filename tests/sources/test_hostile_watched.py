"""Hostile inputs read under watch of the interpreter's audit events; all of them: python -m evals.hostile.run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from evals.hostile import lists
from evals.hostile.run import all_cases

ROOT = Path(__file__).parents[2]


def test_no_crash_no_hang_no_request_and_no_other_file() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "evals.hostile.run", "--every", "14", "--json"],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        timeout=300,
        check=False,
    )
    made = json.loads(done.stdout)
    assert made["broken"] == []
    assert made["inputs"] >= 40


def test_there_are_many_lists_and_archives_and_all_names_differ() -> None:
    names = [case.name for case in all_cases()]
    assert len(list(lists.cases())) >= 200
    assert len(set(names)) == len(names)
