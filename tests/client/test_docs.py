"""docs/client.md: its example prints what it says, and its tables name every method."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

from detente.client import Client

PAGE = Path(__file__).parents[2] / "docs/client.md"


def printed(address: str) -> str:
    """What the example prints against a server."""
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(code.replace("http://127.0.0.1:8321", address), {})
    return out.getvalue()


def test_the_example_prints_what_it_says(address: str) -> None:
    (said,) = re.findall(r"```text\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert printed(address) == said


def test_every_method_is_named() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name in vars(Client):
        if not name.startswith("_") and name != "close":
            assert re.search(rf"`{name}[`(]", page), name
