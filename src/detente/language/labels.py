"""Sentences that open with their speaker and a colon: "Pakistan: will respond if attacked", 'Asif: "We want peace."'"""

from __future__ import annotations

from collections.abc import Sequence

from detente.language import lexicon
from detente.language.tokens import Token

LONGEST = 8
"""Words that the name of a speaker may have."""
TOPICS = frozenset(
    """analysis breaking correction editorial exclusive explainer explained factbox fact-check live note opinion photos
    pictures podcast read report review timeline update updates updated video watch news world key why how what who when where
    related summary highlights source""".split()
)
_INSIDE = frozenset({"of", "and", "the", "for", "'s", "’s", "-", "al", "de", "a", "an"})


def label(words: Sequence[Token], *, headline: bool) -> int:
    """How many words the speaker's name at the head of a sentence has, its colon not counted; 0 when there is none.

    Outside headlines only before a quotation: "Iran: the state of the talks" names a topic.
    """
    colon = _colon(words)
    if colon == 0 or (not headline and words[colon + 1].text not in {"“", '"', "‘", "'"}):
        return 0
    for before, word in zip([None, *words], words[:colon], strict=False):
        if before is not None and before.text == "-":
            continue
        bare = word.text.lower()
        if _is_topic(bare, _topics()):
            return 0
        if not (word.text[0].isupper() or bare in _INSIDE or bare in lexicon.words("nouns", "person")):
            return 0
    return colon


def topic(words: Sequence[Token], *, headline: bool) -> int:
    """How many words a topic before a colon has: "Breaking: …", and in headlines "Ukraine war: …"; 0 when there is none."""
    colon = _colon(words)
    if colon == 0 or not (headline or colon < 3):
        return 0
    bare = [w.text.lower() for w in words[:colon]]
    if any(_is_topic(w, TOPICS) for w in (bare[0], bare[-1])):
        return colon
    return colon if headline and colon < 5 and _is_topic(bare[-1], _topics()) else 0


def _colon(words: Sequence[Token]) -> int:
    """Where the colon behind the first words stands; 0 when there is none, or too little behind it."""
    colon = next((i for i, w in enumerate(words[: LONGEST + 1]) if w.text == ":"), 0)
    return colon if colon + 2 < len(words) else 0


def _topics() -> frozenset[str]:
    return TOPICS | lexicon.words("nouns", "force", "talks", "accord", "pressure", "protest", "harm", "restraint")


def _is_topic(word: str, topics: frozenset[str]) -> bool:
    return word in topics or word.rstrip("s") in topics
