"""docs/store.md and docs/exports.md say what the code does, column by column, and their examples run."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from tests.store.examples import CODER, article, reading

from detente.store import Incoming, Store

ROOT = Path(__file__).parents[2]


def script() -> object:
    spec = importlib.util.spec_from_file_location("write_store_docs", ROOT / "scripts/write_store_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["store.md", "exports.md"])
def test_the_tables_are_those_of_the_code(page: str) -> None:
    made = script().text(page)  # type: ignore[attr-defined]
    assert (ROOT / "docs" / page).read_text(encoding="utf-8") == made, "run: python scripts/write_store_docs.py"
    assert made.count("| column | type | meaning |") > 5


def test_the_example_for_pandas_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas")
    with Store.open(tmp_path / "detente.sqlite") as store:
        store.add_articles([Incoming(article=article("a1"))])
        store.add_readings([reading("a1")], CODER)
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs/store.md").read_text(encoding="utf-8"), re.DOTALL)
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    exec(code, names)  # the page's own words
    strikes = names["strikes"]
    assert ["IND"] == list(strikes["actors"])  # type: ignore[index]
    assert ["2025-05-06T19:35:00+00:00"] == [at.isoformat() for at in strikes["event_at"]]  # type: ignore[index]


def test_every_command_the_page_shows_is_one() -> None:
    from detente.cli import main

    text = (ROOT / "docs/store.md").read_text(encoding="utf-8")
    for words in re.findall(r"^detente (\w+)(?: (\w+))?", text, re.MULTILINE):
        assert words[0] in main.commands
        below = getattr(main.commands[words[0]], "commands", None)
        assert below is None or words[1] in below
