"""The docs say what the code does: the command reference, links, and the README's code."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

import detente

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_the_command_reference_is_what_help_says() -> None:
    spec = importlib.util.spec_from_file_location("write_cli_docs", ROOT / "scripts/write_cli_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    written = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
    assert module.text() == written, "run: python scripts/write_cli_docs.py"


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_readme_example_runs() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    printed: list[str] = []
    exec(code, {"print": lambda *words: printed.append(" ".join(map(str, words)))})  # the README's own words
    assert len(printed) == 1
    assert printed[0].startswith("offer Asif") or printed[0].startswith("offer Khawaja Asif")


def test_the_docstring_of_the_package_names_what_it_exports() -> None:
    assert detente.__doc__ is not None
    assert "detente.read(" in detente.__doc__
