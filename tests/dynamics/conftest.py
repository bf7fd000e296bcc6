"""Lets the tests of this room share the hand-built readings of tests/ledger/crafted.py."""

import sys
from pathlib import Path

ROOT = str(Path(__file__).resolve().parents[2])
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)
