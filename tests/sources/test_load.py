"""Names to articles: files, standard input, what is neither."""

from __future__ import annotations

import gzip
import io
import json
import os
import socket
import sys
from pathlib import Path

import pytest

from detente import errors, sources

PROSE = (
    "The two armies exchanged fire along the river for the third night in a row, officials on both sides said.\n\n"
    "If the shelling stops, we are ready to talk, the minister said on Monday after a meeting of the cabinet."
)
PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in PROSE.split("\n\n"))
PAGE = f"<!DOCTYPE html><html><head><title>Armies exchange fire</title></head><body><article>{PARAGRAPHS}</article></body></html>"
LINES = json.dumps({"id": "a", "text": PROSE}) + "\n" + json.dumps({"id": "b", "text": PROSE}) + "\n"


def write(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> object:
    def give(content: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    return give


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.HTML", "a.txt", "a", "a.md", "a.xyz"])
def test_html_is_known_by_its_content_too(tmp_path: Path, name: str) -> None:
    article = sources.load(write(tmp_path, name, PAGE))[0]
    assert (article.text, article.title, article.language) == (PROSE, "Armies exchange fire", "en")
    assert article.origin == str(tmp_path / name)


def test_text(tmp_path: Path) -> None:
    assert sources.load(write(tmp_path, "a.txt", PROSE))[0].text == PROSE


def test_jsonl_gives_many_and_tells_of_the_others(tmp_path: Path) -> None:
    loaded = sources.read(write(tmp_path, "a.jsonl", LINES + "bad\n"))
    assert [article.id for article in loaded.articles] == ["a", "b"]
    assert [(problem.line, problem.where) for problem in loaded.problems] == [(3, str(tmp_path / "a.jsonl"))]


@pytest.mark.parametrize(
    ("name", "content"), [("a.html.gz", PAGE), ("a.txt.gz", PROSE), ("a.jsonl.gz", LINES), ("a.gz", PAGE)]
)
def test_gzip(tmp_path: Path, name: str, content: str) -> None:
    assert sources.load(write(tmp_path, name, gzip.compress(content.encode())))[0].text == PROSE


@pytest.mark.parametrize("content", [PAGE, PROSE, LINES, "\n\n" + PAGE, "\ufeff" + PAGE])
def test_standard_input_is_told_by_its_content(stdin: object, content: str) -> None:
    stdin(content.encode())  # type: ignore[operator]
    article = sources.load("-")[0]
    assert article.text == PROSE
    assert (article.origin or "").startswith("-")


def test_the_id_depends_on_text_title_and_address_alone(tmp_path: Path) -> None:
    first = sources.load(write(tmp_path, "a.html", PAGE))[0]
    second = sources.load(write(tmp_path, "b.html", PAGE), date="2025-05-07")[0]
    other = sources.load(write(tmp_path, "c.html", PAGE.replace("Armies", "Guns")))[0]
    assert first.id == second.id != other.id
    assert len(first.id) == 16


def test_a_date_given_stands_only_where_the_page_states_none(tmp_path: Path) -> None:
    name = write(tmp_path, "a.html", PAGE)
    stating = write(tmp_path, "b.html", PAGE.replace("<head>", '<head><meta name="date" content="2025-05-06">'))
    addressed = write(
        tmp_path,
        "c.html",
        PAGE.replace("<head>", '<head><link rel="canonical" href="https://example.org/2025/05/05/a">'),
    )
    assert sources.load(name)[0].date is None
    assert sources.load(name, date="May 7, 2025")[0].date == "2025-05-07"
    assert sources.load(stating, date="2025-05-07")[0].date == "2025-05-06"
    assert sources.load(addressed, date="2025-05-07")[0].date == "2025-05-07"
    loaded = sources.read(addressed)
    assert loaded.articles[0].date == "2025-05-05"
    assert [note.what for note in loaded.notes] == [
        "the date 2025-05-05 comes from the address; the page itself states none"
    ]


def test_a_date_that_is_none_is_the_caller_s_mistake(tmp_path: Path) -> None:
    with pytest.raises(errors.UsageError, match="soon: not a date; write it as 2025-05-07"):
        sources.load(write(tmp_path, "a.html", PAGE), date="soon")


def test_a_missing_file_with_a_like_name_beside_it(tmp_path: Path) -> None:
    write(tmp_path, "report.html", PAGE)
    with pytest.raises(errors.NotFound, match=r"no such file; did you mean .*report\.html\?"):
        sources.load(str(tmp_path / "reprot.html"))
    with pytest.raises(errors.NotFound, match="check its name"):
        sources.load(str(tmp_path / "zzz" / "q"))


@pytest.mark.parametrize("name", ["", "\x00", "a\nb" * 3, "x" * 5000])
def test_names_that_are_none(name: str) -> None:
    with pytest.raises(errors.SourceError) as caught:
        sources.load(name)
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    name = write(tmp_path, "a.html", PAGE)
    Path(name).chmod(0)
    with pytest.raises(errors.Unreadable, match="no permission"):
        sources.load(name)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_an_endless_device() -> None:
    with pytest.raises(errors.SourceError):
        sources.load("/dev/zero")


def test_files_never_open_a_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page = PAGE.replace(
        "<head>", "<head><base href='http://127.0.0.1/'><link rel='stylesheet' href='http://127.0.0.1/a.css'>"
    )
    assert sources.load(write(tmp_path, "a.html", page))


@pytest.mark.parametrize("name", ["rows.csv", "ROWS.TSV"])
def test_a_table_is_no_report(tmp_path: Path, name: str) -> None:
    rows = 'date,text\n2025-05-07,"The north fired rockets at the south."\n'
    with pytest.raises(errors.Unsupported, match=r"a table, not a report.*JSONL"):
        sources.load(write(tmp_path, name, rows))


def test_a_page_saved_under_the_name_of_a_table_is_read(tmp_path: Path) -> None:
    assert sources.load(write(tmp_path, "page.csv", PAGE))


def test_every_input_after_a_bad_one_is_still_read(tmp_path: Path) -> None:
    names = [
        write(tmp_path, "a.html", b"%PDF-1.7"),
        write(tmp_path, "b.html", PAGE),
        str(tmp_path / "none"),
        write(tmp_path, "c.txt", PROSE),
    ]
    done, failed = [], []
    for name in names:
        try:
            done += sources.load(name)
        except errors.SourceError as error:
            failed.append(str(error))
    assert (len(done), len(failed)) == (2, 2)
    assert errors.exit_status(done=len(done), failed=len(failed)) == 1


def test_the_exported_names() -> None:
    assert sorted(sources.__all__) == sources.__all__
    assert all(hasattr(sources, name) for name in sources.__all__)
