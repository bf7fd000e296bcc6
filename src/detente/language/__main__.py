"""`python -m detente.language "sentence" …`: the clause tree, for reading. With "-", the text comes from standard input."""

from __future__ import annotations

import sys

from detente.language import analyse
from detente.records import Argument, Article, Clause, Document, Phrase


def show(document: Document) -> str:
    """The clauses of a document as an indented tree, sentence by sentence."""
    below: dict[int | None, list[Clause]] = {}
    for clause in document.clauses:
        below.setdefault(clause.parent, []).append(clause)
    lines: list[str] = []
    for sentence in document.sentences:
        lines.append(f"[{sentence.index}]{' (headline)' if sentence.headline else ''} {sentence.text}")
        for top in below.get(None, []):
            if top.sentence == sentence.index:
                _tree(top, below, 1, lines)
    return "\n".join(lines)


def _tree(clause: Clause, below: dict[int | None, list[Clause]], depth: int, lines: list[str]) -> None:
    lines.append("    " * depth + line(clause))
    for child in below.get(clause.id, []):
        _tree(child, below, depth + 1, lines)


def line(clause: Clause) -> str:
    """One clause in one line."""
    link = f"{clause.link}:{clause.connective}" if clause.connective else clause.link
    focus = f" [{clause.focus}]" if clause.focus else ""
    flags: list[str] = [clause.kind, clause.tense, clause.mood]
    flags += [name for name in ("perfect", "progressive", "negated", "quoted") if getattr(clause, name)]
    flags += ["passive"] if clause.voice == "passive" else []
    parts = [f"#{clause.id} <{link}{focus}> {clause.predicate.upper()} ({' '.join(flags)})"]
    if clause.modals:
        parts.append("modals=" + "+".join(clause.modals))
    if clause.adverbs:
        parts.append("adv=" + ",".join(clause.adverbs))
    parts += [_argument(a) for a in clause.arguments]
    parts += [f"time={t.text!r}" for t in clause.times]
    if clause.attributes:
        parts.append("attr=" + ",".join(f"{m.kind[:4]}:{m.text}" for m in clause.attributes))
    if clause.determiner:
        parts.append(f"det={clause.determiner}")
    if clause.speakers:
        parts.append("SPEAKERS=" + " < ".join(p.text for p in clause.speakers) + f" in {clause.said_in}")
    return " ".join(parts)


def _argument(argument: Argument) -> str:
    name = argument.role + (f"/{argument.preposition}" if argument.preposition else "")
    return f"{name}{'*' if argument.inherited else ''}={_phrase(argument.phrase)}"


def _phrase(phrase: Phrase) -> str:
    parts = [phrase.head]
    if phrase.negated:
        parts.insert(0, "NOT")
    if phrase.possessor:
        parts.append(f"of:{_phrase(phrase.possessor)}")
    parts += [f"{m.kind[:4]}:{m.text}" for m in phrase.modifiers]
    parts += [f"{p}:{_phrase(c)}" for p, c in phrase.complements]
    parts += [f"appos:{_phrase(c)}" for c in phrase.appositives]
    parts += [f"+{_phrase(c)}" for c in phrase.conjuncts]
    return "{" + " ".join(parts) + "}"


def main(words: list[str]) -> None:
    """Write the clause tree of each argument to standard output."""
    for text in [sys.stdin.read()] if words == ["-"] else words:
        sys.stdout.write(show(analyse(Article(id="-", text=text))) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
