"""Files coded to Parquet, one part a file: idempotent, resumable, with a manifest that says what was done."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from detente import sources
from detente.api import read_ahead, read_safely
from detente.cluster.engines import Engine, Lost
from detente.cluster.parts import clear_left, read_articles, write_part
from detente.cluster.stream import failed
from detente.errors import DetenteError
from detente.records import Article, Problem, Reading, Record, from_json, to_json
from detente.version import version as coder

MANIFEST = "manifest.jsonl"
_CHUNK = 1 << 20


class Shard(Record, frozen=True, kw_only=True):
    """One file to code, and where its part goes."""

    input: str
    part: str
    triage: bool = False
    text: bool = True


class Done(Record, frozen=True, kw_only=True):
    """A line of the manifest: what became of one file. `sha256` is of the file, `part_sha256` of the part written."""

    input: str
    state: Literal["coded", "failed"]
    part: str | None = None
    rows: int = 0
    events: int = 0
    signals: int = 0
    errors: int = 0
    sha256: str | None = None
    part_sha256: str | None = None
    coder: str = ""
    problem: Problem | None = None


def code_files(
    inputs: Iterable[str], folder: Path, *, on: Engine, triage: bool = False, text: bool = True
) -> Iterator[tuple[Done, bool]]:
    """What became of each file, in order, and whether it was done now (False: an earlier run had done it).

    A file whose content, whose part and whose coder are those of the manifest is not read again; one that failed is tried again. Parts
    appear complete or not at all, so that a killed run leaves nothing half-written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    clear_left(folder)
    names = list(dict.fromkeys(inputs))
    known = {} if not (folder / MANIFEST).exists() else _manifest(folder / MANIFEST)
    version = str(coder()) + ("+triage" if triage else "") + ("" if text else "-text")
    shards = [Shard(input=n, part=str(folder / part_name(n)), triage=triage, text=text) for n in names]
    kept = {s.input: known[s.input] for s in shards if s.input in known and _stands(known[s.input], s, version)}
    todo = [s for s in shards if s.input not in kept]
    fresh = on.map(code_shard, iter(todo))
    with (folder / MANIFEST).open("a", encoding="utf-8") as manifest:
        for shard in shards:
            if shard.input in kept:
                yield kept[shard.input], False
                continue
            result = next(fresh)
            done = _lost(shard) if isinstance(result, Lost) else result
            done = msgspec.structs.replace(done, coder=version)
            manifest.write(to_json(done) + "\n")
            manifest.flush()
            yield done, True


def code_shard(shard: Shard) -> Done:
    """The one function: a file coded to its part. Never raises for what a file may hold."""
    path = Path(shard.part)
    try:
        counts = write_part(_coded(shard), path)
    except DetenteError as error:
        return Done(input=shard.input, state="failed", problem=error.problem)
    except OSError as error:
        return _failed(shard, f"cannot be read or written ({error.strerror})", "see to the disk and run it again")
    except Exception as error:  # one bad file never stops a run
        return _failed(shard, f"{type(error).__name__}: {error}", "this is a fault of detente: please report it")
    rows, events, signals, errors = counts
    return Done(
        input=shard.input, state="coded", part=path.name, rows=rows, events=events, signals=signals, errors=errors,
        sha256=digest(Path(shard.input)), part_sha256=digest(path),
    )  # fmt: skip


def part_name(name: str) -> str:
    """The name of a file's part: its own, and six digits of its path, for files of one name in two folders."""
    stem = Path(name).name.split(".")[0] or "part"
    return f"{stem}-{hashlib.sha256(name.encode()).hexdigest()[:6]}.parquet"


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_CHUNK):
            found.update(piece)
    return found.hexdigest()


def _coded(shard: Shard) -> Iterator[tuple[Article | None, Reading]]:
    items = read_articles(Path(shard.input)) if shard.input.endswith(".parquet") else sources.stream(shard.input)
    for item in read_ahead(items, triage=shard.triage):
        if isinstance(item, Problem):
            yield None, failed(item)
        else:
            yield (item[0] if shard.text else None), read_safely(*item)


def _manifest(path: Path) -> dict[str, Done]:
    """The last line of each file; a line cut off by a killed run is passed over."""
    found: dict[str, Done] = {}
    with path.open("rb") as file:
        for line in file:
            try:
                done = from_json(Done, line)
            except msgspec.DecodeError:
                continue
            found[done.input] = done
    return found


def _stands(done: Done, shard: Shard, version: str) -> bool:
    part, source = Path(shard.part), Path(shard.input)
    if done.state != "coded" or done.coder != version or not (part.is_file() and source.is_file()):
        return False
    return digest(part) == done.part_sha256 and digest(source) == done.sha256


def _lost(shard: Shard) -> Done:
    return _failed(shard, "not coded: the process that read it died more than once", "give it more memory, or cut it")


def _failed(shard: Shard, what: str, remedy: str) -> Done:
    return Done(input=shard.input, state="failed", problem=Problem(where=shard.input, what=what, remedy=remedy))
