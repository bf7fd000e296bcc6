"""WARC archives: plain, gzipped, damaged, lying."""

from __future__ import annotations

import gzip
import io
import time
from collections import Counter
from pathlib import Path

import pytest
from tests.sources.making import GERMAN, PROSE, page, warc_record, zipped

from detente import errors, sources
from detente.records import Article, Problem
from detente.sources import Limits
from detente.sources.bulk import Sieve
from detente.sources.warc import dechunked, read_warc

INFO = warc_record(b"software: ours\r\n", record="warcinfo", kind="application/warc-fields")
REQUEST = warc_record(b"GET / HTTP/1.1\r\n\r\n", record="request", kind="application/http; msgtype=request")


def read(content: bytes, **options: object) -> tuple[list[Article], list[Problem], Counter[str]]:
    tally: Counter[str] = Counter()
    items = list(read_warc(io.BytesIO(content), name="a.warc", limits=Limits(), tally=tally, **options))  # type: ignore[arg-type]
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Problem)], tally


def records(count: int) -> list[bytes]:
    return [warc_record(page(n), url=f"http://news.example.org/{n}") for n in range(count)]


@pytest.mark.parametrize("form", ["plain", "members", "one gzip"])
def test_an_archive_gives_its_reports_in_order(tmp_path: Path, form: str) -> None:
    parts = [INFO, REQUEST, *records(3)]
    packed = {"plain": b"".join(parts), "members": zipped(parts), "one gzip": gzip.compress(b"".join(parts))}[form]
    path = tmp_path / "news.warc.gz"
    path.write_bytes(packed)
    loaded = sources.read(str(path))
    assert [a.url for a in loaded.articles] == [f"http://news.example.org/{n}" for n in range(3)]
    assert loaded.articles[1].title == "Armies exchange fire along the river, day 1"
    assert loaded.articles[1].source == "news.example.org"
    assert not loaded.problems


def test_what_is_no_english_report_is_counted_not_told_one_by_one(tmp_path: Path) -> None:
    parts = [
        warc_record(page(1)),
        warc_record(page(2, GERMAN * 3)),
        warc_record(b"<html><body><p>Too short.</p></body></html>"),
        warc_record(b"%PDF-1.7", kind="application/pdf"),
        warc_record(page(3), status="404 Not Found"),
    ]
    path = tmp_path / "news.warc"
    path.write_bytes(b"".join(parts))
    loaded = sources.read(str(path))
    assert len(loaded.articles) == 1
    assert not loaded.problems
    (note,) = loaded.notes
    assert note.what == "4 of 5 pages set aside: 2 no page of text, 1 not in English, 1 too short"


@pytest.mark.parametrize(
    ("kind", "encoding"),
    [
        ("text/html; charset=windows-1251", "utf-8"),
        ("text/html; charset=windows-1252", "cp1252"),
        ("text/html", "cp1252"),
    ],
)
def test_the_charset_is_found(kind: str, encoding: str) -> None:
    text = PROSE.replace("If the", "“If the").replace("talk,", "talk,”")
    articles, _, _ = read(warc_record(page(1, text).decode().encode(encoding), kind=kind))
    assert "“If the shelling stops, we are ready to talk,” the minister" in articles[0].text


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Content-Encoding: gzip\r\n", gzip.compress(page(1))),
        ("Content-Encoding: gzip\r\n", page(1)),  # crawlers unpack and leave the header
        ("Content-Encoding: br\r\n", page(1)),
        ("Transfer-Encoding: chunked\r\n", f"{len(page(1)):x}\r\n".encode() + page(1) + b"\r\n0\r\n\r\n"),
        ("Transfer-Encoding: chunked\r\n", page(1)),
    ],
)
def test_encodings_of_the_body(head: str, body: bytes) -> None:
    articles, problems, _ = read(warc_record(body, head=head) + records(1)[0])
    assert len(articles) == 2
    assert not problems


def test_a_bomb_inside_a_record_is_one_problem_and_the_rest_is_read() -> None:
    bomb = warc_record(
        gzip.compress(bytes(200_000_000)), head="Content-Encoding: gzip\r\n", url="http://bad.example.org/"
    )
    started = time.monotonic()
    articles, problems, tally = read(bomb + records(1)[0])
    assert len(articles) == 1
    assert [p.where for p in problems] == ["http://bad.example.org/"]
    assert tally["too large or too slow"] == 1
    assert time.monotonic() - started < 5


def test_a_record_that_says_it_is_huge_is_told_of() -> None:
    articles, problems, _ = read(zipped([records(1)[0], warc_record(page(2), length=10**12)]))
    assert len(articles) == 1
    assert "1,000,000,000,0" not in problems[0].what
    assert "a record of" in problems[0].what


def test_an_archive_cut_short_says_so_after_what_it_holds() -> None:
    whole = zipped(records(3))
    articles, problems, _ = read(whole[:-150])
    assert len(articles) == 2
    assert "ends in the middle of a record" in problems[-1].what


def test_damage_is_told_with_its_place_after_what_came_before() -> None:
    whole = zipped(records(2)) + b"no gzip at all" * 20 + zipped(records(1))
    articles, problems, _ = read(whole)
    assert len(articles) == 2
    assert "the archive is damaged after byte" in problems[-1].what


def test_an_empty_or_foreign_archive_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(INFO)
    with pytest.raises(errors.SourceError, match="it holds no article"):
        sources.load(str(path))


def test_text_extracted_by_the_crawler() -> None:
    articles, _, _ = read(warc_record(f"{PROSE} {PROSE}".encode(), record="conversion", kind="text/plain"))
    assert articles[0].text.startswith("The two armies")


def test_words_asked_for() -> None:
    _, _, tally = read(records(1)[0], sieve=Sieve(words=frozenset({"harvest"})))
    assert tally == {"none of the words": 1}
    articles, _, _ = read(records(1)[0], sieve=Sieve(words=frozenset({"SHELLING", "harvest"})))
    assert len(articles) == 1


def test_memory_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    import tracemalloc

    one = zipped(records(1))
    path = tmp_path / "long.warc.gz"
    path.write_bytes(one * 60)
    tracemalloc.start()
    peaks = []
    for number, _ in enumerate(sources.stream(str(path))):
        if number in {19, 59}:
            peaks.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    assert peaks[1] < peaks[0] + 400_000


@pytest.mark.parametrize("body", [b"", b"5\r\nhello", b"zz\r\nhello", b"-5\r\nhello", b"1_0\r\nhello world"])
def test_chunks_that_are_none_leave_the_body(body: bytes) -> None:
    assert dechunked(body) in (body, b"hello")
