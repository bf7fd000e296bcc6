"""Which words must stand in a sentence for any frame to fit: what triage asks before a sentence is parsed.

Read off the frames themselves, so that it changes with the lexicon. It asks only for words, wherever they stand: whatever a frame reads
off the grammar, or off who an actor is, is taken to hold.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping

from detente.events.frames import Frame, frames, normal
from detente.events.phrases import lexical, vocabulary
from detente.language.triage import bases

Needs = tuple[frozenset[str], ...]  # of each set one word must be there

_SLOTS = frozenset({"subject", "object", "indirect", "complement", "oblique"})


@functools.cache
def needed_words() -> Mapping[str, tuple[Needs, ...]]:
    """First words of predicates, each with the needs of its frames; a frame that needs no more than another is left out."""
    found: dict[str, set[Needs]] = {}
    for frame in frames():
        if frame.embed in ("escalates", "de-escalates", "AGREE"):
            continue  # what it holds must fit a frame itself
        first, *_ = frame.predicate.lower().split()
        found.setdefault(first, set()).add(tuple(dict.fromkeys(_needs(frame))))
    return {word: ((),) if () in needs else tuple(sorted(needs, key=_order)) for word, needs in found.items()}


@functools.lru_cache(maxsize=100_000)
def forms(word: str) -> frozenset[str]:
    """What a word may be a form of, as the lexicon spells it too."""
    found = bases(word)
    return found | {normal(base) for base in found}


def _order(needs: Needs) -> tuple[int, list[list[str]]]:
    return len(needs), [sorted(words) for words in needs]


def _needs(frame: Frame) -> Iterator[frozenset[str]]:
    """The sets of a frame, its predicate's first word left out."""
    yield from (frozenset([word]) for word in frame.predicate.lower().split()[1:])
    yield from (_beginnings(heads) for heads in (frame.heads, *frame.attribute, frame.marker) if heads)
    for preposition, heads in frame.prep_heads:
        yield from (_beginnings([preposition]), _beginnings(heads))
    yield from (_beginnings([word]) for word in (frame.via, frame.adverb) if word)
    yield from (_beginnings(vocabulary(names)) for names in (frame.object, frame.subject) if names and lexical(names))
    if frame.oblique:
        either = (vocabulary(names) if lexical(names) else {slot} for slot, names in frame.oblique)
        slots = [word for words in either for word in words]
        if _SLOTS.isdisjoint(slots):
            yield _beginnings(slots)
    yield from (_beginnings(slots) for slots in frame.requires if _SLOTS.isdisjoint(slots))


def _beginnings(words: Iterable[str]) -> frozenset[str]:
    """What each word or run of words begins with, at a space or a hyphen: the parser may take it as one or as several."""
    return frozenset(part for word in words for part in (word, word.split()[0], word.split()[0].split("-")[0]))
