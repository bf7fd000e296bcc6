"""Streams and files: the same bytes whatever the engine, the workers and the batches; stopped runs go on."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from detente.cli import main
from detente.cluster import Here, Pool, code_files, code_stream, engine, read_part
from detente.cluster.files import MANIFEST, part_name
from detente.cluster.parts import read_articles, write_part
from detente.errors import UsageError
from detente.records import Article, Problem, Reading, to_json

SENTENCES = [
    "Israel struck a port in Yemen on Tuesday.",
    "The Houthis said they would stop firing if Israel lifted the blockade.",
    "Rwanda denied that its troops had crossed into Congo.",
    "If Armenia withdraws, Azerbaijan is ready to reopen the road, its foreign minister said.",
]


def articles(n: int) -> list[Article]:
    return [
        Article(id=f"a{i}", date="2025-03-04", text=" ".join(SENTENCES[i % 4 :]) + f" It was report {i}.")
        for i in range(n)
    ]


def jsonl(path: Path, items: list[Article], *, bad: bool = False) -> str:
    lines = [json.dumps({"id": a.id, "date": a.date, "text": a.text}) for a in items]
    path.write_text("\n".join(lines[:2] + (["{broken"] if bad else []) + lines[2:]) + "\n", encoding="utf-8")
    return str(path)


def written(readings: list[Reading]) -> list[str]:
    return [to_json(r) for r in readings]


def test_a_stream_is_the_same_whatever_the_batches_and_the_workers() -> None:
    items: list[Article | Problem] = [*articles(9)]
    items.insert(4, Problem(where="x", what="no article", remedy="mend it", line=5))
    alone = written(list(code_stream(items, on=Here(), batch=1)))
    assert alone == written(list(code_stream(items, on=Here(), batch=4)))
    assert alone == written(list(code_stream(items, on=Pool(2), batch=3)))
    assert '"line-5"' in alone[4]


def test_files_have_the_same_bytes_whatever_the_engine(tmp_path: Path) -> None:
    names = [jsonl(tmp_path / "one.jsonl", articles(5), bad=True), jsonl(tmp_path / "two.jsonl", articles(3))]
    here = [d for d, _ in code_files(names, tmp_path / "here", on=Here())]
    pool = [d for d, _ in code_files(names, tmp_path / "pool", on=Pool(2))]
    assert [d.part_sha256 for d in here] == [d.part_sha256 for d in pool]
    assert [(d.rows, d.errors) for d in here] == [(6, 1), (3, 0)]
    assert all(d.events and d.signals for d in here)


@pytest.mark.slow
def test_ray_writes_the_same_bytes(tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="the extra detente[ray] is not installed")
    names = [jsonl(tmp_path / "one.jsonl", articles(5)), jsonl(tmp_path / "two.jsonl", articles(3))]
    here = [d for d, _ in code_files(names, tmp_path / "here", on=Here())]
    assert [d.part_sha256 for d, _ in code_files(names, tmp_path / "ray", on=engine("ray", 2))] == [
        d.part_sha256 for d in here
    ]


def test_a_second_run_does_only_what_is_missing_or_changed(tmp_path: Path) -> None:
    names = [jsonl(tmp_path / f"{n}.jsonl", articles(2)) for n in ("one", "two", "three")]
    folder = tmp_path / "out"
    made = code_files(names, folder, on=Here())
    assert next(made)[1]
    made.close()  # type: ignore[attr-defined]  # stopped after the first
    with (folder / MANIFEST).open("a", encoding="utf-8") as manifest:
        manifest.write('{"input": "cut o')
    (folder / part_name(names[2])).write_bytes(b"half")
    again = list(code_files(names, folder, on=Here()))
    assert [fresh for _, fresh in again] == [False, True, True]
    jsonl(Path(names[1]), articles(3))
    assert [fresh for _, fresh in code_files(names, folder, on=Here())] == [False, True, False]


def test_what_a_killed_worker_left_is_removed_and_what_another_writes_is_not(tmp_path: Path) -> None:
    left, written = tmp_path / ".a-1.parquet.17", tmp_path / ".b-2.parquet.18"
    for each in (left, written):
        each.write_bytes(b"PAR1")
    os.utime(left, (0, 0))
    list(code_files([], tmp_path, on=Here()))
    assert not left.exists()
    assert written.exists()


def test_a_file_that_cannot_be_read_stops_nothing(tmp_path: Path) -> None:
    names = [str(tmp_path / "none.jsonl"), jsonl(tmp_path / "two.jsonl", articles(2))]
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 no parquet")
    first, second, third = (
        d for d, _ in code_files([*names, str(tmp_path / "bad.parquet")], tmp_path / "out", on=Here())
    )
    assert first.state == third.state == "failed"
    assert first.problem is not None
    assert first.problem.what == "no such file"
    assert second.state == "coded"
    assert not list((tmp_path / "out").glob(".*"))


def test_a_part_gives_back_what_went_in(tmp_path: Path) -> None:
    items = articles(3)
    rows = list(zip(items, code_stream(items, on=Here()), strict=True))
    write_part(rows, tmp_path / "p.parquet")
    assert [(a, to_json(r)) for a, r in read_part(tmp_path / "p.parquet")] == [(a, to_json(r)) for a, r in rows]


def test_articles_are_read_from_any_parquet_with_their_columns(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    pq.write_table(pa.table({"id": ["x"], "text": ["Iran left the talks."], "other": [1]}), tmp_path / "a.parquet")
    pq.write_table(pa.table({"headline": ["x"]}), tmp_path / "b.parquet")
    assert [(a.id, a.text) for a in read_articles(tmp_path / "a.parquet")] == [("x", "Iran left the talks.")]
    with pytest.raises(UsageError, match="columns"):
        list(read_articles(tmp_path / "b.parquet"))


def test_the_command_codes_to_a_folder_and_goes_on(tmp_path: Path) -> None:
    name = jsonl(tmp_path / "one.jsonl", articles(2))
    first = CliRunner().invoke(main, ["code", name, "--to", str(tmp_path / "out"), "--jobs", "1"])
    again = CliRunner().invoke(main, ["code", name, "--to", str(tmp_path / "out"), "--jobs", "1"])
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "2 articles" in first.stderr
    assert "(done before)" in again.stderr


def test_the_command_writes_the_same_lines_with_two_processes(tmp_path: Path) -> None:
    name = jsonl(tmp_path / "one.jsonl", articles(5), bad=True)
    one, two = (CliRunner().invoke(main, ["code", name, "--jobs", jobs, "--quiet"]) for jobs in ("1", "2"))
    assert one.stdout == two.stdout
    assert one.exit_code == two.exit_code == 1


@pytest.mark.parametrize(
    "words", [["a.jsonl", "b.jsonl"], ["a.jsonl", "--engine", "ray"], ["a.jsonl", "--to", "x", "-o", "y"]]
)
def test_what_does_not_go_together_is_refused(words: list[str]) -> None:
    assert CliRunner().invoke(main, ["code", *words]).exit_code == 2
