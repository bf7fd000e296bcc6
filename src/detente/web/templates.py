"""Jinja templates and vendored files, all read from the package: nothing is fetched when a page is shown."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from detente import __version__
from detente.publish.one_file import visible
from detente.web import words
from detente.web.access.roles import current


@cache
def environment() -> Environment:
    """Everything is escaped, and control characters that would turn text around are dropped."""
    made = Environment(
        loader=PackageLoader("detente.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.finalize = visible
    made.globals.update(
        w=words, version=__version__, style=_named("app.css"), script=_named("app.js"), asset=_asset,
        who=current.get,
    )  # fmt: skip
    return made


def render(name: str, **values: Any) -> str:
    """A page as text."""
    return environment().get_template(name).render(**values)


@cache
def static_files() -> dict[str, bytes]:
    """The files by the name they are served under: vendored ones carry their version, ours a digest of their content."""
    held: dict[str, bytes] = {}
    for entry in files("detente.web").joinpath("static").iterdir():
        if entry.is_file() and not entry.name.endswith(".md"):
            held[entry.name] = entry.read_bytes()
    held["app.css"] = (
        files("detente.publish").joinpath("templates", "brief.css").read_bytes()
        + held["app.css"]
        + held.pop("access.css")
    )
    for name in ("app.css", "app.js"):
        content = held.pop(name)
        held[_digested(name, content)] = content
    return held


def _digested(name: str, content: bytes) -> str:
    stem, kind = name.rsplit(".", 1)
    return f"{stem}-{hashlib.sha256(content).hexdigest()[:10]}.{kind}"


def _named(name: str) -> str:
    stem, kind = name.rsplit(".", 1)
    return next(n for n in static_files() if n.startswith(f"{stem}-") and n.endswith(kind))


def _asset(stem: str) -> str:
    """The address of a vendored file by the beginning of its name."""
    return "/static/" + next(n for n in sorted(static_files()) if n.startswith(stem))
