"""JSONL: articles and problems in order, texts unchanged, memory bounded."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from detente import sources
from detente.records import Article, Problem
from detente.sources import Limits

TEXT = "  - Advertisement -\r\nIf India stops the attacks, we are ready to talk, Asif said.\n\n\u00a0“Yes”\u200b, he said. "


def line(**fields: Any) -> bytes:
    return json.dumps({"id": "a", "text": TEXT} | fields).encode() + b"\n"


def one(**fields: Any) -> Article | Problem:
    return next(iter(sources.read_jsonl([line(**fields)], origin="x.jsonl")))


def test_the_text_is_handed_on_unchanged() -> None:
    article = one(date="2025-05-07T13:20+05:30", title="T", url="https://example.org/", source="S", extra={"a": 1})
    assert article == Article(
        id="a",
        text=TEXT,
        date="2025-05-07T13:20+05:30",
        title="T",
        url="https://example.org/",
        source="S",
        origin="x.jsonl:1",
    )


def test_optional_fields_may_be_missing_null_or_empty() -> None:
    assert one(title=None, url="", date=None, source=None) == Article(id="a", text=TEXT, origin="x.jsonl:1")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"{", "not JSON"),
        (b"not json at all", "not JSON"),
        (b"[1]", "not a JSON object"),
        (b"null", "not a JSON object"),
        (b'{"id": "a"}', 'no "text"'),
        (b'{"text": "The army said so."}', 'no "id"'),
        (b'{"id": 7, "text": "The army said so."}', '"id" is a number, not a string'),
        (b'{"id": "a", "text": ["x"]}', '"text" is a list, not a string'),
        (b'{"id": "a", "text": "  "}', '"text" is empty'),
        (b'{"id": "a", "text": "123 ..."}', "holds no word"),
        (b'{"id": "a", "text": "The army said so.", "title": 3}', '"title" is a number'),
        (b'{"id": "a", "text": "The army said so.", "date": "yesterday"}', "is not a date"),
        (b'{"id": "a", "text": "The army said so.", "date": "07/05/2025"}', "is not a date"),
        (b'{"id": "a", "text": "caf\xe9"}', "not UTF-8"),
        (b"[" * 5000, "not JSON: nested too deeply"),
        (
            '{"id": "a", "text": "'
            + "Le ministre a dit que les frappes continueront si la paix ne vient pas. " * 5
            + '"}',
            "not in English (French)",
        ),
        ('{"id": "a", "text": "Oui.", "language": "fr"}', "not in English (French)"),
    ],
)
def test_problems_name_the_line_what_is_wrong_and_what_to_do(content: bytes | str, what: str) -> None:
    data = content.encode() if isinstance(content, str) else content
    found = list(sources.read_jsonl([line(id="first"), b"\n", data + b"\n", line(id="last")], origin="x.jsonl"))
    assert [type(item) for item in found] == [Article, Problem, Article]
    problem = found[1]
    assert isinstance(problem, Problem)
    assert what in problem.what
    assert (problem.where, problem.line) == ("x.jsonl", 3)
    assert problem.remedy


def test_an_id_used_twice_is_a_problem_that_names_the_first_line() -> None:
    found = list(sources.read_jsonl([line(), line(id="b"), line()], origin="x.jsonl"))
    assert [type(item) for item in found] == [Article, Article, Problem]
    assert isinstance(found[2], Problem)
    assert found[2].what == "the id 'a' was already used on line 1"


def test_a_line_over_the_limit_is_skipped_and_never_held_whole() -> None:
    class Endless(io.RawIOBase):
        """A first line of 200 MB, then a good one."""

        def __init__(self) -> None:
            self.left = 200
            self.tail = io.BytesIO(b'"}\n' + line())

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            if self.left:
                size = min(len(buffer), 1_000_000)
                buffer[:size] = b"a" * size
                self.left -= 1
                return size
            return self.tail.readinto(buffer)

    tracemalloc.start()
    found = list(
        sources.read_jsonl(io.BufferedReader(Endless(), 1_000_000), origin="x", limits=Limits(line_bytes=2_000_000))
    )
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [type(item) for item in found] == [Problem, Article]
    assert peak < 20_000_000


def test_lines_are_read_as_they_are_asked_for() -> None:
    asked = []

    def lines() -> Iterator[bytes]:
        for number in range(1000):
            asked.append(number)
            yield line(id=str(number))

    stream = sources.read_jsonl(lines(), origin="-")
    next(stream)
    assert len(asked) == 1


def test_a_date_given_stands_only_where_there_is_none() -> None:
    found = list(sources.read_jsonl([line(), line(id="b", date="2025-05-07")], origin="x", date="2024-01-01"))
    assert [item.date for item in found if isinstance(item, Article)] == ["2024-01-01", "2025-05-07"]


def test_a_byte_order_mark_is_no_part_of_the_first_line() -> None:
    assert isinstance(next(iter(sources.read_jsonl([b"\xef\xbb\xbf" + line()], origin="x"))), Article)


@pytest.mark.parametrize("suffix", ["jsonl", "jsonl.gz"])
def test_open_lines(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"x.{suffix}"
    content = line() + b"bad\n" + line(id="b")
    path.write_bytes(gzip.compress(content) if suffix.endswith("gz") else content)
    with sources.open_lines(str(path)) as lines:
        assert [type(item) for item in sources.read_jsonl(lines, origin="x")] == [Article, Problem, Article]


def test_a_gzip_file_cut_short_gives_what_it_has_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl.gz"
    path.write_bytes(
        gzip.compress(b"".join(line(id=str(n), text=f"The army said {n**9}.") for n in range(5000)))[:-2000]
    )
    with sources.open_lines(str(path)) as lines:
        found = list(sources.read_jsonl(lines, origin="x"))
    assert len(found) > 1000
    assert isinstance(found[-1], Problem)
    assert found[-1].what == "reading stopped: the gzip file is damaged"
