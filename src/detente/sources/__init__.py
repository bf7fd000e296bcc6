"""Bytes from the world as articles: saved pages, web addresses, plain text, JSONL.

`load`, `read` and `stream` take a name as a person gives it; `read_jsonl` takes a stream of lines. Whatever cannot be
read raises a `detente.errors.SourceError` that says what it is and what to do. docs/sources.md is the manual.
"""

from detente.sources.boilerplate import blank, boilerplate_spans, clean
from detente.sources.boilerplate import pieces as boilerplate_pieces
from detente.sources.jsonl import read_jsonl
from detente.sources.limits import Limits
from detente.sources.load import Loaded, is_there, load, open_lines, read, stream

__all__ = [
    "Limits",
    "Loaded",
    "blank",
    "boilerplate_pieces",
    "boilerplate_spans",
    "clean",
    "is_there",
    "load",
    "open_lines",
    "read",
    "read_jsonl",
    "stream",
]
