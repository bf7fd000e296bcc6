"""Write the tables of docs/store.md and docs/exports.md from columns.toml and the models (tests/store/test_docs.py compares).

python scripts/write_store_docs.py
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from detente.publish import exports
from detente.publish.exports.package import TABLES
from detente.store.columns import Column, about, columns, tables
from detente.store.query import columns_of

DOCS = Path(__file__).parents[1] / "docs"
MARKED = re.compile(r"(<!-- made by scripts/write_store_docs.py -->\n).*(<!-- end -->)", re.DOTALL)
FORMATS = {"plover": "PLOVER", "geojson": "GeoJSON: the properties", "gdelt": "GDELT 2.0", "icews": "ICEWS"}


def store_tables() -> str:
    """A section for each table of the database."""
    return "\n".join(_section(f"`{name}`", about(name).capitalize() + ".", columns(name)) for name in tables())


def export_tables() -> str:
    """A section for each format and each table of the CSV and Parquet folders."""
    said = tomllib.loads((Path(exports.__file__).parent / "columns.toml").read_text(encoding="utf-8"))
    made = []
    for name, title in FORMATS.items():
        rows = [f"| `{column}` | {meaning or 'empty'} |" for column, meaning in said[name].items()]
        made.append(f"### {title}\n\n| field | meaning |\n|---|---|\n" + "\n".join(rows) + "\n")
    made += [_section(f"`{name}`", about(name).capitalize() + ".", columns_of(name)) for name in TABLES]
    return "\n".join(made)


def _section(title: str, text: str, of: tuple[Column, ...]) -> str:
    rows = "\n".join(f"| `{c.name}` | {c.kind}{'' if c.empty else ', never empty'} | {c.about} |" for c in of)
    return f"### {title}\n\n{text}\n\n| column | type | meaning |\n|---|---|---|\n{rows}\n"


PAGES = {"store.md": store_tables, "exports.md": export_tables}


def text(page: str) -> str:
    """A page with its tables made anew."""
    before = (DOCS / page).read_text(encoding="utf-8")
    return MARKED.sub(lambda found: f"{found[1]}\n{PAGES[page]()}\n{found[2]}", before)


if __name__ == "__main__":
    for page in PAGES:
        (DOCS / page).write_text(text(page), encoding="utf-8")
