"""The house's order: a stage imports only from records, errors and the stages above it; only some touch disk or network."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import detente

SOURCE = Path(__file__).parents[1] / "src/detente"
ROOMS = [
    "records", "errors", "when", "version", "sources", "language", "actors", "events", "imports", "signals", "ledger", "dynamics", "answers", "store", "hooks", "evaluation",
    "publish", "client", "web",
]  # fmt: skip
TOP = {"api", "explain", "ingest", "cluster", "watch", "cli", "__init__", "__main__"}
NETWORK = {"httpx", "socket", "urllib.request", "http.client", "requests", "ssl"}


def _room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


FILES = sorted(p for p in SOURCE.rglob("*.py") if _room(p) not in TOP)


@pytest.mark.parametrize("path", FILES, ids=[str(p.relative_to(SOURCE)) for p in FILES])
def test_a_stage_imports_only_from_earlier_rooms(path: Path) -> None:
    room = _room(path)
    allowed = set(ROOMS[: ROOMS.index(room) + 1])
    inside = {name.split(".")[1] for name in _imports(path) if name.startswith("detente.")}
    assert inside & set(ROOMS) <= allowed
    assert not inside & {"api", "explain", "cli"}


@pytest.mark.parametrize("path", FILES, ids=[str(p.relative_to(SOURCE)) for p in FILES])
def test_only_sources_and_the_client_reach_for_the_network(path: Path) -> None:
    if _room(path) not in ("sources", "client"):  # the client talks to the server it is given, and to nothing else
        assert not _imports(path) & NETWORK


def test_every_room_says_what_it_is_for() -> None:
    for room in ROOMS:
        path = SOURCE / room / "__init__.py" if (SOURCE / room).is_dir() else SOURCE / f"{room}.py"
        doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        assert doc is not None, room
        assert doc != "TODO", room


def test_exported_names() -> None:
    assert sorted(detente.__all__) == detente.__dir__()
    for name in detente.__all__:
        assert getattr(detente, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        detente.nonsense  # noqa: B018
