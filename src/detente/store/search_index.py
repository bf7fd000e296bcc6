"""Full-text search of sentences: FTS5 in SQLite, a GIN index in PostgreSQL; both with English stems.

A search is written as one types it: words that must all be there, "words in a row" between quotation marks, OR between
alternatives, - before what must not be there. `Search` is its parsed form; each database gets it as a bound parameter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import ColumnElement, text

from detente.errors import UsageError

SQLITE_DDL = (
    "CREATE VIRTUAL TABLE sentence_index USING fts5("
    "text, content='sentences', content_rowid='key', tokenize='porter unicode61')",
    "INSERT INTO sentence_index(sentence_index, rank) VALUES ('hashsize', 33554432)",  # bytes gathered before a segment
    "CREATE TRIGGER sentences_added AFTER INSERT ON sentences BEGIN "
    "INSERT INTO sentence_index(rowid, text) VALUES (new.key, new.text); END",
    "CREATE TRIGGER sentences_removed AFTER DELETE ON sentences BEGIN "
    "INSERT INTO sentence_index(sentence_index, rowid, text) VALUES ('delete', old.key, old.text); END",
    "CREATE TRIGGER sentences_changed AFTER UPDATE OF text ON sentences BEGIN "
    "INSERT INTO sentence_index(sentence_index, rowid, text) VALUES ('delete', old.key, old.text); "
    "INSERT INTO sentence_index(rowid, text) VALUES (new.key, new.text); END",
)
POSTGRES_DDL = ("CREATE INDEX ix_sentences_text ON sentences USING gin (to_tsvector('english', text))",)

_PART = re.compile(r'(?P<minus>-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True)
class Search:
    """Groups of alternatives: one phrase of each of `all_of` must be there, and none of `none_of`."""

    all_of: tuple[tuple[str, ...], ...]
    none_of: tuple[str, ...] = ()

    def fts5(self) -> str:
        """As FTS5 takes it: every word in quotation marks, so that none is an operator."""
        wanted = " AND ".join("(" + " OR ".join(f'"{phrase}"' for phrase in group) + ")" for group in self.all_of)
        return f"({wanted})" + "".join(f' NOT "{phrase}"' for phrase in self.none_of)

    def websearch(self) -> str:
        """As PostgreSQL's `websearch_to_tsquery` takes it."""
        groups = [" or ".join(f'"{phrase}"' for phrase in group) for group in self.all_of]
        return " ".join([*groups, *(f'-"{phrase}"' for phrase in self.none_of)])


def parse(query: str) -> Search:
    """A search as typed; raises `UsageError` where nothing is looked for."""
    groups: list[list[str]] = []
    refused: list[str] = []
    joined = False
    for part in _PART.finditer(query):
        if part["word"] == "OR":
            joined = bool(groups)
            continue
        phrase = " ".join(_WORD.findall(part["phrase"] if part["phrase"] is not None else part["word"]))
        if not phrase:
            continue
        if part["minus"]:
            refused.append(phrase)
        elif joined:
            groups[-1].append(phrase)
        else:
            groups.append([phrase])
        joined = False
    if not groups:
        raise UsageError(query, "there is no word to look for", 'write words, "words in a row", A OR B, -without')
    return Search(tuple(map(tuple, groups)), tuple(refused))


def matching(query: str, dialect: str) -> ColumnElement[bool]:
    """A condition on `sentences.key`: the sentences a search finds."""
    search = parse(query)
    if dialect == "postgresql":
        words = "to_tsvector('english', sentences.text) @@ websearch_to_tsquery('english', :searched)"
        return text(words).bindparams(searched=search.websearch())  # type: ignore[return-value]
    inside = "sentences.key IN (SELECT rowid FROM sentence_index WHERE sentence_index MATCH :searched)"
    return text(inside).bindparams(searched=search.fts5())  # type: ignore[return-value]
