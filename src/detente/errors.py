"""Every error Détente raises on purpose, in one place.

    DetenteError
    ├── UsageError            the call itself is wrong: an option that cannot be read, nothing named
    ├── StoreError            the database could not be used as asked
    │   ├── NoStore               there is none, the server does not answer, or it is no store of ours
    │   ├── NewerStore            written by a newer Détente than this one
    │   ├── StoreBusy             another program held it longer than we wait
    │   ├── StoreFull             no room on its disk
    │   ├── StoreReadOnly         it may be read and not written
    │   └── StoreDamaged          it is there and cannot be read
    └── SourceError           one input could not be read as an article
        ├── NotFound          no such file; the site says there is no such page
        ├── Unreadable        it is there and cannot be opened: a folder, no permission, a disk error
        ├── Unreachable       no such host, refused, bad certificate, the site answers with an error
        │   ├── Busy          the site asks for patience: too many requests, or an error of its own
        │   └── Withheld      the site does not give this page to programs: status 401, 403, 451
        ├── Forbidden         an address Détente does not go to: private network, other scheme or port
        ├── TimedOut          the site, or taking the page apart, took longer than the limit
        ├── TooLarge          more bytes, elements or nesting than the limit
        ├── Unsupported       text of a kind that is not read: a feed, a JSON array, an unknown content type
        ├── NotText           binary, or bytes that are text in no known encoding
        ├── NotEnglish        set aside: the models and lexicons are English
        ├── Empty             no sentence in it
        └── BadRecord         a line of a JSONL file that is not an article

Each carries a `Problem` and shows as one line, ``NAME: what; remedy`` or ``NAME:LINE: what; remedy``.

Exit statuses of the command line (`exit_status`): 0 all inputs were read; 1 some were and some were not, each named on
stderr; 2 nothing could be done: wrong usage, or not one input could be read.
"""

# The names are what the reader sees in `except sources.NotFound`, as in httpx; "Error" at the end of each adds nothing.
# ruff: noqa: N818

from __future__ import annotations

import re

from detente.records import Problem

LONGEST_NAME = 160
"""Characters of a name shown in a message; a longer one keeps its beginning and its end."""


def one_line(problem: Problem) -> str:
    """A problem as the one line a person reads: ``NAME:LINE: what; remedy``."""
    where = shown(problem.where)
    if problem.line is not None:
        where = f"{where}:{problem.line}"
    said = problem.what if not problem.remedy else f"{problem.what}; {problem.remedy}"
    return f"{where}: {_flat(said)}"


def shown(name: str) -> str:
    """A file name or address fit for a terminal: on one line, no control characters, at most `LONGEST_NAME` long."""
    flat = _flat(name)
    if len(flat) <= LONGEST_NAME:
        return flat
    half = (LONGEST_NAME - 1) // 2
    return f"{flat[:half]}…{flat[-half:]}"


def exit_status(*, done: int, failed: int) -> int:
    """0, 1 or 2 by how many inputs were read and how many were not (see the top of this file)."""
    if not failed:
        return 0 if done else 2
    return 1 if done else 2


def _flat(text: str) -> str:
    """The text with line breaks, escape sequences and the like as visible escapes."""
    return re.sub(
        r"[^\x20-\uffff\U00010000-\U0010ffff]|[\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069]",
        _escape,
        text,
    )


def _escape(match: re.Match[str]) -> str:
    return match.group().encode("unicode_escape").decode("ascii")


class DetenteError(Exception):
    """Base of all; `problem` says where, what and what to do."""

    def __init__(self, where: str, what: str, remedy: str = "", *, line: int | None = None) -> None:
        self.problem = Problem(where=where, what=what, remedy=remedy, line=line)
        super().__init__(where, what, remedy, line)

    def __str__(self) -> str:
        return one_line(self.problem)

    def __reduce__(self) -> tuple[type[DetenteError], tuple[str, str, str], dict[str, object]]:
        """Pickled by its parts, so that an error crosses from a worker process whole."""
        problem = self.problem
        return type(self), (problem.where, problem.what, problem.remedy), dict(vars(self))


class UsageError(DetenteError):
    """The call itself is wrong."""


class StoreError(DetenteError):
    """The database could not be used as asked; what was committed before stands."""


class NoStore(StoreError):
    """No such database, no answer from its server, or no store of ours."""


class NewerStore(StoreError):
    """Written by a newer Détente."""


class StoreBusy(StoreError):
    """Held by another program."""


class StoreFull(StoreError):
    """No room left."""


class StoreReadOnly(StoreError):
    """May be read and not written."""


class StoreDamaged(StoreError):
    """Cannot be read."""


class SourceError(DetenteError):
    """One input could not be read as an article; the others still can."""


class NotFound(SourceError):
    """No such file or page."""


class Unreadable(SourceError):
    """There, and cannot be opened."""


class Unreachable(SourceError):
    """The host is unknown, refuses, or answers with an error."""


class Busy(Unreachable):
    """The site asks for patience; `wait` is the number of seconds it names, None where it names none."""

    wait: float | None = None


class Withheld(Unreachable):
    """The site does not give this page to programs."""


class Forbidden(SourceError):
    """An address that is not gone to."""


class TimedOut(SourceError):
    """Longer than the limit."""


class TooLarge(SourceError):
    """More bytes, elements or nesting than the limit."""


class Unsupported(SourceError):
    """Text of a kind that is not read."""


class NotText(SourceError):
    """Binary, or in no known encoding."""


class NotEnglish(SourceError):
    """Set aside: not in English."""


class Empty(SourceError):
    """No sentence in it."""


class BadRecord(SourceError):
    """A line of a JSONL file that is not an article."""
