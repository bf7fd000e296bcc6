"""The files of a folder that could be reports."""

from __future__ import annotations

import os
from pathlib import Path

from detente.errors import Unreadable

MOST = 200_000
"""Files of a folder, its sub-folders included."""
SUFFIXES = frozenset(
    ".html .htm .xhtml .txt .text .md .markdown .jsonl .ndjson .json .xml .rss .atom .warc .rdf .feed".split()
)


def files_in(folder: Path, *, most: int = MOST) -> list[Path]:
    """Regular files with the name of a report, a list or an archive (also with .gz), those of sub-folders too, by name.

    Hidden ones and whatever a link leads to are left out: no file is read outside the folder named. Raises `Unreadable`.
    """
    found: list[Path] = []
    try:
        for place, folders, names in os.walk(folder, followlinks=False, onerror=_raise):
            folders[:] = sorted(each for each in folders if not each.startswith("."))
            found += [path for name in sorted(names) if _is_report(path := Path(place, name))]
            if len(found) > most:
                raise Unreadable(str(folder), f"a folder of more than {most:,} files", "name a folder below it")
    except OSError as error:
        raise Unreadable(str(folder), f"the folder cannot be read ({error.strerror})", "check it") from None
    return found


def _is_report(path: Path) -> bool:
    suffixes = [each.lower() for each in path.suffixes]
    last = suffixes[-2] if len(suffixes) > 1 and suffixes[-1] == ".gz" else (suffixes or [""])[-1]
    return not path.name.startswith(".") and last in SUFFIXES and path.is_file() and not path.is_symlink()


def _raise(error: OSError) -> None:
    raise error
