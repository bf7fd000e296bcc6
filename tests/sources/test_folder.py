"""A folder named as input."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from tests.sources.making import PROSE, item, page, rss

from detente import errors, sources


def test_a_folder_is_all_its_reports_by_name(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.html").write_bytes(page(2))
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(PROSE.encode()))
    (tmp_path / "c.xml").write_bytes(rss([item(3, "https://example.org/3", f"<description>{PROSE}</description>")]))
    (tmp_path / "d.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "e.html").write_bytes(b"%PDF-1.7")
    (tmp_path / ".hidden.txt").write_text(PROSE)
    loaded = sources.read(str(tmp_path))
    assert [Path(a.origin or "").name for a in loaded.articles] == ["a.txt.gz", "3", "two.html"]
    assert [Path(p.where).name for p in loaded.problems] == ["e.html"]


def test_links_lead_nowhere(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text(PROSE)
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "link.txt").symlink_to(outside)
    (inside / "folder").symlink_to(tmp_path)
    with pytest.raises(errors.Empty, match="a folder without files"):
        sources.load(str(inside))
